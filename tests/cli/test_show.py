from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.model import Agreement, Clause, Span
from agreement_tool.report.columns import columns
from agreement_tool.report.tree import in_colour, plain
from agreement_tool.report.wrapping import wrapped
from tests.cli.running import SEED_PDF, run

MADE = Agreement(
    "demo",
    "1",
    "示例协议",
    (
        Clause(
            *("art_1", "art_1", "article", "第一条", (1,)),
            title=(Span("责任", ("bold",)),),
            spans=(Span("我们"), Span("不承担责任", ("bold", "underline")), Span("\x1b[31m。")),
            children=(Clause("art_1__item_1", "art_1__item_1", "item", "（一）", (1,), spans=(Span("例外"),)),),
        ),
    ),
)


def test_a_pipe_shows_every_word_and_writes_the_marks_out() -> None:
    assert plain(MADE, width=None, depth=None, brief=False) == (
        "示例协议\n第一条 **责任**\n我们**<u>不承担责任</u>**\\u{1B}[31m。\n  （一） 例外\n"
    )


def test_depth_leaves_lower_levels_out() -> None:
    assert "例外" not in plain(MADE, width=None, depth=1, brief=False)
    assert "例外" not in in_colour(MADE, width=60, depth=1, brief=False)


def test_a_terminal_shows_the_marks_and_no_control_sequence_of_the_text() -> None:
    shown = in_colour(MADE, width=60, depth=None, brief=False)
    assert "\x1b[1;4m不承担责任" in shown
    assert "\\u{1B}[31m。" in shown


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("brief", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, brief: bool) -> None:
    result = run("show", SEED_PDF, *(["--brief"] if brief else []), env={"COLUMNS": str(width)})
    assert result.exit_code == 0
    if brief:
        assert all(columns(line) <= width + 8 for line in result.stdout.splitlines())
    for line in in_colour(MADE, width=width, depth=None, brief=brief).splitlines():
        assert columns(line.replace("\x1b[1;4m", "").replace("\x1b[0m", "")) <= width * 2


@pytest.mark.parametrize("width", [10, 21, 40])
def test_wrapped_lines_keep_every_character_and_never_begin_with_a_comma(width: int) -> None:
    text = "您明确同意，因您使用本服务（包括但不限于 APP services）的行为所存在的风险，将完全由您承担。"
    lines = list(wrapped(text, width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width + 2 for line in lines if " " in line or not line.isascii())
    assert not [line for line in lines if line[0] in "，。）"]


def test_a_missing_target_exits_2_and_names_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("extract", SEED_PDF, "--id", "demo", "--version", "1.0", "--quiet")
    for target, expected in (
        ("nothing", "现有协议：demo"),
        ("demo@2.0", "现有版本：1.0"),
        ("missing.pdf", "没有这个文件"),
        ("clauses", "这是文件夹"),
        ("HEAD:missing.yaml", "git"),
    ):
        result = run("show", target)
        assert (result.exit_code, result.stdout) == (2, "")
        assert expected in result.stderr
