"""`agreement flag TARGET`: key clauses and the emphasis audit; exit 1 when something that must stand out does not."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import FORMAT_BY_SUFFIX, Output, Target
from agreement_tool.cli.session import colours, session, write

if TYPE_CHECKING:
    from agreement_tool.report.flag_view import FlagView

HELP = both(
    "找出重点条款（责任、权利限制、争议、违约、个人信息、单独协议），对照协议自己的提示条款与法律，"
    "审计是否显著标识；有应标识而未标识的，退出码为 1。",
    "Find the key clauses (liability, rights, disputes, breach, privacy, separate terms) and audit them against the "
    "agreement's own notice and the law; exits 1 when one that must stand out does not.",
)


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


class FailOn(StrEnum):
    """What makes the exit status 1."""

    MISSING = "missing"
    NEVER = "never"


SUFFIXES = {
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TEXT,
    ".pdf": Format.PDF,
    ".xlsx": Format.XLSX,
}


def command(
    target: Target,
    format_: Annotated[Format | None, FORMAT_BY_SUFFIX] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help=both(
                "missing：有应显著而未显著的，退出码为 1。",
                "missing: exit 1 when something that must stand out does not.",
            ),
        ),
    ] = FailOn.MISSING,
    source: Annotated[
        Path | None,
        typer.Option(
            "--source",
            metavar="PDF",
            help=both("条款 YAML 的原 PDF，用于截图。", "The PDF a clause YAML came from, for the pictures."),
        ),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            "--evidence",
            metavar="DIR",
            help=both("写出证据包：截图与 evidence.json。", "Write an evidence pack: pictures and evidence.json."),
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Audit one agreement."""
    from agreement_tool.pipeline.audit import audit_target, is_missing

    chosen = format_ or by_suffix(output, SUFFIXES, Format.TEXT)
    pictured = chosen in (Format.HTML, Format.PDF) or evidence is not None
    view = audit_target(target, source=source, pictures=pictured)
    if evidence is not None:
        _write_evidence(view, evidence)
    write(_rendered(view, chosen, output), output)
    if fail_on is FailOn.MISSING and is_missing(view):
        raise typer.Exit(1)


def _rendered(view: FlagView, chosen: Format, output: Path | None) -> str | bytes:
    lang = session().lang
    if chosen is Format.JSON:
        from agreement_tool.report.flag_json import flag_json

        return flag_json(view, lang)
    if chosen is Format.XLSX:
        from agreement_tool.report.flag_xlsx import flag_xlsx

        return flag_xlsx(view, lang)
    if chosen in (Format.HTML, Format.PDF):
        from agreement_tool.report.flag_html import flag_html

        page = flag_html(view, lang)
        if chosen is Format.HTML:
            return page
        from agreement_tool.pipeline.print_pdf import printed

        return printed(page, output.name if output else "PDF")
    from agreement_tool.report.flag_text import flag_text

    width = shutil.get_terminal_size((100, 24)).columns
    return flag_text(view, lang=lang, width=width, colour=output is None and colours(sys.stdout.isatty()))


def _write_evidence(view: FlagView, folder: Path) -> None:
    from agreement_tool.report.flag_evidence import evidence_pack

    files = evidence_pack(view, session().lang)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write(content, folder / name)
    pictures = len(files) - 1
    session().say(
        f"证据包：{folder}（{pictures} 张截图）" if pictures else f"证据包：{folder}（没有 PDF，无截图）",
        f"evidence: {folder} ({pictures} pictures)" if pictures else f"evidence: {folder} (no PDF, no pictures)",
    )
