"""The document's own measures: body size, text block, leading. Everything a line says of its place is in these."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.model import Box
from agreement_tool.read.pdf.rows import Row, sizes_of

_SUPPORT = 0.04
"""A margin must be shared by this part of the rows."""
_BEYOND = 0.1
"""Part of the rows that may end beyond the right margin."""
_FULL = 1.5
"""A row that ends within this many ems of the right margin is full."""
_NARROW = 0.8
"""A centred row fills at most this part of the text block; an indented one may happen to end as far from the right."""
_CENTRE = 1.0
"""A centred row's two sides differ by at most this many ems."""


@frozen
class Measures:
    """Lengths in points."""

    size: float
    """Body size: most characters have it."""
    left: float
    right: float
    """The text block's margins."""
    leading: float
    """Usual distance of two baselines within a paragraph."""

    def indent(self, row: Row) -> float:
        """`Line.indent`."""
        return round((row.left - self.left) / self.size, 2)

    def right_space(self, row: Row) -> float:
        """`Line.right_space`."""
        return round((self.right - row.right) / self.size, 2)

    def gap(self, row: Row, above: Row | None) -> float | None:
        """`Line.gap`."""
        if above is None or (above.page, above.column) != (row.page, row.column):
            return None
        return round((row.baseline - above.baseline) / self.leading - 1, 2)

    def centred(self, row: Row) -> bool:
        """Room on both sides, about the same."""
        if row.right - row.left > _NARROW * (self.right - self.left):
            return False
        before, after = self.indent(row), self.right_space(row)
        return before > 2 and after > 2 and abs(before - after) <= _CENTRE


def box_of(row: Row) -> Box:
    """`Line.box`."""
    return Box(round(row.left, 1), round(row.top, 1), round(row.right, 1), round(row.bottom, 1))


def measure(rows: Sequence[Row]) -> Measures:
    """The measures of a document's rows (furniture taken out)."""
    size = _commonest(sizes_of(rows), 10.5)
    left = _margin([row.left for row in rows], size, outermost=min)
    right = _margin([row.right for row in rows], size, outermost=max)
    return Measures(size, left, right, _leading(rows, right, size))


def _commonest(values: Counter[float], default: float) -> float:
    tally = values.most_common(1)
    return tally[0][0] if tally and tally[0][0] > 0 else default


def _margin(edges: list[float], size: float, *, outermost: Callable[[Iterable[float]], float]) -> float:
    """The outermost edge, to half an em, that enough rows share."""
    if not edges:
        return 0.0
    bins = Counter(round(edge / size * 2) for edge in edges)
    wanted = max(2, _SUPPORT * len(edges))
    shared = [place for place, count in bins.items() if count + bins.get(place - 1, 0) >= wanted] or list(bins)
    place = outermost(shared)
    margin = outermost(edge for edge in edges if abs(edge / size * 2 - place) <= 1)
    beyond = sum(edge > margin + _FULL * size for edge in edges)
    # In a short text with ragged lines only its headings may end alike.
    return max(edges) if outermost is max and beyond > _BEYOND * len(edges) else margin


def _leading(rows: Sequence[Row], right: float, size: float) -> float:
    """The commonest step from a full row to the next: within a paragraph, not between two."""
    steps: Counter[float] = Counter()
    for above, row in itertools.pairwise(rows):
        step = row.baseline - above.baseline
        if (
            (above.page, above.column) == (row.page, row.column)
            and right - above.right < _FULL * size
            and size * 0.9 < step < size * 4
        ):
            steps[round(step, 0)] += 1
    return _commonest(steps, size * 1.5)
