"""`agreement flag` as people and machines call it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from agreement_tool.cli.root import root
from agreement_tool.model import Agreement
from agreement_tool.store.repository import Repository
from tests.flag.trees import clause, consumer

pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")  # Typer imports names that click retires

SEED = Path(__file__).parents[1] / "data" / "seed"


def run(*arguments: str) -> int:
    """The exit code of the command, in this process."""
    with pytest.raises(SystemExit) as stopped:
        root.main(list(arguments))
    return int(stopped.value.code or 0)


def _saved(folder: Path, agreement: Agreement) -> str:
    return str(Repository(folder).save(agreement).path)


@pytest.fixture
def plain(tmp_path: Path) -> str:
    return _saved(tmp_path, consumer(clause("c", "我们不承担任何责任。", label="1.")))


@pytest.fixture
def bold(tmp_path: Path) -> str:
    return _saved(tmp_path, consumer(clause("c", "我们不承担任何责任。", label="1.", marks=("bold",))))


def test_a_plain_key_clause_is_exit_1_and_never_is_exit_0(plain: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flag", plain) == 1
    assert run("flag", plain, "--fail-on", "never") == 0
    assert "不承担任何责任" in capsys.readouterr().out


def test_an_emphasised_key_clause_is_exit_0(bold: str) -> None:
    assert run("flag", bold) == 0


def test_a_target_that_is_nothing_is_exit_2(tmp_path: Path) -> None:
    assert run("flag", str(tmp_path / "missing.pdf")) == 2


def test_the_format_follows_the_output_file(plain: str, tmp_path: Path) -> None:
    target = tmp_path / "audit.json"
    run("flag", plain, "-o", str(target))
    schema = json.loads(files("agreement_tool.export").joinpath("schema", "flag.json").read_text("utf-8"))
    jsonschema.validate(json.loads(target.read_text("utf-8")), schema)


def test_the_seed_has_its_clauses_in_the_categories_that_the_issue_names(capsys: pytest.CaptureFixture[str]) -> None:
    run("flag", str(SEED / "lo_docx_song.pdf"), "--format", "json", "--quiet")
    document = json.loads(capsys.readouterr().out)
    found = {each["citation"]: each for each in document["clauses"]}

    def categories(cited: str) -> set[str]:
        return {flag["category"] for flag in found[cited]["categories"]}

    assert "dispute" in categories("10.3")
    assert all("liability" in categories(f"7.{number}") for number in range(1, 7))
    assert categories("3.5") == {"liability", "user_rights"}
    assert set(document["promise"]["categories"]) == {"liability", "user_rights", "dispute", "separate_terms"}
    assert document["promise"]["marks"] == ["bold", "underline"]
    for cited in ("10.3", "7.1", "3.5"):
        assert all(flag["evidence"] and flag["basis"] for flag in found[cited]["categories"])


def test_the_evidence_pack_of_a_pdf_holds_pictures(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    run(
        "flag",
        str(SEED / "weasy_noto.pdf"),
        "--evidence",
        str(folder),
        "--fail-on",
        "never",
        "-o",
        str(tmp_path / "a.txt"),
    )
    index = json.loads((folder / "evidence.json").read_text("utf-8"))
    pictures = [picture for each in index["clauses"] for picture in each["pictures"]]
    assert len(pictures) >= 30
    assert all((folder / picture["file"]).read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_a_clause_file_is_pictured_from_its_own_pdf_and_from_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("extract", str(SEED / "weasy_noto.pdf"), "--id", "seed", "--version", "1") == 0
    page = tmp_path / "audit.html"
    assert run("flag", "seed", "--source", str(SEED / "weasy_noto.pdf"), "-o", str(page)) == 1
    assert "data:image/png;base64," in page.read_text("utf-8")
    assert run("flag", "seed", "--source", str(SEED / "rl_cid_stsong.pdf"), "-o", str(page)) == 2
