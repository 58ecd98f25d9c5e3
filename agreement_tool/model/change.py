"""What changed between two versions of an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agreement_tool.model.finding import Bilingual

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


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of one of the two versions."""

    eid: str
    id: str
    """Its wid."""
    label: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a word-level comparison. equal+delete spells the old text, equal+insert the new, exactly."""

    op: Operation
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `old`/`new` hold one clause each, several for a split or merge, none for added or removed."""

    type: ChangeType
    old: tuple[ClauseRef, ...]
    new: tuple[ClauseRef, ...]
    segments: tuple[Segment, ...] = ()
    material: bool = False
    categories: tuple[str, ...] = ()
    """Key-clause categories and material kinds (money, period, …) that it touches."""
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True)
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
