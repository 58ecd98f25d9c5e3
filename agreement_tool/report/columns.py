"""Display columns: a CJK character takes two, a combining mark none."""

from __future__ import annotations

import unicodedata
from functools import cache


def columns(text: str) -> int:
    """How many terminal columns the text takes."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" and not character.isascii() else 1


def window(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """At most `width` columns of `text` around [start, end), with … where cut; the offsets move along."""
    text = text.replace("\n", " ").replace("\t", " ")
    if columns(text) <= width:
        return text, start, end
    left, taken = start, columns(text[start:end])
    while left > 0 and taken + _width(text[left - 1]) < width // 2:
        left -= 1
        taken += _width(text[left])
    right = max(end, start + 1)
    taken = columns(text[left:right])
    while right < len(text) and taken + _width(text[right]) < width:
        taken += _width(text[right])
        right += 1
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    return head + text[left:right] + tail, start - left + len(head), end - left + len(head)


def underline(text: str, start: int, end: int) -> str:
    """Blanks and carets that stand under code points [start, end) of `text` in a terminal."""
    return " " * columns(text[:start]) + "^" * max(1, columns(text[start:end]))
