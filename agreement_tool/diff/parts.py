"""Splits and merges: one clause whose wording now stands in several neighbouring ones, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.layout import Layout
from agreement_tool.diff.similarity import ratio

SHORTEST = 4
"""A part has at least so many characters: shorter ones are found in any clause."""
CONTAINED = 80.0
"""Likeness (0…100) of a part to the best stretch of the whole."""
TOGETHER = 0.75
"""Likeness of the parts put together to the whole."""
BETTER = 0.04
"""How much better the parts together must tell the whole than the best of them alone."""


@dataclass(frozen=True)
class Parts:
    """One clause against several, by reading-order index, in order."""

    whole: int
    parts: tuple[int, ...]


def splits(alignment: Alignment) -> tuple[Parts, ...]:
    """Old clauses that were split: `whole` in the old version, `parts` in the new."""
    return tuple(_found(alignment.old, alignment.new, alignment.pairs))


def merges(alignment: Alignment) -> tuple[Parts, ...]:
    """New clauses that were merged: `whole` in the new version, `parts` in the old."""
    return tuple(_found(alignment.new, alignment.old, alignment.back))


def _found(whole_side: Layout, part_side: Layout, pairs: Mapping[int, int]) -> Iterator[Parts]:
    free = set(range(len(part_side))) - set(pairs.values())
    if not free:
        return
    for node in whole_side.nodes:
        if len(node.key) < 2 * SHORTEST:
            continue
        matched = pairs.get(node.index)
        if matched is not None and part_side[matched].key == node.key:
            continue
        start = _start(whole_side, node.index, pairs)
        parts = _run(node.key, part_side, start if matched is None else matched, matched, free)
        if _tells(node.key, part_side, parts, matched):
            free -= set(parts)
            yield Parts(node.index, tuple(parts))


def _start(whole_side: Layout, index: int, pairs: Mapping[int, int]) -> int:
    """Where the parts of an unmatched clause would begin: behind the counterpart of the clause before it."""
    before = next((pairs[i] for i in range(index - 1, -1, -1) if i in pairs), -1)
    return before + 1


def _run(key: str, layout: Layout, start: int, matched: int | None, free: set[int]) -> list[int]:
    """The neighbouring free clauses around `start` that the whole contains."""
    parts = [] if matched is None else [matched]
    at = start if matched is None else matched + 1
    while at in free and _contained(layout[at].key, key):
        parts.append(at)
        at += 1
    at = start - 1
    while parts and at in free and _contained(layout[at].key, key):
        parts.insert(0, at)
        at -= 1
    return parts


def _contained(part: str, whole: str) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    return SHORTEST <= len(part) <= len(whole) and partial_ratio(part, whole, score_cutoff=CONTAINED) > 0


def _tells(key: str, layout: Layout, parts: list[int], matched: int | None) -> bool:
    if len(parts) < 2:
        return False
    together = ratio(key, "".join(layout[part].key for part in parts))
    alone = ratio(key, layout[matched].key) if matched is not None else 0.0
    return together >= TOGETHER and together >= alone + BETTER
