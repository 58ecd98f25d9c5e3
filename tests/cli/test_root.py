from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from agreement_tool.cli.commands import COMMANDS
from agreement_tool.cli.help import Formatter
from agreement_tool.cli.language import LANGUAGES, both
from agreement_tool.cli.root import root
from agreement_tool.report.columns import columns
from tests.cli.running import SEED_PDF, run

HEAVY = {
    "docx", "jieba", "jsonschema", "lxml", "markdown_it", "numpy", "onnxruntime", "pandas", "pdfminer", "pdfplumber",
    "PIL",
    "pydantic", "pypdfium2", "pypdfium2_raw", "rapidfuzz", "rapidocr", "rich", "rjieba", "yaml", "distributed",
}  # fmt: skip


def modules_after(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    """Top-level modules that a fresh process has imported when the command ends."""
    code = (
        "import sys, json\n"
        f"sys.argv = {['agreement', *arguments]!r}\n"
        "from agreement_tool.cli import main\n"
        "try:\n main()\n"
        "finally:\n"
        " sys.stderr.write('\\n' + json.dumps(sorted({m.split('.')[0] for m in sys.modules})))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, encoding="utf-8")
    return set(json.loads(done.stderr.rsplit("\n", 1)[1]))


def test_the_help_imports_no_command_and_not_even_typer() -> None:
    assert not modules_after("--help") & (HEAVY | {"typer"})


@pytest.mark.parametrize("name", list(COMMANDS))
def test_a_commands_help_imports_nothing_heavy(name: str) -> None:
    assert not modules_after(name, "--help") & HEAVY


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["schema", "app"], set()),
        (["export", str(SEED_PDF), "-o", os.devnull], {"jieba", "pypdfium2", "pypdfium2_raw", "yaml"}),
        (["show", str(SEED_PDF)], {"pypdfium2", "pypdfium2_raw", "yaml"}),
        (["extract", str(SEED_PDF), "-o", "-"], {"pypdfium2", "pypdfium2_raw", "yaml"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], allowed: set[str]) -> None:
    assert not modules_after(*arguments) & HEAVY - allowed


def test_help_is_chinese_unless_english_is_asked_for_in_either_place() -> None:
    assert "用法：agreement extract" in run("extract", "--help").stdout
    for result in (
        run("--lang", "en", "extract", "--help"),
        run("extract", "--lang=en", "--help"),
        run("extract", "--help", env={"AGREEMENT_LANG": "en"}),
    ):
        assert "Usage: agreement extract" in result.stdout
        assert not [character for character in result.stdout if "一" <= character <= "鿿"]
    assert "用法：" in run("--help", "--lang", "zh", env={"AGREEMENT_LANG": "en"}).stdout


@pytest.mark.parametrize("name", list(COMMANDS))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_option_is_explained_in_both_languages(name: str, lang: str) -> None:
    page = run(name, "--help", "--lang", lang).stdout
    assert "\x1f" not in page
    for line in _entries(page):
        words = line.split(maxsplit=1)
        assert len(words) == 2, f"{name}: {line!r} has no help"
    chinese = [character for character in page if "一" <= character <= "鿿"]
    assert bool(chinese) == (lang == "zh")


def _entries(page: str) -> Iterator[str]:
    """Options and arguments, joined with the line below where they stand alone."""
    lines = page.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("  -") or (line.startswith("  ") and line[2:3].isupper()):
            yield line + (lines[number + 1] if number + 1 < len(lines) else "")


def test_help_lines_fit_the_terminal_in_display_columns() -> None:
    for name in COMMANDS:
        result = CliRunner().invoke(root, [name, "--help"], terminal_width=80)
        assert max(columns(line) for line in result.stdout.splitlines()) <= 82  # a comma may hang over


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["nothing"], "没有命令 'nothing'", "No such command 'nothing'"),
        (["--nothing"], "没有选项 --nothing", "No such option"),
        (["export"], "缺少参数 TARGET", "Missing argument 'TARGET'"),
        (["schema", "nothing"], "参数 NAME 只能是：agreement、app、check、flag、diff", "'nothing' is not one of"),
        (["show", "a", "b"], "多出的参数：(b)", "unexpected extra argument (b)"),
        (["show", "a", "--depth", "x"], "选项 --depth 的值不对", "Invalid value for '--depth'"),
        (["show", "a", "--depth"], "选项 --depth 之后要有一个值", "'--depth' requires an argument"),
    ],
)
def test_wrong_usage_exits_2_and_says_why_in_the_language_asked_for(arguments: list[str], zh: str, en: str) -> None:
    for lang, heading, expected in (("zh", "错误：", zh), ("en", "error: ", en)):
        result = run(*arguments, env={"AGREEMENT_LANG": lang})
        assert (result.exit_code, result.stdout) == (2, "")
        assert heading in result.stderr
        assert expected in result.stderr


def test_a_language_the_tool_does_not_speak_is_wrong_usage() -> None:
    result = run("--lang", "fr", "show")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "选项 --lang 只能是：zh、en" in result.stderr


def test_data_is_utf_8_whatever_the_locale() -> None:
    env = {
        **os.environ,
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run(
        [sys.executable, "-m", "agreement_tool", "show", str(SEED_PDF), "--depth", "1"], capture_output=True, env=env
    )
    assert done.returncode == 0
    assert "松下安防监控" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m agreement_tool show "{SEED_PDF}" | head -c 10; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, encoding="utf-8", errors="replace")
    assert done.stderr == ""
    assert done.stdout.endswith("\n0\n") or done.stdout.rstrip().endswith("0")


def test_completion_offers_commands_and_options() -> None:
    env = {**os.environ, "_AGREEMENT_COMPLETE": "bash_complete", "COMP_WORDS": "agreement ex", "COMP_CWORD": "1"}
    code = "import sys; sys.argv = ['agreement']; from agreement_tool.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, encoding="utf-8")
    assert done.stdout.split() == ["plain,extract", "plain,export"]


def test_the_formatter_takes_the_asked_half_of_a_text() -> None:
    for lang, expected in (("zh", "  甲\n"), ("en", "  A\n")):
        formatter = Formatter("zh" if lang == "zh" else "en", width=40)
        with formatter.indentation():
            formatter.write_text(both("甲", "A"))
        assert formatter.getvalue() == expected
