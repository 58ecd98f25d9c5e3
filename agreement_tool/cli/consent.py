"""`agreement consent check FILE…`: do consent records hold, and must their users be asked again?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import FORMAT_BY_SUFFIX, Output
from agreement_tool.cli.session import session, write

HELP = both(
    "核对同意记录（agreement schema consent）：版本与文字是否相符、必读条款是否逐条确认、时间是否可能；"
    "并按 clauses/ 的最新版本说明是否须重新取得同意。有不成立的记录，退出码为 1。",
    "Check consent records (agreement schema consent): does the wording fit the version, was every must-read clause "
    "confirmed, is the time possible; and, by the latest version under clauses/, must the user be asked again. Exits 1 "
    "where a record does not hold.",
)


class Action(StrEnum):
    """What to do."""

    CHECK = "check"


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    FAULTY = "faulty"
    REQUIRED = "required"
    NEVER = "never"


SUFFIXES = {".json": Format.JSON, ".txt": Format.TEXT}


def command(
    action: Annotated[Action, typer.Argument(metavar="ACTION", help=both("check 核对。", "check."))],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help=both(
                "同意记录：.json（一条或数组）或 .jsonl（每行一条）。",
                "Consent records: .json (one, or an array) or .jsonl (one a line).",
            ),
        ),
    ],
    document: Annotated[
        list[Path] | None,
        typer.Option(
            "--document",
            metavar="JSON",
            help=both(
                "当时交付的 App JSON，以它为准；可写多次。默认以 clauses/ 为准。",
                "An app JSON as it was shipped, to check against; may be given several times. By default clauses/.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help=both(
                "faulty：记录不成立；required：另加须重新取得同意；never：从不。",
                "faulty: a record does not hold; required: also where one must be asked again; never.",
            ),
        ),
    ] = FailOn.FAULTY,
    format_: Annotated[Format | None, FORMAT_BY_SUFFIX] = None,
    output: Output = None,
) -> None:
    """Check consent records."""
    from agreement_tool.pipeline.consents import checked
    from agreement_tool.report.consents import consents_json, consents_text

    chosen = format_ or by_suffix(output, SUFFIXES, Format.TEXT)
    verdicts = tuple(checked(files, documents=document or ()))
    render = consents_json if chosen is Format.JSON else consents_text
    write(render(verdicts, session().lang), output)
    faulty = any(verdict.faults for verdict in verdicts)
    again = any(verdict.reconsent == "required" for verdict in verdicts)
    if (faulty and fail_on is not FailOn.NEVER) or (again and fail_on is FailOn.REQUIRED):
        raise typer.Exit(1)
