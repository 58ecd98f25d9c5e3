"""A clause's own words -> the categories it falls in, each with the words and the place that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from agreement_tool.flag.engine import engine
from agreement_tool.flag.kinds import kind_of
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.reading import ClauseReading, Read, read_clause
from agreement_tool.flag.said import GRAVENESS, Spoken
from agreement_tool.flag.scan import Span
from agreement_tool.flag.score import confidence, scores, share
from agreement_tool.flag.sentence import Stripped, strip_whitespace
from agreement_tool.flag.weights import weights
from agreement_tool.law.provisions import provisions
from agreement_tool.model import Category, Evidence, KeyFlag, Tier

__all__ = ["Stripped", "flags_of", "prepare", "strip_whitespace"]

REMEMBERED = 1024
"""Clauses whose flags are kept for the run: the versions of an agreement share most of them."""
UNSPOKEN: Tier = "should"
"""Of a clause that no rule speaks for: the n-grams alone found it."""
LIKELY = 0.5
"""A clause that is rather not of a category than of it is no must of it."""
DUTIES = "after:must-comply-with-list"
"""Where an item stands in a list of what one must keep to: an ordinary duty, unless it is graver by its words."""


def prepare() -> None:
    """Load what every audit needs."""
    engine()
    weights()


def flags_of(text: str, headings: Sequence[str], parties: Parties, *, introduction: str = "") -> tuple[KeyFlag, ...]:
    """The categories of `text`, a clause's own words standing under `headings` (outermost first).

    `introduction`: the sentence that introduces the list it is in.
    """
    return _flags_of(text, tuple(headings), parties, introduction)


@lru_cache(maxsize=REMEMBERED)
def _flags_of(text: str, headings: tuple[str, ...], parties: Parties, introduction: str) -> tuple[KeyFlag, ...]:
    reading = read_clause(text, headings, introduction, parties)
    if not reading.sentences:
        return ()
    return tuple(_flag(category, score, reading, parties) for category, score in scores(reading) if score >= 0)


def evidence_for(
    category: Category, text: str, headings: Sequence[str], parties: Parties, *, introduction: str = ""
) -> tuple[Evidence, ...]:
    """The words of `text` that say most for `category`, whether it is flagged or not."""
    reading = read_clause(text, headings, introduction, parties)
    return _evidence(category, reading, _speaking(category, reading))


def _flag(category: Category, score: float, reading: ClauseReading, parties: Parties) -> KeyFlag:
    speaking, sure = _speaking(category, reading), confidence(category, score)
    tier = _tier(category, reading, speaking)
    return KeyFlag(
        category,
        _evidence(category, reading, speaking),
        _basis(category, tuple(dict.fromkeys(key for _, spoken in speaking for key in spoken.basis)), parties.contract),
        sure,
        UNSPOKEN if tier == "must" and sure < LIKELY else tier,
    )


@cache
def _basis(category: Category, of_rules: tuple[str, ...], contract: bool) -> tuple[str, ...]:
    """The provisions behind a flag: those of its rules, then the category's own that hold between these parties."""
    every = dict.fromkeys((*of_rules, *engine().ruleset.basis[category]))
    return tuple(key for key in every if not (contract and provisions()[key].consumers_only))


def _tier(category: Category, reading: ClauseReading, speaking: Sequence[tuple[Read, Spoken]]) -> Tier:
    """The gravest tier of its sentences; of an item of a list that no rule speaks for, mostly one more forbidden act,
    note."""
    if speaking:
        gravest = min([spoken.tier for _, spoken in speaking], key=GRAVENESS.__getitem__)
        return "note" if category == "user_rights" and gravest == "should" and DUTIES in reading.context else gravest
    if category == "user_rights" and "list" in reading.context:
        return "note"
    kinds = (kind_of(category, read.words) for read in reading.sentences)
    return "note" if all(kind is not None and kind.tier == "note" for kind in kinds) else UNSPOKEN


def _speaking(category: Category, reading: ClauseReading) -> list[tuple[Read, Spoken]]:
    """The sentences in which rules speak for the category, and what these say."""
    return [(read, spoken) for read in reading.sentences if (spoken := read.said.spoken.get(category))]


def _evidence(
    category: Category, reading: ClauseReading, speaking: Sequence[tuple[Read, Spoken]]
) -> tuple[Evidence, ...]:
    """The sentences in which rules speak, with their decisive words; where none does, the one that says most."""
    if speaking:
        return tuple([_place(reading.stripped, read, spoken.words) for read, spoken in speaking])
    return (_place(reading.stripped, max(reading.sentences, key=lambda read: share(category, read.said)), ()),)


def _place(stripped: Stripped, read: Read, words: Iterable[Span]) -> Evidence:
    """A sentence and its decisive words in the clause's own text."""
    start, end = read.start, read.start + len(read.words)
    origin = stripped.origin
    places = tuple([(origin[start + first], origin[start + last - 1] + 1) for first, last in words])
    return Evidence(origin[start], origin[end - 1] + 1, read.words, places)
