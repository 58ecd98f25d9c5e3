"""`agreement show TARGET`: the clause tree in the terminal, emphasis visible."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import Target
from agreement_tool.cli.session import colours, write

HELP = both(
    "在终端显示条款树：编号、标题、正文与显著标识（粗体、下划线、颜色直接呈现；"
    "不着色时写作 **粗体**、<u>下划线</u>）。",
    "Show the clause tree: numbers, headings, text, and emphasis as it is printed (without colours as **bold**, "
    "<u>underline</u>).",
)


def command(
    target: Target,
    depth: Annotated[
        int | None, typer.Option("--depth", min=1, metavar="N", help=both("只显示 N 层。", "Show N levels only."))
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help=both("每条只显示一行。", "One line a clause."))] = False,
) -> None:
    """Show the clause tree."""
    from agreement_tool.pipeline.ingest import open_target
    from agreement_tool.report.tree import in_colour, plain

    agreement = open_target(target).agreement
    width = _width()
    if colours(sys.stdout.isatty()):
        write(in_colour(agreement, width=width or 80, depth=depth, brief=brief), None)
    else:
        write(plain(agreement, width=width, depth=depth, brief=brief), None)


def _width() -> int | None:
    """Columns of the terminal (or COLUMNS); None for pipes and files, which have no edge."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return shutil.get_terminal_size().columns
    return None
