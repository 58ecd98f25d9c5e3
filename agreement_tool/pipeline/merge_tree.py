"""Three trees of one agreement -> the clauses of the merged one: which there are, what they stand under, in what order.

A clause is the same in all three by its identity: what the comparison of versions matches with the ancestor's, else its
permanent id. Each result is made twice, as either side would have it; where they differ, somebody has to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.diff.compare import matched
from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, Clause

Variant = Literal["ours", "theirs"]
VARIANTS: tuple[Variant, Variant] = ("ours", "theirs")
ROOT = ""
_TANGLED = Bilingual("双方把条款互相移入", "both sides moved clauses into each other")


class CircularMoveError(AgreementError):
    """Both sides moved clauses into each other: no tree holds both."""


@dataclass(slots=True)
class Tree:
    """One of the three: its clauses by key, and what each stands under."""

    agreement: Agreement
    keys: dict[str, str] = field(default_factory=dict)
    """eid -> key."""
    clauses: dict[str, Clause] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, clause: Clause, parent: str) -> None:
        """A clause under its key."""
        self.keys[clause.eid] = key
        self.clauses[key] = clause
        self.parents[key] = parent

    def children(self, key: str) -> list[str]:
        """Keys of what stands under a clause (ROOT: the agreement), in order."""
        below = self.agreement.clauses if key == ROOT else self.clauses[key].children
        return [self.keys[child.eid] for child in below]

    def walk(self, key: str) -> Iterator[str]:
        """A clause and everything under it."""
        yield key
        for child in self.children(key):
            yield from self.walk(child)


class Trees:
    """The three trees with one set of keys."""

    def __init__(self, base: Agreement, ours: Agreement, theirs: Agreement) -> None:
        self.base, self.ours, self.theirs = Tree(base), Tree(ours), Tree(theirs)
        for clause, above in base.walk_with_parents():
            self.base.add(f"b:{clause.eid}", clause, self.base.keys[above[-1].eid] if above else ROOT)
        self._key(self.ours, "o", {})
        self._key(self.theirs, "t", self._added_by_us())
        self.keys = tuple(dict.fromkeys((*self.base.clauses, *self.ours.clauses, *self.theirs.clauses)))
        self.presence = dict(self._presence())

    def side(self, variant: Variant) -> Tree:
        """One side's tree."""
        return self.ours if variant == "ours" else self.theirs

    def _key(self, tree: Tree, letter: str, twins: Mapping[tuple[str, str], list[str]]) -> None:
        """Key a side's clauses: the ancestor's, that of the other side's same addition, or one of their own."""
        known = identities(self.base.agreement, tree.agreement)
        for clause, above in tree.agreement.walk_with_parents():
            parent = tree.keys[above[-1].eid] if above else ROOT
            ancestor = known.get(clause.eid)
            twin = twins.get((parent, _matching_key(clause)))
            key = self.base.keys[ancestor] if ancestor else twin.pop(0) if twin else f"{letter}:{clause.eid}"
            tree.add(key, clause, parent)

    def _added_by_us(self) -> dict[tuple[str, str], list[str]]:
        """(parent, look) -> our additions: two sides that add the same number to the same list mean one place."""
        found: dict[tuple[str, str], list[str]] = {}
        for key, clause in self.ours.clauses.items():
            if key not in self.base.clauses:
                found.setdefault((self.ours.parents[key], _matching_key(clause)), []).append(key)
        return found

    def _presence(self) -> Iterator[tuple[str, frozenset[Variant]]]:
        """In which variants each clause stands."""
        deleted = {**self._deleted(self.ours, self.theirs, "theirs"), **self._deleted(self.theirs, self.ours, "ours")}
        for key in self.keys:
            in_both = key in self.ours.clauses and key in self.theirs.clauses
            in_neither = key not in self.ours.clauses and key not in self.theirs.clauses
            if in_both:
                yield key, frozenset(VARIANTS)
            elif in_neither:
                yield key, frozenset()
            else:
                yield key, deleted.get(key, frozenset(VARIANTS))

    def _deleted(self, deleter: Tree, other: Tree, keeper: Variant) -> dict[str, frozenset[Variant]]:
        """What one side took out: gone where the other left it as it was, else in the other's variant only."""
        gone = {key for key in self.base.clauses if key not in deleter.clauses and key in other.clauses}
        found: dict[str, frozenset[Variant]] = {}
        for root in (key for key in gone if self.base.parents[key] not in gone):
            kept = {key for key in other.walk(root) if key not in deleter.clauses}
            same = self._unchanged(root, other)
            found |= dict.fromkeys(kept, frozenset() if same else frozenset({keeper}))
        return {**dict.fromkeys(gone, frozenset({keeper})), **found}

    def _unchanged(self, root: str, other: Tree) -> bool:
        """Whether the other side left a clause and everything under it as the ancestor has them."""
        before, after = list(self.base.walk(root)), list(other.walk(root))
        if before != after or other.parents[root] != self.base.parents[root]:
            return False
        return all(content(self.base.clauses[key]) == content(other.clauses[key]) for key in before)


