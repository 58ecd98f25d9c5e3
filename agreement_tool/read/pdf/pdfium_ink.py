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

    def darkness(self, x0: float, top: float, x1: float, bottom: float) -> float:
        """Ink in a box, in square points of full black."""
        left, right = max(0, round(x0)), min(self._stride, max(round(x0) + 1, round(x1)))
        width, stride, pixels = max(0, right - left), self._stride, self._pixels
        rows = range(max(0, round(top)), min(self._height, round(bottom)))
        starts = range(rows.start * stride + left, rows.stop * stride + left, stride)
        light = sum(b"".join([pixels[at : at + width] for at in starts])) if stride else 0
        return max(0, len(rows) * width * 255 - light) / 255


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
    edges = (*run.lefts[1:], run.right)
    area = size * size * strength
    return run._replace(
        ink=tuple(
            grey.darkness(x0, top, x1, bottom) / area if not text.isspace() else 0.0
            for text, x0, x1 in zip(run.text, run.lefts, edges, strict=True)
        )
    )
