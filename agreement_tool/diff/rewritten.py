"""Clauses whose words an edit of another clause took out or put in nearly as they stand: rewritten elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from agreement_tool.diff.absorbed import Absorbed
from agreement_tool.diff.layout import PlacedClause
from agreement_tool.diff.similarity import pieces
from agreement_tool.text.quantities import quantities
from agreement_tool.text.wording import is_latin, wording

PIECE, COMMON = 3, 24
"""Characters of the pieces that are looked up, and in how many edits a piece says nothing."""
SHORTEST = 14
"""Characters of wording, values apart, that is recognised although it was rewritten."""
CONTAINED, ALIKE = 0.62, 65.0
"""Share of its pairs of characters that an edit holds, and likeness (0…100) to the best stretch of the edit."""


class RewrittenElsewhere:
    """Looks up clauses that came or went among what edits of matched clauses took out and put in."""

    def __init__(self, absorbed: Absorbed) -> None:
        self.absorbed = absorbed

    @cached_property
    def _holders(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Piece of wording -> which edits took it out, and which put it in."""
        sides: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
        for holders, edits in zip(sides, self.absorbed.pieces, strict=True):
            for place, (_, text) in enumerate(edits):
                for piece in pieces(text, PIECE) if len(text) >= SHORTEST else ():
                    holders[piece].append(place)
        return sides

    def place(self, node: PlacedClause, *, removed: bool) -> int | None:
        """The index on the other side of the clause with whose edit this clause has most in common; None for none."""
        text = wording(node.clause.text)
        for each in reversed(quantities(text)):
            text = text[: each.start] + text[each.end :]
        key = "".join(filter(str.isalnum, text)).lower()
        if len(key) < SHORTEST or is_latin(key):
            return None
        shared: Counter[int] = Counter()
        for piece in pieces(key, PIECE):
            held = self._holders[removed].get(piece, ())
            shared.update(held if len(held) <= COMMON else ())
        best = max(shared, key=lambda place: (shared[place], -place), default=None)
        if best is None:
            return None
        index, edit = self.absorbed.pieces[removed][best]
        return index if _holds(edit, key) else None


def _holds(edit: str, key: str) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    pairs = pieces(key, 2)
    return len(pairs & pieces(edit, 2)) >= CONTAINED * len(pairs) and partial_ratio(key, edit) >= ALIKE
