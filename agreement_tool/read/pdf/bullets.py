"""Bullets that are drawn and not written: browsers print the marks of `<ul>` as small filled discs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreement_tool.read.pdf.page import Fill
from agreement_tool.read.pdf.rows import Row

BULLET = "•"
"""What stands for the mark."""
_SIDE = (0.2, 0.6)
"""Ems that a disc or square measures."""
_GAP = (0.2, 2.5)
"""Ems between the mark and the text."""
_HEIGHT = (0.1, 0.75)
"""Ems that the mark's middle stands above the baseline."""
_PALE = 200
_ROUND = 0.75
"""The shorter side, at least, as part of the longer one."""
_LARGEST = 30.0
"""Points: no mark is so large, whatever the type."""


def dots_of(fills: Iterable[Fill]) -> tuple[Fill, ...]:
    """The filled areas of a page that may be marks of a list."""
    return tuple(fill for fill in fills if _is_dot(fill))


def _is_dot(fill: Fill) -> bool:
    sides = sorted((fill.x1 - fill.x0, fill.bottom - fill.top))
    return sides[1] < _LARGEST and sides[0] >= _ROUND * sides[1] and min(fill.colour) < _PALE


def drawn_bullet(row: Row, dots: Sequence[Fill]) -> str | None:
    """The mark of a list that is drawn in front of the row, if one is."""
    for dot in dots if row.size > 0 else ():
        side, gap = (dot.x1 - dot.x0) / row.size, (row.left - dot.x1) / row.size
        height = (row.baseline - (dot.top + dot.bottom) / 2) / row.size
        if _within(side, _SIDE) and _within(gap, _GAP) and _within(height, _HEIGHT):
            return BULLET
    return None


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
