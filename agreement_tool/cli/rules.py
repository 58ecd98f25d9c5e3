"""`agreement rules [CODE]`: every rule with its doc."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.session import session, write


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    JSON = "json"


def command(
    code: Annotated[
        str | None, typer.Argument(help=both("规则代码、名称或类别（NUM）。", "A code, a name or a family (NUM)."))
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help=both("输出格式。", "Output format."))] = Format.TEXT,
) -> None:
    """Print the rules."""
    from agreement_tool.check.runner import chosen
    from agreement_tool.errors import TargetError
    from agreement_tool.pipeline.review import rule_notes
    from agreement_tool.report import rule_docs

    rules = [rule for rule in rule_notes() if code is None or chosen(rule.code, rule.name, (code,), ())]
    if not rules:
        raise TargetError(
            both(f"没有规则 {code}", f"no rule is called {code}"),
            next_step=both("用 agreement rules 查看全部。", "See `agreement rules`."),
        )
    lang = session().lang
    if format_ is Format.JSON:
        write(rule_docs.as_json(rules), None)
    else:
        write(rule_docs.listed(rules, lang=lang) if code is None else rule_docs.explained(rules, lang=lang), None)
