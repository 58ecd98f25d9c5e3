"""Contents pages: lines that list what stands below. They are furniture, not clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agreement_tool.model import Furniture, Line

FEWEST_ENTRIES = 3
"""A contents list under its heading has at least so many entries; without a heading, one more."""
_HEADING = re.compile(r"\A[【\[]?\s*(目\s*录|目\s*次|contents|table\s+of\s+contents)\s*[】\]]?[：:]?\Z", re.IGNORECASE)
_LEADER = re.compile(r"\s*(?:[.．·…。\-_—]{3,}|[\s\u3000]{2,}|\t|(?<=[^\d.．]))\s*[（(]?\d{1,3}[)）]?\s*\Z")
_DOTTED = re.compile(r"(?:[.．·…]\s*){3,}[（(]?\d{1,3}[)）]?\s*\Z")
_LONGEST_ENTRY = 60
_SENTENCE = re.compile(r"[。；！？]")


def without_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines without contents lists, and the lists as furniture."""
    found = _first_contents(lines)
    if found is None:
        return tuple(lines), ()
    start, end = found
    listed = lines[start:end]
    pages = tuple(sorted({line.page for line in listed if line.page is not None}))
    furniture = Furniture("\n".join(line.text.strip() for line in listed), "contents", pages)
    return (*lines[:start], *lines[end:]), (furniture,)


def _first_contents(lines: Sequence[Line]) -> tuple[int, int] | None:
    printed = [_key(line.text) for line in lines]
    last = {key: at for at, key in enumerate(printed)}
    for start, line in enumerate(lines[: len(lines) // 2 + 1]):
        headed = bool(_HEADING.match(line.text.strip()))
        if not headed and not _may_list(line):
            continue
        end = _run(lines, printed, last, start + headed)
        if end - start - headed >= FEWEST_ENTRIES + (not headed):
            return start, end
    return None


def _run(lines: Sequence[Line], printed: Sequence[str], last: Mapping[str, int], start: int) -> int:
    """Where the entries that begin at `start` end."""
    end = start
    while end < len(lines) and _is_entry(lines[end], printed[end], _recurs(printed, last, end)):
        end += 1
    return end


def _recurs(printed: Sequence[str], last: Mapping[str, int], at: int) -> bool:
    """Whether the entry's words stand at the head of a later line."""
    key = printed[at]
    return last[key] > at or (len(key) > 3 and any(later.startswith(key) for later in printed[at + 1 :]))


def _may_list(line: Line) -> bool:
    return bool(_DOTTED.search(line.text))


def _is_entry(line: Line, key: str, recurs: bool) -> bool:
    text = line.text.strip()
    if line.rows or len(text) > _LONGEST_ENTRY * 2 or _SENTENCE.search(_LEADER.sub("", text)):
        return False
    if _DOTTED.search(text):
        return True
    return recurs and 2 <= len(key) <= _LONGEST_ENTRY


def _key(text: str) -> str:
    """An entry without its leader and page number, blanks removed."""
    return "".join(_LEADER.sub("", text.strip()).split())
