"""What changed between two versions of an agreement."""

from __future__ import annotations

from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model.agreement import Agreement
from agreement_tool.model.clause import ClauseKind
from agreement_tool.model.source import Cell, Mark, Signal

ChangeType = Literal[
    "added", "removed", "moved", "renumbered", "split", "merged", "text", "heading", "emphasis", "reference"
]
CHANGE_TYPES: tuple[ChangeType, ...] = (
    "added",
    "removed",
    "moved",
    "renumbered",
    "split",
    "merged",
    "text",
    "heading",
    "emphasis",
    "reference",
)
Operation = Literal["equal", "delete", "insert"]
Reconsent = Literal["none", "notice", "required"]


@frozen
class ClauseRef:
    """A clause of one of the two versions."""

    eid: str
    id: str
    """Its wid."""
    label: str | None
    title: str = ""
    """Its heading, '' when it has none."""


@frozen
class Segment:
    """A piece of a word-level comparison. equal+delete spells the old text, equal+insert the new, exactly."""

    op: Operation
    text: str


@frozen
class Change:
    """One change. `old`/`new` hold one clause each, several for a split or merge, none for added or removed.

    A sentence that moved between two clauses is `moved` with two clauses on each side, the one that has it now first.
    """

    type: ChangeType
    old: tuple[ClauseRef, ...]
    new: tuple[ClauseRef, ...]
    segments: tuple[Segment, ...] = ()
    material: bool = False
    categories: tuple[str, ...] = ()
    """Key-clause categories and material kinds (money, period, …) that it touches."""
    why: Bilingual | None = None

    @property
    def moves_clause(self) -> bool:
        """Whether a clause stands elsewhere."""
        return self.type == "moved" and len(self.new) == 1

    @property
    def moves_sentence(self) -> bool:
        """Whether sentences went from one clause to another."""
        return self.type == "moved" and len(self.new) > 1


@frozen
class RunLength:
    """How the next `length` characters of a rebuilt text are printed."""

    length: int
    marks: tuple[Mark, ...] = ()
    signals: tuple[Signal, ...] = ()


@frozen
class Rebuilt:
    """One clause of the new version told from the old one: what `diff.rebuild.apply` needs."""

    depth: int
    """0 for a clause that stands under no other."""
    old: str | None
    """eid of the old clause that `title` and `text` are told from; None when there is none."""
    eid: str
    wid: str
    kind: ClauseKind
    label: str | None
    number: tuple[int, ...]
    page: int | None
    generated: bool
    rows: tuple[tuple[Cell, ...], ...]
    title: tuple[Segment, ...]
    title_runs: tuple[RunLength, ...]
    text: tuple[Segment, ...]
    text_runs: tuple[RunLength, ...]


@frozen
class FollowedReference:
    """A reference whose printed number changed because its target's did: it still means the same clause."""

    clause: ClauseRef
    """The clause of the new version in whose text it stands."""
    old: str
    new: str


@frozen
class Replacement:
    """The same words replaced by the same others throughout: a product or a party renamed."""

    old: str
    new: str
    clauses: int
    """In how many clauses."""
    occurrences: int = 0
    """How often in all."""


@frozen
class Diff:
    """All changes between two versions, in the new version's reading order (removed ones where they stood)."""

    old: str
    """`id@version` (or file name) of the old side."""
    new: str
    changes: tuple[Change, ...]
    reconsent: Reconsent = "none"
    reconsent_why: tuple[Bilingual, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    """(old eid, new eid) of every matched pair, changed or not."""
    followed: tuple[FollowedReference, ...] = ()
    """References that were renumbered with their targets: no change of meaning, listed for the careful reader."""
    replacements: tuple[Replacement, ...] = ()
    """Words replaced throughout, most frequent first."""
    rebuilt: tuple[Rebuilt, ...] = ()
    """Every clause of the new version in reading order, told from the old: `apply(old, diff)` is the new version."""
    documents: tuple[str, ...] = ()
    """What kind of document it is, by which the advice is chosen: privacy, platform, consumer, contract …, loan, lease
    …"""
    head: Agreement | None = None
    """The new version without its clauses."""
