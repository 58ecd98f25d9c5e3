"""Clauses whose wording an edit of another clause put in or took out: their text stands there now, or stood there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.inline import compare_texts, edits
from agreement_tool.diff.layout import PlacedClause
from agreement_tool.diff.weigh import standard
from agreement_tool.text.patterns import compiled

EQUAL, WITHIN = 4, 8
"""Characters of a clause that is all of an edit, or a piece of one; shorter wording is found anywhere."""
_BRACKET = compiled("[(（][^()（）]{1,80}[)）]")
_BORDER = "\n"


class Absorbed:
    """What edits of matched clauses put in and took out, to look up clauses that came or went."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment

    @cached_property
    def pieces(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        """(old index, standard wording taken out) and (new index, standard wording put in) of every edit."""
        gone: list[tuple[int, str]] = []
        come: list[tuple[int, str]] = []
        for i, j in sorted(self.alignment.pairs.items()):
            old, new = self.alignment.old[i], self.alignment.new[j]
            if old.key != new.key:
                for was, now in edits(compare_texts(old.clause.text, new.clause.text)):
                    gone.append((i, standard(was)))
                    come.append((j, standard(now)))
        return gone, come

    @cached_property
    def _gone(self) -> tuple[str, list[int]]:
        return _run(self.pieces[0])

    @cached_property
    def _come(self) -> tuple[str, list[int]]:
        return _run(self.pieces[1])

    @cached_property
    def taken_up(self) -> dict[int, list[int]]:
        """New index of a clause -> old indices of the clauses whose words its edit put in."""
        return self._by_place(removed=True)

    @cached_property
    def given_away(self) -> dict[int, list[int]]:
        """Old index of a clause -> new indices of the clauses whose words its edit took out."""
        return self._by_place(removed=False)

    def _by_place(self, *, removed: bool) -> dict[int, list[int]]:
        side, known = (
            (self.alignment.old, self.alignment.pairs) if removed else (self.alignment.new, self.alignment.back)
        )
        found: dict[int, list[int]] = defaultdict(list)
        for node in side.nodes if self.pieces[0] else ():
            if node.index not in known and (place := self.place(node, removed=removed)) is not None:
                found[place].append(node.index)
        return found

    def place(self, node: PlacedClause, *, removed: bool) -> int | None:
        """The index on the other side of the clause whose edit holds all that this one says; None for none."""
        if node.clause.rows or not self.pieces[0]:
            return None
        run, starts = self._come if removed else self._gone
        key = standard(_BRACKET.sub("", node.clause.heading + node.clause.text))
        whole = f"{_BORDER}{key}{_BORDER}"
        at = run.find(whole) + 1 if len(key) >= EQUAL and whole in run else run.find(key) if len(key) >= WITHIN else -1
        return self.pieces[removed][bisect_right(starts, at) - 1][0] if at >= 0 else None


def _run(pieces: list[tuple[int, str]]) -> tuple[str, list[int]]:
    """All pieces in one text, and where each begins."""
    starts, at = [], len(_BORDER)
    for _, piece in pieces:
        starts.append(at)
        at += len(piece) + len(_BORDER)
    return _BORDER + "".join(piece + _BORDER for _, piece in pieces), starts
