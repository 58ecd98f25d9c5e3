"""References inside the text, before and after: followed when the target's number changed, or pointing elsewhere
now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agreement_tool.diff.inline import common_blocks
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.text.citations import External, resolve
from agreement_tool.text.outline import Outline
from agreement_tool.text.references import Mention, mentions
from agreement_tool.text.wording import fold, wording

PLACEHOLDER = "\ue000"
"""Stands for one reference in a masked text (private use, U+E000)."""


@frozen
class Pointer:
    """A reference to this agreement's own clauses. `targets` are eids; () when there is no such clause."""

    start: int
    end: int
    text: str
    targets: tuple[str, ...]


@frozen
class PointerPair:
    """The same reference before and after."""

    old: Pointer
    new: Pointer

    @property
    def reprinted(self) -> bool:
        """Whether it is printed differently."""
        return wording(self.old.text) != wording(self.new.text)


@frozen
class PointerChanges:
    """What happened to the references of one matched clause."""

    old_text: str
    """The old own text with its references masked: what is left is wording."""
    new_text: str
    followed: tuple[PointerPair, ...] = ()
    elsewhere: tuple[PointerPair, ...] = ()


@dataclass
class Pointers:
    """The references of both versions. `stand_ins`: old eid -> eids of the new clauses that may stand for it."""

    old: Agreement
    new: Agreement
    stand_ins: Mapping[str, frozenset[str]]
    sides: tuple[Outline, Outline] = field(init=False)

    def __post_init__(self) -> None:
        self.sides = (Outline(self.old), Outline(self.new))

    def compare(self, old_eid: str, old_text: str, new_eid: str, new_text: str) -> PointerChanges:
        """The references of a matched clause, and its texts without them."""
        before = self._pointers(self.sides[0], old_eid, old_text)
        after = self._pointers(self.sides[1], new_eid, new_text)
        if not before and not after:
            return PointerChanges(old_text, new_text)
        followed, elsewhere = [], []
        kept_before, kept_after = list(before), list(after)
        for pair in _paired(old_text, before, new_text, after):
            if self._same_target(pair):
                followed += [pair] * pair.reprinted
            elif pair.old.targets:
                elsewhere.append(pair)
            elif pair.reprinted:  # nobody can tell what it meant: leave the number in the wording
                kept_before.remove(pair.old)
                kept_after.remove(pair.new)
        return PointerChanges(
            masked(old_text, kept_before), masked(new_text, kept_after), tuple(followed), tuple(elsewhere)
        )

    def _pointers(self, outline: Outline, eid: str, text: str) -> tuple[Pointer, ...]:
        return tuple(
            Pointer(mention.start, mention.end, mention.text, found)
            for mention in mentions(text)
            if (found := _targets(outline, eid, mention)) is not None
        )

    def _same_target(self, pair: PointerPair) -> bool:
        allowed = [self.stand_ins.get(eid, frozenset()) for eid in pair.old.targets]
        if not allowed:
            return not pair.new.targets and not pair.reprinted
        now = set(pair.new.targets)
        return all(may & now for may in allowed) and now <= frozenset().union(*allowed)


def _targets(outline: Outline, eid: str, mention: Mention) -> tuple[str, ...] | None:
    """Eids; () for a clause that does not exist; None for other documents and for 本条, which cannot go astray."""
    if mention.steps and mention.steps[0].relative == "this" and len(mention.steps) == 1:
        return None
    found = resolve(outline, eid, mention)
    if isinstance(found, External):
        return None
    return found or (() if mention.steps else None)


def masked(text: str, pointers: Sequence[Pointer]) -> str:
    """The text with every pointer replaced by PLACEHOLDER."""
    pieces, at = [], 0
    for pointer in pointers:
        pieces += [text[at : pointer.start], PLACEHOLDER]
        at = pointer.end
    return "".join((*pieces, text[at:]))


def _paired(old_text: str, before: Sequence[Pointer], new_text: str, after: Sequence[Pointer]) -> Iterator[PointerPair]:
    """References that stand at the same place of the common wording."""
    old, new = fold(masked(old_text, before)).text, fold(masked(new_text, after)).text
    ranks_old = {at: rank for rank, at in enumerate(_placeholders(old))}
    ranks_new = {at: rank for rank, at in enumerate(_placeholders(new))}
    for i, j, length in [(0, 0, len(old))] if old == new else common_blocks(old, new):
        for offset in range(length):
            if i + offset in ranks_old and j + offset in ranks_new:
                yield PointerPair(before[ranks_old[i + offset]], after[ranks_new[j + offset]])


def _placeholders(text: str) -> Iterator[int]:
    return (at for at, character in enumerate(text) if character == PLACEHOLDER)
