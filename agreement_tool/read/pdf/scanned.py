"""Pages without usable text, read by OCR as if an engine had read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from agreement_tool.read.base import Progress
from agreement_tool.read.ocr import Recognised, Recogniser
from agreement_tool.read.pdf.page import Page, Run, Style
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.rows import is_wide

_DPI = 150
_SAME = (0.75, 1.3)
"""Line boxes between these parts of the usual height are body text: boxes are as tall as their tallest character."""
_SIZE = 0.82
"""Type size as a part of a line box's height."""
_FONT = "OCR"


def recognised(
    pages: Sequence[Page],
    wanted: Iterable[int],
    data: bytes,
    name: str,
    password: str | None,
    progress: Progress | None,
) -> list[Page]:
    """The pages, those with the wanted numbers read by OCR. Raises SourceError when the extra is missing."""
    numbers = sorted(wanted)
    recogniser = Recogniser(name)
    found: dict[int, list[Recognised]] = {}
    with open_pdfium(data, name, password) as engine:
        for done, number in enumerate(numbers):
            if progress is not None:
                progress(done, len(numbers))
            found[number] = recogniser.lines(engine.picture(number, _DPI))
    if progress is not None:
        progress(len(numbers), len(numbers))
    usual = median([line.bottom - line.top for lines in found.values() for line in lines] or [1.0])
    return [_page(page, found[page.number], usual) if page.number in found else page for page in pages]


def _page(page: Page, lines: Sequence[Recognised], usual: float) -> Page:
    scale = 72 / _DPI
    return replace(page, runs=tuple(_run(line, usual, scale) for line in lines))


def _run(line: Recognised, usual: float, scale: float) -> Run:
    height = line.bottom - line.top
    body = _SAME[0] <= height / usual <= _SAME[1]
    size = round((usual if body else height) * _SIZE * scale, 1)
    weights = [1.0 if is_wide(char) else 0.5 for char in line.text]
    step = (line.x1 - line.x0) * scale / sum(weights)
    lefts, left = [], line.x0 * scale
    for weight in weights:
        lefts.append(left)
        left += weight * step
    middle = (line.top + line.bottom) / 2 * scale
    return Run(line.text, tuple(lefts), left, middle + 0.35 * size, Style(_FONT, 0, size))
