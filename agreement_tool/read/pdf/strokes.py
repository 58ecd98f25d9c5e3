"""Horizontal strokes under a row of text: which underline it, which are blanks to be filled in, which are decoys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from agreement_tool.read.pdf.page import DrawnLine, Page
from agreement_tool.read.pdf.rows import Char, Row, row_of

_JOIN = 1.6
"""Pieces of one underline lie this close, in points (TeX draws it in pieces of two points)."""
_TOUCH = 2.0
"""Points: a horizontal rule this close to a vertical one is a table's or a frame's border."""
_HIGHEST, _LOWEST = -0.03, 0.34
"""Where an underline lies below the baseline, in ems."""
_COVERED = 0.6
"""A stroke is an underline when text covers this part of it; otherwise it is a field that was filled in."""
_SHORT = 3.0
"""Ems: strokes shorter than this are taken as underlines whatever they cover."""
_OVERSHOOT = 4.0
"""Ems: a stroke that starts with the row's text and goes on this far beyond it is a border."""
_BLANK = 1.2
"""Ems: a bare stretch of stroke this long is a blank to be filled in."""
_LONGER_BY, _BESIDE = 0.25, 1.2
"""Ems: a blank that was filled in is longer than the words by at least this, and ends no further from the text beside
it."""
_STRUCK, _STRUCK_LEAST, _STRUCK_COVERED = (0.55, 0.15), 1.2, 0.7
"""A line through words: how far above the baseline it is drawn, in ems; how long it is at least, in ems; the part of it
that letters and digits cover, at least."""
_UNIT = re.compile(
    r"[万亿]?[元圆](?!宇|素|旦)|倍|[%％‰]|个月|个?(?:工作)?日[内前后]|[)）]"
    r"|(?:[年月周日天角分㎡台套份件次名个人]|小时|分钟|平方?米)(?![一-龥])"
)
"""The unit of what is to be filled in: a writer who underlines the room often underlines the unit behind it too."""
_INNER = 2.0
"""Ems: room inside an underlined passage is a blank from here on, as no justification sets words apart so far."""
_FIELD = "\u3000"
"""One em of a blank that the producer drew: the page has no character there, and none is invented."""
_DRAWING = 2_000_000
"""A page with more pairs of flat and upright rules than this is a drawing; nothing in it underlines text."""
_PALE = 235
"""Colour components from here on are as good as white."""


class Stroke(NamedTuple):
    """A horizontal stroke: from x0 to x1 at y, points from the page's top left."""

    x0: float
    x1: float
    y: float


def strokes_of(page: Page) -> list[Stroke]:
    """The page's horizontal strokes, pieces joined, borders left out; by y, then x."""
    seen = [rule for rule in page.rules if min(rule.colour) < _PALE]
    uprights = [rule for rule in seen if not rule.horizontal and rule.bottom - rule.top > _TOUCH]
    flat = [Stroke(rule.x0, rule.x1, (rule.top + rule.bottom) / 2) for rule in seen if rule.horizontal]
    if len(flat) * len(uprights) > _DRAWING:
        return []
    return [stroke for stroke in _joined(flat) if not any(_touches(stroke, upright) for upright in uprights)]


