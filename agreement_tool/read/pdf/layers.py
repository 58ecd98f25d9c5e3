"""A row's runs apart where other words are printed over them."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict

from agreement_tool.read.pdf.page import TextRun

OVERLAP = 0.6
"""Ems that two runs of one row may lie over each other."""
OVERPRINT = 0.25
"""The same character drawn again within this, in ems, is the same character."""
_MOST = 64
"""Layers of one row; what would begin one more is put into the last, for each is asked about every run."""


def layers_of(runs: list[TextRun]) -> list[list[TextRun]]:
    """The runs of a row, in as many rows as other words are printed over them; what is printed twice is one row."""
    runs.sort(key=lambda run: run.lefts[0])
    if all(run.lefts[0] >= before.right - OVERLAP * run.style.size for before, run in itertools.pairwise(runs)):
        return [runs]
    layers: list[_Layer] = []
    for run in runs:
        own = next((layer for layer in layers if layer.takes(run)), None)
        if own is None and len(layers) < _MOST:
            layers.append(own := _Layer())
        (own or layers[-1]).add(run)
    return [layer.runs for layer in layers]


class _Layer:
    """Runs of a row that stand behind each other or are drawn over the same characters again. Where each character
    stands is kept, sorted, and what is inked: thousands of runs in one place are looked up and not compared one by
    one."""

    def __init__(self) -> None:
        self.runs: list[TextRun] = []
        self.right = -math.inf
        self.places: defaultdict[str, list[float]] = defaultdict(list)
        self.inked = _Stretches()

    def add(self, run: TextRun) -> None:
        self.runs.append(run)
        self.right = max(self.right, run.right)
        for char, left, right in zip(run.text, run.lefts, (*run.lefts[1:], run.right), strict=True):
            bisect.insort(self.places[char], left)
            if not char.isspace():
                self.inked.add(left - 1, right + 1)

    def takes(self, run: TextRun) -> bool:
        """Whether a run stands behind the others, or is drawn over its own characters again."""
        if run.lefts[0] >= self.right - OVERLAP * run.style.size:
            return True
        reach = OVERPRINT * run.style.size
        letters = [(char, left) for char, left in zip(run.text, run.lefts, strict=True) if not char.isspace()]
        twice = sum(self._has(char, left, reach) for char, left in letters)
        return twice * 2 >= len(letters) or not self._hidden_by(run)

    def _has(self, char: str, left: float, reach: float) -> bool:
        places = self.places.get(char, ())
        at = bisect.bisect_left(places, left - reach)
        return at < len(places) and places[at] <= left + reach

    def _hidden_by(self, run: TextRun) -> bool:
        """Whether most of a run lies over characters of the layer."""
        if len(run.text.strip()) <= 1:
            return False
        middles = [(left + right) / 2 for left, right in zip(run.lefts, (*run.lefts[1:], run.right), strict=True)]
        return sum(map(self.inked.holds, middles)) * 2 > len(middles)


class _Stretches:
    """Parts of a line, those that touch made one; ends are theirs."""

    def __init__(self) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []

    def add(self, start: float, end: float) -> None:
        if start > end:
            return
        first, beyond = bisect.bisect_left(self._ends, start), bisect.bisect_right(self._starts, end)
        if first < beyond:
            start, end = min(start, self._starts[first]), max(end, self._ends[beyond - 1])
        self._starts[first:beyond] = [start]
        self._ends[first:beyond] = [end]

    def holds(self, place: float) -> bool:
        at = bisect.bisect_right(self._starts, place)
        return at > 0 and place <= self._ends[at - 1]
