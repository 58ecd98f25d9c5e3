"""Whether a clause's printed number changed, and how: another number, or only another style."""

from __future__ import annotations

from typing import Literal

from agreement_tool.diff.layout import Node

Renumbering = Literal["", "number", "style"]


def renumbering(old: Node, new: Node, *, strict: bool = False) -> Renumbering:
    """'number' when the clause counts differently now, 'style' when it is only written differently (一、 → 1.).

    A bullet's shape is no number. Width (（1) → （1）) is a change only when `strict`.
    """
    before, after = old.clause, new.clause
    same = before.label == after.label if strict else old.label == new.label
    if same or (not before.number and not after.number):
        return ""
    return "style" if before.number == after.number else "number"


def follows_parent(old: Node, new: Node) -> bool:
    """Whether only the tiers inherited from the parents changed: 3.1 → 5.1."""
    before, after = old.clause.number, new.clause.number
    return old.label == new.label or (len(before) == len(after) > 1 and before[-1] == after[-1])
