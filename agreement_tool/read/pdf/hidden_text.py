"""Runs that are on the page and not in its text: watermarks, and text that nobody sees.

A watermark is furniture. What nobody sees is no part of the agreement either, but somebody put it there: it is told
with its words. A picture's text layer is invisible and is the picture's text.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Furniture
from agreement_tool.read.pdf.page import Page, TextRun, TextStyle

Why = Literal["invisible", "white", "tiny", "off-page", "covered", "sideways"]
"""Why a run is not read: drawn with mode 3; in the colour of paper; under 2 points; outside the page; under something
else, clipped away or on a layer switched off; written across the page's direction (seen, but no line of the text)."""

_INVISIBLE, _CLIPPING = 3, 7
"""Text render modes (ISO 32000-1, table 106) that paint nothing; the latter only clips what is painted later."""
_PALE, _FAINT, _WHITE = 160, 200, 235
"""Colours whose components all lie above these: a large watermark's; so faint that nobody reads it on white; white."""
_LARGE = 1.5
"""A watermark's size, times the body's."""
_PICTURED = 0.3
"""Part of the page covered by images from which on pale text may stand on one."""
_SCANTY = 40
"""Visible characters of a page that is a picture with a text layer, at most."""
_OUTLINES = 150
"""Filled paths of a page whose text was turned into outlines."""
_TINY = 2.0
"""Points."""
_RIM = 1.0
"""Points that a character may stand outside the page."""

Reason = Literal["watermark"] | Why


@frozen
class Hidden:
    """Text that was left out."""

    page: int
    text: str
    why: Why


@frozen
class Visible:
    """The pages with only their upright, visible text; and what was set aside."""

    pages: list[Page]
    furniture: tuple[Furniture, ...]
    hidden: tuple[Hidden, ...]
    layered: tuple[int, ...] = ()
    """Pages where words were taken from the invisible layer over a picture."""


def without_hidden_text(pages: Sequence[Page]) -> Visible:
    """Set aside what is no text of the agreement."""
    styles = _styles(pages)
    body = styles.most_common(1)[0][0] if styles else None
    kinds = {style: _kind(style, body) for style in styles}
    kept: list[Page] = []
    left_out: list[tuple[str, Reason, int]] = []
    layered: list[int] = []
    for page in pages:
        reasons = [(run, _reason(run, kinds[run.style], page)) for run in page.runs]
        left_out += _texts(page.number, reasons)
        left_out += _texts(page.number, [(run, "covered") for run in page.unseen])
        runs = tuple(run for run, reason in reasons if reason is None)
        layered += [page.number] if any(run.style.mode == _INVISIBLE for run in runs) else []
        kept.append(page if len(runs) == len(page.runs) else replace(page, runs=runs))
    marks = [(text, page) for text, reason, page in left_out if reason == "watermark"]
    hidden = (Hidden(page, text, reason) for text, reason, page in left_out if reason != "watermark")
    return Visible(kept, _listed(marks), tuple(hidden), tuple(layered))


def _styles(pages: Iterable[Page]) -> Counter[TextStyle]:
    styles: Counter[TextStyle] = Counter()
    for page in pages:
        for run in page.runs:
            styles[run.style] += len(run.text)
    return styles


def _is_on(x: float, run: TextRun, page: Page) -> bool:
    y = run.baseline - 0.3 * run.style.size
    return -_RIM <= x <= page.width + _RIM and -_RIM <= y <= page.height + _RIM


def _is_off(run: TextRun, page: Page) -> bool:
    """Whether all of a run stands outside the page; of a line that runs over the edge, the words are the sentence's."""
    if page.width <= 0 or page.height <= 0 or _is_on(run.lefts[0], run, page) or _is_on(run.right, run, page):
        return False
    return not any(_is_on(left, run, page) for left in run.lefts)


def _kind(style: TextStyle, body: TextStyle | None) -> Reason | None:
    """What a style says by itself."""
    if style.mode in (_INVISIBLE, _CLIPPING):
        return "invisible"
    if style.size < _TINY:
        return "tiny"
    if abs(style.angle) > _SLIGHT:
        return "sideways" if style.angle % 90 == 0 else "watermark"
    if body is None or style.colour == body.colour:
        return None
    if min(style.colour) > _WHITE:
        return "white"
    large = min(style.colour) > _PALE and style.size >= _LARGE * body.size
    return "watermark" if large or min(style.colour) > _FAINT else None


def _is_squeezed(run: TextRun) -> bool:
    """Whether a run's letters stand on each other: scaled to nearly no width (ISO 32000-1, 9.3.4)."""
    count = len(run.text)
    return count > _FEW and run.right - run.lefts[0] < _SQUEEZED * count * run.style.size


_FEW, _SQUEEZED = 3, 0.06
"""Letters; ems a letter: the narrowest ones of a condensed face take three times as much."""
_SLIGHT = 3
"""Degrees by which text is no watermark."""


def _reason(run: TextRun, kind: Reason | None, page: Page) -> Reason | None:
    """Why a run is not read, its style's reason given: invisible text on a picture is the picture's, pale text on a
    dark ground is text."""
    if kind is None:
        return "tiny" if _is_squeezed(run) else "off-page" if _is_off(run, page) else None
    if kind == "invisible":
        return None if _is_pictures_text(run, page) else kind
    if kind in ("watermark", "white") and run.style.angle == 0:
        return None if page.pictured > _PICTURED or _on_dark(run, page) else kind
    return kind


def _is_pictures_text(run: TextRun, page: Page) -> bool:
    """Whether an invisible run is the text layer of a picture below it, or of a page that is a picture."""
    x, y = (run.lefts[0] + run.right) / 2, run.baseline - 0.35 * run.style.size
    if any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in page.pictures):
        return True
    seen = sum(len(run.text) for run in page.runs if run.style.mode != _INVISIBLE)
    return seen <= _SCANTY and (page.pictured > _PICTURED or len(page.fills) > _OUTLINES)


def _on_dark(run: TextRun, page: Page) -> bool:
    x, y = (run.lefts[0] + run.right) / 2, run.baseline - 0.35 * run.style.size
    return any(
        fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom and min(fill.colour) < _PALE for fill in page.fills
    )


def _texts(page: int, reasons: Sequence[tuple[TextRun, Reason | None]]) -> list[tuple[str, Reason, int]]:
    """What was set aside on a page, one text for every stretch of content drawn alike."""

    def alike(one: tuple[TextRun, Reason | None]) -> tuple[Reason | None, float, int]:
        run, reason = one
        return reason, run.style.size, run.style.angle

    found: list[tuple[str, Reason, int]] = []
    for (reason, _, _), stretch in itertools.groupby(reasons, key=alike):
        text = "".join(run.text for run, _ in stretch).strip()
        if reason is not None and text:
            found.append((text, reason, page))
    return found


def _listed(texts: Iterable[tuple[str, int]]) -> tuple[Furniture, ...]:
    pages: dict[str, list[int]] = defaultdict(list)
    for text, page in texts:
        pages[text].append(page)
    return tuple(Furniture(text, "watermark", tuple(numbers)) for text, numbers in pages.items())
