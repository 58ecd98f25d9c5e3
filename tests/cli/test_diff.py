import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from docx import Document

import agreement_tool.export
from agreement_tool.cli.root import root
from agreement_tool.model import Agreement
from agreement_tool.store.repository import Repository
from tests.diff.build import agreement

pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")  # Typer imports names that click retires

PAY = "甲方应当在收到发票后三十日内支付服务费人民币5,000元。"
COURT = "因本协议产生的争议，由甲方住所地人民法院管辖。"


def run(*arguments: str) -> int:
    """The exit code of the command, in this process."""
    with pytest.raises(SystemExit) as stopped:
        root.main(list(arguments))
    return int(stopped.value.code or 0)


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three versions of one agreement under clauses/."""
    monkeypatch.chdir(tmp_path)
    repository = Repository(tmp_path / "clauses")
    for version, amount in (("1.0", "5,000"), ("1.1", "8,000"), ("1.10", "9,000")):
        repository.save(_version(version, amount))
    return tmp_path


def _version(version: str, amount: str) -> Agreement:
    made = agreement(("第一条", "付款", PAY.replace("5,000", amount)), ("第二条", "争议", COURT))
    return replace(made, id="lease", version=version, title="租赁协议", published="2026-01-01")


def test_equal_sides_exit_0_and_differences_exit_1(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "lease@1.0", "lease@1.0") == 0
    assert "没有差异" in capsys.readouterr().out
    assert run("diff", "lease@1.0", "lease@1.1") == 1
    assert "[-人民币5,000元-]{+人民币8,000元+}" in capsys.readouterr().out


def test_what_cannot_be_opened_exits_2_with_one_message(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "lease", "nothing") == 2
    said = capsys.readouterr()
    assert said.out == "" and "nothing" in said.err


def test_a_lone_id_compares_its_two_latest_versions(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "lease", "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["old"], told["new"]) == ("lease@1.1", "lease@1.10")


def test_a_lone_version_has_nothing_to_compare_with(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository(stored / "clauses").save(replace(_version("1", "1"), id="single"))
    assert run("diff", "single") == 2
    assert "single" in capsys.readouterr().err


def test_the_json_is_valid_against_the_published_schema(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("diff", "lease@1.0", "lease@1.1", "--format", "json", "--lang", "en")
    schema = Path(agreement_tool.export.__file__).parent / "schema" / "diff.json"
    told = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(told)
    assert told["changes"][0]["why"].startswith("amount changed")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", b"{"),
        ("a.md", b"# lease@1.0"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.docx", b"PK"),
        ("a.txt", b"lease@1.0"),
    ],
)
def test_the_format_follows_the_suffix(stored: Path, name: str, begins: bytes) -> None:
    assert run("diff", "lease@1.0", "lease@1.1", "-o", name) == 1
    assert (stored / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["t.md", "t.html", "t.docx"])
def test_the_table_of_amendments_comes_in_every_document_format(stored: Path, name: str) -> None:
    run("diff", "lease@1.0", "lease@1.1", "--style", "table", "-o", name)
    data = (stored / name).read_bytes()
    if name.endswith("docx"):
        written = "".join(cell.text for row in Document(io.BytesIO(data)).tables[0].rows for cell in row.cells)
    else:
        written = data.decode()
    assert "修订后条款" in written and "8,000" in written


def test_the_notice_is_a_draft_in_markdown(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("diff", "lease@1.0", "lease@1.1", "--notice")
    assert capsys.readouterr().out.startswith("# 《租赁协议》补充协议要点（草稿）")


def test_material_only_leaves_the_rest_out(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(stored / "clauses")
    repository.save(replace(agreement(("第一条", "", "您应当保管帐号。")), id="a", version="1"))
    repository.save(replace(agreement(("第一条", "", "您应当保管账号。")), id="a", version="2"))
    assert run("diff", "a") == 1
    assert run("diff", "a", "--material-only") == 0


def test_spacing_counts_only_when_strict(stored: Path) -> None:
    for version, text in (("1", "甲方（买方）付款。"), ("2", "甲方(买方)付款。")):
        Repository(stored / "clauses").save(replace(agreement(("第一条", "", text)), id="b", version=version))
    assert run("diff", "b") == 0
    assert run("diff", "b", "--strict") == 1


def test_a_git_revision_is_a_side(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*arguments: str) -> None:
        identity = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", *arguments], cwd=stored, check=True, capture_output=True, env={**os.environ, **identity})

    path = Path("clauses/lease/1.0.yaml")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    path.write_text(path.read_text("utf-8").replace("5,000", "7,000"), "utf-8")
    assert run("diff", f"HEAD:{path}", str(path)) == 1
    assert "{+人民币7,000元+}" in capsys.readouterr().out


def test_the_log_lists_versions_newest_first_and_what_each_changed(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("log", "lease") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("lease@")] == ["lease@1.10", "lease@1.1", "lease@1.0"]
    assert "首个版本" in lines[-1]
    assert sum("重要变更（待复核） 1 处" in line for line in lines) == 2


def test_the_log_of_an_unknown_id_exits_2(stored: Path) -> None:
    assert run("log", "nothing") == 2


def test_a_diff_starts_without_what_it_does_not_need() -> None:
    heavy = "pdfplumber,docx,numpy,pypdfium2"
    code = f"import sys, agreement_tool.pipeline.compare; print([m for m in '{heavy}'.split(',') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
