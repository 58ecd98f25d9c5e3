"""How much ink each character carries: the only trace of bold in a font without a telling name.

The page is drawn in grey at 72 dpi, one pixel a point; antialiasing keeps the sum of grey over a character's box true to
the glyph's area however small it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from agreement_tool.read.ocr import Picture
from agreement_tool.read.pdf.page import Run
from agreement_tool.read.pdf.pdfium_draw import drawn
from agreement_tool.read.pdf.pdfium_style import UNTOLD

MAX_SIDE = 3000
"""Pages larger than this many points a side (over a metre) are not drawn."""
_ABOVE, _BELOW = 0.86, 0.05
"""The part of the em looked at, around the baseline: an underline stays outside."""


class Grey:
    """A page drawn in grey; 0 = black, one byte a point."""

    def __init__(self, picture: Picture) -> None:
        self._pixels, self._stride, self._height = picture.pixels, picture.stride, picture.height

    def darkness(self, x0: float, top: float, x1: float, bottom: float) -> float:
        """Ink in a box, in square points of full black."""
        left, right = max(0, round(x0)), min(self._stride, max(round(x0) + 1, round(x1)))
        rows = range(max(0, round(top)), min(self._height, round(bottom)))
        light = sum(sum(self._pixels[y * self._stride + left : y * self._stride + right]) for y in rows)
        return max(0, len(rows) * max(0, right - left) * 255 - light) / 255


def inked(page: int, width: float, height: float, runs: Iterable[Run]) -> list[Run]:
    """The runs, with the ink of their characters where the font's name says nothing."""
    if not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        return list(runs)
    grey = Grey(drawn(page, width, height, 72, grey=True))
    return [_measured(run, grey) if UNTOLD.fullmatch(run.style.font) else run for run in runs]


def _measured(run: Run, grey: Grey) -> Run:
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
