"""`agreement export TARGET`: for the app (JSON), and for people (HTML, Markdown, DOCX, Akoma Ntoso, text)."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import click
import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import Output
from agreement_tool.cli.session import session, write

HELP = both(
    "导出协议：json 供 App 使用，另有 html、markdown、docx、akn（Akoma Ntoso）与 text；manifest 是整个 clauses/ "
    "文件夹的清单，供 App 轮询：各协议的最新版本，以及从每个旧版本起是否须重新取得同意。",
    "Export an agreement: json for the app; html, markdown, docx, akn (Akoma Ntoso) and text for people; manifest is "
    "for the app to poll and covers a whole folder: the latest versions, and who must be asked again.",
)


class Format(StrEnum):
    """What to write."""

    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    AKN = "akn"
    TEXT = "text"
    MANIFEST = "manifest"


def command(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGET",
            help=both(
                "条款 YAML、源文件、id、id@版本或 REV:路径；manifest：文件夹或 id，默认 clauses/。",
                "Clause YAML, source file, id, id@version or REV:path; manifest: a folder or an id (default clauses/).",
            ),
        ),
    ] = None,
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
    output: Output = None,
) -> None:
    """Export an agreement."""
    if format_ is Format.MANIFEST:
        _manifest(target, output)
        return
    if target is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0], param_hint="'TARGET'")
    from agreement_tool.pipeline.ingest import begin_target

    opened = begin_target(target)

    from agreement_tool.export.registry import SUFFIXES
    from agreement_tool.pipeline.publish import preload, published

    chosen = format_.value if format_ else by_suffix(output, SUFFIXES, "json")
    preload(chosen)
    agreement = opened().agreement
    changes = None
    if since is not None:
        from agreement_tool.pipeline.compare import compare_targets

        changes = compare_targets(since, target).diff
    write(published(agreement, chosen, changes=changes, lang=session().lang), output)


def _manifest(target: str | None, output: Path | None) -> None:
    from agreement_tool.pipeline.manifest import manifest_of

    write(manifest_of(target), output)
