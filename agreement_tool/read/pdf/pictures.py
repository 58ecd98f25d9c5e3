"""Pictures and drawings beside the text: nothing is read from them, so they are told; above all those inside a line.

Digits drawn as images stand in a line like characters and leave a gap: `服务费每月 元`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agreement_tool.read.pdf.page import Bounds, Page, TextRun

_LEAST = 6.0
"""Points a side: smaller pictures are bullets and specks."""
_INLINE = 1.9
"""Ems: a picture no higher than this that stands on a line of text is a part of the line."""
_AWAY = 2.0
"""Ems between a line's text and a picture that is a part of it, at most."""
_REPEATED = 0.5
"""A picture on this part of the pages (and on two) at one place is a logo or a letterhead."""
_DARK, _DRAWN = 160, 3000
"""A letter's colour has no part above this; a page with more filled areas is a drawing."""
_LETTER, _WIDEST = (0.35, 1.3), 8.0
"""Ems: how high a letter is, at least and at most; how wide a gap between words may be."""
_WORDS = 12
"""Characters on either side of a picture that are told."""
_GROUND = 0.8
"""Part of the page: larger pictures under a page's text are its paper."""


def inline_pictures(page: Page) -> list[Bounds]:
    """The pictures that stand in a line of text, like a character."""
    return [box for box in page.pictures if any(_stands_in(box, run) for run in page.runs)]


def _stands_in(box: Bounds, run: TextRun) -> bool:
    x0, top, x1, bottom = box
    size = run.style.size
    if run.style.angle or not run.text.strip() or not 0.3 * size <= bottom - top <= _INLINE * size:
        return False
    level = top <= run.baseline - 0.3 * size <= bottom
    beside = max(x0 - run.right, run.lefts[0] - x1) <= _AWAY * size
    return level and beside and not _under_text(box, run)


def _under_text(box: Bounds, run: TextRun) -> bool:
    """Whether characters of the run stand on the picture: it is their ground."""
    edges = (*run.lefts[1:], run.right)
    return any(
        box[0] < (left + right) / 2 < box[2]
        for char, left, right in zip(run.text, run.lefts, edges, strict=True)
        if not char.isspace()
    )


def inline_drawings(page: Page) -> list[Bounds]:
    """Filled shapes as large as letters that stand between the words of a line: digits turned into outlines."""
    if len(page.fills) > _DRAWN:
        return []
    letters = [fill for fill in page.fills if max(fill.colour) < _DARK]
    gaps: list[Bounds] = []
    for run, x0, x1 in _gaps(page) if letters else ():
        size = run.style.size
        inside = [
            fill
            for fill in letters
            if x0 - 1 <= fill.x0
            and fill.x1 <= x1 + 1
            and _LETTER[0] * size <= fill.bottom - fill.top <= _LETTER[1] * size
            and fill.x1 - fill.x0 <= _LETTER[1] * size
            and fill.top <= run.baseline - 0.3 * size <= fill.bottom
        ]
        if inside:
            edges = [(fill.x0, fill.top, fill.x1, fill.bottom) for fill in inside]
            left, top, right, bottom = zip(*edges, strict=True)
            gaps.append((min(left), min(top), max(right), max(bottom)))
    return gaps


def _gaps(page: Page) -> Iterator[tuple[TextRun, float, float]]:
    """The gaps between two runs of one line: (the run before, where it ends, where the next begins)."""
    runs = sorted((run for run in page.runs if run.text.strip()), key=lambda run: (round(run.baseline), run.lefts[0]))
    for before, run in pairwise(runs):
        gap = run.lefts[0] - before.right
        if abs(before.baseline - run.baseline) < 1 and 0.3 * run.style.size < gap < _WIDEST * run.style.size:
            yield before, before.right, run.lefts[0]


def block_pictures(pages: Sequence[Page]) -> Iterator[tuple[int, Bounds]]:
    """(page, box) of the pictures that stand for themselves: no specks, logos on every page, paper under the text."""
    places: Counter[tuple[int, ...]] = Counter(place for page in pages for place in {*map(_place, page.pictures)})
    for page in pages:
        inline = set(inline_pictures(page))
        for box in page.pictures:
            repeated = places[_place(box)] >= max(2, _REPEATED * len(pages))
            if box not in inline and not repeated and _is_block(box) and not _is_paper(box, page):
                yield page.number, box


def _place(box: Bounds) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in box)


def _is_block(box: Bounds) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _LEAST


def _is_paper(box: Bounds, page: Page) -> bool:
    area = (box[2] - box[0]) * (box[3] - box[1])
    return area >= _GROUND * page.width * page.height and any(run.text.strip() for run in page.runs)


def around(box: Bounds, page: Page) -> str:
    """The words before and behind a picture in a line, the picture as 〔图〕."""
    x0, _, x1, _ = box
    rows = [run for run in page.runs if _stands_in_line(box, run)]
    before = "".join(_within(run, -1e9, x0) for run in rows)[-_WORDS:]
    behind = "".join(_within(run, x1, 1e9) for run in rows)[:_WORDS]
    return f"{before}〔图〕{behind}"


def _stands_in_line(box: Bounds, run: TextRun) -> bool:
    return not run.style.angle and box[1] <= run.baseline - 0.3 * run.style.size <= box[3]


def _within(run: TextRun, left: float, right: float) -> str:
    edges = (*run.lefts[1:], run.right)
    return "".join(
        char for char, x0, x1 in zip(run.text, run.lefts, edges, strict=True) if left <= (x0 + x1) / 2 <= right
    )
