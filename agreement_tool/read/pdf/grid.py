"""Ruled tables: horizontal and vertical rules that meet, taken apart into cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.page import DrawnLine, Page

_MEET = 3.0
"""Points: rules this close meet, edges this close are one."""
_MOST_CROSSINGS = 400_000
"""Pages with more pairs of rules to compare hold drawings."""


class Bar(NamedTuple):
    """A rule as a line: at `at`, from `start` to `end`; points."""

    at: float
    start: float
    end: float


class CellBox(NamedTuple):
    """A cell's place in its table, and on the page in points."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float


@frozen
class Grid:
    """A ruled table on a page: at least two columns."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    cells: tuple[CellBox, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def grids_of(page: Page) -> list[Grid]:
    """The page's ruled tables, from top to bottom."""
    flat = _merged(Bar((rule.top + rule.bottom) / 2, rule.x0, rule.x1) for rule in page.rules if rule.horizontal)
    upright = _merged(Bar((rule.x0 + rule.x1) / 2, rule.top, rule.bottom) for rule in page.rules if _is_upright(rule))
    if len(flat) < 2 or len(upright) < 3 or len(flat) * len(upright) > _MOST_CROSSINGS:
        return []
    grids = (_grid(page.number, *group) for group in _meeting(flat, upright))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.top)


def _is_upright(rule: DrawnLine) -> bool:
    return not rule.horizontal and rule.bottom - rule.top > _MEET


def _merged(bars: Iterable[Bar]) -> list[Bar]:
    """Collinear pieces that touch, made one."""
    merged: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: (round(bar.at), bar.start)):
        last = merged[-1] if merged else None
        if last is not None and abs(last.at - bar.at) <= 1 and bar.start <= last.end + _MEET:
            merged[-1] = Bar(last.at, last.start, max(last.end, bar.end))
        else:
            merged.append(bar)
    return merged


def _meeting(flat: Sequence[Bar], upright: Sequence[Bar]) -> Iterator[tuple[list[Bar], list[Bar]]]:
    """Groups of rules that hang together."""
    group = list(range(len(flat) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, across in enumerate(flat):
        for j, down in enumerate(upright, len(flat)):
            if _spans(across, down.at) and _spans(down, across.at):
                group[root(i)] = root(j)
    for top in sorted({root(index) for index in range(len(group))}):
        yield (
            [bar for index, bar in enumerate(flat) if root(index) == top],
            [bar for index, bar in enumerate(upright, len(flat)) if root(index) == top],
        )


def _spans(bar: Bar, place: float) -> bool:
    return bar.start - _MEET <= place <= bar.end + _MEET


def _grid(page: int, flat: Sequence[Bar], upright: Sequence[Bar]) -> Grid | None:
    ys, xs = edges_of(bar.at for bar in flat), edges_of(bar.at for bar in upright)
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(page, xs[0], ys[0], xs[-1], ys[-1], tuple(_cells(xs, ys, flat, upright)))


def edges_of(places: Iterable[float]) -> list[float]:
    """Places in order, those that lie close together as one."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _MEET:
            edges.append(place)
    return edges


def _cells(xs: Sequence[float], ys: Sequence[float], flat: Sequence[Bar], upright: Sequence[Bar]) -> Iterator[CellBox]:
    def walled(bars: Sequence[Bar], at: float, low: float, high: float) -> bool:
        middle = (low + high) / 2
        return any(abs(bar.at - at) <= _MEET and bar.start <= middle <= bar.end for bar in bars)

    taken: set[tuple[int, int]] = set()
    rows, columns = len(ys) - 1, len(xs) - 1
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and not walled(upright, xs[right], ys[row], ys[row + 1]):
                right += 1
            down = row + 1
            while down < rows and not any(walled(flat, ys[down], xs[c], xs[c + 1]) for c in range(column, right)):
                down += 1
            taken.update((r, c) for r in range(row, down) for c in range(column, right))
            yield CellBox(row, column, down - row, right - column, xs[column], ys[row], xs[right], ys[down])
