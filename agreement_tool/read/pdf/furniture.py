"""Running heads and page numbers: found at the outer edges of pages, taken out of the text, and listed.

Repeated text is furniture only from the outside in: what stands inside of a line of the agreement is the agreement's.
Two copies of one agreement bound together repeat everything, so repetition counts between pages that differ.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import Row
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

Edge = Literal["top", "bottom"]

_DEPTH = 5
"""Furniture is looked for among this many rows at either edge."""
_SHARE = 0.3
"""A running head stands on at least this part of the pages…"""
_WANDER = 14.0
"""…at heights that differ by no more than this, in points: footers move with the last line in some producers."""
_SENTENCE_ENDS, _SENTENCE_SHARE = "。；，：", 0.6
"""What ends like a sentence is furniture only when it stands on most pages (a notice in the foot)."""
_SAME_HEIGHT = 2.0
"""Points. Changing heads stand at the same height."""
_CHANGING_SHARE = 0.6
_LONGEST_HEAD = 40
_SMALLER = 0.93
"""Times the body size: heads that are not repeated must at least be smaller than the body."""
_SAME_SIZE = 0.6
_CLEARANCE = 1.2
"""A page number without 第…页 or dashes stands this many of the page's usual steps away from the text…"""
_MARGIN = 0.15
"""…within this part of the page's height from its edge."""
_COPY = 0.6
"""Pages that share this part of their rows, at the same heights, are copies of one page."""
_FEW = 5

_HEAD_NUMBER = compiled(r"第?\s*(\d{1,3})(?:条|章|节|[.．、])\s*[\u4e00-\u9fff]")
_DIGITS = compiled(r"\d+")
_HAN_NUMBER = "[〇零一二三四五六七八九十百]+"
_CERTAIN = compiled(
    rf"[-—–―~·\s]*第\s*(?:\d+|{_HAN_NUMBER})\s*页[\s,，/／、]*(?:[（(]?\s*共\s*(?:\d+|{_HAN_NUMBER})\s*页\s*[）)]?)?[-—–―~·\s]*"
    r"|共\s*\d+\s*页[\s,，]*第\s*\d+\s*页"
    r"|[-—–―~·]+\s*\d+\s*[-—–―~·]+|page\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*/\s*\d+\s*页",
    re.IGNORECASE,
)
_BARE = compiled(r"p?\.?\s*\d{1,4}(?:\s*[/／]\s*\d{1,4})?\s*页?", re.IGNORECASE)


class EdgeRow(NamedTuple):
    """A row at a page's edge. `height` is its baseline's distance from that edge, in points."""

    row: Row
    height: float


class PageRows(NamedTuple):
    """A page and its rows, top to bottom."""

    page: Page
    rows: list[Row]

    def edge(self, edge: Edge) -> list[EdgeRow]:
        """Its outermost rows, from the outside in."""
        if edge == "top":
            return [EdgeRow(row, row.baseline) for row in self.rows[:_DEPTH]]
        return [EdgeRow(row, self.page.height - row.baseline) for row in reversed(self.rows[-_DEPTH:])]


Found = dict[int, FurnitureKind]
"""id(row) -> what it is."""


def split_furniture(sheets: Sequence[PageRows]) -> tuple[list[Row], tuple[Furniture, ...]]:
    """The agreement's rows, page after page, and the furniture."""
    found: Found = {}
    for edge in _EDGES:
        candidates = _candidates(sheets, edge)
        for sheet in sheets:
            found.update(_from_outside(sheet.edge(edge), candidates))
    rows = [row for sheet in sheets for row in sheet.rows]
    kept = [row for row in rows if id(row) not in found]
    return kept, _listed((row, found[id(row)]) for row in rows if id(row) in found)


_EDGES: tuple[Edge, ...] = ("top", "bottom")


def _candidates(sheets: Sequence[PageRows], edge: Edge) -> Found:
    found = _repeated(sheets, edge)
    found.update(_numbers(sheets, edge))
    found.update(_changing(sheets, edge, found))
    found.update(_kindred(sheets, edge, found))
    return found


def _from_outside(edge: Iterable[EdgeRow], candidates: Found) -> Found:
    found: Found = {}
    for row, _ in edge:
        if id(row) not in candidates:
            break
        found[id(row)] = candidates[id(row)]
    return found


# --- the same text on many pages


def _repeated(sheets: Sequence[PageRows], edge: Edge) -> Found:
    originals = _originals(sheets)
    groups: dict[tuple[str, float], list[EdgeRow]] = defaultdict(list)
    for sheet in sheets:
        for placed in sheet.edge(edge):
            groups[_pattern(placed.row), placed.row.size].append(placed)
    kind: FurnitureKind = "header" if edge == "top" else "footer"
    found: Found = {}
    for alike in groups.values():
        for group in _by_height(alike, _WANDER):
            pages = {placed.row.page for placed in group}
            often = len(pages) >= _wanted(group[0].row, len(sheets)) and len({originals[page] for page in pages}) >= 2
            if often and not _are_numbered_headings(group):
                found.update((id(row), "page-number" if _BARE.fullmatch(row.text) else kind) for row, _ in group)
    return found


def _are_numbered_headings(group: Sequence[EdgeRow]) -> bool:
    """2. 服务内容 at the foot of one page and 5. 服务内容 of the next: other numbers at the head, that do not count
    pages."""
    heads = [(match, placed.row.page) for placed in group if (match := _HEAD_NUMBER.match(placed.row.text.strip()))]
    if len(heads) < len(group):
        return False
    numbers = {int(match[1]) for match, _ in heads}
    return len(numbers) > 1 and len({int(match[1]) - page for match, page in heads}) > 1


