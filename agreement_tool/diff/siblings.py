"""Items of one list that came or went together get one treatment: where one of them matters, so do its sisters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from agreement_tool.diff.layout import ROOT, Layout, PlacedClause
from agreement_tool.diff.settings import ITEMS, setting_of
from agreement_tool.diff.signals import matches
from agreement_tool.diff.whole_sentences import only_links, says_nothing
from agreement_tool.model import Change
from agreement_tool.text.wording import wording

LIKE = ("content",)
"""What a change is about that matters as its sisters do."""
MOST = 2 / 3
"""Share of the items under one clause that matter, where no sentence introduces them."""

RULED = "违规|违约|处罚|封禁|禁止|不得"
"""Headings under which every item is something that nobody may do, or that costs him something."""

OFFERED = "功能|特点|特色|优势|内容包括|服务包括"
"""What introduces a list of what is on offer: nobody is bound by an entry more or less."""

Found = Callable[[Change], tuple[Layout, PlacedClause]]
"""Where the clause of a change stands that was put in or taken out."""
List = tuple[str, int, str]
"""Whether items came or went, the clause above, and the sentence that introduces them."""


def like_their_sisters(changes: Sequence[Change], found: Found) -> Iterator[Change]:
    """The changes, with a star for each item whose sisters in its list have one."""
    lists: dict[List, list[Change]] = {}
    of: dict[int, List] = {}
    for place, change in enumerate(changes):
        if change.type in ("added", "removed") and (own := _list(change, *found(change))):
            of[place] = own
            lists.setdefault(own, []).append(change)
    for place, change in enumerate(changes):
        sisters = lists[of[place]] if place in of else []
        matters = not change.material and _matter(sisters, led=bool(sisters and of[place][2]))
        yield replace(change, material=True, categories=LIKE) if matters else change


def _list(change: Change, layout: Layout, node: PlacedClause) -> List | None:
    """The list that an item is of; None for what is no item, or says nothing, or stands elsewhere."""
    text = node.clause.text
    if change.categories and not change.material:
        return None
    if not text.strip() or only_links(wording(text)) or says_nothing(text):
        return None
    lead = setting_of(layout, node.index).lead or _ruled(layout, node)
    if matches(OFFERED, lead):
        return None
    return (change.type, node.parent, lead) if lead or node.clause.kind in ITEMS else None


def _ruled(layout: Layout, node: PlacedClause) -> str:
    """The heading right above, where it says what becomes of who does what its items name: 三级违规（封禁）."""
    heading = layout[node.parent].heading if node.parent != ROOT else ""
    return heading if matches(RULED, heading) else ""


def _matter(items: Iterable[Change], *, led: bool) -> bool:
    stars = [item.material for item in items]
    return any(stars) if led else bool(stars) and sum(stars) >= MOST * len(stars)
