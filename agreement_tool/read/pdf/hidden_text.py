"""Runs that are on the page and not in its text: watermarks, stamps, hidden text."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.pdf.page import Page, Run, Style

_INVISIBLE = 3
_PALE, _FAINT = 160, 200
"""Colours whose components all lie above these: a large watermark's; so faint that nobody reads it on white."""
_LARGE = 1.5
"""A watermark's size, times the body's."""
_PICTURED = 0.3
"""Part of the page covered by images from which on pale text may stand on one."""

Text = tuple[str, FurnitureKind, int]


def without_hidden_text(pages: Sequence[Page]) -> tuple[list[Page], tuple[Furniture, ...]]:
    """The pages with only their upright, visible text; and what was set aside."""
    styles = _styles(pages)
    body = styles.most_common(1)[0][0] if styles else None
    hidden = sum(count for style, count in styles.items() if style.mode == _INVISIBLE)
    # A scan's text layer is invisible throughout; then it is the text.
    scanned = hidden * 2 > styles.total()
    kinds = {style: _kind(style, body, scanned) for style in styles}
    if not any(kinds.values()):
        return list(pages), ()
    kept, left_out = [], []
    for page in pages:
        kinds_of_runs = [(run, _kind_of(run, kinds[run.style], page)) for run in page.runs]
        kept.append(replace(page, runs=tuple(run for run, kind in kinds_of_runs if kind is None)))
        left_out += list(_texts(page.number, kinds_of_runs))
    return kept, _listed(left_out)


def _styles(pages: Iterable[Page]) -> Counter[Style]:
    styles: Counter[Style] = Counter()
    for page in pages:
        for run in page.runs:
            styles[run.style] += len(run.text)
    return styles


def _kind(style: Style, body: Style | None, scanned: bool) -> FurnitureKind | None:
    if style.mode == _INVISIBLE and not scanned:
        return "other"
    if style.angle != 0:
        return "watermark"
    if body is None or style.colour == body.colour:
        return None
    large = min(style.colour) > _PALE and style.size >= _LARGE * body.size
    return "watermark" if large or min(style.colour) > _FAINT else None


def _kind_of(run: Run, kind: FurnitureKind | None, page: Page) -> FurnitureKind | None:
    """What a run is, its style's kind given: pale text on a dark ground is text."""
    if kind != "watermark" or run.style.angle != 0:
        return kind
    return None if page.pictured > _PICTURED or _on_dark(run, page) else kind


def _on_dark(run: Run, page: Page) -> bool:
    x, y = (run.lefts[0] + run.right) / 2, run.baseline - 0.35 * run.style.size
    return any(
        fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom and min(fill.colour) < _PALE for fill in page.fills
    )


def _texts(page: int, kinds_of_runs: Sequence[tuple[Run, FurnitureKind | None]]) -> Iterator[Text]:
    """What was set aside on a page, one text for every stretch of content drawn alike."""

    def alike(one: tuple[Run, FurnitureKind | None]) -> tuple[FurnitureKind | None, float, int]:
        run, kind = one
        return kind, run.style.size, run.style.angle

    for (kind, _, _), stretch in itertools.groupby(kinds_of_runs, key=alike):
        text = "".join(run.text for run, _ in stretch).strip()
        if kind is not None and text:
            yield text, kind, page


def _listed(texts: Iterable[Text]) -> tuple[Furniture, ...]:
    pages: dict[tuple[str, FurnitureKind], list[int]] = defaultdict(list)
    for text, kind, page in texts:
        pages[text, kind].append(page)
    return tuple(Furniture(text, kind, tuple(numbers)) for (text, kind), numbers in pages.items())