def _wanted(row: Row, page_count: int) -> float:
    """On how many pages a text must stand to be a running head: a sentence on more than a name."""
    if row.text[-1] in _SENTENCE_ENDS:
        return max(3, _SENTENCE_SHARE * page_count)
    return max(2, _SHARE * page_count)


def _pattern(row: Row) -> str:
    return _DIGITS.sub("#", strip_whitespace(row.text))


def _by_height(group: Sequence[EdgeRow], reach: float) -> Iterator[list[EdgeRow]]:
    level: list[EdgeRow] = []
    for placed in sorted(group, key=lambda placed: placed.height):
        if level and placed.height - level[0].height > reach:
            yield level
            level = []
        level.append(placed)
    if level:
        yield level


def _originals(sheets: Sequence[PageRows]) -> dict[int, int]:
    """Page number -> the number of the first page that it is a copy of (itself, mostly)."""
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    originals: dict[int, int] = {}
    for sheet in sheets:
        number = sheet.page.number
        look = {(_pattern(row), round(row.baseline / 4)) for row in sheet.rows}
        shared = Counter(page for key in look for page in seen[key])
        sizes[number] = len(look)
        other, count = shared.most_common(1)[0] if shared else (number, 0)
        copied = len(look) >= _FEW and count >= _COPY * max(len(look), sizes[other])
        originals[number] = originals[other] if copied else number
        for key in look if originals[number] == number else ():
            if len(seen[key]) < _SEEN_ENOUGH:  # what more pages hold is furniture, and tells no copy
                seen[key].append(number)
    return originals


_SEEN_ENOUGH = 50


# --- page numbers


def _numbers(sheets: Sequence[PageRows], edge: Edge) -> Found:
    found: Found = {}
    bare: list[Row] = []
    for sheet in sheets:
        placed = sheet.edge(edge)
        for index, (row, _) in enumerate(placed):
            if _CERTAIN.fullmatch(row.text.strip()):
                found[id(row)] = "page-number"
            elif index == 0 and _BARE.fullmatch(row.text.strip()) and _is_clear_of_text(sheet, placed):
                bare.append(row)
    if _count_up(bare, len(sheets)):
        found.update((id(row), "page-number") for row in bare)
    return found


def _is_clear_of_text(sheet: PageRows, edge: Sequence[EdgeRow]) -> bool:
    """In the margin, further from the text than the text's own rows are from each other."""
    if edge[0].height > _MARGIN * sheet.page.height:
        return False
    if len(edge) < 2:
        return True
    steps = sorted(below.baseline - above.baseline for above, below in itertools.pairwise(sheet.rows))
    return abs(edge[0].row.baseline - edge[1].row.baseline) >= _CLEARANCE * steps[len(steps) // 2]


def _count_up(rows: Sequence[Row], page_count: int) -> bool:
    """Whether the numbers rise with the pages (or never change: a field that was not updated)."""
    if len(rows) < max(1, min(2, page_count - 1)):
        return False
    offsets = Counter(int(_DIGITS.findall(row.text)[0]) - row.page for row in rows)
    values = Counter(row.text for row in rows)
    return max(offsets.most_common(1)[0][1], values.most_common(1)[0][1]) * 2 > len(rows)


# --- heads that change from page to page: the section's name


def _changing(sheets: Sequence[PageRows], edge: Edge, known: Found) -> Found:
    body = _body_size(sheets)
    outermost = [placed for sheet in sheets if (placed := _first_unknown(sheet.edge(edge), known)) is not None]
    kind: FurnitureKind = "header" if edge == "top" else "footer"
    found: Found = {}
    for level in _by_height(outermost, _SAME_HEIGHT):
        if len(level) < max(3, _CHANGING_SHARE * len(sheets)):
            continue
        if all(placed.row.size < _SMALLER * body and len(placed.row.text) <= _LONGEST_HEAD for placed in level):
            found.update((id(placed.row), kind) for placed in level)
    return found


def _kindred(sheets: Sequence[PageRows], edge: Edge, known: Found) -> Found:
    """Outermost rows at the height and in the size of other pages' furniture: the head of the one page that differs."""
    body = _body_size(sheets)
    edges = [sheet.edge(edge) for sheet in sheets]
    places = Counter(
        (known[id(row)], row.size, round(height)) for placed in edges for row, height in placed if id(row) in known
    )
    found: Found = {}
    for placed in edges:
        outer = _first_unknown(placed, known)
        if outer is None or not (_BARE.fullmatch(outer.row.text) or outer.row.size < _SMALLER * body):
            continue
        for (kind, size, height), count in places.items():
            bare = _BARE.fullmatch(outer.row.text) is not None
            near = abs(height - outer.height) <= (_WANDER if bare else _SAME_HEIGHT)
            alike = abs(size - outer.row.size) < _SAME_SIZE and len(outer.row.text) <= _LONGEST_HEAD
            if count >= 2 and near and alike:
                found[id(outer.row)] = "page-number" if bare else kind
    return found


def _first_unknown(edge: Iterable[EdgeRow], known: Found) -> EdgeRow | None:
    return next((placed for placed in edge if id(placed.row) not in known), None)


def _body_size(sheets: Sequence[PageRows]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 10.5


def _listed(found: Iterable[tuple[Row, FurnitureKind]]) -> tuple[Furniture, ...]:
    pages: dict[tuple[str, FurnitureKind], list[int]] = defaultdict(list)
    for row, kind in found:
        pages[row.text, kind].append(row.page)
    return tuple(Furniture(text, kind, tuple(sorted(numbers))) for (text, kind), numbers in pages.items())
