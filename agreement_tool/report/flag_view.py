"""What every report of the audit shows: the agreement, the audit, citations, provisions and pictures, joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from agreement_tool.frozen import frozen
from agreement_tool.model import TIERS, Agreement, Audit, Bilingual, Box, Clause, Finding, KeyClause, KeyFlag, Span
from agreement_tool.text.sentences import breaks


@frozen
class Basis:
    """A provision that asks for prominence."""

    key: str
    citation: str
    asks: Bilingual
    source: str
    checked: str


@frozen
class Crop:
    """A picture of where a clause is printed."""

    page: int
    region: Box
    """What the picture shows, in PDF points, origin top left."""
    boxes: tuple[Box, ...]
    """The clause's lines in it."""
    png: bytes


@frozen
class FlagView:
    """An audit ready to be shown."""

    agreement: Agreement
    audit: Audit
    path: str
    """The TARGET as given, for messages."""
    citations: Mapping[str, str]
    """eid -> how a lawyer cites the clause."""
    basis: Mapping[str, Basis]
    crops: Mapping[str, tuple[Crop, ...]] = field(default_factory=dict)

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by eid."""
        return {clause.eid: clause for clause in self.agreement.walk()}

    def counts(self) -> Mapping[str, int]:
        """How many key clauses have each emphasis status."""
        return Counter(clause.emphasis.status for clause in self.audit.clauses)

    def by_tier(self) -> tuple[KeyClause, ...]:
        """The key clauses, the gravest first; within a tier what is not emphasised first, then the surest."""
        standing = {"none": 0, "unknown": 0, "partial": 1, "full": 2}
        return tuple(
            sorted(
                self.audit.clauses,
                key=lambda clause: (TIERS.index(clause.tier), standing[clause.emphasis.status], -weight(clause)),
            )
        )

    def findings_on(self, eid: str) -> tuple[Finding, ...]:
        """The findings about one clause."""
        return tuple(finding for finding in self.audit.findings if finding.eid == eid)

    def document_findings(self) -> tuple[Finding, ...]:
        """The findings that are not about a key clause."""
        key = {clause.eid for clause in self.audit.clauses}
        return tuple(finding for finding in self.audit.findings if finding.eid not in key)

    def provisions(self) -> tuple[Basis, ...]:
        """The provisions that any flag rests on, in the order of the law file."""
        used = {key for clause in self.audit.clauses for flag in clause.flags for key in flag.basis}
        return tuple(basis for key, basis in self.basis.items() if key in used)

    def cite(self, eid: str) -> str:
        """The clause's citation, its eid where it has none."""
        return self.citations.get(eid) or eid


def weight(clause: KeyClause) -> float:
    """How sure we are of what makes it as grave as it is, 0…1: the surest of the flags of its tier."""
    return max(flag.confidence for flag in clause.flags if flag.tier == clause.tier)


@frozen
class FlagPiece:
    """A stretch of a clause's own text: its marks, whether it is evidence, whether its sentence holds some."""

    text: str
    marks: tuple[str, ...]
    evidence: bool
    quoted: bool = False


def pieces(spans: Sequence[Span], key: KeyClause) -> tuple[FlagPiece, ...]:
    """The clause's text cut where marks, evidence or sentences with evidence change; joined it is the text."""
    starts = []
    at = 0
    for span in spans:
        starts.append((at, span))
        at += len(span.text)
    text = "".join(span.text for span in spans)
    evidence = [place for flag in key.flags for piece in flag.evidence for place in piece.decisive]
    quoted = _sentences(text, evidence)
    cuts = {0, at, *(start for start, _ in starts), *(cut for stretch in (*evidence, *quoted) for cut in stretch)}
    return tuple(
        FlagPiece(text[start:end], _marks_at(starts, start), _within(start, evidence), _within(start, quoted))
        for start, end in pairwise(sorted(cut for cut in cuts if cut <= at))
    )


def quotations(text: str, flag: KeyFlag) -> tuple[tuple[FlagPiece, ...], ...]:
    """The sentences that hold the flag's evidence, each whole and once, cut where the evidence begins and ends."""
    evidence = [place for piece in flag.evidence for place in piece.decisive]
    found = []
    for first, last in _sentences(text, evidence):
        cuts = {first, last, *(cut for stretch in evidence for cut in stretch if first < cut < last)}
        found.append(
            tuple(
                FlagPiece(text[start:end], (), _within(start, evidence), True) for start, end in pairwise(sorted(cuts))
            )
        )
    return tuple(found)


def _sentences(text: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """[start, end) of every sentence that a stretch touches."""
    edges = (0, *breaks(text), len(text))
    return [
        (first, last)
        for first, last in pairwise(edges)
        if any(start < last and end > first for start, end in stretches)
    ]


def _within(position: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in stretches)


def _marks_at(starts: Sequence[tuple[int, Span]], position: int) -> tuple[str, ...]:
    return next(span.marks for at, span in reversed(starts) if at <= position)
