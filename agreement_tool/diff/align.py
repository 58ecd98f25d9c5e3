"""Which clause of the new version is which of the old: permanent identity, then identical wording, then one optimum.

What identity and identical wording settle fences the rest. The rest is assigned all at once (`assign`): the gain of a
pair is how alike the two read, plus how well their places agree (between the same neighbours, under the same parent,
same number), less what two strangers would reach. Parents vouch for children and children for parents, so the
assignment is repeated until it stands still.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agreement_tool.diff.assign import assign
from agreement_tool.diff.candidates import candidates
from agreement_tool.diff.layout import ROOT, Layout, PlacedClause, lay_out
from agreement_tool.diff.order import kept_in_order
from agreement_tool.diff.similarity import similarity
from agreement_tool.model import Agreement

Basis = Literal["identity", "wording", "similarity"]

IDENTITY_GUARD = 0.3
"""A clause that kept its permanent id and not even so much of its wording is another clause under a reused id."""
WORD_OF_MOUTH = 8
"""Wording shorter than this is too common to settle a pair that is out of order."""
ROUNDS = 4
"""Parents' and children's votes settle within two or three rounds; more would only swing."""
NEAR_TIE = 0.04

# Gains of a pair's place, and what a pair of strangers reaches: the sum of the first five lets a rewritten clause be
# recognised in its place from a similarity of 0.28, and anywhere else from 0.58.
SAME_GAP = 0.12
SAME_PARENT = 0.08
SAME_LABEL = 0.05
SAME_KIND = 0.02
NEARNESS = 0.03
SAME_TABLE = 0.15
"""Of two tables between the same neighbours one is what the other was, whatever stands in its cells."""
SAME_ID = 0.3
STRANGERS = 0.58
REWRITTEN, LONG = 0.41, 12
"""Likeness of two clauses without a counterpart, one the other rewritten, and how many characters they have."""
SAME_LINE = 0.5
"""Likeness of a heading and a text that are one line."""
HEAD_FOR_TEXT = 0.3
"""What a heading with clauses under it and a line of text without any lose as a pair: the one became the other only
where they read the same."""


@dataclass(frozen=True)
class Alignment:
    """Counterparts by reading-order index."""

    old: Layout
    new: Layout
    pairs: Mapping[int, int]
    """old index -> new index, one to one."""
    basis: Mapping[int, Basis]
    """old index -> what settled the pair."""
    ties: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """old index -> other new indices that would have done nearly as well."""

    @property
    def back(self) -> dict[int, int]:
        """new index -> old index."""
        return {j: i for i, j in self.pairs.items()}


def align(old: Agreement, new: Agreement) -> Alignment:
    """Align two versions. The result does not depend on hash order or time."""
    a, b = lay_out(old), lay_out(new)
    if (same := _all_the_same(a, b)) is not None:
        return Alignment(a, b, same, dict.fromkeys(same, "wording"))
    settled, basis = _settled(a, b, remembered=_remembers(old, new))
    in_order = _in_order(a, settled)
    for i in [i for i in settled if i not in in_order and len(a[i].key) < WORD_OF_MOUTH and basis[i] == "wording"]:
        del settled[i], basis[i]
    pairs, ties = _Rest(a, b, settled, in_order).solve()
    pairs |= _late(a, b, pairs)
    for i in pairs:
        basis.setdefault(i, "similarity")
    return Alignment(a, b, pairs, basis, ties)


def _late(old: Layout, new: Layout, pairs: Mapping[int, int]) -> dict[int, int]:
    """Pairs of what found no counterpart: rewritten clauses, each the likest of the other wherever they stand."""
    alike = {
        (i, j): closeness
        for i, news in candidates(old, new, pairs, set()).items()
        for j in news
        if min(len(old[i].text), len(new[j].text)) >= LONG and (closeness := similarity(old[i], new[j])) >= REWRITTEN
    }
    best_old: dict[int, tuple[float, int]] = {}
    best_new: dict[int, tuple[float, int]] = {}
    for (i, j), closeness in alike.items():
        best_old[i] = max(best_old.get(i, (0.0, -1)), (closeness, j))
        best_new[j] = max(best_new.get(j, (0.0, -1)), (closeness, i))
    return {i: j for i, (_, j) in best_old.items() if best_new[j][1] == i}


def _all_the_same(old: Layout, new: Layout) -> dict[int, int] | None:
    """Every clause with itself where both versions read the same from end to end; None where they do not."""
    outlines = ([(node.depth, node.label, node.key) for node in side.nodes] for side in (old, new))
    return {index: index for index in range(len(old))} if next(outlines) == next(outlines) else None


def _settled(old: Layout, new: Layout, *, remembered: bool) -> tuple[dict[int, int], dict[int, Basis]]:
    """What wording and identity settle. Wording that occurs once speaks first: an id may have been given by mistake."""
    settled = {i: j for i, j in _by_wording(old, new, {}).items() if len(old[i].key) >= WORD_OF_MOUTH}
    basis: dict[int, Basis] = dict.fromkeys(settled, "wording")
    if remembered:
        for i, j in _by_identity(old, new, settled).items():
            settled[i], basis[i] = j, "identity"
    for i, j in _by_wording(old, new, settled).items():
        settled[i], basis[i] = j, "wording"
    return settled, basis


def _remembers(old: Agreement, new: Agreement) -> bool:
    """Whether the permanent ids of both are of one history.

    A file that was just read has ids too, made from its addresses: they say nothing about the past. Ids are inherited
    when a version is stored as the successor of another.
    """
    if not old.id or old.id != new.id or not (old.supersedes or new.supersedes):
        return False
    inherited = [any(clause.wid != clause.eid for clause in side.walk()) for side in (old, new)]
    return inherited[1] or not inherited[0]


def _by_identity(old: Layout, new: Layout, settled: Mapping[int, int]) -> dict[int, int]:
    """Pairs of the rest that a stored permanent id settles."""
    by_wid = {node.clause.wid: node for node in old.nodes if node.index not in settled}
    taken = set(settled.values())
    pairs = {}
    for node in new.nodes:
        before = by_wid.get(node.clause.wid)
        if before is None or node.index in taken or (_derived(before) and _derived(node)):
            continue
        if similarity(before, node) >= IDENTITY_GUARD:
            pairs[before.index] = node.index
    return pairs


def _derived(node: PlacedClause) -> bool:
    """Whether its id is just its address."""
    return node.clause.wid == node.clause.eid


def _is_head(node: PlacedClause) -> bool:
    return bool(node.clause.heading and node.clause.children and not node.clause.text)


def _is_text(node: PlacedClause) -> bool:
    return bool(node.clause.text and not node.clause.children and not node.clause.heading)


def _by_wording(old: Layout, new: Layout, settled: Mapping[int, int]) -> dict[int, int]:
    """Pairs whose wording is identical and occurs once on each side."""
    taken = set(settled.values())
    once: dict[tuple[str, bool], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for node in old.nodes:
        if node.index not in settled:
            once[node.key, old.archived(node.index)][0].append(node.index)
    for node in new.nodes:
        if node.index not in taken:
            once[node.key, new.archived(node.index)][1].append(node.index)
    return {olds[0]: news[0] for (key, _), (olds, news) in once.items() if key and len(olds) == len(news) == 1}


def _in_order(old: Layout, pairs: Mapping[int, int]) -> set[int]:
    order = sorted(pairs)
    kept = kept_in_order([pairs[i] for i in order], [1 + len(old[i].key) for i in order])
    return {order[k] for k in kept}


class _Rest:
    """The clauses that neither identity nor wording settled, and the gains of pairing them."""

    def __init__(self, old: Layout, new: Layout, settled: dict[int, int], in_order: set[int]) -> None:
        self.old, self.new, self.settled = old, new, settled
        self.candidates = candidates(old, new, settled, in_order)
        self.rows = sorted(self.candidates)
        self.fences = sorted(in_order)
        self.fence_partners = [settled[i] for i in self.fences]
        alike = {(i, j): similarity(old[i], new[j]) for i in self.rows for j in self.candidates[i]}
        self.place = {
            (i, j): closeness + self._place(i, j)
            for (i, j), closeness in alike.items()
            if not self._turned(i, j, closeness)
        }

    def solve(self) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
        """All pairs, settled ones included, and the near ties among the rest."""
        pairs = dict(self.settled)
        gains: list[dict[int, float]] = []
        for _ in range(ROUNDS):
            gains = [self._gains(i, pairs) for i in self.rows]
            found = {self.rows[row]: j for row, j in assign(gains).items()}
            following = {**self.settled, **found}
            if following == pairs:
                break
            pairs = following
        return pairs, self._ties(gains, pairs)

    def _gains(self, i: int, pairs: Mapping[int, int]) -> dict[int, float]:
        scored = ((j, self._score(i, j, pairs) - STRANGERS) for j in self.candidates[i] if (i, j) in self.place)
        return {j: gain for j, gain in scored if gain > 0}

    def _turned(self, i: int, j: int, closeness: float) -> bool:
        """Whether one is only a heading and the other only a text that says something else."""
        a, b = self.old[i], self.new[j]
        if closeness >= SAME_LINE:
            return False
        heads = [bool(node.heading and not node.text) for node in (a, b)]
        texts = [bool(node.text and not node.heading) for node in (a, b)]
        return (heads[0] and texts[1]) or (texts[0] and heads[1])

    def _score(self, i: int, j: int, pairs: Mapping[int, int]) -> float:
        score = self.place[i, j]
        parent_i, parent_j = self.old[i].parent, self.new[j].parent
        if parent_j == (pairs.get(parent_i) if parent_i != ROOT else ROOT):
            score += SAME_PARENT
        share = self._children_agree(i, j, pairs)
        return max(score, 0.3 * score + 0.7 * (share + SAME_GAP)) if share else score

    def _children_agree(self, i: int, j: int, pairs: Mapping[int, int]) -> float:
        """Share of the wording under both clauses that stands in matched children, 0…1."""
        below_i, below_j = self.old.children[i], self.new.children[j]
        if not below_i or not below_j:
            return 0.0
        inside = set(below_j)
        common = [(c, pairs[c]) for c in below_i if pairs.get(c) in inside]
        weight = sum(self.old.weight[c] + self.new.weight[d] for c, d in common)
        return weight / (sum(self.old.weight[c] for c in below_i) + sum(self.new.weight[d] for d in below_j))

    def _place(self, i: int, j: int) -> float:
        a, b = self.old[i], self.new[j]
        score = SAME_GAP * self._same_gap(i, j)
        score += SAME_LABEL * bool(a.label and a.label == b.label)
        score += SAME_KIND * (a.clause.kind == b.clause.kind)
        score += SAME_TABLE * (a.clause.kind == b.clause.kind == "table" and self._same_gap(i, j))
        score += SAME_ID * (a.clause.wid == b.clause.wid and not _derived(b))
        score -= HEAD_FOR_TEXT * ((_is_head(a) and _is_text(b)) or (_is_text(a) and _is_head(b)))
        return score + NEARNESS * (1 - abs(i / len(self.old) - j / len(self.new)))

    def _same_gap(self, i: int, j: int) -> bool:
        """Whether the two stand between the same settled neighbours."""
        return bisect_left(self.fences, i) == bisect_left(self.fence_partners, j)

    def _ties(self, gains: list[dict[int, float]], pairs: Mapping[int, int]) -> dict[int, tuple[int, ...]]:
        ties = {}
        for row, i in enumerate(self.rows):
            j = pairs.get(i)
            if j is None or self.old[i].key == self.new[j].key:
                continue
            chosen = gains[row].get(j, 0.0)
            near = tuple(k for k, gain in sorted(gains[row].items()) if k != j and gain >= chosen - NEAR_TIE)
            if near:
                ties[i] = near
        return ties
