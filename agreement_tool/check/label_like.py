"""Lines that begin as a clause does and are no clause: what the tree left out of its numbering.

Word or the reader may have lost a point ('21 为了改善……' beside 2.2), the author a separator ('二保密义务：' beside
一、 and 三、), or the tree may have judged the line a wrapped reference. The rules must know these lines: a number that
stands there is not missing, and renumbering across one would double it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Label
from agreement_tool.text.labels import match_label
from agreement_tool.text.numerals import read_han
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled


@frozen
class LabelLike:
    """An unlabelled clause that begins like a label. `number`: its tiers. `end`: where its own words begin."""

    clause: Clause
    printed: str
    number: tuple[int, ...]
    end: int
    unit: str = ""
    sure: bool = True
    """The grammar of labels reads it; else it only lacks a point or a separator."""


_POINTLESS = compiled(
    r"(?P<number>[1-9][1-9])(?=[ \u3000\u4e00-\u9fff])(?![ \u3000]*(?:日|天|年|月|个|元|小时|周|岁|人|名|台"
    r"|万|%|％|号|条|项|次|倍|份))"
)
_COMMA = compiled(r"(?P<number>[1-9][0-9]?[,，][0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})(?=[ \u3000\u4e00-\u9fff])")
"""6,2.2 for 6.2.2."""
_BROKEN = compiled(r"(?P<number>[1-9])(?=[ \u3000]+[\u4e00-\u9fff])")
"""7.2 and then '1 双方……' in its text, for 7.2.1."""
_BARE_HAN = compiled(
    r"(?P<number>[一二三四五六七八九十]{1,3})(?=[\u4e00-\u9fff][^。；，]{0,14}[：:]?$)(?![、.．]|[个次份名项条日年月方者旦般切些样直律并同起定经味])"
)


def label_like(outline: Outline) -> Mapping[str, LabelLike]:
    """Those lines by eid, in reading order."""
    found = list(_found(outline))
    articles = [one for one in found if one.unit == "条" and _goes_on_with_comma(one)]
    counted = sum(after.number > before.number for before, after in pairwise(articles))
    if counted >= _SEVERAL:
        found = [replace(one, end=one.end + 1) if one in articles else one for one in found]
    unread = Counter(one.printed for one in found if not one.sure and one.unit == "" and read_han(one.printed))
    return {one.clause.eid: one for one in found if one.sure or unread[one.printed] < _SEVERAL}


_SEVERAL = 2
"""So many lines with one number unread, 三星应用商店 and 三星浏览器, and it is the head of a word; so many steps up,
each line '第二条，租赁期限', and the comma is the author's separator."""


def _goes_on_with_comma(found: LabelLike) -> bool:
    return (found.clause.heading or found.clause.text)[found.end : found.end + 1] in tuple("，,")


def _found(outline: Outline) -> Iterator[LabelLike]:
    for clause in outline.clauses.values():
        if clause.label is not None and (broken := _broken(outline, clause)):
            yield broken
        if clause.label is not None or clause.kind not in ("paragraph", "heading"):
            continue
        words = clause.heading or clause.text
        readings = [reading.label for reading in match_label(words) if _is_number(reading.label)]
        if readings:
            label = readings[0]
            printed = label.text.rstrip("，,")  # a lone 第二条，may be a reference: label_like counts them
            yield LabelLike(clause, printed, label.number, len(printed), label.unit)
        elif found := _unread(outline, words):
            yield LabelLike(clause, found[0], found[1], len(found[0]), sure=False)


def _broken(outline: Outline, clause: Clause) -> LabelLike | None:
    """A doubled 7.2 whose text goes on with the digit that its number has lost."""
    label = outline.label(clause.eid)
    match = _BROKEN.match(clause.text) if label is not None and label.tiers > 1 else None
    if match is None or label is None or len(outline.numbered.get(label.number, ())) < 2:
        return None
    return LabelLike(clause, match["number"], (*label.number, int(match["number"])), match.end(), sure=False)


def _is_number(label: Label) -> bool:
    return (
        bool(label.number)
        and label.numeral != "bullet"
        and (bool(label.unit) or bool(label.closing) or label.tiers > 1)
    )


def _unread(outline: Outline, words: str) -> tuple[str, tuple[int, ...]] | None:
    """21 where the agreement has a 2.2; 二 at the head of a line where it has 一、 and 三、."""
    match = _POINTLESS.match(words)
    if match:
        tiers = int(match["number"][0]), int(match["number"][1])
        whole = int(match["number"])
        if any((whole + step,) in outline.numbered for step in (-1, 1)):
            return None  # 11 between 10 and 12
        near = ((tiers[0], tiers[1] + 1), (tiers[0], tiers[1] - 1))
        return (match["number"], tiers) if any(number in outline.numbered for number in near) else None
    match = _COMMA.match(words)
    if match:
        return match["number"], tuple(int(tier) for tier in re.split("[,，.．]", match["number"]))
    match = _BARE_HAN.match(words)
    value = read_han(match["number"]) if match else None
    if match is None or value is None:
        return None
    near_by = [outline.numbered.get((value + step,), ()) for step in (-1, 1)]
    heads = all(any(_is_han(outline, clause) for clause in clauses) for clauses in near_by)
    return (match["number"], (value,)) if heads else None


def _is_han(outline: Outline, clause: Clause) -> bool:
    label = outline.label(clause.eid)
    return label is not None and label.numeral == "han" and not label.unit and not label.opening


def begins_with_label(found: LabelLike | None, start: int) -> bool:
    """Whether a mention at `start` is the line's own number and no reference."""
    return (
        found is not None
        and found.sure
        and start == 0
        and (
            found.printed != found.clause.text[: found.end]
            or bool(re.match(r"[\s\u3000]", found.clause.text[found.end : found.end + 1] or " "))
        )
    )
