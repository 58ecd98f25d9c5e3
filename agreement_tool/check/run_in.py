"""Enumerations run into one paragraph: '…包括：(i) 利润损失；(ii) 商誉损失'.

A run-in starts at one and has at least two members in one family, widths and letter case set aside. Numbers inside a
cross-reference (第（一）、（三）项) are not members.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.model import Numeral
from agreement_tool.text.numerals import CIRCLED, read_numeral
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import mentions
from agreement_tool.text.remembered import TEXTS


@frozen
class Mark:
    """One number of a run-in. `start` is a code point of the clause's text."""

    ordinal: int
    printed: str
    start: int


@frozen
class RunIn:
    """A run-in enumeration. `enclosed`: both brackets are printed, （1）; else one, 1）, or none, ①."""

    numeral: Numeral
    enclosed: bool
    marks: tuple[Mark, ...]


_ENCLOSED = compiled(r"[（(]\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5}|[a-zA-Z])\s*[）)]")
_HALF = compiled(r"(?<![0-9A-Za-z０-９（(.\-])([0-9０-９]{1,2}|[ivx]{1,5}|[a-z])[）)]")
_CIRCLED = compiled(f"([{CIRCLED}])")
_SYSTEMS: tuple[Numeral, ...] = ("arabic", "han", "roman", "lower", "circled")


@lru_cache(maxsize=TEXTS)
def run_ins(text: str) -> tuple[RunIn, ...]:
    """The run-in enumerations of a clause's own text, in order."""
    return tuple(_run_ins(text)) if "）" in text or ")" in text or "①" in text else ()


def _run_ins(text: str) -> Iterator[RunIn]:
    referred = [(mention.start, mention.end) for mention in mentions(text)]
    for pattern, enclosed in ((_ENCLOSED, True), (_HALF, False), (_CIRCLED, False)):
        found = [
            match
            for match in pattern.finditer(text)
            if not (is_inside(match.start(), referred) or _is_cited(text, match) or _repeats(text, match))
        ]
        for numeral in _SYSTEMS:
            marks = [mark for match in found if (mark := _mark(match, numeral)) is not None]
            yield from _runs_from_one(marks, numeral, enclosed)


_PARAGRAPH = compiled(r"[0-9０-９]\s?(?:[（(][0-9a-z]{1,3}[）)])*\Z")


def _is_cited(text: str, match: re.Match[str]) -> bool:
    """第 6(1)(a) 条: a paragraph of a foreign article, written without a blank behind its number."""
    return match[0][0] in "（(" and bool(_PARAGRAPH.search(text[max(0, match.start() - 12) : match.start()]))


def _repeats(text: str, match: re.Match[str]) -> bool:
    """一式四（４）份: the bracket repeats the figure before it."""
    before = text[match.start() - 1 : match.start()]
    return before in tuple("一二三四五六七八九十") and read_numeral(match[1].lower(), "arabic") == read_numeral(
        before, "han"
    )


def is_inside(offset: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether one of these stretches, which are in order and do not overlap, holds the offset."""
    place = bisect_right(stretches, offset, key=lambda stretch: stretch[0])
    return place > 0 and offset < stretches[place - 1][1]


def _mark(match: re.Match[str], numeral: Numeral) -> Mark | None:
    ordinal = read_numeral(match[1].lower(), numeral)
    return Mark(ordinal, match[0], match.start()) if ordinal else None


def _runs_from_one(marks: list[Mark], numeral: Numeral, enclosed: bool) -> Iterator[RunIn]:
    """Cut at each one; a run counts when a two follows its one (else '(i)' alone, or the letter i, would count)."""
    starts = [place for place, mark in enumerate(marks) if mark.ordinal == 1]
    for start, stop in zip(starts, [*starts[1:], len(marks)], strict=False):
        run = marks[start:stop]
        if any(mark.ordinal == 2 for mark in run):
            yield RunIn(numeral, enclosed, tuple(run))
