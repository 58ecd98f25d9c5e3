"""An agreement's tree laid out flat, in reading order, with the keys that alignment compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agreement_tool.model import Agreement, Clause
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import wording

ROOT = -1
NAMES_ARCHIVE = 120
"""Characters of a line that says that an older version follows."""
REPEATS = 0.3
"""Share of an older version's headings and lines that the version in force has too."""
_ARCHIVE = compiled(
    "(?:[Pp]art[A-Za-z0-9]{1,3}[:：.、-]?|附件?[一二三四五0-9]{0,2}[:：]?|第[二三四]部分[:：]?|以下(?:为|是))?"
    "(?:(?:[Oo]ld|[Pp]revious|[Ff]ormer|[Aa]rchived)[Vv]ersion|(?:旧版|上一版|历史版本?|原版)(?:本)?(?:全文|正文|内容|存档)?(?:[(（:：]|$))"
)


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
    def by_eid(self) -> dict[str, int]:
        """eid -> index."""
        return {node.clause.eid: node.index for node in self.nodes}

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

    @cached_property
    def archive(self) -> int:
        """Index from which a file holds an older version of itself, kept for the record; the length for none."""
        named = (node.index for node in self.nodes if len(node.key) <= NAMES_ARCHIVE and _ARCHIVE.match(node.key))
        return next((index for index in named if self._repeats(index)), len(self.nodes))

    def _repeats(self, index: int) -> bool:
        """Whether what stands behind says again what stands before; a link to an older version does not."""
        before = {node.heading or node.key for node in self.nodes[:index]}
        behind = [node.heading or node.key for node in self.nodes[index + 1 :]]
        return sum(key in before for key in behind) > REPEATS * len(behind)

    def archived(self, index: int) -> bool:
        """Whether a clause is of the older version that the file keeps behind the one in force."""
        return index >= self.archive

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
