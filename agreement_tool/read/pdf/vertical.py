"""Pages written from top to bottom, columns from right to left: laid down, so that a column reads as a row.

The rest of the reader knows rows only. A vertical page is turned a quarter back in thought: how far down a character
stands becomes how far right it stands, and the rightmost column becomes the first row.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace

from agreement_tool.read.pdf.page import DrawnLine, Fill, Page, TextRun

_FEWEST = 20
"""Steps from a Han character to the next: fewer say nothing of a page's direction."""
_SHARE = 0.6
"""Part of the steps that go down, at least."""
_SIDEWAYS = 0.3
"""Ems that two characters of one column stand beside each other, at most …"""
_STEP = (0.7, 2.2)
"""… and below each other: less is overprinting, more a new line of another kind."""
_ASCENT = 0.88
"""Ems of a Han character above its baseline."""


def laid_down(page: Page) -> Page:
    """The page, turned so that its columns are rows where it is written vertically."""
    if not is_vertical(page):
        return page
    runs = tuple(piece for run in page.runs for piece in _laid(run, page.width))
    return replace(
        page,
        width=page.height,
        height=page.width,
        runs=runs,
        rules=tuple(DrawnLine(*_turned(rule[:4], page.width), rule.colour) for rule in page.rules),
        fills=tuple(Fill(*_turned(fill[:4], page.width), fill.colour) for fill in page.fills),
        links=tuple(_turned(link, page.width) for link in page.links),
    )


def is_vertical(page: Page) -> bool:
    """Whether most Han characters stand below the one before them."""
    down = across = 0
    last: tuple[float, float] | None = None
    for run in page.runs:
        if len(run.text) > 1 and not run.style.angle:
            across += len(run.text) - 1
        if not run.text.strip():
            continue
        size = max(run.style.size, 1.0)
        x, y = run.lefts[0], run.baseline
        if last is not None and _is_han(run.text[0]):
            sideways, step = abs(x - last[0]) / size, (y - last[1]) / size
            down += sideways <= _SIDEWAYS and _STEP[0] <= step <= _STEP[1]
        last = (run.lefts[-1], y)
    # One character a run and each below the last: lines of one character are no columns unless they are most of it.
    return down >= _FEWEST and down >= _SHARE * (down + across)


def _is_han(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _laid(run: TextRun, width: float) -> Iterator[TextRun]:
    """A run of a vertical page: one character, or a number set across its column."""
    size = run.style.size
    top = run.baseline - _ASCENT * size
    middle = (run.lefts[0] + run.right) / 2
    line = width - middle + (_ASCENT - 0.5) * size
    step = size / len(run.text)
    lefts = array("f", (top + step * index for index in range(len(run.text))))
    yield run._replace(lefts=lefts, right=top + size, baseline=line)


def _turned(box: tuple[float, float, float, float], width: float) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return top, width - x1, bottom, width - x0
