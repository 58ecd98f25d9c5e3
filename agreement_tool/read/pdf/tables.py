"""Text in ruled tables: each cell's rows, kept out of the page's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.grid import CellBox, Grid, edges_of, grids_of
from agreement_tool.read.pdf.page import Page, TextRun
from agreement_tool.read.pdf.rows import Row, rows_of

_FRAME = 0.6
"""A grid with a cell that holds this part of the page's text, and much of it, is a frame around the page's text."""
_MUCH = 300
_MEET = 3.0
"""Points: edges this close are one."""
_LOW = 0.8
"""A table that goes on overleaf ends below this part of its page."""


@frozen
class Table:
    """A table's cells, row by row, each with the rows of text in it."""

    grid: Grid
    cells: tuple[tuple[CellBox, tuple[Row, ...]], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of text in it."""
        return tuple(row for _, rows in self.cells for row in rows)


def tables_of(page: Page, *, blanks_drawn: bool) -> tuple[Page, list[Table]]:
    """The page without the runs that stand in tables, and the tables with text in them."""
    tables: list[Table] = []
    for grid in grids_of(page):
        inside = [run for run in page.runs if grid.holds(*_middle(run))]
        if not inside or _is_frame(grid, inside, page):
            continue
        held = set(map(id, inside))
        page_without = replace(page, runs=tuple(run for run in page.runs if id(run) not in held))
        tables.append(_table(grid, inside, page, blanks_drawn))
        page = page_without
    return page, tables


def continued(tables: Sequence[Table], rows: Sequence[Row], pages: Sequence[Page]) -> list[Table]:
    """The tables, those that go on over the end of a page made one. `rows`: the text outside them, furniture left
    out."""
    heights = {page.number: page.height for page in pages}
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for row in rows:
        tops[row.page] = min(tops.get(row.page, row.baseline), row.baseline)
        bottoms[row.page] = max(bottoms.get(row.page, row.baseline), row.baseline)
    whole: list[Table] = []
    ends: list[Grid] = []
    """Where each of `whole` ends."""
    for table in tables:
        grid, above = table.grid, ends[-1] if ends else None
        goes_on = (
            above is not None
            and grid.page == above.page + 1
            and abs(grid.x0 - above.x0) <= _MEET
            and abs(grid.x1 - above.x1) <= _MEET
            and above.bottom >= _LOW * heights[above.page]
            and bottoms.get(above.page, 0.0) < above.bottom
            and tops.get(grid.page, grid.bottom) > grid.top
        )
        if goes_on:
            whole[-1], ends[-1] = _joined(whole[-1], table), grid
        else:
            whole.append(table)
            ends.append(grid)
    return whole


def _joined(above: Table, below: Table) -> Table:
    """Two tables as one, with the columns of both."""
    cells = [(box, rows, 0) for box, rows in above.cells]
    first = max(box.row + box.rowspan for box, _ in above.cells)
    cells += [(box, rows, first) for box, rows in below.cells]
    edges = edges_of(edge for box, _, _ in cells for edge in (box.x0, box.x1))

    def column(edge: float) -> int:
        return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))

    placed = tuple(
        (
            box._replace(row=box.row + down, column=column(box.x0), colspan=column(box.x1) - column(box.x0)),
            rows,
        )
        for box, rows, down in cells
    )
    return Table(replace(above.grid, cells=tuple(box for box, _ in placed)), placed)


def _middle(run: TextRun) -> tuple[float, float]:
    return (run.lefts[0] + run.right) / 2, run.baseline - 0.35 * run.style.size


def _is_frame(grid: Grid, inside: Sequence[TextRun], page: Page) -> bool:
    total = sum(len(run.text) for run in page.runs)
    fullest = max((sum(len(run.text) for run in runs) for runs in _by_cell(grid, inside).values()), default=0)
    return fullest > _MUCH and fullest > _FRAME * total


def _table(grid: Grid, inside: Sequence[TextRun], page: Page, blanks_drawn: bool) -> Table:
    held = _by_cell(grid, inside)
    return Table(
        grid,
        tuple(
            (cell, tuple(rows_of(replace(page, runs=tuple(held.get(cell, ()))), blanks_drawn=blanks_drawn)))
            for cell in grid.cells
        ),
    )


def _by_cell(grid: Grid, runs: Sequence[TextRun]) -> dict[CellBox, list[TextRun]]:
    held: dict[CellBox, list[TextRun]] = defaultdict(list)
    for run in runs:
        x, y = _middle(run)
        # Every point of the grid lies in a cell; a rule's own thickness may leave a hair's breadth between two.
        cell = min(grid.cells, key=lambda cell: _distance(cell, x, y))
        held[cell].append(run)
    return held


def _distance(cell: CellBox, x: float, y: float) -> float:
    return max(cell.x0 - x, x - cell.x1, 0.0) + max(cell.top - y, y - cell.bottom, 0.0)
