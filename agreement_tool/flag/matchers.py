"""A clause's own words -> the categories it falls in, each with the words and the place that say so."""

from __future__ import annotations

from collections.abc import Sequence

from agreement_tool.flag.engine import Hit, engine
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.reading import Read, Reading, read_clause
from agreement_tool.flag.score import confidence, scores, weights
from agreement_tool.flag.sentence import Stripped, strip_whitespace
from agreement_tool.law.provisions import provisions
from agreement_tool.model import TIERS, Category, Evidence, KeyFlag, Tier

__all__ = ["Stripped", "flags_of", "prepare", "strip_whitespace"]

DEFAULT_TIER: Tier = "should"
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
    reading = read_clause(text, headings, introduction, parties)
    hits = _speaking(category, reading)
    return _evidence(hits, reading.stripped) if hits else (_sentence(category, reading),)


def _flag(category: Category, score: float, reading: Reading, parties: Parties) -> KeyFlag:
    hits = _speaking(category, reading)
    ruleset = engine().ruleset
    basis = dict.fromkeys((*(key for hit in hits for key in hit.rule.basis), *ruleset.basis[category]))
    return KeyFlag(
        category,
        _evidence(hits, reading.stripped) if hits else (_sentence(category, reading),),
        tuple(key for key in basis if not (parties.contract and provisions()[key].consumers_only)),
        confidence(score),
        min((hit.rule.tier for hit in hits), key=TIERS.index) if hits else DEFAULT_TIER,
    )


def _speaking(category: Category, reading: Reading) -> list[Hit]:
    """The hits that speak for the category."""
    rules = weights().rules
    return [
        hit
        for read in reading.sentences
        for hit in read.hits
        if hit.rule.category == category and rules.get(hit.rule.id, 0.0) > 0
    ]


def _evidence(hits: list[Hit], stripped: Stripped) -> tuple[Evidence, ...]:
    """The hits' places in the clause's own text; of overlapping ones the weightiest, then the shortest."""
    rules = weights().rules
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-rules.get(hit.rule.id, 0.0), hit.end - hit.start, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(_place(stripped, hit.start, hit.end) for hit in sorted(kept, key=lambda hit: hit.start))


def _sentence(category: Category, reading: Reading) -> Evidence:
    """The sentence that says most for the category, where no rule speaks."""
    fitted = weights()

    def share(read: Read) -> float:
        return fitted.share(category, read)

    best = max(reading.sentences, key=share).sentence
    return _place(reading.stripped, best.start, best.start + len(best.words))


def _place(stripped: Stripped, start: int, end: int) -> Evidence:
    return Evidence(stripped.origin[start], stripped.origin[end - 1] + 1, stripped.text[start:end])
