"""Rows and tables -> the model's lines: marks, blanks to be filled in, and where each stands in the text block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from agreement_tool.model import Box, Cell, Line, Mark, Span
from agreement_tool.read.pdf.bullets import dots_of, drawn_bullet
from agreement_tool.read.pdf.columns import LEFT, RIGHT
from agreement_tool.read.pdf.emphasis import Marker, Reasons, body_of, drop_bare_punctuation, idle_marks, spans_of
from agreement_tool.read.pdf.geometry import Measures, box_of, measure
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import Row, is_on_grid
from agreement_tool.read.pdf.strokes import Stroke, with_blanks
from agreement_tool.read.pdf.tables import Table
from agreement_tool.read.pdf.weights import InkWeights

_MEET = 3.0
"""Points that a table may begin left of its column."""


class LinePlace(NamedTuple):
    """Where a line or table stands."""

    page: int
    column: int
    baseline: float
    left: float


class Writer:
    """Turns one document's rows and tables into lines."""

    def __init__(
        self,
        rows: Sequence[Row],
        tables: Sequence[Table],
        pages: Sequence[Page],
        strokes: Mapping[int, Sequence[Stroke]],
        weights: InkWeights,
    ) -> None:
        """`strokes`: of each page."""
        self._pages = {page.number: page for page in pages}
        self._strokes = strokes
        self._rows = [with_blanks(row, self._strokes[row.page]) for row in rows]
        self._tables = [_with_blanks(table, self._strokes[table.grid.page]) for table in tables]
        everything = [*self._rows, *(row for table in self._tables for row in table.rows)]
        self._marker = Marker(body_of(everything, weights))
        reasons = [self._why(row) for row in everything]
        drop_bare_punctuation(everything, reasons)
        self._reasons: dict[int, Sequence[Reasons]] = {
            id(row): why for row, why in zip(everything, reasons, strict=True)
        }
        self._idle: frozenset[Mark] = idle_marks(reasons)
        self._measures = _measures(self._rows)
        self._dots = {page.number: dots_of(page.fills) for page in pages}

    def lines(self) -> tuple[Line, ...]:
        """All lines, page after page, from top to bottom, a left column before the right one. To be asked for once."""
        order = [LinePlace(row.page, row.column, row.baseline, row.left) for row in self._rows] if self._tables else []
        lines: list[Line] = []
        above: Row | None = None
        self._rows.reverse()
        while self._rows:  # a row goes when its line comes: they take as much memory
            row = self._rows.pop()
            lines.append(self._line(row, above))
            above = row
        for table in reversed(self._tables):
            at, column = _position(table, order)
            lines.insert(at, self._table(table))
            order.insert(at, LinePlace(table.grid.page, column, table.grid.top, table.grid.x0))
        return tuple(lines)

    def _why(self, row: Row) -> Sequence[Reasons]:
        return self._marker.reasons(row, self._pages[row.page], self._strokes[row.page])

    def _spans(self, row: Row) -> tuple[Span, ...]:
        return spans_of(row.text, self._reasons.pop(id(row)), self._idle)

    def _line(self, row: Row, above: Row | None) -> Line:
        measures = self._measures[row.column]
        return Line(
            spans=self._spans(row),
            page=row.page,
            box=box_of(row),
            indent=measures.indent(row),
            right_space=measures.right_space(row),
            gap=measures.gap(row, above),
            size=row.size,
            centred=measures.centred(row),
            auto_label=drawn_bullet(row, self._dots[row.page]),
        )

    def _table(self, table: Table) -> Line:
        grid = table.grid
        cells = [(box, self._cell(rows)) for box, rows in table.cells]
        rows = tuple(
            tuple(
                Cell(spans, box.colspan, box.rowspan)
                for box, spans in sorted(cells, key=lambda item: item[0].column)
                if box.row == number
            )
            for number in sorted({box.row for box, _ in cells})
        )
        return Line(
            spans=_joined([_joined([cell.spans for cell in row], "\t") for row in rows], "\n"),
            page=grid.page,
            box=Box(round(grid.x0, 1), round(grid.top, 1), round(grid.x1, 1), round(grid.bottom, 1)),
            starts=True,
            rows=rows,
        )

    def _cell(self, rows: Sequence[Row]) -> tuple[Span, ...]:
        """A cell's text: its rows joined, with a blank only between two Latin words."""
        spans: list[Span] = []
        for row in rows:
            own = self._spans(row)
            if spans and not (is_on_grid(spans[-1].text[-1]) or is_on_grid(own[0].text[0])):
                spans.append(Span(" "))
            spans += own
        return _merged(spans)


def _position(table: Table, order: Sequence[LinePlace]) -> tuple[int, int]:
    """Where in the order of lines a table comes, and its column: before the first line of its column that is below
    it."""
    grid = table.grid
    right = min((place.left for place in order if place.page == grid.page and place.column == RIGHT), default=None)
    column = 0 if right is None or grid.x0 < right < grid.x1 else RIGHT if grid.x0 >= right - _MEET else LEFT
    own = [at for at, place in enumerate(order) if place.page == grid.page and place.column == column]
    below = next((at for at in own if order[at].baseline > grid.top), None)
    if below is not None or (column and own):
        return below if below is not None else own[-1] + 1, column
    later = (at for at, place in enumerate(order) if (place.page, place.baseline) > (grid.page, grid.top))
    return next(later, len(order)), column


def _measures(rows: Sequence[Row]) -> dict[int, Measures]:
    """The measures of each column; what stands across two columns has those of both together."""
    found = {column: measure([row for row in rows if row.column == column]) for column in {row.column for row in rows}}
    columns = [measures for column, measures in found.items() if column]
    if columns and 0 in found:
        left = min(measures.left for measures in found.values())
        right = max(measures.right for measures in found.values())
        found[0] = replace(found[0], left=left, right=right)
    return found


def _with_blanks(table: Table, strokes: Sequence[Stroke]) -> Table:
    """The table with the blanks to be filled in that are drawn in its cells; a table may go on over a page's end."""
    page = table.grid.page
    cells = []
    for box, rows in table.cells:
        own = [stroke for stroke in strokes if box.x0 <= (stroke.x0 + stroke.x1) / 2 <= box.x1]
        cells.append((box, tuple(with_blanks(row, own) if row.page == page else row for row in rows)))
    return replace(table, cells=tuple(cells))


def _joined(parts: Sequence[tuple[Span, ...]], separator: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for index, part in enumerate(parts):
        spans += [Span(separator), *part] if index else part
    return _merged(spans)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbours with the same marks and signals made one."""
    merged: list[Span] = []
    for span in spans:
        if merged and (merged[-1].marks, merged[-1].signals) == (span.marks, span.signals):
            merged[-1] = replace(merged[-1], text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)
