"""Running text in two columns: the left column is read before the right one.

Two-sided blocks that are read across (party and party, signature and signature, caption and value) must stay rows: only
text that fills its column line after line is a column.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import sub
from typing import NamedTuple

from agreement_tool.read.pdf.rows import Char, Row, row_of

_GUTTER = 1.2
"""Ems between two columns, at least."""
_PIECES = 5
"""Pieces of rows on either side, at least."""
_ACROSS = 0.15
"""Part of the pieces that run across the gutter, at most: titles, tables' captions."""
_EDGE = 6.0
"""Ems: how far right of its column's edge a line of it begins, indents included …"""
_BEGIN = 0.75
"""… at least this part of the right column's lines."""
_FULL, _BOTH_FULL = 0.15, 0.5
"""Part of either column's lines that reach its right edge, at least; of both columns' together."""
_REACH = 1.3
"""Ems: how near the edge a full line comes."""
_NARROW = 0.8
"""Ems: a narrower gap at the gutter's place is one between words of a row across."""
_NEAR = 0.4
"""Ems before the right column's edge where the two are divided."""
_NARROWEST, _UNLIKE = 10.0, 2.0
"""Ems: a column is at least so wide. How many times wider than the other one it is, at most."""

LEFT, RIGHT = 1, 2


class RowPiece(NamedTuple):
    """A stretch of a row without a wide gap. Points."""

    x0: float
    x1: float
    baseline: float


def in_columns(pages: Iterable[Sequence[Row]]) -> list[Row]:
    """Each page's rows, split and put in reading order where they stand in two columns.

    A page with too little text to show its columns has those of the document's other pages.
    """
    sheets = [(rows, _gutter(rows)) for rows in pages]
    known = Counter(round(gutter) for _, gutter in sheets if gutter is not None)
    usual = known.most_common(1)[0][0] if known else None
    ordered: list[Row] = []
    for rows, gutter in sheets:
        if gutter is None and usual is not None and _leaves_empty(rows, usual):
            gutter = usual
        ordered += rows if gutter is None else _ordered(rows, gutter)
    return ordered


_SIGNS = "：:。．.；;！!？?"
"""What ends a sentence, or a caption: a line without any goes on in the next one of its column."""
_OPENING = "（(《“「【〔["
"""What a line may begin with beside letters; behind a blank to be filled in, a comma goes on."""


def side_by_side(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """(page, words) of rows read across that may be two columns too short to show it: halves of which one and the next
    read on."""
    halves = [_two_halves(row) for row in rows]
    for above, below, row, after in zip(halves, halves[1:], rows, rows[1:], strict=False):
        if above is None or below is None or row.page != after.page:
            continue
        size = row.size
        alike = abs(above[1][0] - below[1][0]) <= 0.5 * size and abs(above[0][0] - below[0][0]) <= 2.5 * size
        if alike and after.baseline - row.baseline <= 3 * size and all(_reads_on(above[side][2]) for side in (0, 1)):
            yield row.page, f"{row.text} | {after.text}"


def _two_halves(row: Row) -> tuple[tuple[float, float, str], tuple[float, float, str]] | None:
    """(left edge, right edge, text) of the two pieces of a row across that has just two, both wide."""
    if row.column:
        return None
    pieces = list(_pieces(row, row.size))
    if len(pieces) != 2 or any(piece.x1 - piece.x0 < _NARROWEST * row.size for piece in pieces):
        return None
    cut = next(at for at, x0 in enumerate(row.x0) if x0 >= pieces[1].x0)
    left, right = row.text[:cut].strip(), row.text[cut:].strip()
    return (pieces[0].x0, pieces[0].x1, left), (pieces[1].x0, pieces[1].x1, right)


def _reads_on(text: str) -> bool:
    goes_on = text[-1] not in _SIGNS and not any(sign in text for sign in "：:_＿")
    return goes_on and (text[0].isalnum() or text[0] in _OPENING) and any(char >= "\u4e00" for char in text)


def _leaves_empty(rows: Sequence[Row], gutter: float) -> bool:
    """Whether hardly a row runs across the gutter."""
    across = sum(_crosses(row, gutter) for row in rows)
    return across <= _ACROSS * len(rows)


def _ordered(rows: Sequence[Row], gutter: float) -> list[Row]:
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
    """Where the right of two columns begins, or nearly; points from the page's left."""
    if not rows:
        return None
    # The body's size: a wide title in a large one says nothing of the gutter.
    size = Counter(row.size for row in rows).most_common(1)[0][0]
    pieces = [piece for row in rows for piece in _pieces(row, size)]
    starts = Counter(round(2 * piece.x0 / size) for piece in pieces)
    edges = (min(piece.x0 for piece in pieces if round(2 * piece.x0 / size) == place) for place in starts)
    found = (_gutter_before(edge, pieces, size) for edge in edges)
    # Of the edge of a column and those of its indents, the first leaves most pieces on one side or the other.
    return min((one for one in found if one is not None), default=(0, None))[1]


def _gutter_before(edge: float, pieces: Sequence[RowPiece], size: float) -> tuple[int, float] | None:
    """(pieces that run across it, the gutter), if a right column begins at `edge`."""
    left = [piece for piece in pieces if piece.x1 <= edge - _GUTTER * size]
    right = [piece for piece in pieces if piece.x0 >= edge - 0.5 * size]
    across = len(pieces) - len(left) - len(right)
    if min(len(left), len(right)) < _PIECES or across > _ACROSS * len(pieces):
        return None
    begin = sum(piece.x0 <= edge + _EDGE * size for piece in right)
    wide_enough = _are_alike(_width(left), _width(right), size)
    if begin < _BEGIN * len(right) or not wide_enough or not _overlap(left, right):
        return None
    full = (_share_full(left, size), _share_full(right, size))
    if min(full) < _FULL or sum(full) < _BOTH_FULL:
        return None
    # Right before the right column: a long Latin word may stand out of the left one.
    return across, max((max(piece.x1 for piece in left) + edge) / 2, edge - _NEAR * size)


def _width(pieces: Sequence[RowPiece]) -> float:
    return max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)


