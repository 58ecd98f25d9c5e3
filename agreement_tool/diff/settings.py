"""What a clause inherits from above: the sentence that introduces it, and the headings it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from agreement_tool.diff.layout import ROOT, Layout, PlacedClause
from agreement_tool.frozen import frozen
from agreement_tool.text import sentences
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import wording

ITEM_ENDS = ("；", ";", "、")
"""What the lines of a list without numbers end in, the last apart."""
ITEMS = ("item", "point")
"""Kinds of clauses that are items of a list."""
LONGEST_LEAD = 200
"""Characters of a lead-in, its end: what introduces a list stands last."""


@frozen
class Setting:
    """Where a text stands: what its sentences inherit from above."""

    lead: str = ""
    """The sentence that introduces a list item, folded: 有下列情形之一的，甲方有权终止本协议：."""
    headings: str = ""
    """The headings above it, folded."""
    own: frozenset[str] = frozenset()
    """The words of substance that the agreement is called by: to say its product's name in full adds nothing."""
    documents: frozenset[str] = frozenset()
    """What kind of document it stands in."""

    item: bool = False
    """Whether it is an item of a list."""

    @property
    def above(self) -> str:
        """Everything inherited."""
        return f"{self.headings}\n{self.lead}"


NOWHERE = Setting()


def setting_of(
    layout: Layout, index: int, own: frozenset[str] = frozenset(), documents: frozenset[str] = frozenset()
) -> Setting:
    """The setting of one clause: its lead-in (its parent's, or that of the paragraph before its list) and its
    headings. `own`: the words of the agreement's own name; `documents`: what kind of document it is."""
    node = layout[index]
    above = [layout[at] for at in layout.ancestors(index)]
    headings = "\n".join(each.heading for each in (*reversed(above), node) if each.heading)
    lead = _lead(layout, node) or next((_lead(layout, each) for each in above[:2] if _lead(layout, each)), "")
    item = node.clause.kind in ITEMS or bool(lead)
    return Setting(lead[-LONGEST_LEAD:], simplified(headings), own, documents, item)


def _lead(layout: Layout, node: PlacedClause) -> str:
    if node.parent != ROOT and _introduces(layout[node.parent].clause.text):
        return _last_sentence(layout[node.parent].clause.text)
    siblings = layout.children[node.parent] if node.parent != ROOT else layout.roots
    place = bisect_left(siblings, node.index)
    for at in reversed(siblings[:place]):
        before = layout[at].clause
        if before.heading:
            return ""
        if before.label is None and sentences.ends_with_colon(before.text):
            return _last_sentence(before.text)
        if before.label is None and node.clause.label and not before.text.rstrip().endswith(ITEM_ENDS):
            return ""
        if not node.clause.label and not before.text.rstrip().endswith(ITEM_ENDS):
            return ""
    return ""


def _introduces(text: str) -> bool:
    return sentences.ends_with_colon(text) or bool(_list_follows().search(text))


@cache
def _list_follows() -> re.Pattern[str]:
    return re.compile("(?:下列|以下|如下|下述)[^。]{0,30}$")


def _last_sentence(text: str) -> str:
    pieces = sentences.split(text.rstrip())
    return simplified(wording(pieces[-1])) if pieces else ""
