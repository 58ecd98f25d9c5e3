"""Arguments and options that several commands have: one wording, one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from agreement_tool.cli.language import both

Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help=both(
            "条款 YAML、源文件、id、id@版本或 REV:路径。",
            "Clause YAML, source file, id, id@version or REV:path.",
        ),
    ),
]


def many_targets(zh: str = "", en: str = "") -> Any:
    """The argument `[TARGET]…`, with what a command adds to its help: `Annotated[list[str] | None, many_targets()]`."""
    return typer.Argument(
        metavar="[TARGET]…",
        help=both(
            f"条款 YAML、文件夹、源文件、id、id@版本或 REV:路径{zh}。",
            f"Clause YAML, folder, source file, id, id@version or REV:path{en}.",
        ),
    )


Output = Annotated[Path | None, typer.Option("-o", "--output", help=both("写入文件。", "Write to a file."))]
FORMAT_BY_SUFFIX = typer.Option(
    "--format", help=both("输出格式；默认依 -o 的后缀。", "Output format; by default -o's suffix.")
)
"""The type is the command's own: `Annotated[Format | None, FORMAT_BY_SUFFIX]`."""
