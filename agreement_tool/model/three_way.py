"""What two sides made of one base: who changed what, and where both changed."""

from __future__ import annotations

from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model.change import Change, ClauseRef

Relation = Literal["ours", "theirs", "same", "both"]
RELATIONS: tuple[Relation, ...] = ("ours", "theirs", "same", "both")
"""ours, theirs: only that side changed it. same: both made the same of it. both: each made something else of it."""


@frozen
class ThreeWayClause:
    """One clause of the base, or one that a side put in, and what became of it."""

    relation: Relation
    clause: ClauseRef | None
    """The clause of the base; None for one that is new."""
    place: str
    """How it is cited: in the base, or where it is new in the version that has it."""
    ours: tuple[Change, ...] = ()
    theirs: tuple[Change, ...] = ()
    overlap: bool = False
    """Whether both touch the same words, or one takes out what the other edits: a person must decide."""

    @property
    def material(self) -> bool:
        """Whether either change matters."""
        return any(change.material for change in (*self.ours, *self.theirs))


@frozen
class ThreeWay:
    """The comparison of two sides with their common base, in the base's reading order."""

    base: str
    ours: str
    theirs: str
    spots: tuple[ThreeWayClause, ...]

    @property
    def conflicts(self) -> int:
        """In how many places a person must decide."""
        return sum(spot.overlap for spot in self.spots)
