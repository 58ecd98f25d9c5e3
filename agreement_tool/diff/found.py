"""What was found in the sentences of a change, and what speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from agreement_tool.diff.frames import Frame
from agreement_tool.model import Bilingual


class Nearness(IntEnum):
    """Where what speaks for a kind stands, the best last."""

    AROUND = 0
    """In words that no edit touches, or above the clause."""
    NEAR = 1
    """In the short phrase that an edit is in."""
    EDITED = 2
    """In the very words that an edit is in."""
    OWN = 3
    """A word or a value of the kind came, went or became another."""


Proved = Callable[[str], bool]
"""Whether the words that changed prove a kind."""


@dataclass
class FoundSignals:
    """The kinds that sentences touch, and what became what."""

    kinds: dict[str, Nearness] = field(default_factory=dict)
    """Kind -> the best that speaks for it."""
    reasons: list[Bilingual] = field(default_factory=list)

    def add(self, *kinds: str, evidence: Nearness = Nearness.OWN) -> None:
        """Kinds found, and what speaks for them."""
        for kind in kinds:
            self.kinds[kind] = max(evidence, self.kinds.get(kind, evidence))

    def take(self, other: FoundSignals, frame: Frame | None, proved: Proved) -> None:
        """What was found in one sentence, without what its frame rules out; what is not `proved` is only content."""
        framed = frame is not None and bool(frame.kind) and proved(frame.kind)
        if frame and framed:
            self.add(frame.kind)
        elif frame and frame.kind:
            self.add("content", evidence=Nearness.AROUND)
        drops = frame.drops if frame and (framed or not frame.kind) else frozenset()
        for kind, evidence in other.kinds.items():
            if kind not in drops:
                certain = kind in SILENT or proved(kind)
                self.add(kind if certain else "content", evidence=evidence if certain else Nearness.AROUND)
        self.reasons += other.reasons

    def settle(self) -> None:
        """Leaves out the kinds for which only words speak that stood there before: what changed is the content."""
        kept = {kind: evidence for kind, evidence in self.kinds.items() if evidence > Nearness.AROUND}
        self.kinds = kept or ({"content": Nearness.AROUND} if self.kinds else {})


SILENT = frozenset(("obligation", "permission", "scope", "content", "condition", "time"))
"""Kinds that make a change matter and need no proof: no advice rests on them."""
GENERAL = ("privacy-processing", "deeming", "prohibition")
"""Kinds that say little."""