def identities(base: Agreement, side: Agreement) -> dict[str, str]:
    """eid in `side` -> eid in `base` of the same clause."""
    found = {new: old for old, new in matched(base, side)}
    taken = set(found.values())
    by_id = {clause.wid: clause.eid for clause in base.walk() if clause.eid not in taken}
    for clause in side.walk():
        if clause.eid not in found and clause.wid in by_id:
            found[clause.eid] = by_id.pop(clause.wid)
    return found


def content(clause: Clause) -> tuple[object, ...]:
    """What a person changes in one clause, without its address and what stands under it."""
    return (clause.kind, clause.label, clause.number, clause.title, clause.spans, clause.rows)


def _matching_key(clause: Clause) -> str:
    """By what two additions at one place are the same: their number, else their words."""
    return clause.label if clause.label is not None else f"{clause.heading}\n{clause.text}"


class Shape:
    """One variant's tree: the keys under each key."""

    def __init__(self, trees: Trees, variant: Variant) -> None:
        self._trees, self._variant = trees, variant
        self._present = {key for key, variants in trees.presence.items() if variant in variants}
        self._parents = {key: self._parent(key) for key in trees.keys if key in self._present}
        self._refuse_circular_moves()
        below: dict[str, list[str]] = {}
        for key, parent in self._parents.items():
            below.setdefault(parent, []).append(key)
        self.children = {parent: self._ordered(parent, keys) for parent, keys in below.items()}

    def walk(self, key: str = ROOT) -> Iterator[str]:
        """Every key in reading order."""
        for child in self.children.get(key, ()):
            yield child
            yield from self.walk(child)

    def _parent(self, key: str) -> str:
        wanted = self._wanted_parent(key)
        tried = {key}
        while wanted != ROOT and (wanted not in self._present or wanted in tried):
            tried.add(wanted)
            wanted = next((tree.parents[wanted] for tree in self._sides() if wanted in tree.parents), ROOT)
        return wanted

    def _sides(self) -> tuple[Tree, Tree, Tree]:
        ours, theirs, base = self._trees.ours, self._trees.theirs, self._trees.base
        return (ours, theirs, base) if self._variant == "ours" else (theirs, ours, base)

    def _wanted_parent(self, key: str) -> str:
        own, other, base = (tree.parents.get(key) for tree in self._sides())
        if own is None or own == base:
            return other if other is not None else own if own is not None else ROOT
        return own

    def _refuse_circular_moves(self) -> None:
        for key in self._parents:
            seen = {key}
            above = self._parents[key]
            while above != ROOT:
                if above in seen:
                    raise CircularMoveError(_TANGLED)
                seen.add(above)
                above = self._parents[above]

    def _ordered(self, parent: str, keys: Sequence[str]) -> list[str]:
        """The order of the side that changed it (this variant's, where both did), the other's additions put in."""
        own, other, base = (self._sequence(tree, parent, keys) for tree in self._sides())
        first, second = (other, own) if _agree(own, base) and not _agree(other, base) else (own, other)
        if self._variant == "theirs" and (_agree(own, base) and _agree(other, base)):
            first, second = other, own  # nobody reordered: both variants begin with ours, so that they do not differ
        placed = [key for key in first if key in keys]
        for place, key in enumerate(second):
            if key not in placed:
                before = next((each for each in reversed(second[:place]) if each in placed), None)
                at = placed.index(before) + 1 if before is not None else 0
                while at < len(placed) and placed[at] not in second:
                    at += 1
                placed.insert(at, key)
        return placed + [key for key in keys if key not in placed]

    def _sequence(self, tree: Tree, parent: str, keys: Sequence[str]) -> list[str]:
        """The keys in the order in which one side has them, wherever it has them."""
        if parent != ROOT and parent not in tree.clauses:
            return []
        wanted = set(keys)
        return [key for key in tree.children(parent) if key in wanted]


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what both hold stands in the same order."""
    common = set(one) & set(other)
    return [key for key in one if key in common] == [key for key in other if key in common]
