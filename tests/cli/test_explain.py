"""`agreement extract SOURCE --explain N|all`."""

from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# 示例协议\n\n一、定义\n\n本协议所称平台是指示例平台。\n", encoding="utf-8")
    return "a.md"


def test_one_line_or_every_line_is_told_and_nothing_is_written(source: str) -> None:
    one = run("extract", source, "--explain", "2")
    assert one.exit_code == 0 and one.stdout.startswith("2 一、定义\n")
    assert "read as number 一、 at level 1" in one.stdout
    assert run("extract", source, "--explain", "all").stdout.count("\n    begins a paragraph") == 3
    assert [path.name for path in Path().iterdir()] == ["a.md"]


def test_what_is_the_heading_of_a_numbered_line_is_told(source: str) -> None:
    Path("b.txt").write_text(
        "示例协议\n\n1. 定义\n本协议所称平台是指示例平台。\n2. 费用 每月收取一次，可以退还。\n", encoding="utf-8"
    )
    told = run("extract", "b.txt", "--explain", "all").stdout
    assert told.count("its heading: 定义") == 1
    assert told.count("all of it is text, none is heading") == 1
    assert "heading" not in run("extract", "b.txt", "--explain", "3").stdout


@pytest.mark.parametrize("which", ["9", "x"])
def test_a_line_that_is_not_there_is_one_message(source: str, which: str) -> None:
    result = run("extract", source, "--explain", which)
    assert result.exit_code == 2 and which in result.stderr and "Traceback" not in result.stderr
