"""A text outline → Agreement, so that rule tests never need a reader or the structure stage.

Indentation is the tree. A line begins with its label, or with one of:
    【…】 or `# ` an unnumbered heading      `¶ ` an unnumbered paragraph (its text may look like a label)
    `| a | b |` a row of a table; the rows that follow belong to it
A labelled line whose text has no sentence punctuation and that has something under it is a title.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agreement_tool.model import Agreement, Clause, ClauseKind, Label, Span
from agreement_tool.text.labels import match_label
from agreement_tool.text.outline import enclosure

_UNIT_KINDS: dict[str, ClauseKind] = {
    "条": "article",
    "章": "chapter",
    "节": "section",
    "编": "part",
    "部分": "part",
    "附件": "part",
}


def agreement(
    outline: str, *, title: str = "示例服务协议", version: str = "1.0", effective: str | None = "2026-01-01"
) -> Agreement:
    """The agreement that an outline draws."""
    lines = [line for line in outline.splitlines() if line.strip()]
    margin = min((_indent(line) for line in lines), default=0)
    roots, _ = _children(lines, 0, margin, "")
    return Agreement(
        id="example", version=version, title=title, clauses=roots, effective=effective, published=effective
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _children(lines: list[str], place: int, indent: int, above: str) -> tuple[tuple[Clause, ...], int]:
    found: list[Clause] = []
    while place < len(lines) and _indent(lines[place]) >= indent:
        eid = f"{above}__{len(found) + 1}" if above else f"c{len(found) + 1}"
        own = lines[place].strip()
        depth = _indent(lines[place])
        place += 1
        while own.startswith("|") and place < len(lines) and lines[place].strip().startswith("|"):
            own += "\n" + lines[place].strip()
            place += 1
        below: tuple[Clause, ...] = ()
        if place < len(lines) and _indent(lines[place]) > depth:
            below, place = _children(lines, place, _indent(lines[place]), eid)
        found.append(replace(_clause(own, eid, bool(below)), children=below))
    return tuple(found), place


def _clause(own: str, eid: str, opens: bool) -> Clause:
    if own.startswith("¶"):
        return Clause(eid, eid, "paragraph", spans=_spans(own[1:].strip()))
    if own.startswith(("# ", "【")):
        return Clause(eid, eid, "heading", title=_spans(own.removeprefix("# ")))
    if own.startswith("|"):
        return Clause(eid, eid, "table", spans=_spans(_table(own)))
    readings = match_label(own)
    if not readings:
        return Clause(eid, eid, "paragraph", spans=_spans(own))
    label, rest = readings[0]
    titled = opens and not re.search("[，。；：、]", rest)
    title, spans = (_spans(rest), ()) if titled else ((), _spans(rest))
    return Clause(eid, eid, _kind(label), label.text, label.number, title, spans, page=1)


def _spans(text: str) -> tuple[Span, ...]:
    return (Span(text),) if text else ()


def _kind(label: Label) -> ClauseKind:
    if label.unit:
        return _UNIT_KINDS.get(label.unit, "level")
    return "item" if enclosure(label) or label.numeral in ("circled", "bullet", "lower") else "level"


def _table(rows: str) -> str:
    """Rows of cells between bars, as a table's own text is kept: cells joined by tab, rows by newline."""
    return "\n".join("\t".join(cell.strip() for cell in row.strip("|").split("|")) for row in rows.split("\n"))
