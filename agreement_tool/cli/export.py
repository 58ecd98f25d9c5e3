"""`agreement export TARGET`: for the app (JSON), and for people (HTML, Markdown, DOCX, Akoma Ntoso, text)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.session import session, write

HELP = both(
    "导出协议：json 供 App 使用，另有 html、markdown、docx、akn（Akoma Ntoso）与 text。",
    "Export an agreement: json for the app; html, markdown, docx, akn (Akoma Ntoso) and text for people.",
)


class Format(StrEnum):
    """What to write."""

    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    AKN = "akn"
    TEXT = "text"


def command(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help=both(
                "条款 YAML、源文件、id、id@版本或 REV:路径。",
                "Clause YAML, source file, id, id@version or REV:path.",
            ),
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help=both("输出格式；默认依 -o 的后缀，否则 json。", "Format; by default -o's suffix, else json."),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="TARGET",
            help=both("json 中附上相对此版本的变更。", "Put the changes since this version into the json."),
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=both("写入文件。", "Write to a file."))] = None,
) -> None:
    """Export an agreement."""
    from agreement_tool.pipeline.ingest import begin_target

    opened = begin_target(target)

    from agreement_tool.export.registry import SUFFIXES
    from agreement_tool.pipeline.publish import prepare, published

    chosen = format_.value if format_ else by_suffix(output, SUFFIXES, "json")
    prepare(chosen)
    agreement = opened().agreement
    changes = None
    if since is not None:
        from agreement_tool.pipeline.compare import compare_targets

        changes = compare_targets(since, target).diff
    write(published(agreement, chosen, changes=changes, lang=session().lang), output)
