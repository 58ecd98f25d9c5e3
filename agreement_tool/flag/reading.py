"""A clause as the scorer sees it: the rules that speak in it, where it stands, and its character n-grams."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from agreement_tool.flag.engine import engine
from agreement_tool.flag.grams import grams_above
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.ruleset import ruleset
from agreement_tool.flag.said import Said, last_sentence, said_in
from agreement_tool.flag.sentence import Stripped, sentence_parts, strip_whitespace
from agreement_tool.frozen import frozen

MARKERS = ("是指", "系指", "指的是", "”指", '"指', "指：")
"""A sentence that opens with one of these within its first characters defines a word."""
OPENING = 30


@frozen
class Read:
    """One sentence of a clause, and what it says."""

    start: int
    """Where it begins in the text without blanks, in code points."""
    words: str
    """As printed, without blanks."""
    said: Said


@frozen
class ClauseReading:
    """What is known about one clause."""

    stripped: Stripped
    sentences: tuple[Read, ...]
    context: frozenset[str]
    """Facts beside the words: 'heading:liability', 'list', 'list:privacy', 'after:must-not', 'definition',
    'contract', and with 'contract:' before them the facts and the rules of a clause in a contract."""
    above: frozenset[str]
    """The n-grams of the nearest heading and of the introduction."""


def read_clause(text: str, headings: Sequence[str], introduction: str, parties: Parties) -> ClauseReading:
    """Read `text`, a clause's own words under `headings` (outermost first).

    `introduction`: the sentence that introduces the list it is in, or "".
    """
    stripped = strip_whitespace(text)
    sentences = [
        Read(start, words, said_in(words, masked, blanks, stripped.printed(text, start, words), parties, introduction))
        for start, words, masked, blanks in sentence_parts(stripped, parties)
    ]
    context = {*_announced(headings), *_introduced(introduction, parties)}
    context |= {"definition"} if any(mark in stripped.text[:OPENING] for mark in MARKERS) else set()
    if parties.contract:
        context |= _in_contract(sentences, context)
    heading = headings[-1] if headings else ""
    return ClauseReading(stripped, tuple(sentences), frozenset(context), grams_above(heading, introduction, parties))


def _in_contract(sentences: Sequence[Read], context: Iterable[str]) -> set[str]:
    """In a contract between two parties rules and places say something else than in terms: 不得, 有权 bind both."""
    rules = {hit.rule.id for read in sentences for hit in read.said.hits}
    return {"contract", *(f"contract:{name}" for name in (*context, *rules))}


@lru_cache(maxsize=64)
def _introduced(introduction: str, parties: Parties) -> frozenset[str]:
    """Facts that the sentence which introduces a list says about its items."""
    above = last_sentence(introduction, parties)
    if above is None:
        return frozenset()
    rules = [hit.rule for hit in engine().hits(above, parties)]
    return frozenset(["list", *(f"list:{rule.category}" for rule in rules), *(f"after:{rule.id}" for rule in rules)])


def _announced(headings: Sequence[str]) -> set[str]:
    return {fact for heading in headings for fact in _announced_by(heading)}


@lru_cache(maxsize=256)
def _announced_by(heading: str) -> tuple[str, ...]:
    """Facts that a heading says about what stands under it."""
    announced = ruleset().headings.items()
    return tuple(f"heading:{category}" for category, words in announced if any(word in heading for word in words))
