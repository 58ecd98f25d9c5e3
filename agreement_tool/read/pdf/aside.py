"""Runs that are on the page and not in its text: watermarks, stamps, hidden text."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.pdf.page import Page, Run, Style

_INVISIBLE = 3
_PALE = 160
"""A colour whose components all lie above this is pale: a watermark's, not a sentence's."""
_LARGE = 1.5
"""A watermark's size, times the body's."""

Text = tuple[str, FurnitureKind, int]


def without_asides(pages: Sequence[Page]) -> tuple[list[Page], tuple[Furniture, ...]]:
    """The pages with only their upright, visible text; and what was set aside."""
    styles = _styles(pages)
    body = styles.most_common(1)[0][0].size if styles else 10.5
    hidden = sum(count for style, count in styles.items() if style.mode == _INVISIBLE)
    # A scan's text layer is invisible throughout; then it is the text.
    scanned = hidden * 2 > styles.total()
    kinds = {style: _kind(style, body, scanned) for style in styles}
    kept, aside = [], []
    for page in pages:
        kept.append(replace(page, runs=tuple(run for run in page.runs if kinds[run.style] is None)))
        aside += list(_texts(page, kinds))
    return kept, _listed(aside)


def _styles(pages: Iterable[Page]) -> Counter[Style]:
    styles: Counter[Style] = Counter()
    for page in pages:
        for run in page.runs:
            styles[run.style] += len(run.text)
    return styles


def _kind(style: Style, body: float, scanned: bool) -> FurnitureKind | None:
    if style.mode == _INVISIBLE and not scanned:
        return "other"
    if style.angle != 0:
        return "watermark"
    pale = min(style.colour) > _PALE
    return "watermark" if pale and style.size >= _LARGE * body else None


def _texts(page: Page, kinds: dict[Style, FurnitureKind | None]) -> Iterator[Text]:
    """What was set aside on a page, one text for every stretch of content drawn alike."""

    def alike(run: Run) -> tuple[FurnitureKind | None, float, int]:
        return kinds[run.style], run.style.size, run.style.angle

    for (kind, _, _), runs in itertools.groupby(page.runs, key=alike):
        text = "".join(run.text for run in runs).strip()
        if kind is not None and text:
            yield text, kind, page.number


def _listed(texts: Iterable[Text]) -> tuple[Furniture, ...]:
    pages: dict[tuple[str, FurnitureKind], list[int]] = defaultdict(list)
    for text, kind, page in texts:
        pages[text, kind].append(page)
    return tuple(Furniture(text, kind, tuple(numbers)) for (text, kind), numbers in pages.items())
