"""`agreement compare-standard TARGET --standard FOLDER`: which of the company's standard clauses are there, and how."""

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
    from agreement_tool.model.standard import StandardReport

HELP = both(
    "对照公司的标准条款：哪些一字不差，哪些有出入（逐字标出），哪些缺少，有没有禁用措辞。"
    "全部一致且没有禁用措辞时退出码为 0，否则为 1。",
    "Compare with the company's standard clauses: word for word, deviating (shown inline) or missing, and forbidden "
    "wording; exits 0 when all are there word for word and nothing is forbidden, else 1.",
)


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


SUFFIXES = {
    ".json": Format.JSON,
    ".xlsx": Format.XLSX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TEXT,
}


def command(
    target: Target,
    standard: Annotated[
        Path,
        typer.Option(
            "--standard",
            metavar="FOLDER",
            help=both(
                "标准条款文件夹（条款 YAML），可含 forbidden.yaml。",
                "Folder of standard clauses (clause YAML), with forbidden.yaml if any.",
            ),
        ),
    ],
    format_: Annotated[Format | None, FORMAT_BY_SUFFIX] = None,
    output: Output = None,
) -> None:
    """Compare an agreement with standard clauses."""
    from agreement_tool.pipeline.standard import compare_with_standard

    chosen = format_ or by_suffix(output, SUFFIXES, Format.TEXT)
    report = compare_with_standard(target, standard)
    write(_rendered(report, chosen, to_terminal=output is None), output)
    if not report.conforms:
        raise typer.Exit(1)


def _rendered(report: StandardReport, chosen: Format, *, to_terminal: bool) -> str | bytes:
    lang = session().lang
    if chosen is Format.JSON:
        from agreement_tool.report.standard_json import standard_json

        return standard_json(report, lang)
    if chosen is Format.XLSX:
        from agreement_tool.report.standard_xlsx import standard_xlsx

        return standard_xlsx(report, lang)
    if chosen is Format.HTML:
        from agreement_tool.report.standard_html import standard_html

        return standard_html(report, lang)
    from agreement_tool.report.standard_text import standard_text

    width = shutil.get_terminal_size((100, 24)).columns
    return standard_text(report, lang=lang, width=width, colour=to_terminal and colours(sys.stdout.isatty()))
