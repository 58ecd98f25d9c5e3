"""A clause's own words -> the categories it falls in, each with the words and the place that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreement_tool.flag.engine import Hit, engine
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.reading import Read, Reading, read_clause
from agreement_tool.flag.score import confidence, scores, weights
from agreement_tool.flag.sentence import Sentence, Stripped, strip_whitespace
from agreement_tool.law.provisions import provisions
from agreement_tool.model import TIERS, Category, Evidence, KeyFlag, Tier

__all__ = ["Stripped", "flags_of", "prepare", "strip_whitespace"]

UNSPOKEN: Tier = "should"
"""Of a clause that no rule speaks for: the n-grams alone found it."""


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


def _flag(category: Category, score: float, reading: Reading, parties: Parties) -> KeyFlag:
    hits = [hit for read in reading.sentences for hit in _speaking(category, read)]
    ruleset = engine().ruleset
    basis = dict.fromkeys((*(key for hit in hits for key in hit.rule.basis), *ruleset.basis[category]))
    return KeyFlag(
        category,
        _evidence(category, reading),
        tuple(key for key in basis if not (parties.contract and provisions()[key].consumers_only)),
        confidence(category, score),
        _tier(category, hits, reading),
    )


def _tier(category: Category, hits: list[Hit], reading: Reading) -> Tier:
    """The gravest of the rules' tiers; of an item of a list that no rule speaks for, mostly one more forbidden act,
    note."""
    if hits:
        return min((hit.rule.tier for hit in hits), key=TIERS.index)
    return "note" if category == "user_rights" and "list" in reading.context else UNSPOKEN


def _speaking(category: Category, read: Read) -> list[Hit]:
    """The hits in a sentence that speak for the category."""
    rules = weights().rules
    return [hit for hit in read.hits if hit.rule.category == category and rules.get(hit.rule.id, 0.0) > 0]


def _evidence(category: Category, reading: Reading) -> tuple[Evidence, ...]:
    """The sentences in which rules speak, with their decisive words; where none does, the one that says most."""
    found = tuple(
        _place(reading.stripped, read.sentence, hits)
        for read in reading.sentences
        if (hits := _speaking(category, read))
    )
    fitted = weights()
    return found or (
        _place(reading.stripped, max(reading.sentences, key=lambda read: fitted.share(category, read)).sentence, ()),
    )


def _place(stripped: Stripped, sentence: Sentence, hits: Iterable[Hit]) -> Evidence:
    """A sentence and its hits' places in the clause's own text; of overlapping hits the weightiest, then the
    shortest."""
    rules = weights().rules
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-rules.get(hit.rule.id, 0.0), hit.end - hit.start, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    start, end = sentence.start, sentence.start + len(sentence.words)
    origin = stripped.origin
    words = tuple((origin[hit.start], origin[hit.end - 1] + 1) for hit in sorted(kept, key=lambda hit: hit.start))
    return Evidence(origin[start], origin[end - 1] + 1, stripped.text[start:end], words)
