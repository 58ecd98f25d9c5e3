"""Whether a clause's printed number changed, and how: another number, or only another style."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from agreement_tool.diff.layout import PlacedClause
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import wording

Renumbering = Literal["", "number", "style"]


def renumbering(old: PlacedClause, new: PlacedClause, *, strict: bool = False) -> Renumbering:
    """'number' when the clause counts differently now, 'style' when it is only written differently (一、 → 1.).

    A bullet's shape is no number, and a number that one reader left in the text is the same number. Width (（1) →
    （1）) is a change only when `strict`.
    """
    before, after = old.clause, new.clause
    same = before.label == after.label if strict else old.label == new.label
    if same or (not before.number and not after.number) or number_in_text(old, new) or number_in_text(new, old):
        return ""
    return "style" if before.number == after.number else "number"


def follows_parent(old: PlacedClause, new: PlacedClause) -> bool:
    """Whether only the tiers inherited from the parents changed: 3.1 → 5.1."""
    before, after = old.clause.number, new.clause.number
    return old.label == new.label or (len(before) == len(after) > 1 and before[-1] == after[-1])


BULLETS = "§•·・o◦▪■●*-–"
"""Signs that may stand before a number that a reader left in the text."""


def number_in_text(node: PlacedClause, other: PlacedClause) -> str:
    """The other side's number where this side prints it at the head of its text, as after a list bullet; else ''."""
    if not other.label or node.clause.number:
        return ""
    bullet = len(node.text) - len(node.text.lstrip(BULLETS))
    return node.text[: bullet + len(other.label)] if node.text.startswith(other.label, bullet) else ""


def heading_in_text(node: PlacedClause, other: PlacedClause) -> str:
    """The other side's heading where this side has it at the head of its text; else ''. A reader drew the border."""
    found = bool(other.heading) and not node.heading and node.text.startswith(other.heading)
    return other.heading if found else ""


def number_in_heading(old: PlacedClause, new: PlacedClause) -> bool:
    """Whether two headings are the same but for a number that one reader left in the heading: 3.1.1 共享原则."""
    bare = [_heading_number().sub("", node.heading) for node in (old, new)]
    return bare[0] == bare[1] != "" and (old.label != new.label or not (old.clause.number and new.clause.number))


@cache
def _heading_number() -> re.Pattern[str]:
    return compiled(rf"^[{re.escape(BULLETS)}]{{0,2}}[.、]?(?:[0-9]{{1,2}}\.)*[0-9]{{1,2}}[.、]?(?![0-9])")


def without(text: str, head: str) -> str:
    """The text behind a (folded) number or heading at its head."""
    at, rest = 0, len(head)
    while rest and at < len(text):
        rest -= len(wording(text[at]))
        at += 1
    return text[at:]


def unnumbered(node: PlacedClause, text: str) -> str:
    """The text of a clause that a reader found no number of, without the number that stands in it: 4. 当您… -> 当您…"""
    return text if node.clause.number else _leading_number().sub("", text, count=1)


@cache
def _leading_number() -> re.Pattern[str]:
    return compiled(
        rf"^[{re.escape(BULLETS)}\s]{{0,4}}(?:[（(][0-9一二三四五六七八九十a-z]{{1,3}}[）)]|[0-9]{{1,2}}[.、）)](?![0-9])|[a-z][.）)])\s*"
    )
