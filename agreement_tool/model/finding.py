"""A fault found in an agreement's text. Faults in the text are values; faults in the run are exceptions."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from agreement_tool.bilingual import Bilingual as Bilingual
from agreement_tool.frozen import frozen


class Severity(StrEnum):
    """How bad a finding is; ordered by `rank`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return ("error", "warning", "info").index(self.value)


Field = Literal["label", "title", "text"]


@frozen
class Edit:
    """Replace code points [start, end) of a clause's label, title or own text."""

    eid: str
    field: Field
    start: int
    end: int
    replacement: str


@frozen
class Fix:
    """How to mend a finding. `safe`: meaning cannot change. Edits of one fix are applied together or not at all."""

    safe: bool
    edits: tuple[Edit, ...]


@frozen
class Finding:
    """One fault at one place. Offsets are 0-based code points in the named field of the clause's own text."""

    code: str
    """NUM002; never reused."""
    name: str
    """skipped-number: the fault, not the remedy."""
    severity: Severity
    message: Bilingual
    eid: str | None = None
    """The clause, or None for the whole document."""
    label: str | None = None
    page: int | None = None
    field: Field = "text"
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    """0…1: how sure the rule is."""
    fix: Fix | None = None
    refusal: Bilingual | None = None
    """Why there is no fix although findings of this kind usually have one."""
