"""Which flags of a plain clause are worth a complaint, how grave it is, and which sentence to quote.

What lawyers call pedantic is listed as key all the same: that one accepts the agreement by clicking, that whoever
breaks a contract answers for it by law, that one sues where the law says, that one keeps one's password (`kinds`).
"""

from __future__ import annotations

from typing import NamedTuple

from agreement_tool.flag.kinds import CHINESE, KINDS, kind_of, strength
from agreement_tool.model import Category, Evidence, KeyFlag, Severity, Tier
from agreement_tool.text.patterns import compiled

SURE: dict[Category, float] = {"dispute": 0.7, "user_rights": 0.95}
"""Below this confidence a clause is listed and not complained of."""
SURE_OF_OTHERS = 0.9
STRONG = compiled("随时|任何|一切|单方|无需|概不")
"""Of two sentences of a kind the one that says so is quoted."""
LEAST = 8
"""Characters of the shortest sentence that is complained of: 按现状； says something only with the words above it."""
BY_TIER: dict[Tier, Severity] = {"must": Severity.ERROR, "should": Severity.WARNING, "note": Severity.INFO}


class Complaint(NamedTuple):
    """A sentence that is worth a complaint where it is printed plainly, and how grave that is."""

    piece: Evidence
    severity: Severity


def complained_of(flag: KeyFlag) -> tuple[Complaint, ...]:
    """The sentences of a plain clause that are worth a complaint, those that weigh most first; none: no complaint.

    A sentence in which no rule speaks is none, however much the clause looks like a key one.
    """
    if flag.tier == "note" or flag.confidence < SURE.get(flag.category, SURE_OF_OTHERS):
        return ()
    found = [
        Complaint(piece, severity)
        for piece in flag.evidence
        if piece.words and len(piece.text) >= LEAST and (severity := _of(flag, piece))
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.severity.rank,
                strength(flag.category, each.piece.text),
                not STRONG.search(each.piece.text),
            ),
        )
    )


def _of(flag: KeyFlag, piece: Evidence) -> Severity | None:
    """How grave it is that this sentence is plain."""
    if flag.category in KINDS and CHINESE.search(piece.text):
        kind = kind_of(flag.category, piece.text)
        grave = kind.severity if kind else None
        return Severity.WARNING if grave is Severity.ERROR and flag.tier != "must" else grave
    if flag.category in ("liability", "breach", "dispute"):
        return BY_TIER[flag.tier]
    # Of rights in other languages no kind tells a prohibition or an update from a power that costs something.
    return Severity.WARNING if flag.category not in KINDS else None
