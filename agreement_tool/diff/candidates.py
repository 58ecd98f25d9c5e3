"""Who could be whose counterpart: a short list for each clause, so that the assignment stays small.

Four ways onto the list: standing in the same gap between settled neighbours, same wording, same heading, and enough
rare pieces of wording in common (that finds clauses which were moved and edited).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from agreement_tool.diff.layout import Layout

GAP_FULL = 400
"""Gaps of up to this many pairs are compared all against all."""
GAP_BAND = 8
"""In larger gaps a clause is compared with so many on either side of its own relative place."""
SAME_BAND = 3
"""Among many clauses of the same wording only the nearest by rank are looked at."""
PIECE = 3
"""Length in characters of the pieces of wording that are looked up."""
COMMON_PIECE = 24
"""A piece found in more clauses than this says nothing."""
BEST = 6
"""How many clauses the look-up may propose."""


def candidates(old: Layout, new: Layout, settled: Mapping[int, int], in_order: set[int]) -> dict[int, set[int]]:
    """For each old clause not in `settled`, new ones not in `settled` that may be its counterpart.

    `in_order` are the settled old clauses that kept their order: they fence the gaps.
    """
    taken = set(settled.values())
    open_old = [index for index in range(len(old)) if index not in settled]
    open_new = [index for index in range(len(new)) if index not in taken]
    found: dict[int, set[int]] = {index: set() for index in open_old}
    old_archive, new_archive = old.archive, new.archive
    for i, j in _all_ways(old, new, open_old, open_new, settled, in_order):
        if (i >= old_archive) == (j >= new_archive):
            found[i].add(j)
    return found


def _all_ways(
    old: Layout,
    new: Layout,
    open_old: Sequence[int],
    open_new: Sequence[int],
    settled: Mapping[int, int],
    in_order: set[int],
) -> Iterator[tuple[int, int]]:
    for olds, news in gaps(open_old, open_new, settled, in_order):
        yield from _banded(olds, news, GAP_FULL, GAP_BAND)
    for olds, news in _grouped(old, new, open_old, open_new, "key"):
        yield from _banded(olds, news, SAME_BAND * SAME_BAND * 4, SAME_BAND)
    for olds, news in _grouped(old, new, open_old, open_new, "heading"):
        yield from _banded(olds, news, SAME_BAND * SAME_BAND * 4, SAME_BAND)
    yield from _looked_up(old, new, open_old, open_new)


def gaps(
    open_old: Iterable[int], open_new: Iterable[int], settled: Mapping[int, int], in_order: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The open clauses of both sides between two neighbouring fences."""
    fences = sorted((i, settled[i]) for i in in_order)
    olds, news = list(open_old), list(open_new)
    a = b = 0
    for i, j in (*fences, (1 << 60, 1 << 60)):
        a_end, b_end = a, b
        while a_end < len(olds) and olds[a_end] < i:
            a_end += 1
        while b_end < len(news) and news[b_end] < j:
            b_end += 1
        if a_end > a and b_end > b:
            yield olds[a:a_end], news[b:b_end]
        a, b = a_end, b_end


def _banded(olds: Sequence[int], news: Sequence[int], full: int, band: int) -> Iterator[tuple[int, int]]:
    if len(olds) * len(news) <= full:
        yield from ((i, j) for i in olds for j in news)
        return
    for rank, i in enumerate(olds):
        middle = rank * len(news) // len(olds)
        yield from ((i, j) for j in news[max(0, middle - band) : middle + band + 1])


def _grouped(
    old: Layout, new: Layout, open_old: Iterable[int], open_new: Iterable[int], by: str
) -> Iterator[tuple[list[int], list[int]]]:
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, layout, indices in ((0, old, open_old), (1, new, open_new)):
        for index in indices:
            if key := getattr(layout[index], by):
                groups[key][side].append(index)
    return ((olds, news) for olds, news in groups.values() if olds and news)


def _looked_up(old: Layout, new: Layout, open_old: Iterable[int], open_new: Iterable[int]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for j in open_new:
        for piece in set(_pieces(new[j].key)):
            holders[piece].append(j)
    for i in open_old:
        shared: Counter[int] = Counter()
        for piece in set(_pieces(old[i].key)):
            if len(holders.get(piece, ())) <= COMMON_PIECE:
                shared.update(holders.get(piece, ()))
        # Of equally many the first: which of them a set's order brings up is a matter of chance.
        yield from ((i, j) for j, _ in nsmallest(BEST, shared.items(), key=lambda found: (-found[1], found[0])))


def _pieces(key: str) -> Iterator[str]:
    return (key[at : at + PIECE] for at in range(len(key) - PIECE + 1))
