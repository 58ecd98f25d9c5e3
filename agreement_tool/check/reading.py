"""How well the lines of an agreement were read: what the rules on numbers must know before they are sure.

A source may have lost its line breaks ('……为止。1.3　公司应……': the label of 1.3 stands in the text of 1.2), print a
number twice ('4.' and then '1. 甲方应……'), or cut its sentences into lines of a page. Then the tree is a guess, and so
is every missing or doubled number.
"""

from __future__ import annotations

import re
from functools import cached_property

from agreement_tool.check.pairs import is_drawn
from agreement_tool.model import Clause
from agreement_tool.text.numerals import read_han
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled

_LED = r"(?:[。．.；;：:？?]|[_＿]{2}|[ \u3000]{2})[ \u3000]*"
_SWALLOWED = compiled(
    rf"{_LED}(?P<number>第[一二三四五六七八九十百]{{1,4}}条[ \u3000]"
    r"|[0-9０-９]{1,2}[.．][0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,2}[.．]?[ \u3000]|[一二三四五六七八九十]{1,3}，)"
)
_DOUBLED = compiled(r"\s*[0-9０-９]{1,2}[.．、](?![0-9０-９])\s*\S|\s*[一二三四五六七八九十]{1,3}、")
"""A label at the head of a text that has a label already."""
_ENDED = compiled(r"[。．！？；：，、.!?;:,）)】》”’\"_＿…\s元]$")
_SIDE_BY_SIDE = compiled(r"[。；，：]\s{6,}[\u4e00-\u9fff]{4}|\S\s{6,}[一二三四五六七八九十]{1,3}、")
_LAID_OUT = ("table", "signature")
_LINE = 24
"""Code points: a text this long that ends without a mark is a line that was cut."""
_NEAR = 6
"""So many clauses after such a paragraph the tree may still be off."""
_OFTEN = 3
"""From this many places on the whole was read badly."""


class LineReading:
    """What one agreement's lines betray."""

    def __init__(self, outline: Outline) -> None:
        self._clauses = tuple(outline.clauses.values())

    def is_unsure_at(self, place: int) -> bool:
        """Whether the tree may be off at a place in reading order."""
        if len(self._swallowing) >= _OFTEN or self.is_cut or self.has_columns:
            return True
        return any(place - _NEAR <= one <= place for one in self._swallowing)

    @cached_property
    def swallowed(self) -> frozenset[tuple[int, ...]]:
        """Numbers of clauses that are run into the text of others."""
        printed = (match["number"] for one in self._clauses for match in _SWALLOWED.finditer(one.text))
        return frozenset(number for one in printed if (number := _tiers(one)))

    @cached_property
    def _swallowing(self) -> tuple[int, ...]:
        """Places (reading order) of the paragraphs that hold labels of further clauses."""
        return tuple(place for place, one in enumerate(self._clauses) if _holds_label(one))

    @cached_property
    def has_columns(self) -> bool:
        """Whether lines of two columns were read as one: '……签订本合同。           合同规定的终止日期；'."""
        return sum(len(_SIDE_BY_SIDE.findall(one.text)) for one in self._clauses if one.kind not in _LAID_OUT) >= _OFTEN

    @cached_property
    def is_cut(self) -> bool:
        """Whether sentences are cut into lines: paragraphs without number go on where the line before broke off."""
        pairs = zip(self._clauses, self._clauses[1:], strict=False)
        cut = sum(_breaks_off(before) and _goes_on(after) for before, after in pairs)
        return cut > _OFTEN


def _holds_label(clause: Clause) -> bool:
    if clause.kind == "table":
        return False
    if clause.label is not None and is_drawn(clause.text):
        return True  # a row of a table drawn with lines was taken for a clause
    return bool(_SWALLOWED.search(clause.text)) or (clause.label is not None and bool(_DOUBLED.match(clause.text)))


def _breaks_off(clause: Clause) -> bool:
    return clause.kind not in _LAID_OUT and len(clause.text) >= _LINE and not _ENDED.search(clause.text)


def _goes_on(clause: Clause) -> bool:
    return clause.label is None and clause.kind == "paragraph" and not clause.heading


def _tiers(printed: str) -> tuple[int, ...]:
    """第五条 -> (5,), １．３． -> (1, 3)."""
    bare = printed.strip("第条，.． \u3000")
    if bare[:1].isdecimal():
        return tuple(int(tier) for tier in re.split("[.．]", bare))
    return tuple(one for one in [read_han(bare)] if one is not None)
