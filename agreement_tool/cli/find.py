"""`agreement find --category dispute [TARGET…]`: clauses of every current agreement in one table."""

from __future__ import annotations

import shutil
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import FORMAT_BY_SUFFIX, Output, many_targets
from agreement_tool.cli.session import session, write

if TYPE_CHECKING:
    from agreement_tool.report.found import FoundReport

HELP = both(
    "在多份协议中查找条款：按重点类别、按文字，或两者都须符合。默认查 clauses/ 下每份协议的现行版本；"
    "是否找到，退出码都是 0。",
    "Find clauses across agreements: by key category, by words, or by both. By default in the current version of every "
    "agreement under clauses/; exits 0 whether or not something is found.",
)


class Category(StrEnum):
    """Key categories, as `flag` finds them and people decided."""

    LIABILITY = "liability"
    USER_RIGHTS = "user_rights"
    DISPUTE = "dispute"
    BREACH = "breach"
    PRIVACY = "privacy"
    SEPARATE_TERMS = "separate_terms"
    PRICE = "price"


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


SUFFIXES = {".json": Format.JSON, ".xlsx": Format.XLSX, ".txt": Format.TEXT}


def command(
    targets: Annotated[
        list[str] | None,
        many_targets(
            "；文件夹指其中每份协议的现行版本", "; a folder means the current version of every agreement in it"
        ),
    ] = None,
    category: Annotated[
        list[Category] | None,
        typer.Option("--category", help=both("重点类别；可写多次。", "A key category; may be given several times.")),
    ] = None,
    text: Annotated[
        str,
        typer.Option(
            "--text",
            metavar="WORDS",
            help=both(
                "条款或标题含这些字（不计空白与全半角）。", "Words in text or heading; width and spacing do not count."
            ),
        ),
    ] = "",
    format_: Annotated[Format | None, FORMAT_BY_SUFFIX] = None,
    output: Output = None,
) -> None:
    """Find clauses across agreements."""
    from agreement_tool.bilingual import Bilingual
    from agreement_tool.errors import ConfigError
    from agreement_tool.pipeline.find import find

    if not category and not text.strip():
        raise ConfigError(
            Bilingual("没有说明查什么", "nothing to look for"),
            where="agreement find",
            next_step=Bilingual("请写明 --category 或 --text。", "Name a --category or a --text."),
        )
    chosen = format_ or by_suffix(output, SUFFIXES, Format.TEXT)
    report = find(targets or (), categories=tuple(each.value for each in category or ()), text=text)
    write(_rendered(report, chosen), output)


def _rendered(report: FoundReport, chosen: Format) -> str | bytes:
    lang = session().lang
    if chosen is Format.JSON:
        from agreement_tool.report.found_json import found_json

        return found_json(report)
    if chosen is Format.XLSX:
        from agreement_tool.report.found_xlsx import found_xlsx

        return found_xlsx(report, lang)
    from agreement_tool.report.found_text import found_text

    return found_text(report, lang=lang, width=shutil.get_terminal_size((100, 24)).columns)
