"""Which characters stand out, by which mark, and by which signal.

Everything is measured against the document's own body: its size, its colour, its families. A mark that nearly every
character carries says nothing and is dropped.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from agreement_tool.frozen import frozen
from agreement_tool.model import MARKS, Mark, Signal, Span
from agreement_tool.read.pdf.faces import family_of, hei_emphasises, is_bold_face, is_italic_face
from agreement_tool.read.pdf.page import Fill, Page, TextStyle
from agreement_tool.read.pdf.rows import Row, is_one_style
from agreement_tool.read.pdf.strokes import Stroke, underlined
from agreement_tool.read.pdf.weights import InkWeights
from agreement_tool.text.patterns import compiled

Reason = tuple[Mark, Signal]
"""A mark and the signal behind it."""
Reasons = frozenset[Reason]

_NONE: Reasons = frozenset()
_FIELD: Reasons = frozenset({("underline", "rule")})
_OF_FACE: tuple[Mark, ...] = ("bold", "italic", "colour", "size")
_EVERYTHING = 0.9
"""A mark that this part of all characters carries says nothing."""
_LARGER = 1.15
"""Times the body size."""
_COLOURED = 60
"""Least difference between a colour's components (of 255), and from the body's, to be called a colour and no grey."""
_TALLEST_HIGHLIGHT = 2.2
"""Ems: a higher filled area is a ground, not a highlight."""
_WRAP = 3.0
"""Ems: a row that ends within this of the furthest one may be wrapped, and what it marks goes on in the next."""
_FILL_AND_STROKE = 2
_HAN = compiled("[\u4e00-\u9fff]")
_UNWEIGHED = InkWeights()

Colour = tuple[int, int, int]


@frozen
class Body:
    """The document's own setting."""

    size: float = 10.5
    colour: Colour = (0, 0, 0)
    hei: frozenset[str] = frozenset()
    """Names of the Hei fonts that set Han, where Hei is a way to stand out."""
    weights: InkWeights = _UNWEIGHED
    """What the ink of unnamed fonts says."""


def body_of(rows: Iterable[Row], weights: InkWeights = _UNWEIGHED) -> Body:
    """What most characters have."""
    styles: Counter[TextStyle] = Counter()
    han: Counter[str] = Counter()
    for row in rows:
        if is_one_style(row):
            style = row.styles[0]
            styles[style] += len(row.styles)
            if count := len(_HAN.findall(row.text)):
                han[style.font] += count
            continue
        styles.update(row.styles)
        han.update(style.font for text, style in zip(row.text, row.styles, strict=True) if "\u4e00" <= text <= "\u9fff")
    if not styles:
        return Body(weights=weights)
    sizes: Counter[float] = Counter()
    colours: Counter[Colour] = Counter()
    for style, count in styles.items():
        sizes[style.size] += count
        colours[style.colour] += count
    hei = frozenset(font for font in han if family_of(font) == "hei") if hei_emphasises(han.items()) else frozenset()
    return Body(sizes.most_common(1)[0][0], colours.most_common(1)[0][0], hei, weights=weights)


def style_reasons(style: TextStyle, body: Body) -> Reasons:
    """What a style says by itself."""
    said: list[tuple[bool, Reason]] = [
        (is_bold_face(style), ("bold", "face")),
        (style.mode == _FILL_AND_STROKE, ("bold", "render-mode")),
        (style.font in body.hei, ("bold", "family")),
        (style.font_key in body.weights.bold, ("bold", "ink")),
        (is_italic_face(style), ("italic", "face")),
        (is_colour(style.colour, body.colour), ("colour", "fill")),
        (style.size >= body.size * _LARGER, ("size", "size")),
    ]
    return frozenset(reason for holds, reason in said if holds)


def is_colour(colour: Colour, body: Colour) -> bool:
    """Whether a text colour stands out from the body's; another grey does not."""
    away = max(abs(one - other) for one, other in zip(colour, body, strict=True))
    return away > _COLOURED and max(colour) - min(colour) > _COLOURED


