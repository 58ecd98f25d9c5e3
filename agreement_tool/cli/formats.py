"""The format of what is written: named by an option, or by the output file's suffix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import typer

from agreement_tool.cli.session import session

Format = TypeVar("Format")


def by_suffix(output: Path | None, formats: Mapping[str, Format], default: Format) -> Format:
    """The format that the output's suffix names; `default` without a file, or where its name has no suffix.

    BadParameter, with those that can be written, for a suffix that is none of them.
    """
    if output is None or not output.suffix or str(output) == "-":
        return default
    chosen = formats.get(output.suffix.lower())
    if chosen is None:
        known = " ".join(formats)
        raise typer.BadParameter(
            session().pick(
                f"不能写 {output.suffix} 文件；可写的有：{known}（或用 --format 指明格式）",
                f"{output.suffix} files cannot be written; these can: {known} (or name the format with --format)",
            )
        )
    return chosen
