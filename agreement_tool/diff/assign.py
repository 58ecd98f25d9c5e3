"""Optimal assignment: who is whose counterpart, decided for all at once.

Maximum-weight bipartite matching on a sparse table, where everyone may also stay alone (gain 0): successive shortest
augmenting paths with potentials (Jonker and Volgenant 1987), exact unless a path grows longer than `LONGEST`. Greedy
pairing would let one good pair cost two.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

LONGEST = 50
"""Columns that a path may pass before the nearest free one is taken: among thousands of equal clauses every pairing
gains the same, and the exact search would try them all for each."""
Gains = Sequence[Mapping[int, float]]
"""For each row, the gain (> 0) of each column it may be paired with."""


def assign(gains: Gains) -> dict[int, int]:
    """row -> column, of the greatest total gain; rows and columns that gain nothing stay out."""
    solver = _Solver(gains)
    for row in range(len(gains)):
        solver.place(row)
    return {row: column for column, row in sorted(solver.owner.items()) if column >= 0}


class _Solver:
    """State of the shortest-path method. Row r has a private column -1-r of gain 0: staying alone."""

    def __init__(self, gains: Gains) -> None:
        self.costs = [
            {-1 - row: 0.0, **{column: -gain for column, gain in sorted(options.items())}}
            for row, options in enumerate(gains)
        ]
        self.row_price = [min(options.values()) for options in self.costs]
        self.column_price: dict[int, float] = {}
        self.owner: dict[int, int] = {}
        self.held: dict[int, int] = {}

    def place(self, row: int) -> None:
        """Give `row` a column, moving earlier rows along the cheapest path."""
        distance, came_from, done, sink = self._cheapest_path(row)
        self._reprice(row, distance, done, sink)
        self._move_along(row, came_from, sink)

    def _cheapest_path(self, row: int) -> tuple[dict[int, float], dict[int, int], list[int], int]:
        distance: dict[int, float] = {}
        came_from: dict[int, int] = {}
        done: dict[int, None] = {}
        heap: list[tuple[float, int]] = []
        base, at = 0.0, row
        while True:
            reduced = base - self.row_price[at]
            for column, cost in self.costs[at].items():
                far = reduced + cost - self.column_price.get(column, 0.0)
                if column not in done and far < distance.get(column, float("inf")):
                    distance[column], came_from[column] = far, at
                    heapq.heappush(heap, (far, column))
            base, column = heapq.heappop(heap)
            while column in done:
                base, column = heapq.heappop(heap)
            if column not in self.owner:
                return distance, came_from, list(done), column
            done[column] = None
            if len(done) > LONGEST and (free := [one for one in distance if one not in self.owner]):
                return distance, came_from, list(done), min(free, key=lambda one: (distance[one], one))
            at = self.owner[column]

    def _reprice(self, row: int, distance: dict[int, float], done: list[int], sink: int) -> None:
        self.row_price[row] += distance[sink]
        for column in done:
            saved = distance[sink] - distance[column]
            self.row_price[self.owner[column]] += saved
            self.column_price[column] = self.column_price.get(column, 0.0) - saved

    def _move_along(self, row: int, came_from: dict[int, int], sink: int) -> None:
        column = sink
        while True:
            taker = came_from[column]
            given_up = self.held.get(taker)
            self.owner[column], self.held[taker] = taker, column
            if taker == row or given_up is None:
                return
            column = given_up
