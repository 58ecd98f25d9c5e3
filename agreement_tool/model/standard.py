"""An agreement against a company's own standard clauses."""

from __future__ import annotations

from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model.agreement import Agreement
from agreement_tool.model.change import Segment
from agreement_tool.model.key_clause import Evidence

StandardStatus = Literal["verbatim", "deviates", "missing"]
STANDARD_STATUSES: tuple[StandardStatus, ...] = ("verbatim", "deviates", "missing")


@frozen
class StandardClause:
    """One standard clause: a unit of a standard file, with everything under it."""

    source: str
    """The file it stands in, from the standard folder."""
    eid: str
    label: str | None
    heading: str
    text: str
    """Its wording, a line for each clause under it; without its own heading."""

    @property
    def name(self) -> str:
        """What a report calls it: its heading, else its first words."""
        words = " ".join(self.text.split())
        return self.heading or (words if len(words) <= 24 else f"{words[:24]}…")


@frozen
class Comparison:
    """What became of one standard clause."""

    standard: StandardClause
    status: StandardStatus
    target: tuple[str, ...] = ()
    """eids of the clauses that stand for it, in reading order."""
    segments: tuple[Segment, ...] = ()
    """equal+delete spells the standard text, equal+insert the agreement's; empty where it is missing."""
    filled: tuple[tuple[str, str], ...] = ()
    """(placeholder of the standard clause, what stands there): no deviation."""
    coverage: float = 1.0
    """The share of the standard wording that is there, 0…1."""
    material: bool = False
    categories: tuple[str, ...] = ()
    """Kinds of what the deviation touches, as in `diff`; 'editorial' where only punctuation or spelling differs."""
    reasons: tuple[Bilingual, ...] = ()
    beside: tuple[str, ...] = ()
    """eids of what else stands under the same heading, or, where it is missing, of clauses with such a heading: the
    agreement's own, no deviation, but worth a look."""


@frozen
class ForbiddenWording:
    """Wording that no agreement of the company may hold."""

    words: str
    """… stands for up to twenty characters of the same sentence."""
    why: str = ""
    instead: str = ""
    unless: tuple[str, ...] = ()
    """Words that excuse it where they stand in the same sentence."""


@frozen
class ForbiddenUse:
    """Forbidden wording in a clause: code points of its own text (of its heading where `in_heading`)."""

    wording: ForbiddenWording
    eid: str
    evidence: Evidence
    sentence: str
    in_heading: bool = False


@frozen
class StandardReport:
    """The outcome of `compare-standard`."""

    agreement: Agreement
    path: str
    folder: str
    comparisons: tuple[Comparison, ...]
    forbidden: tuple[ForbiddenUse, ...] = ()
    wordings: int = 0
    """How many forbidden wordings were looked for."""

    def counts(self) -> dict[StandardStatus, int]:
        """How many standard clauses of each status."""
        return {status: sum(each.status == status for each in self.comparisons) for status in STANDARD_STATUSES}

    @property
    def conforms(self) -> bool:
        """Whether every standard clause is there word for word and nothing forbidden is."""
        return not self.forbidden and all(each.status == "verbatim" for each in self.comparisons)
