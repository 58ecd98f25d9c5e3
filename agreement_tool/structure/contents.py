"""Contents pages, lines that list what stands below, and ways to other pages. They are furniture, not clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from agreement_tool.model import Furniture, Line
from agreement_tool.structure.candidates import candidates
from agreement_tool.text.form_lines import is_navigation
from agreement_tool.text.line_wording import introduces
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

FEWEST_ENTRIES = 3
"""A contents list under its heading has at least so many entries; without a heading, one more."""
RECURRING = 0.5
"""At least this share of the entries stands again below, or ends in a page number."""
NEARLY_ALL = 0.8
"""The same for a list that only a sentence introduces."""
_HEADING = compiled(
    r"\A[【\[]?\s*(目\s*录|目\s*次|索\s*引(?:如下)?|contents|table\s+of\s+contents)\s*[】\]]?[：:]?\Z", re.IGNORECASE
)
_LEADER = compiled(
    r"(?:(?<!\s)\s*+(?<![.．·…。\-_—])[.．·…。\-_—]{3,}+\s*+|(?<!\s)\s++|(?<=[^\d.．\s]))[（(]?\d{1,3}[)）]?\s*+\Z"
)
_DOTTED = compiled(r"(?:(?:[.．·…]\s{0,9}){3}|…\s{0,9})[（(]?\d{1,3}[)）]?\s*+\Z")
_DOTS = " \t\u3000.．·…"
_LONGEST_ENTRY = 60
_CLOSING = "。；;，,"
SIMILARITY = 0.8
"""Share of characters, as difflib counts it, that an entry and its heading have in common."""
_SHORTEST_SIMILAR = 6
"""Shorter ones must be the same."""
_SENTENCE = compiled(r"[。；！？：:]")


def without_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines without the contents list, and the list as furniture."""
    found = _contents(lines)
    if found is None:
        found = next(((at, at + 1) for at, line in enumerate(lines) if _HEADING.match(line.text.strip())), (0, 0))
    start, end = found
    if start == end:
        return tuple(lines), ()
    listed = lines[start:end]
    pages = tuple(sorted({line.page for line in listed if line.page is not None}))
    furniture = Furniture("\n".join(line.text.strip() for line in listed), "contents", pages)
    return (*lines[:start], *lines[end:]), (furniture,)


def without_navigation(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines without the ways back and tabs that a printed web page begins and ends with, and those as furniture."""
    kept = [at for at, line in enumerate(lines) if not is_navigation(line.text)]
    first, end = (kept[0], kept[-1] + 1) if kept else (0, len(lines))
    left = (
        Furniture(line.text.strip(), "navigation", (line.page,) if line.page is not None else ())
        for line in (*lines[:first], *lines[end:])
    )
    return tuple(lines[first:end]), tuple(left)


def _contents(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where the first contents list begins and ends."""
    keys = [_key((line.auto_label or "") + line.text) for line in lines]
    for start in range(len(lines) // 2 + 1 if lines else 0):
        found = _headed_list(lines, keys, start) or _introduced_list(lines, keys, start)
        if found is not None:
            return found
    return None


def _headed_list(lines: Sequence[Line], keys: Sequence[str], start: int) -> tuple[int, int] | None:
    """目录 and its entries, or entries with dots and page numbers."""
    headed = bool(_HEADING.match(lines[start].text.strip()))
    if not headed and not _DOTTED.search(lines[start].text):
        return None
    first = start + headed
    end = _end(lines, keys, first)
    dotted = headed and end > first and _all_dotted(lines[first:end])
    enough = dotted or end - first >= FEWEST_ENTRIES + (not headed)
    return (start, end) if enough and _listed(lines, keys, first, end) >= RECURRING * (end - first) else None


def _introduced_list(lines: Sequence[Line], keys: Sequence[str], start: int) -> tuple[int, int] | None:
    """'本政策将帮助您了解以下内容：' and the numbered headings of the body, each as it is printed there."""
    first = start + 1
    if first >= len(lines) or not introduces(lines[start].text) or not _is_numbered(lines[first]):
        return None
    end = _end(lines, keys, first)
    numbered = all(_is_numbered(line) for line in lines[first:end])
    if end - first <= FEWEST_ENTRIES or not numbered:
        return None
    recurring = _listed(lines, keys, first, end) >= NEARLY_ALL * (end - first)
    return (first, end) if recurring and _has_text_between(keys, first, end) else None


def _has_text_between(keys: Sequence[str], first: int, end: int) -> bool:
    """The body has something below most headings: a list that only comes twice has nothing between its items."""
    heads = [at for at in range(end, len(keys)) if any(_recurs(entry, keys[at : at + 1]) for entry in keys[first:end])]
    return 2 * sum(after - at > 1 for at, after in pairwise(heads)) >= len(heads) - 1


def _is_numbered(line: Line) -> bool:
    return line.auto_label is not None or bool(candidates(line.text.strip()))


def _end(lines: Sequence[Line], keys: Sequence[str], first: int) -> int:
    """The list ends where its entries do, or where its first ones come again as the body's headings."""
    dotted = True
    for at in range(first, len(lines)):
        again = any(_same(entry, keys[at]) for entry in keys[first : min(at, first + 2)])
        has_dots = _DOTTED.search(lines[at].text) is not None
        # Behind entries with dots and page numbers, what has none is the body's.
        broken = at + 1 < len(lines) and _DOTTED.search(lines[at + 1].text) is not None
        bodily = dotted and at > first and not has_dots and not broken
        if again or not _may_be_entry(lines[at]) or bodily:
            return at
        dotted = dotted and (has_dots or broken)
    return len(lines)


def _all_dotted(lines: Sequence[Line]) -> bool:
    return all(_DOTTED.search(line.text) for line in lines)


def _may_be_entry(line: Line) -> bool:
    bare = _LEADER.sub("", line.text.strip()).rstrip(_CLOSING)
    if line.rows or len(bare) > _LONGEST_ENTRY:
        return False
    return bool(_DOTTED.search(line.text) or (bare and not _SENTENCE.search(bare)))


def _listed(lines: Sequence[Line], keys: Sequence[str], first: int, end: int) -> int:
    """How many entries stand again at the head of a later line, or carry dots and a page number."""
    later = keys[end:]
    return sum(bool(_DOTTED.search(lines[at].text)) or _recurs(keys[at], later) for at in range(first, end))


def _recurs(entry: str, later: Sequence[str]) -> bool:
    """The entry heads a later line, or nearly does: authors seldom keep both alike to the letter."""
    if len(entry) < 2:
        return False
    return any(key.startswith(entry) or _is_nearly(entry, key) for key in later if key[:2] == entry[:2])


def _same(entry: str, key: str) -> bool:
    return entry == key or (entry[:2] == key[:2] and _is_nearly(entry, key))


def _is_nearly(entry: str, key: str) -> bool:
    if len(entry) < _SHORTEST_SIMILAR or abs(len(key) - len(entry)) > len(entry) // 3:
        return False
    return SequenceMatcher(None, entry, key, autojunk=False).ratio() >= SIMILARITY


def _key(text: str) -> str:
    """An entry without its leader and page number, blanks and the points around it removed, in lower case."""
    dotted = _DOTTED.search(text)
    bare = (text[: dotted.start()].rstrip(_DOTS) if dotted else text).strip()  # however long the row of dots is
    whole = _LEADER.sub("", bare) if len(bare) <= 2 * _LONGEST_ENTRY else bare
    return strip_whitespace(whole).lstrip(".·").rstrip(_CLOSING).lower()
