"""Clause F1 of a document whose tree is known: label, whole text and parent must all be right."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from agreement_tool.model import Agreement, Clause
from benchmarks.typeset.trees import Node, Tree

Key = tuple[str, str, str]
"""Label, heading with text, nearest labelled or headed unit above; width and white space set aside."""


def norm(text: str | None) -> str:
    """Text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def wanted(tree: Tree, merged: frozenset[int] = frozenset()) -> Counter[Key]:
    """The clauses that must be found. `merged`: nodes (by id) whose first paragraph stands on their heading's line."""
    return Counter(key for node in tree.nodes for key in _of_node(node, "", merged))


def _of_node(node: Node, above: str, merged: frozenset[int]) -> Iterator[Key]:
    if node.signature:
        return
    children = node.children
    text = node.heading + node.text
    if id(node) in merged:
        text += children[0].text
        children = children[1:]
    if node.table:
        text = "".join("".join(row) for row in node.table)
    yield norm(node.label), norm(text), above
    here = norm(node.label) or (norm(node.heading) if node.heading else above)
    for child in children:
        yield from _of_node(child, here, merged)


def found(agreement: Agreement) -> Counter[Key]:
    """The clauses of a tree."""
    return Counter(key for _, key in in_order(agreement))


def in_order(agreement: Agreement) -> Iterator[tuple[Clause, Key]]:
    """Every scored clause with its key, in reading order."""
    for clause in agreement.clauses:
        yield from _of_clause(clause, "")


def _of_clause(clause: Clause, above: str) -> Iterator[tuple[Clause, Key]]:
    if clause.kind == "signature":
        return
    yield clause, (norm(clause.label), norm(clause.heading + clause.text), above)
    here = norm(clause.label) or (norm(clause.heading) if clause.heading else above)
    for child in clause.children:
        yield from _of_clause(child, here)


@dataclass(slots=True)
class Tally:
    """Clauses right, wanted and found."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def add(self, want: Counter[Key], have: Counter[Key]) -> None:
        """Count one document."""
        self.right += (want & have).total()
        self.wanted += want.total()
        self.found += have.total()

    @property
    def f1(self) -> float:
        """2·right ÷ (wanted + found)."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0
