"""Running heads, page numbers and watermarks: taken out of the text, and listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.pdf.rows import Row

_EDGE_ROWS = 4
"""Running heads are looked for among this many rows at either end of a page."""
_SHARE = 0.4
"""A running head stands on at least this part of the pages."""
_SAME_HEIGHT = 3.0
"""Points."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[—–\-·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，共]\s*共?\s*\d{1,4}\s*页?)?[—–\-·\s]*|page\s*\d+(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)
_CERTAIN = re.compile(r"第\s*\d+\s*页.*|[—–-]\s*\d+\s*[—–-]|page\s*\d+\s*of\s*\d+", re.IGNORECASE)


def split_furniture(pages: Sequence[Sequence[Row]]) -> tuple[list[Row], tuple[Furniture, ...]]:
    """The agreement's rows and the furniture of all pages."""
    found = _running(pages)
    kept = [row for rows in pages for row in rows if id(row) not in found]
    return kept, _listed([(row, found[id(row)]) for rows in pages for row in rows if id(row) in found])


def _running(pages: Sequence[Sequence[Row]]) -> dict[int, FurnitureKind]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for rows in pages:
        for place, edge in (("top", rows[:_EDGE_ROWS]), ("bottom", rows[-_EDGE_ROWS:])):
            for row in edge:
                groups[place, _DIGITS.sub("#", "".join(row.text.split()))].append(row)
    found: dict[int, FurnitureKind] = {}
    for (place, _), alike in groups.items():
        for rows in _aligned(alike):
            kind = _kind(place, rows, len(pages))
            if kind is not None:
                found.update((id(row), kind) for row in rows)
    return found


def _kind(place: str, rows: Sequence[Row], page_count: int) -> FurnitureKind | None:
    number = all(_PAGE_NUMBER.fullmatch(row.text.strip()) for row in rows)
    if number and all(_CERTAIN.fullmatch(row.text.strip()) for row in rows):
        return "page-number"
    on_pages = {row.page for row in rows}
    if len(on_pages) < max(2, _SHARE * page_count):
        return None
    if number:
        return "page-number"
    return "header" if place == "top" else "footer"


def _aligned(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Groups of rows that stand at the same height."""
    group: list[Row] = []
    for row in sorted(rows, key=lambda row: row.baseline):
        if group and row.baseline - group[-1].baseline > _SAME_HEIGHT:
            yield group
            group = []
        group.append(row)
    yield group


def _listed(found: Sequence[tuple[Row, FurnitureKind]]) -> tuple[Furniture, ...]:
    groups: dict[tuple[str, FurnitureKind], list[int]] = defaultdict(list)
    for row, kind in found:
        groups[row.text, kind].append(row.page)
    return tuple(Furniture(text, kind, tuple(sorted(set(pages)))) for (text, kind), pages in groups.items())
