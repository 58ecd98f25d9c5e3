"""What was found in the sentences of a change, and which of it is worth a name in the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from agreement_tool.diff.frames import Frame
from agreement_tool.diff.signals import names, signal_book, told_by_phrases
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
    framed: dict[str, None] = field(default_factory=dict)
    """Kinds that sentences are as a whole: an item of a prohibition."""

    def add(self, *kinds: str, evidence: Nearness = Nearness.OWN) -> None:
        """Kinds found, and what speaks for them."""
        for kind in kinds:
            self.kinds[kind] = max(evidence, self.kinds.get(kind, evidence))

    def take(self, other: FoundSignals, frame: Frame | None, proved: Proved) -> None:
        """What was found in one sentence, without what its frame rules out; what is not `proved` is only content."""
        framed = frame is not None and bool(frame.kind) and proved(frame.kind)
        if frame and framed:
            self.add(frame.kind)
            self.framed[frame.kind] = None
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


def with_names(found: FoundSignals, *, whole: bool = False) -> tuple[Bilingual, ...]:
    """The reasons, and the kinds that no reason tells yet in one: 涉及保密、处理目的."""
    told = set(signal_book().quantity_kinds) if found.reasons else set()
    named = names(kind for kind in _telling(found, whole=whole) if kind not in told)
    if not named:
        return tuple(found.reasons)
    touches = Bilingual(
        "涉及" + "、".join(name.zh for name in named), "touches " + ", ".join(name.en for name in named)
    )
    return (*found.reasons, touches)


SILENT = frozenset(("obligation", "permission", "scope", "content", "condition", "time"))
"""Kinds that make a change matter and name nothing that a reader could use: what changed is quoted instead."""
GENERAL = ("privacy-processing", "deeming", "prohibition")
"""Kinds that say little, the more telling first."""
BINDING = ("deeming", "prohibition")
"""Those of them that are named beside others, where a word of theirs changed."""
LITERAL = frozenset(("form", "territory", "language"))
"""Kinds whose words stand in sentences about other things: of a whole clause they are named where there is no other."""
FIRST = frozenset(("privacy-sharing", "privacy-sensitive", "privacy-export", "privacy-minors"))
"""Kinds that are named before others: they ask most of who processes."""
MOST = 2
"""So many kinds are named."""
MOST_GENERAL = 2
"""So many of the kinds that say little are named."""


def _telling(found: FoundSignals, *, whole: bool) -> list[str]:
    """The kinds worth a name: what sentences are as a whole; those that say little where a word of theirs changed, or
    where there is no other. One that is right says more than three of which one is off."""
    specific = [
        kind
        for kind, evidence in found.kinds.items()
        if kind not in (*GENERAL, *SILENT, *found.framed)
        and (whole or evidence > Nearness.NEAR or kind in told_by_phrases())
    ]
    values = signal_book().quantity_kinds
    if whole and (found.framed or set(specific) - set(values)):
        specific = [kind for kind in specific if kind not in values]
    if whole and set(specific) - LITERAL:
        specific = [kind for kind in specific if kind not in LITERAL]
    sure = [kind for kind in specific if found.kinds[kind] is Nearness.OWN]
    if whole and found.framed:
        return sorted([*found.framed, *specific], key=_rank)[:MOST]
    specific = sure + [kind for kind in specific if kind not in sure]
    general = [kind for kind in GENERAL if kind in found.kinds and kind not in found.framed]
    if specific or found.reasons or found.framed:
        general = [kind for kind in general if kind in BINDING and not whole and found.kinds[kind] is Nearness.OWN]
    if whole:
        return sorted([*specific, *general[:1]], key=_rank)[:MOST]
    return sorted([*found.framed, *specific, *general[:MOST_GENERAL]], key=_rank)[:MOST]


def _rank(kind: str) -> int:
    """Kinds that ask most first; values, which say of nothing what they are of, last."""
    return 0 if kind in FIRST else 2 if kind in signal_book().quantity_kinds else 1
