"""Pages without usable text, read by OCR as if an engine had read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agreement_tool import bounds
from agreement_tool.read.base import Data, Progress
from agreement_tool.read.ocr import Recognised, Recogniser
from agreement_tool.read.pdf.page import Page, TextRun, TextStyle, TextStyles
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.rows import is_on_grid

_DPI = 200
"""At 150 a scan of a dense page lost whole lines (recall 0.984); at 200 it is 0.990."""
_SAME = (0.8, 1.2)
"""Lines whose em lies between these parts of the usual one are set in the body's size."""
OCR_FONT = "OCR"
"""What text that was recognised is set in."""


def recognised(
    pages: Sequence[Page],
    wanted: Iterable[int],
    data: Data,
    name: str,
    password: str | None,
    progress: Progress | None,
) -> list[Page]:
    """The pages, those with the wanted numbers read by OCR. Raises SourceError when the extra is missing."""
    numbers = sorted(wanted)
    bounds.allow_ocr_memory()
    bounds.add_time(bounds.PICTURE_SECONDS)  # for loading the models
    recogniser = Recogniser(name)
    found: dict[int, list[Recognised]] = {}
    with open_pdfium(data, name, password) as engine:
        for done, number in enumerate(numbers):
            if progress is not None:
                progress(done, len(numbers))
            bounds.add_time(bounds.PICTURE_SECONDS)
            found[number] = recogniser.lines(engine.picture(number, _DPI))
    if progress is not None:
        progress(len(numbers), len(numbers))
    scanned = set_as_pages(
        [page for page in pages if page.number in found],
        [(found[page.number], 72 / _DPI) for page in pages if page.number in found],
    )
    read = {page.number: page for page in scanned}
    return [read.get(page.number, page) for page in pages]


def set_as_pages(pages: Sequence[Page], lines: Sequence[tuple[Sequence[Recognised], float]]) -> list[Page]:
    """The pages with what was recognised on them, set as an engine would say; of each page, points a pixel."""
    from statistics import median

    usual = median([_em(line) * scale for found, scale in lines for line in found] or [1.0]) or 1.0  # a box may be flat
    styles = TextStyles()
    return [
        replace(page, runs=tuple(_run(line, usual, styles, scale) for line in found))
        for page, (found, scale) in zip(pages, lines, strict=True)
    ]


def _em(line: Recognised) -> float:
    """A line's em in pixels, by its width: Han characters are as wide as the em, boxes higher than it by chance."""
    return (line.x1 - line.x0) / sum(_weights(line.text))


def _weights(text: str) -> list[float]:
    return [1.0 if is_on_grid(char) else 0.5 for char in text]


def _run(line: Recognised, usual: float, styles: TextStyles, scale: float) -> TextRun:
    """A line in points. `usual`: the body's em, in points; `scale`: points a pixel."""
    em = _em(line) * scale
    size = max(0.1, round(usual if _SAME[0] <= em / usual <= _SAME[1] else em, 1))
    lefts, left = [], line.x0 * scale
    for weight in _weights(line.text):
        lefts.append(left)
        left += weight * em
    middle = (line.top + line.bottom) / 2 * scale
    return TextRun(line.text, tuple(lefts), left, middle + 0.35 * size, styles.of(TextStyle(OCR_FONT, 0, size)))
