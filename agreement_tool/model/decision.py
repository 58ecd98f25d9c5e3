"""A person's decision on what the tool found: kept beside the clause files, true as long as the clause's words are."""

from __future__ import annotations

import hashlib
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model.clause import Clause

Verdict = Literal["confirmed", "rejected", "added", "accepted", "questioned", "open"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "rejected", "added", "accepted", "questioned", "open")
State = Literal["undecided", "decided", "re-check", "conflict"]
EMPHASIS = "emphasis"
"""The subject of a decision on how a clause is printed."""
CATEGORY, CHANGE = "category:", "change:"
"""How the subjects of decisions on a category (category:liability) and on a change (change:text) begin."""


@frozen
class Decision:
    """One person's decision on one subject of one clause."""

    wid: str
    """The clause's permanent identity."""
    hash: str
    """`words_hash` of the clause (or of both sides of a change) when it was decided."""
    subject: str
    verdict: Verdict
    note: str = ""
    reviewer: str = ""
    date: str = ""
    """ISO 8601."""


def words_hash(*clauses: Clause | None) -> str:
    """Sixteen hexadecimal digits that change when the words of a clause do; number, spacing and emphasis do not
    count."""
    words = "\x1e".join("".join(f"{clause.heading}{clause.text}".split()) if clause else "" for clause in clauses)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
