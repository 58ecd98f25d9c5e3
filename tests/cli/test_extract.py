from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.store.codec import load
from tests.cli.running import SEED, SEED_PDF, run

YAML = Path("clauses/demo/1.0.yaml")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_pdf_becomes_a_clause_file_and_stderr_says_what_was_left_out() -> None:
    result = run("extract", SEED_PDF, "--id", "demo", "--version", "1.0")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "页眉 1 处，如“松下安防监控 APP 服务协议”" in result.stderr
    assert "已写入 clauses/demo/1.0.yaml" in result.stderr
    agreement = load(YAML.read_text(encoding="utf-8")).agreement
    assert (agreement.id, agreement.version, agreement.title) == ("demo", "1.0", "松下安防监控 APP 服务协议")


def test_the_whole_report_lists_every_piece_with_its_pages() -> None:
    result = run("extract", SEED_PDF, "-o", "-", "--report", "--lang", "en")
    assert "left out: running head (p. 1-5): 松下安防监控 APP 服务协议" in result.stderr
    assert result.stderr.count("page number (p.") == 5


def test_quiet_leaves_stderr_empty_and_a_dash_writes_to_stdout() -> None:
    result = run("extract", SEED_PDF, "-o", "-", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("schema: agreement/1\nid: lo-docx-song\n")
    assert not Path("clauses").exists()


def test_the_same_again_changes_nothing_and_other_content_needs_force() -> None:
    again = ("--id", "demo", "--version", "1.0")
    run("extract", SEED_PDF, *again)
    before = YAML.read_bytes()
    assert "内容未变" in run("extract", SEED_PDF, *again).stderr

    refused = run("extract", SEED / "weasy_noto.pdf", *again)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert YAML.read_bytes() == before

    assert run("extract", SEED / "weasy_noto.pdf", *again, "--force").exit_code == 0
    assert b"weasy_noto.pdf" in YAML.read_bytes()


def test_force_keeps_the_comments_of_clauses_that_are_still_there() -> None:
    again = ("--id", "demo", "--version", "1.0")
    run("extract", SEED_PDF, *again)
    text = YAML.read_text(encoding="utf-8")
    YAML.write_text(text.replace("clauses:\n", "clauses:\n  # agreement: ignore[TYP006] 原文\n", 1), encoding="utf-8")
    assert run("extract", SEED / "weasy_noto.pdf", *again, "--force").exit_code == 0
    assert "  # agreement: ignore[TYP006] 原文\n  - kind: part" in YAML.read_text(encoding="utf-8")


def test_dates_given_on_the_command_line_date_and_name_the_version() -> None:
    result = run("extract", SEED_PDF, "--id", "demo", "--effective", "2026-01-08", "--published", "2026-01-01")
    assert result.exit_code == 0
    agreement = load(Path("clauses/demo/2026-01-08.yaml").read_text(encoding="utf-8")).agreement
    assert (agreement.published, agreement.effective) == ("2026-01-01", "2026-01-08")


def test_a_later_version_keeps_the_identities_of_the_earlier_one() -> None:
    v1 = Path("v1.txt")
    v1.write_text("租赁协议\n\n第一条 甲方应当按时付款。\n\n第二条 乙方应当按时交货。\n", encoding="utf-8")
    v2 = Path("v2.txt")
    v2.write_text(
        "租赁协议\n\n第一条 双方应当保守商业秘密。\n\n第二条 甲方应当按时付款。\n\n第三条 乙方应当按时交货。\n",
        encoding="utf-8",
    )
    run("extract", v1, "--id", "lease", "--version", "1")
    run("extract", v2, "--id", "lease", "--version", "2")
    second = load(Path("clauses/lease/2.yaml").read_text(encoding="utf-8")).agreement
    assert second.supersedes == "1"
    assert {clause.text[:6]: clause.wid for clause in second.walk()} == {
        "双方应当保守": "art_1@2",
        "甲方应当按时": "art_1",
        "乙方应当按时": "art_2",
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["missing.pdf"], "missing.pdf"),
        ([str(SEED_PDF), "--id", "../x"], "不能作协议标识：'../x'"),
        ([str(SEED_PDF), "--version", "a/b"], "不能作版本号：'a/b'"),
        ([str(SEED_PDF), "--published", "2026-13-01"], "不是日期：2026-13-01"),
        ([str(SEED_PDF), "--password-env", "NO_SUCH_VARIABLE"], "NO_SUCH_VARIABLE"),
        ([str(SEED_PDF), "--reader", "acrobat"], "--reader"),
        ([], "SOURCE"),
    ],
)
def test_what_cannot_be_done_exits_2_with_one_message_and_writes_nothing(arguments: list[str], expected: str) -> None:
    result = run("extract", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(Path().iterdir())


def test_a_clause_file_is_no_source() -> None:
    run("extract", SEED_PDF, "--id", "demo", "--version", "1.0")
    result = run("extract", YAML)
    assert result.exit_code == 2
    assert "已经是条款文件" in result.stderr


def test_what_a_file_says_cannot_move_the_cursor() -> None:
    source = Path("\x1b[2Jlease.txt")
    source.write_text("租赁协议\n\n第一条 甲方\x1b[31m应当\u202e付款。\n", encoding="utf-8")
    for result in (run("extract", source, "--id", "lease"), run("show", "lease"), run("extract", "\x1b[2J")):
        assert result.stdout + result.stderr
        assert not set(result.stdout + result.stderr) & set("\x1b\u202e")
