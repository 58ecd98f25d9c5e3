"""Plain text: numbers as printed, one unit a line, two blanks a level. Without emphasis."""

from __future__ import annotations

from agreement_tool.model import Agreement, Clause
from agreement_tool.text.spelled import visible_but_tabs


def text(agreement: Agreement) -> str:
    """The agreement as plain text, ending in a line break."""
    lines = [agreement.title, ""] if agreement.title else []
    for clause, above in agreement.walk_with_parents():
        lines.append("  " * len(above) + _line(clause))
    return visible_but_tabs("\n".join(lines) + "\n")


def _line(clause: Clause) -> str:
    heading = " ".join(part for part in (clause.label, clause.heading) if part)
    return " ".join(part for part in (heading, clause.text) if part)
