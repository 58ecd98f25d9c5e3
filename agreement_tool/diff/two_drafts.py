"""Two comparisons with one base, put side by side: `three_way(base, (ours, diff), (theirs, diff))`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from agreement_tool.diff.moved_sentences import split_sentence_move
from agreement_tool.model import Agreement, Change, ClauseRef, Diff
from agreement_tool.model.three_way import Relation, ThreeWay, ThreeWayClause
from agreement_tool.text.citations import full_citation
from agreement_tool.text.outline import Outline
from agreement_tool.text.wording import wording

Version = tuple[Agreement, Diff]
"""One side, and how it differs from the base."""
Place = tuple[int, str]
"""Reading-order index in the base, and '' or the wording of a clause that is new behind it."""


def three_way(base: Agreement, ours: Version, theirs: Version) -> ThreeWay:
    """Who changed what. Clauses that both put in at the same place in the same words are one."""
    order = {clause.eid: number for number, clause in enumerate(base.walk())}
    texts = {clause.eid: clause.text for clause in base.walk()}
    sides = tuple(_by_place(version, order, texts) for version in (ours, theirs))
    citations = _Citations(base, ours[0], theirs[0])
    spots = (
        _spot(sides[0].get(place, ()), sides[1].get(place, ()), citations) for place in sorted({*sides[0], *sides[1]})
    )
    return ThreeWay(ours[1].old, ours[1].new, theirs[1].new, tuple(spots))


class _Citations:
    def __init__(self, base: Agreement, ours: Agreement, theirs: Agreement) -> None:
        self._outlines = {"base": Outline(base), "ours": Outline(ours), "theirs": Outline(theirs)}

    def of(self, side: str, ref: ClauseRef) -> str:
        return (full_citation(self._outlines[side], ref.eid) if ref.eid else "") or ref.label or ref.title


def _by_place(version: Version, order: Mapping[str, int], texts: Mapping[str, str]) -> dict[Place, tuple[Change, ...]]:
    agreement, diff = version
    after = {clause.eid: clause.text for clause in agreement.walk()}
    before = _before(agreement, diff, order)
    places: dict[Place, list[Change]] = defaultdict(list)
    for change in (part for each in diff.changes for part in split_sentence_move(each, texts, after)):
        if change.old:
            places[order.get(change.old[0].eid, -1), ""].append(change)
        else:
            words = wording(change.new[0].title + "".join(segment.text for segment in change.segments))
            places[before.get(change.new[0].eid, -1), words or change.new[0].eid].append(change)
    return {place: tuple(changes) for place, changes in places.items()}


def _before(agreement: Agreement, diff: Diff, order: Mapping[str, int]) -> dict[str, int]:
    """eid of a clause of the side -> index of the base's clause that it stands behind."""
    partner = {new: order[old] for old, new in diff.matches if old in order}
    found, last = {}, -1
    for clause in agreement.walk():
        last = partner.get(clause.eid, last)
        found[clause.eid] = last
    return found


def _spot(ours: tuple[Change, ...], theirs: tuple[Change, ...], citations: _Citations) -> ThreeWayClause:
    relation = _relation(ours, theirs)
    first = (ours or theirs)[0]
    clause = first.old[0] if first.old else None
    place = citations.of("base", clause) if clause else citations.of("ours" if ours else "theirs", first.new[0])
    return ThreeWayClause(relation, clause, place, ours, theirs, relation == "both" and _overlap(ours, theirs))


def _relation(ours: Sequence[Change], theirs: Sequence[Change]) -> Relation:
    if not theirs:
        return "ours"
    if not ours:
        return "theirs"
    return "same" if [*map(_made, ours)] == [*map(_made, theirs)] else "both"


def _made(change: Change) -> tuple[str, tuple[str, ...], str, str]:
    """What a change makes of its clause."""
    after = "".join(segment.text for segment in change.segments if segment.op != "delete")
    marks = change.why.zh if change.type in ("emphasis", "reference") and change.why else ""
    return change.type, tuple(ref.label or "" for ref in change.new), after, marks


REMAKES = frozenset({"removed", "moved", "split", "merged"})
"""After these a clause is not where, or not one, as it was."""


def _overlap(ours: Sequence[Change], theirs: Sequence[Change]) -> bool:
    kinds = [{change.type for change in side} for side in (ours, theirs)]
    if "removed" in kinds[0] | kinds[1] or any(REMAKES & one and REMAKES & other for one, other in [kinds]):
        return True
    return any(
        one.type == other.type and _meet(tuple(_touched(one)), tuple(_touched(other)))
        for one in ours
        for other in theirs
    )


def _touched(change: Change) -> Iterator[tuple[int, int]]:
    """Stretches of the base's text that a change edits; empty ones where it puts something in."""
    at = 0
    for segment in change.segments:
        end = at + len(segment.text) * (segment.op != "insert")
        if segment.op != "equal":
            yield at, end
        at = end


def _meet(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> bool:
    """Whether two edits touch or overlap: next to one another is too close to join unseen."""
    return any(one[0] <= other[1] and other[0] <= one[1] for one in ours for other in theirs)
