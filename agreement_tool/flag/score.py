"""How sure a clause is to be key: a sum of fitted weights, over the rules that speak, where it stands, and its n-grams.

`data/weights.json` holds what `benchmarks/accuracy/fit_key_clauses.py` fitted, and from what. A category is flagged
where its sum is not below zero; every part of the sum can be printed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from agreement_tool.flag.reading import Read, Reading
from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, Category

LEAST_GRAMS = 30
"""A shorter text is weighed as if it had so many n-grams: its few say less."""
CEILING = 0.98


@frozen
class Weights:
    """What was fitted. The sum of a category is bias + rules + context + grams."""

    bias: Mapping[Category, float]
    rules: Mapping[str, float]
    """Of each rule, in its own category."""
    context: Mapping[Category, Mapping[str, float]]
    """Of each fact about where the clause stands."""
    grams: Mapping[str, tuple[int, ...]]
    """n-gram -> a weight for each of CATEGORIES, in units of `unit`; the sum is divided by the square root of the
    number of n-grams in the text."""
    unit: float
    above: float
    """What an n-gram of the heading or introduction counts beside one of the clause's own."""

    def score(self, category: Category, reading: Reading) -> float:
        """The sum. From 0 on the clause is key; the logistic function makes a probability of it."""
        spoken = {hit.rule for read in reading.sentences for hit in read.hits}
        total = self.bias[category] + sum(self.rules.get(rule.id, 0.0) for rule in spoken if rule.category == category)
        facts = self.context[category]
        return total + sum(facts.get(fact, 0.0) for fact in reading.context)

    def gram_scores(self, reading: Reading) -> tuple[float, ...]:
        """What the n-grams add to each category."""
        own: frozenset[str] = frozenset().union(*(read.grams for read in reading.sentences))
        parts = (self._sum(own), [self.above * value for value in self._sum(reading.above)])
        return tuple(map(sum, zip(*parts, strict=True)))

    def _sum(self, grams: frozenset[str]) -> list[float]:
        known = [self.grams[gram] for gram in grams & self.grams.keys()]
        totals = [sum(column) for column in zip(*known, strict=True)] or [0] * len(CATEGORIES)
        divisor = math.sqrt(max(len(grams), LEAST_GRAMS))
        return [value * self.unit / divisor for value in totals]

    def share(self, category: Category, read: Read) -> float:
        """What one sentence's rules and n-grams say for the category: it shows which sentence to quote."""
        number = CATEGORIES.index(category)
        rules = sum(self.rules.get(hit.rule.id, 0.0) for hit in read.hits if hit.rule.category == category)
        return rules + self._sum(read.grams)[number]


def scores(reading: Reading) -> Iterator[tuple[Category, float]]:
    """Each category's sum."""
    fitted = weights()
    for category, added in zip(CATEGORIES, fitted.gram_scores(reading), strict=True):
        yield category, fitted.score(category, reading) + added


def confidence(score: float) -> float:
    """A sum as a probability, at most CEILING."""
    return round(min(CEILING, 1 / (1 + math.exp(-min(score, 30.0)))), 2)


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    data = json.loads(resources.files("agreement_tool.flag").joinpath("data/weights.json").read_text("utf-8"))
    table = data["grams"]
    rows = zip(*(table["weights"][category] for category in CATEGORIES), strict=True)
    return Weights(
        data["bias"],
        data["rules"],
        data["context"],
        dict(zip(table["texts"].split("\n"), rows, strict=True)),
        table["unit"],
        table["above"],
    )
