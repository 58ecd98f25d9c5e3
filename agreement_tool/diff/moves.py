"""Which matched clauses moved. The smallest set whose removal leaves the rest in order; what stands under them is
carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.layout import ROOT, Layout
from agreement_tool.diff.order import kept_in_order
from agreement_tool.diff.parts import Parts


@dataclass(frozen=True)
class Moves:
    """Old indices of clauses that moved by themselves, and of those that only went along with one above them."""

    moved: frozenset[int]
    carried: frozenset[int]


SAME_NUMBER = 2
"""And so many times more if it kept its number."""
LEFT = 8
"""A clause that left the one above it weighs so many times less among those that kept their order."""
MOST = 0.5
"""Where more than this share of a clause's children went together, the clause they stand under now stands in for it."""


def moves(alignment: Alignment, split: Iterable[Parts] = (), merged: Iterable[Parts] = ()) -> Moves:
    """Find the moves. Members of a split or merge stand in for one another as parents, and so does whoever took over
    most of a clause's children: then the clause changed its head, and its children did not each move.
    """
    stand_ins = _stand_ins(alignment.pairs, split, merged)
    for parent, new_parent in _taken_over(alignment):
        stand_ins.setdefault(parent, set()).add(new_parent)
    return _Moves(alignment, stand_ins).find()


def _taken_over(alignment: Alignment) -> Iterator[tuple[int, int]]:
    for parent, children in enumerate(alignment.old.children):
        parents = Counter(alignment.new[alignment.pairs[i]].parent for i in children if i in alignment.pairs)
        for new_parent, count in parents.most_common(1):
            if new_parent != ROOT and count > 1 and count > MOST * len(children):
                yield parent, new_parent


def _stand_ins(pairs: Mapping[int, int], split: Iterable[Parts], merged: Iterable[Parts]) -> dict[int, set[int]]:
    """For each old clause, the new ones that may stand for it."""
    may = {i: {j} for i, j in pairs.items()}
    for parts in split:
        may.setdefault(parts.whole, set()).update(parts.parts)
    for parts in merged:
        for part in parts.parts:
            may.setdefault(part, set()).add(parts.whole)
    return may


class _Moves:
    def __init__(self, alignment: Alignment, stand_ins: Mapping[int, set[int]]) -> None:
        self.old, self.new, self.pairs = alignment.old, alignment.new, alignment.pairs
        self.back = alignment.back
        self.stand_ins = stand_ins
        self.moved: set[int] = set()
        self.carried: set[int] = set()

    def find(self) -> Moves:
        self._visit(sorted(self.pairs))
        return Moves(frozenset(self.moved), frozenset(self.carried))

    def _visit(self, order: list[int]) -> None:
        """Find the moves among the matched clauses of one stretch, then inside each that moved."""
        roots, carried = self._gone(order, order)
        fewer, along = self._gone(order, [i for i in order if i not in carried])
        if carried and set(fewer) < set(roots) and along >= carried:  # what was carried pushes nobody out of order
            roots, carried = fewer, along
        self.carried |= carried
        self.moved.update(roots)
        for root in roots:
            below = [i for i in range(root + 1, root + self.old[root].size) if i in self.carried]
            if len(below) > 1:
                self._visit_carried(below)

    def _gone(self, order: list[int], judged: list[int]) -> tuple[list[int], set[int]]:
        """What moved by itself, and what it carried along. Who kept the order is looked for among the `judged`."""
        ranks = kept_in_order([self.pairs[i] for i in judged], [self._weight(i) for i in judged])
        kept = {judged[rank] for rank in ranks}
        roots: list[int] = []
        carried: set[int] = set()
        gone: set[int] = set()
        for i in order:
            if self.old[i].parent in gone and self._with_parent(i):
                carried.add(i)
            elif i not in kept or self._crossed(i):
                roots.append(i)
            else:
                continue
            gone.add(i)
        return roots, carried

    def _visit_carried(self, order: list[int]) -> None:
        kept = kept_in_order([self.pairs[i] for i in order], [1 + len(self.old[i].key) for i in order])
        for rank, i in enumerate(order):
            if rank not in kept and self.old[i].parent not in self.moved - {order[0]}:
                self.moved.add(i)
                self.carried.discard(i)

    def _weight(self, i: int) -> int:
        """How much speaks for a clause having stayed. One that stands under another clause now went there; what it
        went past did not."""
        stayed = 1 + len(self.old[i].key)
        label = self.old[i].clause.label
        if label and label == self.new[self.pairs[i]].clause.label:
            stayed *= SAME_NUMBER
        elsewhere = self.old[i].parent != ROOT and not self._same_parent(i)
        return max(1, stayed // LEFT) if elsewhere else stayed

    def _with_parent(self, i: int) -> bool:
        return self.new[self.pairs[i]].parent == self.pairs.get(self.old[i].parent)

    def _same_parent(self, i: int) -> bool:
        return self.new[self.pairs[i]].parent in self.stand_ins.get(self.old[i].parent, ())

    def _crossed(self, i: int) -> bool:
        """Whether a clause that kept its order went from one surviving clause to another, neither above the other."""
        parent, now = self.old[i].parent, self.new[self.pairs[i]].parent
        if parent == ROOT or now == ROOT or now not in self.back or self._same_parent(i):
            return False
        if not (self.old[parent].clause.number and self.new[now].clause.number):
            return False  # a heading without a number came or went above it: the heading moved
        return all(not _related(self.new, stand_in, now) for stand_in in self.stand_ins.get(parent, {now}))


def _related(layout: Layout, a: int, b: int) -> bool:
    return a == b or a in layout.ancestors(b) or b in layout.ancestors(a)
