"""A clause's own words -> the categories it falls in, each with the words and the place that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from agreement_tool.flag.engine import Hit, engine
from agreement_tool.flag.kinds import CHINESE, kind_of
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.reading import ClauseReading, Read, read_clause
from agreement_tool.flag.scan import Span
from agreement_tool.flag.score import confidence, scores, share
from agreement_tool.flag.sentence import Stripped, strip_whitespace
from agreement_tool.flag.weights import weights
from agreement_tool.law.provisions import provisions
from agreement_tool.model import TIERS, Category, Evidence, KeyFlag, Tier

__all__ = ["Stripped", "flags_of", "prepare", "strip_whitespace"]

UNSPOKEN: Tier = "should"
"""Of a clause that no rule speaks for: the n-grams alone found it."""

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
    reading = read_clause(text, headings, introduction, parties)
    if not reading.sentences:
        return ()
    return tuple(_flag(category, score, reading, parties) for category, score in scores(reading) if score >= 0)


def evidence_for(
    category: Category, text: str, headings: Sequence[str], parties: Parties, *, introduction: str = ""
) -> tuple[Evidence, ...]:
    """The words of `text` that say most for `category`, whether it is flagged or not."""
    return _evidence(category, read_clause(text, headings, introduction, parties))


def _flag(category: Category, score: float, reading: ClauseReading, parties: Parties) -> KeyFlag:
    rules = [hit.rule for read in reading.sentences for hit in _speaking(category, read)]
    return KeyFlag(
        category,
        _evidence(category, reading),
        _basis(category, tuple(dict.fromkeys(key for rule in rules for key in rule.basis)), parties.contract),
        confidence(category, score),
        _tier(category, reading),
    )


@cache
def _basis(category: Category, of_rules: tuple[str, ...], contract: bool) -> tuple[str, ...]:
    """The provisions behind a flag: those of its rules, then the category's own that hold between these parties."""
    every = dict.fromkeys((*of_rules, *engine().ruleset.basis[category]))
    return tuple(key for key in every if not (contract and provisions()[key].consumers_only))


def _tier(category: Category, reading: ClauseReading) -> Tier:
    """The gravest tier of its sentences; of an item of a list that no rule speaks for, mostly one more forbidden act,
    note."""
    spoken = [tier for read in reading.sentences if (tier := _tier_of_sentence(category, read))]
    if spoken:
        gravest = min(spoken, key=TIERS.index)
        return "note" if category == "user_rights" and gravest == "should" and DUTIES in reading.context else gravest
    kinds = [kind_of(category, read.words) for read in reading.sentences]
    ordinary = all(kind is not None and kind.tier == "note" for kind in kinds)
    return "note" if ordinary or (category == "user_rights" and "list" in reading.context) else UNSPOKEN


def _tier_of_sentence(category: Category, read: Read) -> Tier | None:
    """The gravest of its rules' tiers, as far as the kind of sentence allows; None where no rule speaks."""
    tiers = [hit.rule.tier for hit in _speaking(category, read)]
    if not tiers:
        return None
    of_rules, kind = min(tiers, key=TIERS.index), kind_of(category, read.words)
    if kind is None:
        # A power or a forfeiture that is of no known kind costs something, and is nothing that takes a right away.
        return "should" if category == "user_rights" and of_rules == "must" and CHINESE.search(read.words) else of_rules
    if kind.raises or (category == "dispute" and of_rules != "note"):
        return kind.tier
    return max(of_rules, kind.tier, key=TIERS.index)


def _speaking(category: Category, read: Read) -> tuple[Hit, ...]:
    """The hits in a sentence that speak for the category."""
    spoken = read.said.spoken.get(category)
    return spoken.hits if spoken else ()


def _evidence(category: Category, reading: ClauseReading) -> tuple[Evidence, ...]:
    """The sentences in which rules speak, with their decisive words; where none does, the one that says most."""
    found = tuple(
        _place(reading.stripped, read, spoken.words)
        for read in reading.sentences
        if (spoken := read.said.spoken.get(category))
    )
    return found or (_place(reading.stripped, max(reading.sentences, key=lambda read: share(category, read.said)), ()),)


def _place(stripped: Stripped, read: Read, words: Iterable[Span]) -> Evidence:
    """A sentence and its decisive words in the clause's own text."""
    start, end = read.start, read.start + len(read.words)
    origin = stripped.origin
    places = tuple([(origin[start + first], origin[start + last - 1] + 1) for first, last in words])
    return Evidence(origin[start], origin[end - 1] + 1, read.words, places)
