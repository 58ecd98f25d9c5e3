"""A clause as the scorer sees it: the rules that speak in it, where it stands, and its character n-grams."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from agreement_tool.flag.engine import Engine, Hit, Scanned, engine
from agreement_tool.flag.grams import grams_above, grams_of
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.sentence import Sentence, Stripped, sentences_of, strip_whitespace
from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, Category

MARKERS = ("是指", "系指", "指的是", "”指", '"指', "指：")
"""A sentence that opens with one of these within its first characters defines a word."""
OPENING = 30


@frozen
class Read:
    """One sentence: the rules that speak in it and its n-grams."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    grams: frozenset[str]


@frozen
class Reading:
    """What is known about one clause."""

    stripped: Stripped
    sentences: tuple[Read, ...]
    context: frozenset[str]
    """Facts beside the words: 'heading:liability', 'list', 'list:privacy', 'after:must-not', 'contract',
    'definition'."""
    above: frozenset[str]
    """The n-grams of the nearest heading and of the introduction."""


def read_clause(text: str, headings: Sequence[str], introduction: str, parties: Parties) -> Reading:
    """Read `text`, a clause's own words under `headings` (outermost first).

    `introduction`: the sentence that introduces the list it is in, or "".
    """
    asked = engine()
    stripped = strip_whitespace(text)
    above = _last_sentence(asked, introduction, parties)
    sentences = tuple(
        Read(
            sentence,
            tuple(asked.hits(asked.scan(sentence, parties), parties, above)),
            grams_of(stripped, text, sentence, parties),
        )
        for sentence in sentences_of(stripped, parties)
    )
    context = {*_announced(headings)}
    if above is not None:
        context.add("list")
        for hit in asked.hits(above, parties):
            context |= {f"list:{hit.rule.category}", f"after:{hit.rule.id}"}
    context |= {"contract"} if parties.contract else set()
    context |= {"definition"} if any(mark in stripped.text[:OPENING] for mark in MARKERS) else set()
    heading = headings[-1] if headings else ""
    return Reading(stripped, sentences, frozenset(context), grams_above(heading, introduction, parties))


@lru_cache(maxsize=8)
def _last_sentence(asked: Engine, introduction: str, parties: Parties) -> Scanned | None:
    sentences = list(sentences_of(strip_whitespace(introduction), parties))
    return asked.scan(sentences[-1], parties) if sentences else None


def _announced(headings: Sequence[str]) -> set[str]:
    return {fact for heading in headings for fact in _announced_by(heading)}


@lru_cache(maxsize=256)
def _announced_by(heading: str) -> tuple[str, ...]:
    """Facts that a heading says about what stands under it."""
    return tuple(
        f"heading:{category}" for category, words in heading_words().items() if any(word in heading for word in words)
    )


@cache
def heading_words() -> Mapping[Category, tuple[str, ...]]:
    """Words of headings that announce a category."""
    data = json.loads(resources.files("agreement_tool.flag").joinpath("data/compiled.json").read_text("utf-8"))
    return {category: tuple(data["headings"][category]) for category in CATEGORIES}
