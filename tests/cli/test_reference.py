"""docs/cli.md is generated from --help; `make golden` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from agreement_tool.cli.commands import COMMANDS
from agreement_tool.cli.root import root
from tests.golden import check_golden

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
HEAD = """# 命令行 · Command line

<!-- Generated from --help by tests/cli/test_reference.py; write it anew with `make golden`. -->

退出码 / exit codes: 0 正常 fine · 1 有问题或差异 findings or differences · 2 无法运行 could not run.
"""


def help_of(*arguments: str) -> str:
    result = CliRunner().invoke(root, [*arguments, "--help"], terminal_width=100, prog_name="agreement")
    assert result.exit_code == 0, result.output
    return result.output.rstrip()


def pages() -> Iterator[str]:
    yield HEAD
    for name in ("", *COMMANDS):
        yield f"## agreement {name}".rstrip() + "\n"
        for lang in ("zh", "en"):
            yield f"```text\n{help_of('--lang', lang, *([name] if name else []))}\n```\n"


def test_the_golden_command_line_reference_is_fresh() -> None:
    check_golden(REFERENCE, "\n".join(pages()))