def _are_alike(one: float, other: float, size: float) -> bool:
    return min(one, other) >= _NARROWEST * size and max(one, other) <= _UNLIKE * min(one, other)


def _overlap(left: Sequence[RowPiece], right: Sequence[RowPiece]) -> bool:
    """Whether the columns stand beside each other for half of the shorter one's height."""
    (top, bottom), (other_top, other_bottom) = _range(left), _range(right)
    beside = min(bottom, other_bottom) - max(top, other_top)
    return beside >= 0.5 * min(bottom - top, other_bottom - other_top)


def _range(pieces: Iterable[RowPiece]) -> tuple[float, float]:
    baselines = [piece.baseline for piece in pieces]
    return min(baselines), max(baselines)


def _share_full(pieces: Sequence[RowPiece], size: float) -> float:
    """Part of a column's lines that reach its right edge: the furthest one that two lines share."""
    ends = Counter(round(2 * piece.x1 / size) for piece in pieces)
    edge = max((place for place, count in ends.items() if count > 1), default=max(ends)) * size / 2
    return sum(abs(edge - piece.x1) <= _REACH * size for piece in pieces) / len(pieces)


def _pieces(row: Row, size: float) -> Iterator[RowPiece]:
    """The stretches of a row between its wide gaps."""
    reach = _GUTTER * size
    if " " not in row.text and max(map(sub, row.x0[1:], row.x1), default=0.0) < reach and len(row.text.split()) == 1:
        yield RowPiece(row.x0[0], row.x1[-1], row.baseline)
        return
    start, end = row.x0[0], row.x1[0]
    for text, x0, x1 in zip(row.text, row.x0, row.x1, strict=True):
        if text.isspace():
            continue
        if x0 - end >= reach:
            yield RowPiece(start, end, row.baseline)
            start = x0
        end = x1
    yield RowPiece(start, end, row.baseline)


def _blocks(rows: Sequence[Row], gutter: float) -> Iterator[tuple[bool, list[Row]]]:
    """Stretches of rows that run across the gutter, and stretches of rows that leave it empty."""
    for across, block in itertools.groupby(rows, key=lambda row: _crosses(row, gutter)):
        yield across, list(block)


def _crosses(row: Row, gutter: float) -> bool:
    """Whether the row runs across the gutter: it lies in a character, or in a gap that is no gutter."""
    if row.left >= gutter or row.right <= gutter:
        return False
    inside = [(x0, x1) for text, x0, x1 in zip(row.text, row.x0, row.x1, strict=True) if not text.isspace()]
    before = max((x1 for x0, x1 in inside if x0 < gutter), default=row.left)
    behind = min((x0 for x0, _ in inside if x0 >= gutter), default=math.inf)
    # What begins at the right column's edge is that column's, however far the left one's line stands out.
    return behind - before < (_NEAR if behind <= gutter + 2 * _NEAR * row.size else _NARROW) * row.size


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
    return replace(row_of(row.page, _baseline(row, chars), chars), column=column) if chars else None


def _baseline(row: Row, chars: Sequence[Char]) -> float:
    """The commonest baseline of the row's runs that begin where these characters stand."""
    own = Counter(baseline for left, baseline in row.baselines if chars[0].x0 - 1 <= left <= chars[-1].x1)
    return own.most_common(1)[0][0] if own else row.baseline
