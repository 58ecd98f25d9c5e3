"""Brackets and quotation marks in one clause's text: which close which, which stand alone."""

from __future__ import annotations

from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

CLOSES = {
    "）": "（(",
    ")": "(（",
    "》": "《",
    "】": "【",
    "〉": "〈",
    "」": "「",
    "』": "『",
    "］": "［",
    "]": "[",
    "〕": "〔",
}
_BRACKET = compiled(r"[（(《【〈「『［\[〔）)》】〉」』］\]〕]")
_OPENS = frozenset("（(《【〈「『［[〔")
# 1） and a) number an enumeration; their bracket closes nothing.
_HALF_NUMBER = compiled(
    r"(?<![0-9A-Za-z=&/?%#_.-])(?:[0-9０-９]{1,2}|[a-zA-Zａ-ｚＡ-Ｚ]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})\s*$"
)
# :-) and the like, and plain URLs, are no brackets of ours.
_FACE = compiled(r"[:;]-?$")
_INTERVAL = compiled(
    r"[(（]\s*-?[0-9.]+\s*[%％]?\s*[,，、]\s*-?[0-9.∞+]+\s*[%％]?\s*[\]］]|[\[［]\s*-?[0-9.]+\s*[%％]?\s*[,，、]\s*-?[0-9.∞+]+\s*[%％]?\s*[)）]"
)
"""(0,5]: an interval that is open on one side."""


@frozen
class Pairing:
    """Offsets are code points. `crossed`: （ closed by ) or the other way round."""

    alone: tuple[tuple[int, str], ...]
    crossed: tuple[tuple[int, int], ...]


def is_drawn(text: str) -> bool:
    """A table drawn with │ and ─: its cells are cut by lines, so brackets and sentences run across."""
    return "│" in text or "┃" in text or "─┼" in text or "─┬" in text


@lru_cache(maxsize=TEXTS)
def pair(text: str) -> Pairing:
    """Match every bracket of one text."""
    stack: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    crossed: list[tuple[int, int]] = []
    intervals = {place for match in _INTERVAL.finditer(text) for place in (match.start(), match.end() - 1)}
    for bracket in _BRACKET.finditer(text):
        place, char = bracket.start(), bracket.group()
        if place in intervals:
            continue
        if char in _OPENS:
            stack.append((place, char))
        else:
            _close(text, place, char, stack, alone, crossed)
    return Pairing(tuple(sorted([*alone, *stack])), tuple(crossed))


def _close(
    text: str,
    place: int,
    char: str,
    stack: list[tuple[int, str]],
    alone: list[tuple[int, str]],
    crossed: list[tuple[int, int]],
) -> None:
    fitting = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][1] in CLOSES[char]), None)
    half_number = char in "）)" and _HALF_NUMBER.search(text[:place])
    if fitting is None:
        if not half_number and not _FACE.search(text[:place]):
            alone.append((place, char))
        return
    if half_number and not _encloses_only_number(text, stack[fitting][0], place) and _later_closer(text, place, char):
        return
    alone.extend(stack[fitting + 1 :])
    opening_place, opening = stack[fitting]
    del stack[fitting:]
    if opening != CLOSES[char][0]:
        crossed.append((opening_place, place))


def _encloses_only_number(text: str, start: int, end: int) -> bool:
    return _HALF_NUMBER.fullmatch(text[start + 1 : end].strip()) is not None


def _later_closer(text: str, place: int, char: str) -> bool:
    """（包括 1）甲；2）乙）: while another closing bracket follows before the next opening one, this one only
    numbers."""
    rest = text[place + 1 :]
    closing = [rest.find(closer) for closer in "）)" if closer in rest]
    opening = [rest.find(opener) for opener in "（(" if opener in rest]
    return bool(closing) and (not opening or min(closing) < min(opening))
