"""A command's function -> its click command, built by Typer. Imported only when a command is called: Typer costs
time."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_type_hints

import click
import typer
from typer.core import TyperCommand


class Command(TyperCommand):
    """A Typer command that lists its arguments once."""

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: click 8.5 has a section for arguments, and Typer's options section holds them already."""


def built(name: str, function: Callable[..., None], help_text: str) -> click.Command:
    """The command `name` that runs `function`."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["-h", "--help"]}
    app.command(name, cls=Command, help=help_text, context_settings=settings)(function)
    command = typer.main.get_command(app)
    _restore_argument_help(command, function)
    return command


def _restore_argument_help(command: click.Command, function: Callable[..., None]) -> None:
    # click 8.5 gave Argument a `help` of its own, and with it forgets what Typer 0.25 has just set.
    hints = get_type_hints(function, include_extras=True)
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.name in hints:
            metadata = getattr(hints[parameter.name], "__metadata__", ())
            vars(parameter)["help"] = next((entry.help for entry in metadata if hasattr(entry, "help")), None)