@dataclass(slots=True)
class Marker:
    """Marks rows of one document."""

    body: Body
    _styles: dict[TextStyle, Reasons] = field(default_factory=dict)

    def reasons(self, row: Row, page: Page, strokes: Sequence[Stroke]) -> Sequence[Reasons]:
        """For each character of a row, why it stands out."""
        first = self._own(row.styles[0])
        alike = is_one_style(row)
        found = [first] * len(row.styles) if alike else [self._own(style) for style in row.styles]
        for index in row.overprinted:
            found[index] |= {("bold", "overprint")}
        if self.body.weights.unknown:
            self._weigh_by_neighbours(row, found)
        for index in underlined(row, strokes):
            found[index] |= {("underline", "rule")}
        _highlight(row, page.fills, found)
        _unlink(row, page.links, found)
        _blanks_follow(row, found)
        return _shared(tuple(found)) if found.count(found[0]) == len(found) else found

    def _weigh_by_neighbours(self, row: Row, found: list[Reasons]) -> None:
        """What cannot be weighed is as bold as the nearest characters at both its sides, or at the only side it has."""
        bold: Reason = ("bold", "ink")
        weighed = [style.font_key not in self.body.weights.unknown for style in row.styles]
        if all(weighed):
            return
        before = _nearest(weighed)
        after = [len(weighed) - 1 - at if at is not None else None for at in reversed(_nearest(weighed[::-1]))]
        for index, sides in enumerate(zip(before, after, strict=True)):
            beside = [found[at] for at in sides if at is not None]
            if not weighed[index] and beside and all(bold in reasons for reasons in beside):
                found[index] |= {bold}

    def _own(self, style: TextStyle) -> Reasons:
        known = self._styles.get(style)
        if known is None:
            known = self._styles[style] = style_reasons(style, self.body)
        return known


def _nearest(holds: Sequence[bool]) -> list[int | None]:
    """For each place the nearest one at or before it that holds."""
    nearest: list[int | None] = []
    for index, one in enumerate(holds):
        nearest.append(index if one else nearest[-1] if nearest else None)
    return nearest


@functools.lru_cache(maxsize=512)
def _shared(reasons: tuple[Reasons, ...]) -> tuple[Reasons, ...]:
    """Rows marked alike throughout, which most are, share the list of it."""
    return reasons


def _highlight(row: Row, fills: Sequence[Fill], found: list[Reasons]) -> None:
    middle = row.baseline - 0.35 * row.size
    behind = [
        fill
        for fill in fills
        if fill.top <= middle <= fill.bottom
        and fill.bottom - fill.top <= _TALLEST_HIGHLIGHT * row.size
        and is_colour(fill.colour, (255, 255, 255))
    ]
    for index, char in enumerate(row.chars if behind else ()):
        if any(fill.x0 - 0.5 <= (char.x0 + char.x1) / 2 <= fill.x1 + 0.5 for fill in behind):
            found[index] |= {("highlight", "fill")}


def _unlink(row: Row, links: Sequence[tuple[float, float, float, float]], found: list[Reasons]) -> None:
    """A hyperlink's colour and underline say 'link', not 'mind this'."""
    middle = row.baseline - 0.35 * row.size
    over = [link for link in links if link[1] <= middle <= link[3]]
    for index, char in enumerate(row.chars if over else ()):
        if any(link[0] <= (char.x0 + char.x1) / 2 <= link[2] for link in over):
            found[index] = frozenset(reason for reason in found[index] if reason[0] not in ("colour", "underline"))


