"""An agreement's tree laid out flat, in reading order, with the keys that alignment compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agreement_tool.model import Agreement, Clause
from agreement_tool.text.wording import wording

ROOT = -1


@dataclass(frozen=True)
class PlacedClause:
    """One clause and its place. Indices count clauses in reading order."""

    index: int
    clause: Clause
    parent: int
    """Index of the clause it stands under; ROOT for none."""
    depth: int
    size: int
    """How many clauses its subtree holds, itself included."""

    @cached_property
    def heading(self) -> str:
        """Its title's comparison key."""
        return wording(self.clause.heading)

    @cached_property
    def text(self) -> str:
        """Its own text's comparison key."""
        return wording(self.clause.text)

    @cached_property
    def key(self) -> str:
        """Heading and own text in one: a reader may put the border between them elsewhere."""
        return self.heading + self.text

    @property
    def label(self) -> str:
        """Its number as printed, width folded; '' without one."""
        return wording(self.clause.label or "")


@dataclass(frozen=True)
class Layout:
    """Every clause of one version in reading order."""

    nodes: tuple[PlacedClause, ...]

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, index: int) -> PlacedClause:
        return self.nodes[index]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each node, the indices of its children."""
        below: list[list[int]] = [[] for _ in self.nodes]
        for node in self.nodes:
            if node.parent != ROOT:
                below[node.parent].append(node.index)
        return tuple(map(tuple, below))

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """Indices of the clauses that stand under no other."""
        return tuple(node.index for node in self.nodes if node.parent == ROOT)

    @cached_property
    def weight(self) -> tuple[int, ...]:
        """For each node, how much wording its subtree holds: characters, and one for each clause."""
        total = [1 + len(node.key) for node in self.nodes]
        for node in reversed(self.nodes):
            if node.parent != ROOT:
                total[node.parent] += total[node.index]
        return tuple(total)

    def ancestors(self, index: int) -> list[int]:
        """Indices of the clauses above, innermost first."""
        above = []
        while (index := self.nodes[index].parent) != ROOT:
            above.append(index)
        return above


def lay_out(agreement: Agreement) -> Layout:
    """The layout of a version."""
    flat: list[tuple[Clause, int, int]] = []
    stack: list[tuple[Clause, int, int]] = [(clause, ROOT, 0) for clause in reversed(agreement.clauses)]
    while stack:
        clause, parent, depth = stack.pop()
        flat.append((clause, parent, depth))
        stack.extend((child, len(flat) - 1, depth + 1) for child in reversed(clause.children))
    sizes = [1] * len(flat)
    for index in range(len(flat) - 1, -1, -1):
        if flat[index][1] != ROOT:
            sizes[flat[index][1]] += sizes[index]
    return Layout(tuple(PlacedClause(index, *place, sizes[index]) for index, place in enumerate(flat)))
