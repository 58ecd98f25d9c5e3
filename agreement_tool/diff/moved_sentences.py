"""A sentence that went from one clause to another, and nothing else with it: one move of two clauses, told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.diff.phrases import shortened
from agreement_tool.diff.travels import Travels
from agreement_tool.diff.weigh import RELOCATED
from agreement_tool.model import Bilingual, Change

QUOTED = 24
"""Characters of a moved sentence that the reason quotes."""
Cited = Callable[[int, str], str]
"""Side (0 old, 1 new) and eid -> how the clause is cited."""


def merge_moves(changes: Sequence[Change], travels: Travels, cited: Cited) -> Iterator[Change]:
    """The changes, each move of sentences between two clauses that changed in nothing else as one.

    Such a move names the clause that has the sentence now, then the one that had it; its segments are those of both,
    in this order.
    """
    partner = dict(_partners(changes, travels))
    for place, change in enumerate(changes):
        source = partner.get(place)
        if source is not None:
            yield _one(change, changes[source], travels, cited)
        elif place not in partner.values():
            yield change


def _partners(changes: Sequence[Change], travels: Travels) -> Iterator[tuple[int, int]]:
    """(change of the clause that gained, change of the one that lost) of every such move."""
    pure = {
        change.new[0].eid: place
        for place, change in enumerate(changes)
        if change.type == "text" and change.categories == (RELOCATED,)
    }
    for eid, place in pure.items():
        gained, lost = travels.of(eid)
        if not gained or lost:
            continue
        came_from = {each for _, each in gained}
        source = next(iter(came_from)) if len(came_from) == 1 else ""
        if source in pure and travels.of(source)[0] == () and {each for _, each in travels.of(source)[1]} == {eid}:
            yield place, pure[source]


def split_sentence_move(change: Change, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    """A move of sentences as what became of each clause, any other change as it is. `before`, `after`: eid -> text."""
    if not change.moves_sentence:
        return (change,)
    left = [len(before[change.old[0].eid]), len(after[change.new[0].eid])]
    first = 0
    while any(left):
        segment = change.segments[first]
        left[0] -= len(segment.text) * (segment.op != "insert")
        left[1] -= len(segment.text) * (segment.op != "delete")
        first += 1
    parts = change.segments[:first], change.segments[first:]
    return tuple(
        replace(change, type="text", old=(old,), new=(new,), segments=segments)
        for old, new, segments in zip(change.old, change.new, parts, strict=True)
    )


def _one(to: Change, source: Change, travels: Travels, cited: Cited) -> Change:
    sentences = "".join(sentence for sentence, _ in travels.of(to.new[0].eid)[0]).strip()
    before, after = cited(0, source.old[0].eid), cited(1, to.new[0].eid)
    quoted = shortened(sentences, QUOTED)
    why = Bilingual(f"“{quoted}”由{before}移至{after}", f"“{quoted}” moved from {before} to {after}")
    segments = (*to.segments, *source.segments)
    return Change("moved", (*to.old, *source.old), (*to.new, *source.new), segments, False, (RELOCATED,), why)
