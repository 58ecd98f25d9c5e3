"""The canonical form of an agreement: what `load(dump(a))` gives back. Same text, marks, tree and identity as `a`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agreement_tool.model import Agreement, Cell, Clause, Span
from agreement_tool.text.inline import merge
from agreement_tool.text.spans import of_rows


def canonical(agreement: Agreement) -> Agreement:
    """Spans merged wherever they are alike, the title spelled in spans."""
    spans = merge(agreement.title_spans or (Span(agreement.title),))
    return replace(
        agreement,
        title="".join(span.text for span in spans),
        title_spans=spans,
        clauses=tuple(_clause(clause) for clause in agreement.clauses),
    )


def table_spans(rows: Iterable[Iterable[Cell]]) -> tuple[Span, ...]:
    """A table's text: cells joined by tabs, rows by line breaks."""
    return merge(of_rows(rows))


def _clause(clause: Clause) -> Clause:
    return replace(
        clause,
        title=merge(clause.title),
        spans=merge(clause.spans),
        rows=tuple(tuple(replace(cell, spans=merge(cell.spans)) for cell in row) for row in clause.rows),
        children=tuple(_clause(child) for child in clause.children),
    )
