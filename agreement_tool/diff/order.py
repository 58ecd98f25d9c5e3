"""The largest part of a sequence that kept its order; whatever is left out has moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def kept_in_order(positions: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Indices of the heaviest strictly increasing subsequence of `positions` (distinct integers).

    Maximum over a Fenwick tree of prefix maxima, O(n log n); of equal weights the one that ends first is kept.
    """
    ranks = sorted(positions)
    best: list[tuple[int, int]] = [(0, -1)] * (len(positions) + 1)
    before: list[int] = []
    top = (0, -1)
    for index, position in enumerate(positions):
        rank = bisect_left(ranks, position) + 1
        weight, previous = _prefix_maximum(best, rank - 1)
        before.append(previous)
        reached = (weight + weights[index], index)
        _raise(best, rank, reached)
        top = reached if reached[0] > top[0] else top
    kept = set()
    at = top[1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _prefix_maximum(tree: list[tuple[int, int]], end: int) -> tuple[int, int]:
    found = (0, -1)
    while end:
        found = tree[end] if tree[end][0] > found[0] else found
        end -= end & -end
    return found


def _raise(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        tree[at] = value if value[0] > tree[at][0] else tree[at]
        at += at & -at
