"""How sure a clause is to be key: a sum of fitted weights, over the rules that speak, where it stands, and its n-grams.

`data/weights.json` holds what `benchmarks/accuracy/fit_key_clauses.py` fitted, and from what; `flag/build.py` writes
the form that loads in milliseconds, `data/weights.bin`. A category is flagged where its sum is not below zero; every
part of the sum can be printed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib import resources

from agreement_tool.flag.reading import Read, Reading
from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, Category

LEAST_GRAMS = 30
"""A shorter text is weighed as if it had so many n-grams: its few say less."""
CEILING = 0.98


class Grams(dict[str, int]):
    """n-gram -> its weights, one for each of CATEGORIES, packed into one integer: one addition adds all of them.

    Weight number n stands at bit n * BITS, the sum of them is taken as signed integers are. A gram's is unpacked from
    the table when it is met.
    """

    BITS = 32
    """Room for a sum: 24,000 grams of at most a thousand units."""
    SIZE = len(CATEGORIES) * BITS // 8

    def __init__(self, texts: Sequence[str], rows: bytes) -> None:
        super().__init__()
        self._places = dict(zip(texts, range(0, len(rows), self.SIZE), strict=True))
        self._rows = rows

    def __missing__(self, gram: str) -> int:
        place = self._places[gram]
        self[gram] = packed = int.from_bytes(self._rows[place : place + self.SIZE], "little", signed=True)
        return packed

    def sums(self, grams: AbstractSet[str]) -> list[int]:
        """The sums of the grams' weights, in the order of CATEGORIES; unknown grams count nothing."""
        return self.unpacked(sum(map(self.__getitem__, grams & self._places.keys())))

    @classmethod
    def packed(cls, weights: Sequence[int]) -> bytes:
        """One gram's row of the table."""
        total = sum(weight << cls.BITS * number for number, weight in enumerate(weights))
        return total.to_bytes(cls.SIZE, "little", signed=True)

    @classmethod
    def unpacked(cls, total: int) -> list[int]:
        """The weights in a packed integer."""
        half, weights = 1 << cls.BITS - 1, []
        for _ in CATEGORIES:
            weight = ((total + half) & (2 * half - 1)) - half
            weights.append(weight)
            total = (total - weight) >> cls.BITS
        return weights


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

    def score(self, category: Category, reading: Reading) -> float:
        """The sum. From 0 on the clause is key; `confidence` makes a probability of it."""
        spoken = {hit.rule.id: hit.rule for read in reading.sentences for hit in read.hits}
        total = self.bias[category]
        total += sum([self.rules.get(name, 0.0) for name, rule in spoken.items() if rule.category == category])
        facts = self.context[category]
        return total + sum([facts.get(fact, 0.0) for fact in reading.context])

    def sum_of(self, grams: frozenset[str]) -> list[float]:
        """What the n-grams of one text add to each category."""
        divisor = math.sqrt(max(len(grams), LEAST_GRAMS))
        return [value * self.unit / divisor for value in self.grams.sums(grams)]

    def share(self, category: Category, read: Read) -> float:
        """What one sentence's rules and n-grams say for the category: it shows which sentence to quote."""
        number = CATEGORIES.index(category)
        rules = sum(self.rules.get(hit.rule.id, 0.0) for hit in read.hits if hit.rule.category == category)
        return rules + self.sum_of(read.grams)[number]


def scores(reading: Reading) -> Iterator[tuple[Category, float]]:
    """Each category's sum."""
    fitted = weights()
    own: frozenset[str] = frozenset().union(*(read.grams for read in reading.sentences))
    for category, *added in zip(CATEGORIES, fitted.sum_of(own), _sum_above(reading.above), strict=True):
        yield category, fitted.score(category, reading) + sum(added)


def confidence(category: Category, score: float) -> float:
    """A sum as a probability, at most CEILING: how often such a sum was right in documents not fitted on."""
    slope, offset = weights().certainty[category]
    return round(min(CEILING, 1 / (1 + math.exp(-min(slope * score + offset, 30.0)))), 2)


@lru_cache(maxsize=8)
def _sum_above(grams: frozenset[str]) -> list[float]:
    """Siblings stand under the same words."""
    fitted = weights()
    return [fitted.above * value for value in fitted.sum_of(grams)]


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    data = resources.files("agreement_tool.flag").joinpath("data/weights.bin").read_bytes()
    head, texts, rows = data.split(b"\n", 2)
    rest = json.loads(head)
    grams = Grams(texts.decode().split(" "), rows)
    certainty = {category: (slope, offset) for category, (slope, offset) in rest["certainty"].items()}
    return Weights(rest["bias"], certainty, rest["rules"], rest["context"], grams, rest["unit"], rest["above"])
