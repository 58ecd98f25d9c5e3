"""Rows -> the model's lines: marks, blanks to be filled in, and where each stands in the text block."""

from __future__ import annotations

from collections.abc import Sequence

from agreement_tool.model import Line, Span
from agreement_tool.read.pdf.emphasis import Marker, body_of, idle_marks, spans_of
from agreement_tool.read.pdf.geometry import Measures, box_of, measure
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import Row
from agreement_tool.read.pdf.strokes import strokes_of, with_blanks
from agreement_tool.read.pdf.weights import weigh


def lines_of(rows: Sequence[Row], pages: Sequence[Page]) -> tuple[Line, ...]:
    """The agreement's rows, in order, as lines."""
    by_number = {page.number: page for page in pages}
    strokes = {page.number: strokes_of(page) for page in pages}
    rows = [with_blanks(row, strokes[row.page]) for row in rows]
    marker = Marker(body_of(rows, weigh(run for page in pages for run in page.runs)))
    reasons = [marker.reasons(row, by_number[row.page], strokes[row.page]) for row in rows]
    idle = idle_marks(reasons)
    measures = measure(rows)
    lines: list[Line] = []
    for index, (row, why) in enumerate(zip(rows, reasons, strict=True)):
        spans = spans_of([char.text for char in row.chars], why, idle)
        lines.append(_line(row, spans, measures, rows[index - 1] if index else None))
    return tuple(lines)


def _line(row: Row, spans: tuple[Span, ...], measures: Measures, above: Row | None) -> Line:
    return Line(
        spans=spans,
        page=row.page,
        box=box_of(row),
        indent=measures.indent(row),
        slack=measures.slack(row),
        gap=measures.gap(row, above),
        size=row.size,
        centred=measures.centred(row),
    )
