"""Three-way comparison of sequences: what each of two sides made of a common ancestor.

Between two elements that all three share, the side that changed something is taken; where both did, and differently, it
is a conflict. Changes that touch each other are one: nobody has seen them side by side (diff3; Khanna, Kunal and Pierce
2007).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from agreement_tool.frozen import frozen

Element = TypeVar("Element", bound=Hashable)


@frozen
class Chunk(Generic[Element]):
    """A stretch of the result as either side would have it; the same on both where there is no conflict."""

    ours: tuple[Element, ...]
    theirs: tuple[Element, ...]

    @property
    def conflicting(self) -> bool:
        """Whether somebody has to choose."""
        return self.ours != self.theirs


def three_way(base: Sequence[Element], ours: Sequence[Element], theirs: Sequence[Element]) -> Iterator[Chunk[Element]]:
    """The chunks of the result, in order."""
    in_ours, in_theirs = kept(base, ours), kept(base, theirs)
    at_base = at_ours = at_theirs = 0
    shared = [(at, in_ours[at], in_theirs[at]) for at in range(len(base)) if at in in_ours and at in in_theirs]
    for in_base, o, t in (*shared, (len(base), len(ours), len(theirs))):
        before = base[at_base:in_base], ours[at_ours:o], theirs[at_theirs:t]
        if any(before):
            yield _resolved(*map(tuple, before))
        if in_base < len(base):
            yield Chunk((base[in_base],), (base[in_base],))
        at_base, at_ours, at_theirs = in_base + 1, o + 1, t + 1


def kept(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """Where elements of `old` stand in `new`: a longest common subsequence, by indices."""
    return {
        code.src_start + step: code.dest_start + step
        for code in opcodes(old, new)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    }


@frozen
class Code:
    """old[src_start:src_end] became new[dest_start:dest_end]."""

    tag: str
    """equal or change."""
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Code]:
    """Equal and changed stretches in turn, of least change."""
    from rapidfuzz.distance import Indel

    numbers: dict[Hashable, int] = {}
    sides = [[numbers.setdefault(each, len(numbers)) for each in side] for side in (old, new)]
    i = j = 0
    equal = [code for code in Indel.opcodes(*sides) if code.tag == "equal"]
    for code in equal:
        if (i, j) != (code.src_start, code.dest_start):
            yield Code("change", i, code.src_start, j, code.dest_start)
        yield Code("equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        i, j = code.src_end, code.dest_end
    if (i, j) != (len(old), len(new)):
        yield Code("change", i, len(old), j, len(new))


def _resolved(base: tuple[Element, ...], ours: tuple[Element, ...], theirs: tuple[Element, ...]) -> Chunk[Element]:
    if theirs == base:
        return Chunk(ours, ours)
    if ours == base:
        return Chunk(theirs, theirs)
    return Chunk(ours, theirs)
