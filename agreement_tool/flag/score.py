"""How sure a clause is to be key: a sum of fitted weights, over the rules that speak, where it stands, and its n-grams.

A category is flagged where its sum is not below zero; every part of the sum can be printed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from agreement_tool.flag.reading import ClauseReading
from agreement_tool.flag.said import Said
from agreement_tool.flag.weights import weights
from agreement_tool.model import CATEGORIES, Category

LEAST_GRAMS = 30
"""A shorter text is weighed as if it had so many n-grams: its few say less."""
CEILING = 0.98


def scores(reading: ClauseReading) -> list[tuple[Category, float]]:
    """Each category's sum. From 0 on the clause is key; `confidence` makes a probability of it."""
    bias, spoke = weights().bias, _rules_of(reading)
    facts, above = _of_facts(reading.context), _of_those_above(reading.above)
    own = _of_grams([read.said for read in reading.sentences])
    return [
        (category, bias[category] + spoke.get(category, 0) + facts[at] + (own[at] + above[at]))
        for at, category in enumerate(CATEGORIES)
    ]


def share(category: Category, said: Said) -> float:
    """What one sentence's rules and n-grams say for the category: it shows which sentence to quote."""
    rules = sum(weight for _, of, weight in said.weighed if of == category)
    return rules + _of_grams((said,))[CATEGORIES.index(category)]


def confidence(category: Category, score: float) -> float:
    """A sum as a probability, at most CEILING: how often such a sum was right in documents not fitted on."""
    slope, offset = weights().certainty[category]
    return round(min(CEILING, 1 / (1 + math.exp(-min(slope * score + offset, 30.0)))), 2)


def _rules_of(reading: ClauseReading) -> dict[Category, float]:
    """The weights of the rules that speak in a clause added, each rule once."""
    found: dict[Category, float] = {}
    seen = set()
    for read in reading.sentences:
        for rule, category, weight in read.said.weighed:
            if rule not in seen:
                seen.add(rule)
                found[category] = found.get(category, 0) + weight
    return found


@lru_cache(maxsize=256)
def _of_facts(context: frozenset[str]) -> list[float]:
    """What facts about where a clause stands add to each category."""
    known = weights().context
    return [sum([known[category].get(fact, 0.0) for fact in context]) for category in CATEGORIES]


def _of_grams(sentences: Sequence[Said]) -> Sequence[float]:
    """What the n-grams of some sentences add to each category. One that stands in several counts once."""
    if not sentences:
        return _divided(0, 0)
    table, first = weights().grams, sentences[0]
    if len(sentences) == 1:
        return _divided(first.total, len(first.known) + len(first.unknown))
    seen, unknown, total = set(first.known), set(first.unknown), first.total
    for said in sentences[1:]:
        total += said.total - table.total(seen.intersection(said.known))
        seen.update(said.known)
        unknown.update(said.unknown)
    return _divided(total, len(seen) + len(unknown))


@lru_cache(maxsize=8)
def _of_those_above(grams: frozenset[str]) -> list[float]:
    """What the n-grams above a clause add. Siblings stand under the same words."""
    fitted = weights()
    known, _ = fitted.grams.sorted_out(grams)
    return [fitted.above * value for value in _divided(fitted.grams.total(known), len(grams))]


@lru_cache(maxsize=1024)
def _divided(total: int, count: int) -> Sequence[float]:
    fitted = weights()
    divisor = math.sqrt(max(count, LEAST_GRAMS))
    return [value * fitted.unit / divisor for value in fitted.grams.unpacked(total)]
