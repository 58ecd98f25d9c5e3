"""`agreement diff OLD NEW`: what changed; exit 0 nothing, 1 differences, 2 could not run."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import FORMAT_BY_SUFFIX, Output
from agreement_tool.cli.session import colours, session, write

if TYPE_CHECKING:
    from agreement_tool.pipeline.compare import Compared
    from agreement_tool.pipeline.redline import Signature

HELP = both(
    "比较两个版本：新增、删除、移动、拆分、合并、编号、措辞、标题、显著标识与引用；有差异时退出码为 1。",
    "Compare two versions: added, removed, moved, split, merged, renumbered, wording, headings, emphasis "
    "and references; "
    "exits 1 when they differ.",
)


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    SUMMARY = "summary"


class DiffStyle(StrEnum):
    """What a document shows."""

    REDLINE = "redline"
    TABLE = "table"


class Existing(StrEnum):
    """What becomes of tracked changes that are there already."""

    ACCEPT = "accept"
    REJECT = "reject"
    REFUSE = "refuse"


SUFFIXES = {
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".pdf": Format.PDF,
    ".txt": Format.TEXT,
}


def command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help=both(
                "旧版本：条款 YAML、源文件、id、id@版本或 REV:路径；只给一个 id 时比较其最近两个版本。",
                "The old side: clause YAML, source file, id, id@version or REV:path; a lone id means its "
                "two latest versions.",
            ),
        ),
    ],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help=both("新版本。", "The new side."))] = None,
    theirs: Annotated[
        str | None,
        typer.Argument(
            metavar="THEIRS",
            help=both(
                "第三个比较对象：以 OLD 为底稿，比较 NEW（甲稿）与 THEIRS（乙稿）各改了什么、哪些地方两稿都改。",
                "A third side: OLD is the base, and what NEW (A) and THEIRS (B) each made of it is compared.",
            ),
        ),
    ] = None,
    format_: Annotated[Format | None, FORMAT_BY_SUFFIX] = None,
    style: Annotated[
        DiffStyle,
        typer.Option(
            "--style",
            help=both("redline 修订痕迹；table 修订对照表。", "redline: tracked changes; table: table of amendments."),
        ),
    ] = DiffStyle.REDLINE,
    notice: Annotated[
        bool,
        typer.Option(
            "--notice", help=both("输出变更公告草稿（Markdown）。", "Write a draft notice of change (Markdown).")
        ),
    ] = False,
    material_only: Annotated[
        bool, typer.Option("--material-only", help=both("只列重要变更（待复核）。", "Important changes only."))
    ] = False,
    review: Annotated[
        bool,
        typer.Option(
            "--review", help=both("略去已在 review.yaml 中接受的变更。", "Leave out changes accepted in review.yaml.")
        ),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=both("空白与全半角差异也算变更。", "Count spacing and width as changes too.")),
    ] = False,
    author: Annotated[
        str,
        typer.Option("--author", help=both("修订痕迹的作者。", "Author of the tracked changes.")),
    ] = "agreement_tool",
    date: Annotated[
        str,
        typer.Option(
            "--date",
            help=both(
                "修订痕迹的时间（ISO 8601，UTC）；默认为现在。",
                "Time of the tracked changes (ISO 8601, UTC); now by default.",
            ),
        ),
    ] = "",
    existing: Annotated[
        Existing,
        typer.Option(
            "--existing",
            help=both(
                "旧版 Word 文件已有修订时：accept 先接受，reject 先拒绝，refuse 不写。",
                "Tracked changes that OLD's Word file holds already: accept or reject them first, or refuse.",
            ),
        ),
    ] = Existing.REFUSE,
    comments: Annotated[
        bool,
        typer.Option(
            "--comments/--no-comments",
            help=both("在重要变更处加批注（Word 修订）。", "Comment on important changes in the Word redline."),
        ),
    ] = True,
    output: Output = None,
) -> None:
    """Compare two versions."""
    from agreement_tool.pipeline.compare import compare_targets, latest_two, only_material

    if new is not None and theirs is not None:
        _three(old, new, theirs, format_, output, strict)
        return
    old, new = (old, new) if new is not None else latest_two(old)
    chosen = format_ or by_suffix(output, SUFFIXES, Format.TEXT)
    redlined = chosen is Format.DOCX and style is DiffStyle.REDLINE and not notice
    if redlined:
        from agreement_tool.pipeline.redline import refuse_existing

        refuse_existing(old, existing.value)
    compared = compare_targets(
        old, new, strict=strict, old_changes="reject" if existing is Existing.REJECT else "accept"
    )
    if material_only:
        compared = only_material(compared)
    if review:
        compared = _not_accepted(compared)
    data: str | bytes
    if redlined:
        from agreement_tool.pipeline.redline import Signature

        data = _redline(compared, old, Signature(author, date), existing, comments)
    else:
        data = _notice(compared) if notice else _rendered(compared, chosen, style, output)
    write(data, output)
    if compared.diff.changes:
        raise typer.Exit(1)


THREE_WAY = {".json": Format.JSON, ".html": Format.HTML, ".htm": Format.HTML, ".txt": Format.TEXT}


def _three(base: str, ours: str, theirs: str, format_: Format | None, output: Path | None, strict: bool) -> None:
    from agreement_tool.pipeline.compare import compare_three
    from agreement_tool.report import three_way as report

    chosen = format_ or by_suffix(output, THREE_WAY, Format.TEXT)
    writers = {
        Format.TEXT: report.three_way_text,
        Format.JSON: report.three_way_json,
        Format.HTML: report.three_way_html,
    }
    if chosen not in writers:
        raise typer.BadParameter(
            session().pick(
                f"三方比较不能写成 {chosen.value}；可写：text json html",
                f"a three-way comparison cannot be written as {chosen.value}; these can: text json html",
            )
        )
    compared = compare_three(base, ours, theirs, strict=strict)
    write(writers[chosen](compared, session().lang), output)
    if compared.spots:
        raise typer.Exit(1)


def _not_accepted(compared: Compared) -> Compared:
    from dataclasses import replace

    from agreement_tool.pipeline.decide import decisions_on, without_accepted

    diff, accepted = without_accepted(compared.diff, compared.old, compared.new, decisions_on(compared.new))
    session().say(f"略去已接受的变更 {accepted} 处", f"{accepted} accepted changes left out")
    return replace(compared, diff=diff)


def _redline(compared: Compared, old: str, signature: Signature, existing: Existing, comments: bool) -> bytes:
    from agreement_tool.pipeline.redline import redline

    lang = session().lang
    data, doubts = redline(compared, old, signature, existing=existing.value, comments=comments, lang=lang)
    for doubt in doubts:
        session().say(doubt.message.zh, doubt.message.en)
    return data


def _summary(compared: Compared, output: Path | None) -> str | bytes:
    """The one-page summary, as the output's suffix says; Markdown without one."""
    from agreement_tool.report import diff_summary

    sides, lang = (compared.old, compared.new, compared.diff), session().lang
    media = {suffix: SUFFIXES[suffix] for suffix in (".md", ".html", ".docx", ".pdf")}
    chosen = by_suffix(output, media, Format.MARKDOWN)
    if chosen is Format.DOCX:
        return diff_summary.summary_docx(*sides, lang)
    if chosen is Format.MARKDOWN:
        return diff_summary.summary_markdown(*sides, lang)
    page = diff_summary.summary_html(*sides, lang)
    return _pdf(page, output) if chosen is Format.PDF else page


