"""Contents pages: lines that list what stands below. They are furniture, not clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreement_tool.model import Furniture, Line

FEWEST_ENTRIES = 3
"""A contents list under its heading has at least so many entries; without a heading, one more."""
RECURRING = 0.5
"""At least this share of the entries stands again below, or ends in a page number."""
_HEADING = re.compile(r"\A[【\[]?\s*(目\s*录|目\s*次|contents|table\s+of\s+contents)\s*[】\]]?[：:]?\Z", re.IGNORECASE)
_LEADER = re.compile(r"\s*(?:[.．·…。\-_—]{3,}|[\s\u3000]{2,}|\t|(?<=[^\d.．]))\s*[（(]?\d{1,3}[)）]?\s*\Z")
_DOTTED = re.compile(r"(?:[.．·…]\s*){3,}[（(]?\d{1,3}[)）]?\s*\Z")
_LONGEST_ENTRY = 60
_SENTENCE = re.compile(r"[。；！？：:]")


def without_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines without the contents list, and the list as furniture."""
    found = _contents(lines)
    if found is None:
        return tuple(lines), ()
    start, end = found
    listed = lines[start:end]
    pages = tuple(sorted({line.page for line in listed if line.page is not None}))
    furniture = Furniture("\n".join(line.text.strip() for line in listed), "contents", pages)
    return (*lines[:start], *lines[end:]), (furniture,)


def _contents(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where the first contents list begins and ends."""
    keys = [_key(line.text) for line in lines]
    for start, line in enumerate(lines[: len(lines) // 2 + 1]):
        headed = bool(_HEADING.match(line.text.strip()))
        if not headed and not _DOTTED.search(line.text):
            continue
        first = start + headed
        end = _end(lines, keys, first)
        if end - first >= FEWEST_ENTRIES + (not headed) and _listed(lines, keys, first, end) >= RECURRING * (
            end - first
        ):
            return start, end
    return None


def _end(lines: Sequence[Line], keys: Sequence[str], first: int) -> int:
    """The list ends where its entries do, or where its first ones come again as the body's headings."""
    for at in range(first, len(lines)):
        if keys[at] in keys[first : min(at, first + 2)] or not _may_be_entry(lines[at]):
            return at
    return len(lines)


def _may_be_entry(line: Line) -> bool:
    bare = _LEADER.sub("", line.text.strip())
    return not line.rows and 0 < len(bare) <= _LONGEST_ENTRY and not _SENTENCE.search(bare)


def _listed(lines: Sequence[Line], keys: Sequence[str], first: int, end: int) -> int:
    """How many entries stand again at the head of a later line, or carry dots and a page number."""
    later = keys[end:]
    return sum(
        bool(_DOTTED.search(lines[at].text)) or (len(keys[at]) > 1 and any(key.startswith(keys[at]) for key in later))
        for at in range(first, end)
    )


def _key(text: str) -> str:
    """An entry without its leader and page number, blanks removed."""
    return "".join(_LEADER.sub("", text.strip()).split())
