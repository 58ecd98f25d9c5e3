"""What was found in the sentences of a change, and which of it is worth a name in the reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreement_tool.diff.frames import Frame
from agreement_tool.diff.signals import names, signal_book
from agreement_tool.model import Bilingual

NAMED_REASONS = 3
"""So many kinds are named in a reason: more say nothing."""


@dataclass
class FoundSignals:
    """The kinds that sentences touch, and what became what."""

    kinds: dict[str, bool] = field(default_factory=dict)
    """Kind -> whether a word or a value of its own says so, not only what the edit stands in."""
    reasons: list[Bilingual] = field(default_factory=list)
    framed: dict[str, None] = field(default_factory=dict)
    """Kinds that sentences are as a whole: an item of a prohibition."""

    def add(self, *kinds: str, sure: bool = True) -> None:
        """Kinds found; `sure`: by a word or a value of their own."""
        for kind in kinds:
            self.kinds[kind] = sure or self.kinds.get(kind, False)

    def take(self, other: FoundSignals, frame: Frame | None) -> None:
        """What was found in one sentence, without what its frame rules out."""
        if frame and frame.kind:
            self.add(frame.kind)
            self.framed[frame.kind] = None
        for kind, sure in other.kinds.items():
            if frame is None or kind not in frame.drops:
                self.add(kind, sure=sure)
        self.reasons += other.reasons


def with_names(found: FoundSignals, *, whole: bool = False) -> tuple[Bilingual, ...]:
    """The reasons, and the kinds that no reason tells yet in one: 涉及义务、范围."""
    told = set(signal_book().quantity_kinds) if found.reasons else set()
    named = names(kind for kind in _telling(found, whole=whole) if kind not in told)[:NAMED_REASONS]
    if not named:
        return tuple(found.reasons)
    touches = Bilingual(
        "涉及" + "、".join(name.zh for name in named), "touches " + ", ".join(name.en for name in named)
    )
    return (*found.reasons, touches)


GENERAL = ("privacy-processing", "deeming", "prohibition", "permission", "obligation", "scope", "condition", "time")
"""Kinds that say least, the more telling first."""
LITERAL = frozenset(("form", "territory", "language"))
"""Kinds whose words stand in sentences about other things: of a whole clause they are named where there is no other."""
MOST_WHOLE = 2
"""So many kinds are named of a whole clause."""
MOST_GENERAL = 2
"""So many of the kinds that say least are named."""


def _telling(found: FoundSignals, *, whole: bool) -> list[str]:
    """The kinds worth a name: what sentences are as a whole; those that say least where a word of theirs changed, or
    where there is no other. One that is right says more than three of which one is off."""
    specific = [kind for kind in found.kinds if kind not in (*GENERAL, *found.framed)]
    if whole and set(specific) - LITERAL:
        specific = [kind for kind in specific if kind not in LITERAL]
    sure = [kind for kind in specific if found.kinds[kind]]
    if whole and found.framed:
        return [kind for kind in found.kinds if kind in found.framed or kind in sure][:MOST_WHOLE]
    specific = sure + [kind for kind in specific if kind not in sure]
    general = [kind for kind in GENERAL if kind in found.kinds and kind not in found.framed]
    if specific or found.reasons or found.framed:
        general = [] if whole else [kind for kind in general if found.kinds[kind]]
    if whole:
        return [*specific, *general[:1]][:MOST_WHOLE]
    return [*found.framed, *specific, *general[:MOST_GENERAL]][:NAMED_REASONS]
