"""Key clauses (重点条款): what must stand out, whether it does, and why we say so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model.finding import Finding
from agreement_tool.model.source import Mark, Signal

Category = Literal["liability", "user_rights", "dispute", "breach", "privacy", "separate_terms", "price"]
CATEGORIES: tuple[Category, ...] = (
    "liability",
    "user_rights",
    "dispute",
    "breach",
    "privacy",
    "separate_terms",
    "price",
)

Tier = Literal["must", "should", "note"]
"""Where a lawyer begins: what excludes, forfeits or binds; other restrictions that cost something; ordinary duties."""
TIERS: tuple[Tier, ...] = ("must", "should", "note")

EmphasisStatus = Literal["full", "partial", "none", "unknown"]


@frozen
class Evidence:
    """A sentence that made us flag: code points [start, end) of the clause's own text. `text` is without blanks."""

    start: int
    end: int
    text: str
    words: tuple[tuple[int, int], ...] = ()
    """Where in the clause's own text its decisive words stand, in order. Empty: no single words decided."""

    @property
    def decisive(self) -> tuple[tuple[int, int], ...]:
        """The decisive words, or the whole sentence where none are known."""
        return self.words or ((self.start, self.end),)


@frozen
class KeyFlag:
    """One category a clause falls in."""

    category: Category
    evidence: tuple[Evidence, ...]
    basis: tuple[str, ...] = ()
    """Keys of law.provisions: those that ask for prominence."""
    confidence: float = 1.0
    tier: Tier = "should"


def gravest(flags: Iterable[KeyFlag]) -> Tier:
    """The gravest tier of some flags, at least one."""
    return min((flag.tier for flag in flags), key=TIERS.index)


@frozen
class Emphasis:
    """How a clause's own text is printed. `ratio`: share of its non-blank characters that carry any mark, 0…1."""

    status: EmphasisStatus
    ratio: float
    marks: tuple[Mark, ...] = ()
    signals: tuple[Signal, ...] = ()


@frozen
class KeyClause:
    """A flagged clause."""

    eid: str
    wid: str
    label: str | None
    page: int | None
    flags: tuple[KeyFlag, ...]
    emphasis: Emphasis

    @property
    def tier(self) -> Tier:
        """The gravest of its flags' tiers."""
        return gravest(self.flags)


@frozen
class EmphasisNotice:
    """What the agreement's own 特别提示 promises: which classes it will make stand out, and by which marks."""

    text: str
    eid: str
    categories: tuple[Category, ...]
    marks: tuple[Mark, ...] = ()


@frozen
class Audit:
    """The outcome of `flag`: the promise, every key clause, and the findings both ways."""

    notice: EmphasisNotice | None
    clauses: tuple[KeyClause, ...]
    findings: tuple[Finding, ...]