def _blanks_follow(row: Row, found: list[Reasons]) -> None:
    """A space carries the marks of both its neighbours: its own face and size are an accident of the producer.

    The signals may differ: Latin words are bold by their face beside Han that is bold by its stroke.

    Room to write in carries its stroke; typed underscores carry nothing.
    """
    if not row.blanks and "_" not in row.text and (" " not in row.text or found.count(found[0]) == len(found)):
        return
    last = len(row.text) - 1
    for index, text in enumerate(row.text):
        if index in row.blanks:
            found[index] = _FIELD
        elif text == "_":
            found[index] = _NONE
        elif text == " " and 0 < index < last:
            if found[index - 1] == found[index + 1]:
                found[index] = found[index - 1]
                continue
            marks = {mark for mark, _ in found[index + 1]}
            found[index] = frozenset(reason for reason in found[index - 1] if reason[0] in marks)


def drop_bare_punctuation(rows: Sequence[Row], reasons: list[Sequence[Reasons]]) -> None:
    """Take the marks of a face off stretches that hold punctuation only: quotation marks fell into another font."""
    patterns = set(itertools.chain.from_iterable(reasons))
    for mark in _OF_FACE:
        marked = {why for why in patterns if any(reason[0] == mark for reason in why)}
        for stretch in _stretches(rows, reasons, marked):
            if not any(rows[row].text[at].isalnum() for row, at in stretch):
                _unmark(reasons, stretch, mark)


def _unmark(reasons: list[Sequence[Reasons]], stretch: Sequence[tuple[int, int]], mark: Mark) -> None:
    for row, at in stretch:
        changed = list(reasons[row])
        changed[at] = frozenset(reason for reason in changed[at] if reason[0] != mark)
        reasons[row] = changed


def _stretches(
    rows: Sequence[Row], reasons: Sequence[Sequence[Reasons]], marked: set[Reasons]
) -> Iterator[list[tuple[int, int]]]:
    """Places (row, character) of marked characters, neighbours together, on across the ends of full rows."""
    if not marked:
        return
    edge = max((row.right for row in rows), default=0.0)
    stretch: list[tuple[int, int]] = []
    for row, found in enumerate(reasons):
        if marked.isdisjoint(found):
            if stretch:
                yield stretch
                stretch = []
            continue
        for at, why in enumerate(found):
            if why in marked:
                stretch.append((row, at))
            elif stretch:
                yield stretch
                stretch = []
        if stretch and edge - rows[row].right > _WRAP * rows[row].size:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def idle_marks(rows: Sequence[Sequence[Reasons]]) -> frozenset[Mark]:
    """Marks that nearly every character carries."""
    total = sum(len(row) for row in rows)
    tally: Counter[Mark] = Counter()
    patterns: Counter[Reasons] = Counter()
    for row in rows:
        if row.count(row[0]) == len(row):
            patterns[row[0]] += len(row)
        else:
            patterns.update(row)
    for why, count in patterns.items():
        for mark in {mark for mark, _ in why}:
            tally[mark] += count
    return frozenset(mark for mark, count in tally.items() if count > _EVERYTHING * total)


def spans_of(text: str, reasons: Sequence[Reasons], idle: frozenset[Mark]) -> tuple[Span, ...]:
    """Characters with their reasons as spans, alike neighbours together."""
    if reasons.count(reasons[0]) == len(reasons):
        return (_span(text, reasons[0], idle),)
    spans: list[Span] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or reasons[index] != reasons[start]:
            spans.append(_span(text[start:index], reasons[start], idle))
            start = index
    return tuple(spans)


def _span(text: str, why: Reasons, idle: frozenset[Mark]) -> Span:
    return Span(text, *_said(why, idle))


@functools.lru_cache(maxsize=512)
def _said(why: Reasons, idle: frozenset[Mark]) -> tuple[tuple[Mark, ...], tuple[Signal, ...]]:
    live = [reason for reason in why if reason[0] not in idle]
    marks = {mark for mark, _ in live}
    return tuple(mark for mark in MARKS if mark in marks), tuple(sorted({signal for _, signal in live}))