def _joined(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """Collinear pieces made one."""
    last: Stroke | None = None
    for stroke in sorted(strokes, key=lambda stroke: (round(stroke.y), stroke.x0)):
        if last is not None and abs(stroke.y - last.y) < 1 and stroke.x0 - last.x1 <= _JOIN:
            last = Stroke(last.x0, max(last.x1, stroke.x1), last.y)
            continue
        if last is not None:
            yield last
        last = stroke
    if last is not None:
        yield last


def _touches(stroke: Stroke, upright: DrawnLine) -> bool:
    return (
        stroke.x0 - _TOUCH <= upright.x0 <= stroke.x1 + _TOUCH
        and upright.top - _TOUCH <= stroke.y <= upright.bottom + _TOUCH
    )


def under(row: Row, strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes that lie where the row's underlines would."""
    top, bottom = row.baseline + _HIGHEST * row.size, row.baseline + _LOWEST * row.size
    return [stroke for stroke in strokes if top <= stroke.y <= bottom]


def underlined(row: Row, strokes: Sequence[Stroke]) -> list[int]:
    """The characters of the row below which an underline, and no decoy, runs."""
    lines = [stroke for stroke in under(row, strokes) if is_underline(row, stroke)]
    if not lines:
        return []
    found = [any(_above(char, line) for line in lines) for char in row.chars]
    for index in range(1, len(found) - 1):
        # TeX leaves full-width punctuation inside an underlined passage bare.
        if found[index - 1] and found[index + 1] and not row.text[index].isalnum():
            found[index] = True
    return [index for index, one in enumerate(found) if one]


def is_underline(row: Row, stroke: Stroke) -> bool:
    """Whether a stroke under the row underlines its text: text covers it, as it does not cover a field."""
    length = stroke.x1 - stroke.x0
    first, last = stroke.x0 - 0.5, stroke.x1 + 0.5
    covered = sum(
        x1 - x0
        for text, x0, x1 in zip(row.text, row.x0, row.x1, strict=True)
        if first <= (x0 + x1) / 2 <= last and not (text.isspace() or text == "_")
    )
    if covered <= 0 or _ends_with_its_unit(row, stroke):
        return False
    return length <= _SHORT * row.size or covered >= _COVERED * length or is_filled_in(row, stroke)


def is_filled_in(row: Row, stroke: Stroke) -> bool:
    """Whether a stroke is a blank with words written in it: it begins or ends where the text beside it does, and is
    longer than the words."""
    chars = row.chars
    over = [char for char in chars if _above(char, stroke) and not _is_blank(char)]
    if not over or _ends_with_its_unit(row, stroke):
        return False
    before = [char for char in chars if char.x1 <= over[0].x0 and not _is_blank(char) and not _above(char, stroke)]
    after = [char for char in chars if char.x0 >= over[-1].x1 and not _is_blank(char) and not _above(char, stroke)]
    longer_before = over[0].x0 - stroke.x0 >= _LONGER_BY * row.size
    longer_after = stroke.x1 - over[-1].x1 >= _LONGER_BY * row.size
    begins = bool(before) and abs(stroke.x0 - before[-1].x1) <= _BESIDE * row.size
    ends = bool(after) and abs(after[0].x0 - stroke.x1) <= _BESIDE * row.size
    return (begins and (longer_before or longer_after)) or (ends and longer_before)


def _ends_with_its_unit(row: Row, stroke: Stroke) -> bool:
    """Whether a stroke is a blank whose unit is underlined with it: 人民币______元 with nothing written but 元."""
    over = [char for char in row.chars if _above(char, stroke) and not _is_blank(char)]
    if not over or over[0].x0 - stroke.x0 < _BLANK * row.size:
        return False
    return _UNIT.match("".join(char.text for char in over)) is not None


def _is_blank(char: Char) -> bool:
    return char.text.isspace() or char.text == "_"


def is_border(row: Row, stroke: Stroke) -> bool:
    """A rule under a heading: it starts where the text starts, or before, and goes on far beyond its end."""
    return stroke.x0 <= row.left + row.size / 2 and stroke.x1 - row.right > _OVERSHOOT * row.size


def _above(char: Char, stroke: Stroke) -> bool:
    return stroke.x0 - 0.5 <= (char.x0 + char.x1) / 2 <= stroke.x1 + 0.5


def with_blanks(row: Row, strokes: Sequence[Stroke]) -> Row:
    """The row with a blank to be filled in, drawn as a stroke, as ideographic spaces that carry it, one to the em.

    Of a blank that was filled in only the words are left.
    """
    if not under(row, strokes):
        return row
    row = _without_end_blanks(row, strokes)
    fields = [s for s in under(row, strokes) if not is_underline(row, s) and not is_border(row, s)]
    blanks = [blank for stroke in fields for blank in _bare(row, stroke)]
    underlines = [s for s in under(row, strokes) if is_underline(row, s) and not is_filled_in(row, s)]
    blanks += [blank for stroke in underlines for blank in _inner_blanks(row, stroke)]
    if not blanks:
        return row
    printed = [char for char in row.chars if not (char.text.isspace() and any(_above(char, blank) for blank in blanks))]
    chars = sorted([*printed, *(char for blank in blanks for char in _field(row, blank))], key=lambda char: char.x0)
    return replace(row_of(row.page, row.baseline, chars), column=row.column)


def _without_end_blanks(row: Row, strokes: Sequence[Stroke]) -> Row:
    """The row without the blanks between the ends of a stroke and the words written on it."""
    gone: set[int] = set()
    for stroke in under(row, strokes):
        if not is_filled_in(row, stroke):
            continue
        over = [at for at, char in enumerate(row.chars) if _above(char, stroke) and not char.text.isspace()]
        gone.update(
            at
            for at, char in enumerate(row.chars)
            if char.text.isspace() and _above(char, stroke) and not over[0] < at < over[-1]
        )
    if not gone:
        return row
    return replace(
        row_of(row.page, row.baseline, [char for at, char in enumerate(row.chars) if at not in gone]), column=row.column
    )


def _bare(row: Row, stroke: Stroke) -> Iterator[Stroke]:
    """The stretches of a stroke with no text above."""
    start = stroke.x0
    for char in row.chars:
        if not _above(char, stroke) or char.text.isspace():
            continue
        if char.x0 - start >= _BLANK * row.size:
            yield Stroke(start, char.x0, stroke.y)
        start = char.x1
    if stroke.x1 - start >= _BLANK * row.size:
        yield Stroke(start, stroke.x1, stroke.y)


def _inner_blanks(row: Row, underline: Stroke) -> list[Stroke]:
    """The blanks inside an underlined passage: 即人民币______元时, underlined as a whole."""
    over = [char for char in row.chars if _above(char, underline) and not char.text.isspace()]
    return [
        Stroke(before.x1, after.x0, underline.y)
        for before, after in pairwise(over)
        if after.x0 - before.x1 >= _INNER * row.size
    ]


def _field(row: Row, blank: Stroke) -> Iterator[Char]:
    count = max(1, round((blank.x1 - blank.x0) / row.size))
    width = (blank.x1 - blank.x0) / count
    style = min(row.chars, key=lambda char: abs(char.x0 - blank.x0)).style
    for index in range(count):
        yield Char(_FIELD, blank.x0 + index * width, blank.x0 + (index + 1) * width, style, blank=True)


def without_struck(
    rows: Sequence[Row], strokes: Mapping[int, Sequence[Stroke]]
) -> tuple[list[Row], list[tuple[str, int]]]:
    """The rows without the words that a line is drawn through; and those words, each with its page. `strokes`: of
    pages."""
    kept: list[Row] = []
    struck: list[tuple[str, int]] = []
    for row in rows:
        gone = _struck(row, strokes[row.page])
        if not gone:
            kept.append(row)
            continue
        struck.append(("".join(char for at, char in enumerate(row.text) if at in gone).strip(), row.page))
        rest = [char for at, char in enumerate(row.chars) if at not in gone]
        if any(not char.text.isspace() for char in rest):
            kept.append(_trimmed(row, rest))
    return kept, struck


def _struck(row: Row, strokes: Sequence[Stroke]) -> frozenset[int]:
    """The characters of a row that lines go through: lines as long as the words, which cover them."""
    top, bottom = row.baseline - _STRUCK[0] * row.size, row.baseline - _STRUCK[1] * row.size
    gone: set[int] = set()
    for stroke in strokes:
        if not top <= stroke.y <= bottom or stroke.x1 - stroke.x0 < _STRUCK_LEAST * row.size:
            continue
        over = [at for at, char in enumerate(row.chars) if _above(char, stroke)]
        covered = sum(row.x1[at] - row.x0[at] for at in over if row.text[at].isalnum())
        if covered >= _STRUCK_COVERED * (stroke.x1 - stroke.x0):
            gone.update(over)
    return frozenset(gone)


def _trimmed(row: Row, chars: list[Char]) -> Row:
    while chars[0].text.isspace():
        chars.pop(0)
    while chars[-1].text.isspace():
        chars.pop()
    return replace(row_of(row.page, row.baseline, chars), column=row.column, baselines=row.baselines)
