from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from agreement_tool.errors import TargetError
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.store.history import split_revision
from agreement_tool.store.repository import Repository
from agreement_tool.text.dates import stated_dates

TEXT = (
    "租赁协议\n\n更新日期：2026年1月1日\n生效日期：2026 年 1 月 8 日\n\n第一条 甲方应当付款。\n\n"
    "第二条 乙方应当交货。\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with a source file and a clause file, both changed since the only commit."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_.txt").write_text(TEXT, encoding="utf-8")
    Repository(Path("clauses")).save(open_target("_.txt").agreement)
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one"],
    ):
        subprocess.run(["git", *command], check=True)
    (tmp_path / "_.txt").write_text(TEXT.replace("付款", "按时付款"), encoding="utf-8")
    return tmp_path


def test_a_source_file_is_named_and_dated(folder: Path) -> None:
    opened = open_target("_.txt")
    agreement = opened.agreement
    assert agreement.id.startswith(
        "agreement-"
    )  # no letter or digit in its name (as in a Chinese one): the id comes from its bytes
    assert (agreement.published, agreement.effective, agreement.version) == ("2026-01-01", "2026-01-08", "2026-01-08")
    assert opened.document is not None
    assert opened.path == Path("_.txt")


def test_an_id_a_version_a_path_and_a_revision_name_the_same_clause_file(folder: Path) -> None:
    path = next((folder / "clauses").rglob("*.yaml")).relative_to(folder)
    stored = open_target(str(path))
    agreement = stored.agreement
    for target in (agreement.id, f"{agreement.id}@{agreement.version}", f"HEAD:{path}"):
        opened = open_target(target)
        assert opened.agreement == agreement
        assert opened.lines == stored.lines
    assert stored.lines["art_1"] < stored.lines["art_2"]


def test_a_revision_gives_a_source_file_as_it_was(folder: Path) -> None:
    def text(target: str) -> str:
        return "".join(clause.text for clause in open_target(target).agreement.walk())

    assert "按时付款" in text("_.txt")
    assert "按时付款" not in text("HEAD:_.txt")


def test_paths_of_a_revision_may_be_meant_from_the_working_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next((folder / "clauses").rglob("*.yaml"))
    monkeypatch.chdir(path.parent)
    assert open_target(f"HEAD:{path.name}").agreement.title == "租赁协议"


@pytest.mark.parametrize(
    "target", ["HEAD:nothing.yaml", "nothing:_.txt", "--output=x:a", "nothing", "nothing@1", "clauses"]
)
def test_a_target_that_names_nothing_is_one_error(folder: Path, target: str) -> None:
    with pytest.raises(TargetError):
        open_target(target)


@pytest.mark.parametrize("target", ["C:\\a.yaml", "http://example.org/a.pdf", "a", "a:", ":a"])
def test_what_only_looks_like_a_revision_is_none(target: str) -> None:
    assert split_revision(target) is None


@pytest.mark.parametrize(
    ("text", "published", "effective"),
    [
        ("更新日期：2026年1月1日，生效日期：2026年1月8日", "2026-01-01", "2026-01-08"),
        ("版本发布日期:2025-3-9", "2025-03-09", None),
        ("本协议自 2024 年 12 月 31 日起施行", None, "2024-12-31"),
        ("发布（生效）日期：2023年12月29日", "2023-12-29", "2023-12-29"),
        ("最后更新： 2022年【 2 】月【 28 】日", "2022-02-28", None),
        ("生效日期：20260304", None, "2026-03-04"),
        ("更新频率：2026年1月1日", None, None),
        ("甲方应于2026年1月1日前付款", None, None),
        ("生效日期：2026年2月30日", None, None),
    ],
)
def test_dates_are_those_that_the_text_states_about_itself(
    text: str, published: str | None, effective: str | None
) -> None:
    assert stated_dates([text]) == (published, effective)
