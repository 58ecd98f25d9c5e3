"""Text objects that pdfium's text page leaves out: lone blanks, and glyphs drawn a second time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import TextRun, TextStyle
from agreement_tool.read.pdf.pdfium_shapes import bounds_of
from agreement_tool.read.pdf.pdfium_style import StyleReader

_NEAR = 0.25
"""The second drawing stands within this, in ems, of the first…"""
_LEAST_OFFSET = 0.01
"""…and at least this far: drawn twice on the very spot it looks no bolder."""
_INVISIBLE = 3

Origin = tuple[float, float]


@frozen
class UnreadObjects:
    """What the objects without characters say."""

    blanks: tuple[TextRun, ...] = ()
    twice: frozenset[int] = frozenset()
    """The text objects whose glyphs are drawn a second time beside them."""
    lost: int = 0
    """Objects that may hold characters and cannot be read: pdfium passes over what has no width, and over what stands
    where the same words stood already; glyphs of a font that is neither in the file nor on this system have no
    extent."""


def unread(
    styles: Mapping[int, TextStyle], texts: Iterable[int], frame: PageBox, reader: StyleReader, drawn: Container[int]
) -> UnreadObjects:
    """Look at the text objects `texts` that are not among those read, `styles`. `drawn`: borrowed fonts with outlines
    here."""
    blanks: list[TextRun] = []
    lost = 0
    second: list[tuple[Origin, TextStyle]] = []
    for obj in texts:
        if obj in styles:
            continue
        style, x, y = reader.of_object(obj, frame)
        if style.font_key in reader.borrowed and style.font_key not in drawn:
            lost += 1
            continue
        left, _, right, _ = bounds_of(obj)
        if right - left < 0.01:
            at, baseline = frame.point(x, y)
            blanks.append(TextRun(" ", (at,), at, baseline, style))
        elif style.mode != _INVISIBLE:
            second.append(((x, y), style))
    twice = frozenset(_drawn_twice(styles, second, frame, reader)) if second else frozenset()
    return UnreadObjects(tuple(blanks), twice, lost)


def _drawn_twice(
    styles: Mapping[int, TextStyle], second: Iterable[tuple[Origin, TextStyle]], frame: PageBox, reader: StyleReader
) -> Iterator[int]:
    """The text objects whose glyphs stand a hair beside an object that was left out."""
    by_font: dict[tuple[int, float], list[tuple[Origin, int]]] = defaultdict(list)
    for obj, style in styles.items():
        _, x, y = reader.of_object(obj, frame)
        by_font[style.font_key, style.size].append(((x, y), obj))
    for origin, style in second:
        for place, obj in by_font[style.font_key, style.size]:
            if _LEAST_OFFSET <= math.dist(origin, place) / max(style.size, 1) <= _NEAR:
                yield obj
