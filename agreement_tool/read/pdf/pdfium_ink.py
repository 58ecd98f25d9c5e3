"""How much ink each character carries: the only trace of bold in a font without a telling name.

The page is drawn in grey at 72 dpi, one pixel a point; antialiasing keeps the sum of grey over a character's box true
to the glyph's area however small it is drawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Sequence

from agreement_tool.read.ocr import PageImage
from agreement_tool.read.pdf.faces import family_of, is_bold_face, is_plain
from agreement_tool.read.pdf.page import TextRun, TextStyle
from agreement_tool.read.pdf.pdfium_draw import drawn
from agreement_tool.read.pdf.pdfium_style import UNTOLD

MAX_SIDE = 3000
"""Pages larger than this many points a side (over a metre) are not drawn."""
_ABOVE, _BELOW = 0.86, 0.05
"""The part of the em looked at, around the baseline: an underline stays outside."""


class Grey:
    """A page drawn in grey; 0 = black, one byte a point."""

    def __init__(self, picture: PageImage) -> None:
        self._pixels, self._stride, self._height = picture.pixels, picture.stride, picture.height

    def darkness(self, edges: Sequence[tuple[float, float]], top: float, bottom: float) -> list[float]:
        """Ink in boxes of one line, in square points of full black. `edges`: left and right of each."""
        pixels, stride = self._pixels, self._stride
        first, last = max(0, round(top)), min(self._height, round(bottom))
        rows = range(first * stride, last * stride, stride) if stride and first < last else range(0)
        inks = []
        for x0, x1 in edges:
            left = round(x0)
            right = min(stride, max(left + 1, round(x1)))
            left = max(0, left)
            width = right - left
            if width <= 0:
                inks.append(0.0)
                continue
            light = sum(b"".join([pixels[at + left : at + right] for at in rows]))
            inks.append(max(0, len(rows) * width * 255 - light) / 255)
        return inks


def wants_ink(styles: Iterable[TextStyle], groups: Sequence[Sequence[TextRun]], borrowed: Container[int]) -> bool:
    """Whether a font's name says nothing; or whether one of several that set Han has a name of no known family."""
    if any(UNTOLD.fullmatch(style.font) for style in styles):
        return True
    every = itertools.chain.from_iterable(groups)
    han = (run.style for run in every if any("\u4e00" <= char <= "\u9fff" for char in run.text))
    fonts = {style.font for style in han if style.font_key not in borrowed and not is_bold_face(style)}
    return len(fonts) > 1 and any(family_of(font) == "other" and not is_plain(font) for font in fonts)


def inked(
    page: int, width: float, height: float, groups: Sequence[list[TextRun]], borrowed: Container[int]
) -> list[list[TextRun]]:
    """The groups of runs, with the ink of their characters; not of `borrowed` fonts, which are drawn with another
    font's."""
    if not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        return list(groups)
    grey = Grey(drawn(page, width, height, 72, grey=True))
    return [[run if run.style.font_key in borrowed else _measured(run, grey) for run in runs] for runs in groups]


def _measured(run: TextRun, grey: Grey) -> TextRun:
    size = run.style.size
    red, green, blue = run.style.colour
    strength = 1 - (0.3 * red + 0.59 * green + 0.11 * blue) / 255
    if run.style.angle or size <= 0 or strength < 0.2:
        return run
    top, bottom = run.baseline - _ABOVE * size, run.baseline + _BELOW * size
    area = size * size * strength
    dark = grey.darkness(list(zip(run.lefts, (*run.lefts[1:], run.right), strict=True)), top, bottom)
    ink = [0.0 if char.isspace() else drawn / area for char, drawn in zip(run.text, dark, strict=True)]
    return run._replace(ink=tuple(ink))
