"""Data kept as YAML is read through a JSON twin, which must be fresh and is not believed when it is not."""

import shutil
from pathlib import Path

import pytest

import agreement_tool
from agreement_tool.text import tables
from agreement_tool.text.tables import TABLES, parsed, table, twin_of


@pytest.mark.parametrize(("package", "name"), TABLES)
def test_every_twin_is_fresh_and_says_what_the_yaml_says(package: str, name: str) -> None:
    folder = Path(agreement_tool.__path__[0], *package.split(".")[1:])
    assert (folder / f"{name}.json").read_bytes() == twin_of(package, name), "run python -m agreement_tool.text.tables"
    assert table(package, name) == parsed((folder / f"{name}.yaml").read_bytes())


@pytest.mark.parametrize("twin", [b"", b"{", b'{"made_from": 1, "data": {"a": 1}}', None])
def test_a_stale_bent_or_missing_twin_is_passed_over(
    twin: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.yaml").write_text("a: 2021-01-01\nb: [c, 1]\n")
    if twin is not None:
        (tmp_path / "x.json").write_bytes(twin)
    monkeypatch.setattr(tables, "_bytes", lambda _, name: (tmp_path / name).read_bytes())
    assert table("p", "x") == {"a": "2021-01-01", "b": ["c", 1]}
    shutil.copy(tmp_path / "x.yaml", tmp_path / "y.yaml")
    (tmp_path / "y.json").write_bytes(twin_of("p", "y"))
    monkeypatch.setattr(tables, "parsed", lambda _: pytest.fail("the twin is fresh"))
    assert table("p", "y") == {"a": "2021-01-01", "b": ["c", 1]}