def _pdf(html: str, output: Path | None) -> bytes:
    from agreement_tool.pipeline.print_pdf import printed

    return printed(html, output.name if output else "PDF")


def _rendered(compared: Compared, chosen: Format, style: DiffStyle, output: Path | None) -> str | bytes:
    lang = session().lang
    if chosen is Format.SUMMARY:
        return _summary(compared, output)
    sides = (compared.old, compared.new, compared.diff)
    if chosen is Format.JSON:
        from agreement_tool.report.diff_json import diff_json

        return diff_json(compared.diff, lang, old=compared.old, new=compared.new)
    if chosen is Format.DOCX:
        from agreement_tool.report.diff_table_docx import table_docx

        return table_docx(*sides, lang=lang)
    if chosen is Format.XLSX:
        from agreement_tool.report.diff_xlsx import diff_xlsx

        return diff_xlsx(*sides, lang)
    if chosen in (Format.HTML, Format.PDF):
        from agreement_tool.report import diff_html

        page = (diff_html.table_html if style is DiffStyle.TABLE else diff_html.diff_html)(*sides, lang)
        return page if chosen is Format.HTML else _pdf(page, output)
    if chosen is Format.MARKDOWN or style is DiffStyle.TABLE:
        from agreement_tool.report.diff_markdown import diff_markdown
        from agreement_tool.report.diff_table import table_markdown

        return (table_markdown if style is DiffStyle.TABLE else diff_markdown)(*sides, lang)
    from agreement_tool.report.diff_text import diff_text

    width = shutil.get_terminal_size((100, 24)).columns
    return diff_text(*sides, lang=lang, width=width, colour=output is None and colours(sys.stdout.isatty()))


def _notice(compared: Compared) -> str:
    from agreement_tool.report.diff_notice import diff_notice

    return diff_notice(compared.old, compared.new, compared.diff, session().lang)
