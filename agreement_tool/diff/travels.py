"""Sentences that went from one clause to another, word for word: one move, not a loss here and a gain there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.layout import PlacedClause
from agreement_tool.diff.weigh import standard
from agreement_tool.model import ChangeType
from agreement_tool.text import sentences
from agreement_tool.text.wording import wording

REPEATED = 30
"""Characters of a sentence that says the same wherever it stands."""
SHORTEST = 10
"""Characters of a sentence that is recognised elsewhere: shorter ones are found anywhere."""


class Travels:
    """The sentences that one clause lost and another gained."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment

    @cached_property
    def _gone(self) -> dict[str, list[int]]:
        """Standard wording -> old indices of the clauses that no longer hold it."""
        return self._only(0)

    @cached_property
    def _come(self) -> dict[str, list[int]]:
        """Standard wording -> new indices of the clauses that did not hold it."""
        return self._only(1)

    def _only(self, side: int) -> dict[str, list[int]]:
        here, there = (self.alignment.old, self.alignment.new)[:: 1 - 2 * side]
        partner = self.alignment.pairs if side == 0 else self.alignment.back
        found: dict[str, list[int]] = defaultdict(list)
        for node in here.nodes:
            other = there[partner[node.index]].key if node.index in partner else ""
            if node.key == other:
                continue
            twin = there[partner[node.index]].clause.text if node.index in partner else ""
            for key in _lost(node.clause.text, twin):
                found[key].append(node.index)
        return found

    @cached_property
    def _headings(self) -> frozenset[str]:
        sides = (self.alignment.old, self.alignment.new)
        return frozenset(standard(node.clause.heading) for side in sides for node in side.nodes if node.clause.heading)

    def is_heading(self, node: PlacedClause) -> bool:
        """Whether the clause says no more than some heading does: a line of a table of contents."""
        return len(node.clause.text) <= 40 and standard(node.clause.text) in self._headings

    def without(self, kind: ChangeType, text: str, node: PlacedClause) -> str:
        """The node's text without the sentences that went elsewhere (`removed`) or came from elsewhere (`added`)."""
        if not text or not self._both:
            return text
        return "".join(piece for piece in sentences.split(text) if not self._travelled(kind, standard(piece), node))

    def unrepeated(self, kind: ChangeType, text: str) -> str:
        """The text of a clause put in or taken out without its long sentences that the other version says as well."""
        if len(text) < REPEATED:
            return text
        said = self._said[0 if kind == "added" else 1]
        return "".join(
            piece for piece in sentences.split(text) if len(key := wording(piece)) < REPEATED or key not in said
        )

    @cached_property
    def _said(self) -> tuple[str, str]:
        """All that the old and the new version say, folded."""
        old, new = ("\n".join(node.key for node in side.nodes) for side in (self.alignment.old, self.alignment.new))
        return old, new

    def places(self, kind: ChangeType, node: PlacedClause) -> Iterator[tuple[str, int]]:
        """The sentences that `without` leaves out, and the index of the clause of the other side that has them."""
        others = self._gone if kind == "added" else self._come
        for piece in sentences.split(node.clause.text) if self._both else ():
            if self._travelled(kind, key := standard(piece), node):
                yield piece, others[key][0]

    def of(self, eid: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """What a matched clause of the new version gained and lost: each sentence, and the eid in the new version of
        the clause that it came from or went to; '' where that clause has no counterpart."""
        new, back = self.alignment.new, self.alignment.back
        node = self._by_eid[eid]
        gained = (
            (piece, self._eid_of(self.alignment.pairs.get(place, -1))) for piece, place in self.places("added", node)
        )
        before = self.alignment.old[back[node.index]]
        lost = ((piece, new[place].clause.eid) for piece, place in self.places("removed", before))
        return tuple(gained), tuple(lost)

    def _eid_of(self, index: int) -> str:
        return self.alignment.new[index].clause.eid if index >= 0 else ""

    @cached_property
    def _by_eid(self) -> dict[str, PlacedClause]:
        return {node.clause.eid: node for node in self.alignment.new.nodes}

    def _travelled(self, kind: ChangeType, key: str, node: PlacedClause) -> bool:
        mine = self._come if kind == "added" else self._gone
        return key in self._both and node.index in mine[key]

    @cached_property
    def _both(self) -> frozenset[str]:
        return frozenset(self._gone) & frozenset(self._come)


def _lost(text: str, twin: str) -> Iterator[str]:
    """Sentences of a text that its counterpart does not hold, in standard wording, each once."""
    printed = Counter(sentences.split(text)) - Counter(sentences.split(twin))
    kept = Counter(_keys(twin)) if printed and twin else Counter()
    return iter(Counter(_keys("".join(printed))) - kept)


def _keys(text: str) -> list[str]:
    return [key for piece in sentences.split(text) if len(key := standard(piece)) >= SHORTEST]
