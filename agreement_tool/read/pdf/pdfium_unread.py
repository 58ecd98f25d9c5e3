"""Text objects that pdfium's text page leaves out: lone blanks, and glyphs drawn a second time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from agreement_tool.read.pdf.frame import Frame
from agreement_tool.read.pdf.page import Run, Style
from agreement_tool.read.pdf.pdfium_api import Matrix, pdfium
from agreement_tool.read.pdf.pdfium_shapes import bounds_of
from agreement_tool.read.pdf.pdfium_text import Fonts, TextLayer, style_of

_NEAR = 0.25
"""The second drawing stands within this, in ems, of the first…"""
_APART = 0.01
"""…and at least this far: drawn twice on the very spot it looks no bolder."""
_INVISIBLE = 3

Origin = tuple[float, float]


def complete(layer: TextLayer, texts: Iterable[int], frame: Frame, fonts: Fonts) -> list[Run]:
    """The layer's runs, overprinted ones marked, and the blanks it left out."""
    unread = [obj for obj in texts if obj not in layer.styles]
    if not unread:
        return layer.runs
    blanks: list[Run] = []
    second: list[tuple[Origin, Style]] = []
    for obj in unread:
        matrix = Matrix()
        pdfium().FPDFPageObj_GetMatrix(obj, matrix)
        style = style_of(obj, matrix, frame, fonts)
        left, _, right, _ = bounds_of(obj)
        if right - left < 0.01:
            blanks.append(_blank(matrix, style, frame))
        elif style.mode != _INVISIBLE:
            second.append(((matrix.e, matrix.f), style))
    twice = set(_drawn_twice(layer, second))
    runs = [
        run._replace(overprinted=True) if obj in twice else run
        for run, obj in zip(layer.runs, layer.owners, strict=True)
    ]
    return runs + blanks


def _blank(matrix: Matrix, style: Style, frame: Frame) -> Run:
    left, baseline = frame.point(matrix.e, matrix.f)
    return Run(" ", (left,), left, baseline, style)


def _drawn_twice(layer: TextLayer, second: Iterable[tuple[Origin, Style]]) -> Iterator[int]:
    """The text objects whose glyphs stand a hair beside an object that was left out."""
    by_font: dict[tuple[int, float], list[tuple[Origin, int]]] = defaultdict(list)
    if second:
        for obj, style in layer.styles.items():
            matrix = Matrix()
            pdfium().FPDFPageObj_GetMatrix(obj, matrix)
            by_font[style.font_key, style.size].append(((matrix.e, matrix.f), obj))
    for origin, style in second:
        for place, obj in by_font[style.font_key, style.size]:
            if _APART <= math.dist(origin, place) / max(style.size, 1) <= _NEAR:
                yield obj
