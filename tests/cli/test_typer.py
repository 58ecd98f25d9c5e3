"""What is worked around in Typer and click, each with a test that fails once it can go. (The cap on Typer's version:
`python -m tests.versions newest`.)"""

import subprocess
import sys
from importlib.metadata import version
from typing import Annotated

import click
import pytest
import typer

from agreement_tool.cli.typed import built

CLICK = tuple(int(part) for part in version("click").split(".")[:2])
of_click_8_5 = pytest.mark.skipif(CLICK < (8, 5), reason="click is older than what is worked around")


def _command(source: Annotated[str, typer.Argument(help="What to read.")]) -> None:
    """Read."""


def _help_of(command: click.Command) -> object:
    return next(vars(each).get("help") for each in command.params if isinstance(each, click.Argument))


def test_an_argument_keeps_its_help_with_every_click() -> None:
    assert _help_of(built("read", _command, "")) == "What to read."


@of_click_8_5
def test_typer_alone_still_loses_an_arguments_help() -> None:
    app = typer.Typer(add_completion=False)
    app.command("read")(_command)
    lost = _help_of(typer.main.get_command(app)) != "What to read."
    assert lost, "Typer keeps it again: `_restore_argument_help` in cli/typed.py can go"


@of_click_8_5
def test_typer_still_imports_what_click_9_drops() -> None:
    command = [sys.executable, "-W", "error::DeprecationWarning", "-c", "import typer"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0, "Typer imports it no more: the warning filter in pyproject.toml can go"
