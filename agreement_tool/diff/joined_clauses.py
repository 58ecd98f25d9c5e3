"""Texts of several clauses in one, as splits, merges and clauses that took up others are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from agreement_tool.diff.layout import Layout, PlacedClause
from agreement_tool.diff.parts import Parts

LONGEST_BORDER = 40
"""Characters of a line that goes over from one clause to the next."""


def printed(nodes: Iterable[PlacedClause], *, numbers: bool) -> str:
    """Headings and texts in order; with `numbers` also those of all but the first clause."""
    pieces = []
    for place, node in enumerate(nodes):
        label = node.clause.label or "" if numbers and place else ""
        pieces.append(label + node.clause.heading + node.clause.text)
    return "".join(pieces)


def put_in(text: str, index: int, layout: Layout, others: Sequence[int]) -> str:
    """A text with those of other clauses before and behind it, in order."""
    texts = [(at, layout[at].clause.heading + layout[at].clause.text) for at in others]
    return "".join((*(each for at, each in texts if at < index), text, *(each for at, each in texts if at > index)))


def shared_border(one: str, other: str) -> str:
    """The longest end of one text that the other begins with; '' for a single character."""
    most = min(len(one), len(other), LONGEST_BORDER)
    return next((one[-length:] for length in range(most, 1, -1) if other.startswith(one[-length:])), "")


def anchor(index: int, matched: Mapping[int, int]) -> int:
    """The clause itself when it is matched, else the nearest matched one before it; -1 for none."""
    return next((at for at in range(index, -1, -1) if at in matched), -1)


def without_splits(merged: Iterable[Parts], split: Iterable[Parts]) -> tuple[Parts, ...]:
    """Merges that share no clause with a split: each clause has one story."""
    old = {parts.whole for parts in split}
    new = {part for parts in split for part in parts.parts}
    return tuple(parts for parts in merged if parts.whole not in new and old.isdisjoint(parts.parts))
