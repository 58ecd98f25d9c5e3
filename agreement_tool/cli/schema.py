"""`agreement schema NAME`: the JSON Schema (2020-12) of a format."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import Output
from agreement_tool.cli.session import write


class Name(StrEnum):
    """The formats that have a schema."""

    AGREEMENT = "agreement"
    APP = "app"
    CHECK = "check"
    FLAG = "flag"
    DIFF = "diff"
    DIFF3 = "diff3"
    FIND = "find"
    CONSENT = "consent"
    CONSENT_CHECK = "consent-check"
    MANIFEST = "manifest"
    STANDARD = "standard"


def command(
    name: Annotated[
        Name,
        typer.Argument(
            metavar="NAME",
            help=both(
                "agreement、app、check、flag、diff、diff3、find、consent、consent-check、manifest 或 standard。",
                "agreement, app, check, flag, diff, diff3, find, consent, consent-check, manifest or standard.",
            ),
        ),
    ],
    output: Output = None,
) -> None:
    """Print a schema."""
    from importlib.resources import files

    schema = files("agreement_tool.export") / "schema" / f"{name.value}.json"
    write(schema.read_text(encoding="utf-8"), output)
