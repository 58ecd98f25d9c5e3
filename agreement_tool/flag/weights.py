"""The fitted weights of rules, context and n-grams.

`data/weights.json` holds what `benchmarks/accuracy/fit_key_clauses.py` fitted, and from what; `flag/build.py` writes
the form that loads in milliseconds, `data/weights.bin`. What is done with them is in `score`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, Category
from agreement_tool.text.packaged import packaged

BITS = 32
"""Room for a sum of weights: 24,000 grams of at most a thousand units."""
SIZE = len(CATEGORIES) * BITS // 8
_HALF = 1 << BITS - 1
_ALL_HALVES = sum(_HALF << BITS * number for number in range(len(CATEGORIES)))
"""Added to packed weights, it makes each of them positive: then each is a field of BITS bits."""
_FIELDS = struct.Struct(f"<{len(CATEGORIES)}I")


class Grams:
    """The weights of n-grams, one for each of CATEGORIES, packed into one integer: one addition adds all of them.

    Weight number n stands at bit n * BITS, the sum of them is taken as signed integers are. A known n-gram goes by its
    place in the table; its weights are unpacked when it is met.
    """

    def __init__(self, texts: Sequence[str], rows: bytes) -> None:
        self._texts = texts
        self._places = dict(zip(texts, range(len(texts)), strict=True))
        self._packed = _Rows(rows)

    def sorted_out(self, grams: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The places of those that are known, and those that are not."""
        every, places = frozenset(grams), self._places
        known = places.keys() & every
        return tuple(map(places.__getitem__, known)), tuple(every - known)

    def texts(self, places: Iterable[int]) -> list[str]:
        """The n-grams at these places."""
        return [self._texts[place] for place in places]

    def total(self, places: Iterable[int]) -> int:
        """The weights of the n-grams at these places added, packed."""
        return sum(map(self._packed.__getitem__, places))

    @staticmethod
    def packed(weights: Sequence[int]) -> bytes:
        """One gram's row of the table."""
        total = sum(weight << BITS * number for number, weight in enumerate(weights))
        return total.to_bytes(SIZE, "little", signed=True)

    @staticmethod
    def unpacked(total: int) -> list[int]:
        """The weights in a packed integer, in the order of CATEGORIES."""
        fields = _FIELDS.unpack((total + _ALL_HALVES).to_bytes(SIZE, "little"))
        return [field - _HALF for field in fields]


class _Rows(dict[int, int]):
    """Place -> packed weights."""

    def __init__(self, rows: bytes) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, place: int) -> int:
        row = self._rows[place * SIZE : (place + 1) * SIZE]
        self[place] = packed = int.from_bytes(row, "little", signed=True)
        return packed


@frozen
class Weights:
    """What was fitted. The sum of a category is bias + rules + context + grams."""

    bias: Mapping[Category, float]
    certainty: Mapping[Category, tuple[float, float]]
    """Slope and offset of the logistic function that makes a probability of a sum."""
    rules: Mapping[str, float]
    """Of each rule, in its own category."""
    context: Mapping[Category, Mapping[str, float]]
    """Of each fact about where the clause stands."""
    grams: Grams
    """Weights of n-grams in units of `unit`; the sum is divided by the square root of the number of n-grams in the
    text."""
    unit: float
    above: float
    """What an n-gram of the heading or introduction counts beside one of the clause's own."""


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    data = packaged("agreement_tool.flag", "data/weights.bin")
    head, texts, rows = data.split(b"\n", 2)
    rest = json.loads(head)
    grams = Grams(texts.decode().split(" "), rows)
    certainty = {category: (slope, offset) for category, (slope, offset) in rest["certainty"].items()}
    return Weights(rest["bias"], certainty, rest["rules"], rest["context"], grams, rest["unit"], rest["above"])
