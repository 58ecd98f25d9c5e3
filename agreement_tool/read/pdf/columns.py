"""Running text in two columns: the left column is read before the right one.

Two-sided blocks that are read across (party and party, signature and signature, caption and value) must stay rows: only
text that fills its column line after line is a column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.read.pdf.rows import Char, Row, row_of

_GUTTER = 1.2
"""Ems between two columns, at least."""
_ROWS = 8
"""Rows that have text on both sides, at least…"""
_SHARE = 0.5
"""…and this part of the page's rows."""
_FULL = 0.5
"""Part of the left column's rows that reach its right edge, at least."""
_REACH = 1.3
"""Ems: how near the edge a full row comes."""

LEFT, RIGHT = 1, 2


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """A page's rows, split and put in reading order where they stand in two columns."""
    gutter = _gutter(rows)
    if gutter is None:
        return list(rows)
    ordered: list[Row] = []
    for across, block in _blocks(rows, gutter):
        if across:
            ordered += block
        else:
            halves = [_halves(row, gutter) for row in block]
            ordered += [left for left, _ in halves if left is not None]
            ordered += [right for _, right in halves if right is not None]
    return ordered


def _gutter(rows: Sequence[Row]) -> float | None:
    """The middle of the empty strip between two columns, points from the page's left."""
    # The body's size: a wide title in a large one says nothing of the gutter.
    size = Counter(row.size for row in rows).most_common(1)[0][0] if rows else 1.0
    places: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        for before, after in _gaps(row, size):
            middle = (before + after) / 2
            places[round(middle / (2 * size))].append((before, after))
    if not places:
        return None
    place, gaps = max(places.items(), key=lambda item: len(item[1]))
    gaps = [*gaps, *places.get(place - 1, ()), *places.get(place + 1, ())]
    edge = max(before for before, _ in gaps)
    start = min(after for _, after in gaps)
    full = sum(edge - before <= _REACH * size for before, _ in gaps)
    if len(gaps) < max(_ROWS, _SHARE * len(rows)) or start - edge < _GUTTER * size or full < _FULL * len(gaps):
        return None
    return (edge + start) / 2


def _gaps(row: Row, size: float) -> Iterator[tuple[float, float]]:
    """Wide empty stretches inside a row: (end of the text before, start of the text behind)."""
    end = row.x1[0]
    for text, x0, x1 in zip(row.text, row.x0, row.x1, strict=True):
        if text.isspace():
            continue
        if x0 - end >= _GUTTER * size:
            yield end, x0
        end = x1


def _blocks(rows: Sequence[Row], gutter: float) -> Iterator[tuple[bool, list[Row]]]:
    """Stretches of rows that run across the gutter, and stretches of rows that leave it empty."""
    block: list[Row] = []
    across = False
    for row in rows:
        crosses = any(
            x0 < gutter < x1 for text, x0, x1 in zip(row.text, row.x0, row.x1, strict=True) if not text.isspace()
        )
        if block and crosses != across:
            yield across, block
            block = []
        across = crosses
        block.append(row)
    if block:
        yield across, block


def _halves(row: Row, gutter: float) -> tuple[Row | None, Row | None]:
    chars = row.chars
    left = [char for char in chars if char.x0 < gutter]
    right = [char for char in chars if char.x0 >= gutter]
    return _half(row, left, LEFT), _half(row, right, RIGHT)


def _half(row: Row, chars: list[Char], column: int) -> Row | None:
    while chars and chars[-1].text.isspace():
        chars.pop()
    while chars and chars[0].text.isspace():
        chars.pop(0)
    return replace(row_of(row.page, row.baseline, chars), column=column) if chars else None
