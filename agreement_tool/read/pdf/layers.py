"""A row's runs apart where other words are printed over them."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict
from collections.abc import Sequence

from agreement_tool.read.pdf.page import TextRun

OVERLAP = 0.6
"""Ems that two runs of one row may lie over each other."""
OVERPRINT = 0.25
"""The same character drawn again within this, in ems, is the same character."""


def layers_of(runs: list[TextRun]) -> list[list[TextRun]]:
    """The runs of a row, in as many rows as other words are printed over them; what is printed twice is one row."""
    runs.sort(key=lambda run: run.lefts[0])
    if all(run.lefts[0] >= before.right - OVERLAP * run.style.size for before, run in itertools.pairwise(runs)):
        return [runs]
    layers: list[_Layer] = []
    for run in runs:
        own = next((layer for layer in layers if layer.takes(run)), None)
        if own is None:
            layers.append(own := _Layer())
        own.add(run)
    return [layer.runs for layer in layers]


class _Layer:
    """Runs of a row that stand behind each other or are drawn over the same characters again. Where each character
    stands is kept, sorted: thousands of runs in one place are looked up and not compared one by one."""

    def __init__(self) -> None:
        self.runs: list[TextRun] = []
        self.right = -math.inf
        self.places: defaultdict[str, list[float]] = defaultdict(list)

    def add(self, run: TextRun) -> None:
        self.runs.append(run)
        self.right = max(self.right, run.right)
        for char, left in zip(run.text, run.lefts, strict=True):
            bisect.insort(self.places[char], left)

    def takes(self, run: TextRun) -> bool:
        """Whether a run stands behind the others, or is drawn over its own characters again."""
        if run.lefts[0] >= self.right - OVERLAP * run.style.size:
            return True
        reach = OVERPRINT * run.style.size
        letters = [(char, left) for char, left in zip(run.text, run.lefts, strict=True) if not char.isspace()]
        twice = sum(self._has(char, left, reach) for char, left in letters)
        return twice * 2 >= len(letters) or not _hides(run, self.runs)

    def _has(self, char: str, left: float, reach: float) -> bool:
        places = self.places.get(char, ())
        at = bisect.bisect_left(places, left - reach)
        return at < len(places) and places[at] <= left + reach


def _hides(run: TextRun, layer: Sequence[TextRun]) -> bool:
    """Whether most of a run lies over characters of a layer."""
    middles = [(left + right) / 2 for left, right in zip(run.lefts, (*run.lefts[1:], run.right), strict=True)]
    under = [
        any(
            left - 1 <= middle <= right + 1
            for other in layer
            for char, left, right in zip(other.text, other.lefts, (*other.lefts[1:], other.right), strict=True)
            if not char.isspace()
        )
        for middle in middles
    ]
    return len(run.text.strip()) > 1 and sum(under) * 2 > len(under)
