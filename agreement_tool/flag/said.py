"""What one sentence says, wherever it stands: read once, and remembered for the clauses that say the same.

The versions of an agreement, and the agreements of one house, share most of their sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from agreement_tool.flag.engine import Hit, Scanned, engine
from agreement_tool.flag.grams import LONGEST, grams, tokens
from agreement_tool.flag.kinds import CHINESE, kind_of
from agreement_tool.flag.parties import Parties
from agreement_tool.flag.scan import Span
from agreement_tool.flag.sentence import Sentence, sentences_of, strip_whitespace
from agreement_tool.flag.weights import weights
from agreement_tool.frozen import frozen
from agreement_tool.model import TIERS, Category, Tier

GRAVENESS = {tier: place for place, tier in enumerate(TIERS)}
"""0 for the gravest."""
REMEMBERED = 2048
"""Sentences: some six megabytes."""


@frozen
class Spoken:
    """What rules say for one category in a sentence."""

    hits: tuple[Hit, ...]
    """Of rules whose weight speaks for it."""
    words: tuple[Span, ...]
    """Their places, in order: of overlapping ones the weightiest, then the shortest."""
    tier: Tier
    """The gravest of its rules' tiers, as far as the kind of sentence allows."""
    basis: tuple[str, ...]
    """The provisions that its rules name, each once."""


@frozen
class Said:
    """One sentence's meaning; offsets are the sentence's."""

    hits: tuple[Hit, ...]
    """Every rule that speaks in it."""
    weighed: tuple[tuple[str, Category, float], ...]
    """Their ids, categories and weights."""
    spoken: Mapping[Category, Spoken]
    known: tuple[int, ...]
    """Its n-grams that have weights, each once: places in `weights.Grams`."""
    unknown: tuple[str, ...]
    """The others."""
    total: int
    """The weights of its n-grams added, packed."""


@lru_cache(maxsize=REMEMBERED)
def said_in(
    words: str, text: str, blanks: frozenset[int], printed: str, parties: Parties, introduction: str
) -> Said:  # the parts of a `Sentence` and not the value: they are compared at once, and where it stands is no matter
    """What a sentence says; `printed`: with its blanks, `introduction`: the text that introduces the list it is in."""
    asked, sentence = engine(), Sentence(words, text, blanks=blanks)
    hits = tuple(asked.hits(asked.scan(sentence, parties), parties, last_sentence(introduction, parties)))
    table = weights().grams
    known, unknown = table.sorted_out(grams(tokens(printed, parties), LONGEST))
    return Said(hits, _weighed(hits), _spoken(hits, words), known, unknown, table.total(known))


@lru_cache(maxsize=8)
def last_sentence(text: str, parties: Parties) -> Scanned | None:
    """The sentence at the end of a text that introduces a list; None for the empty text."""
    sentences = list(sentences_of(strip_whitespace(text), parties))
    return engine().scan(sentences[-1], parties) if sentences else None


def _weighed(hits: Sequence[Hit]) -> tuple[tuple[str, Category, float], ...]:
    known = weights().rules
    return tuple([(hit.rule.id, hit.rule.category, known.get(hit.rule.id, 0.0)) for hit in hits])


def _spoken(hits: Sequence[Hit], words: str) -> dict[Category, Spoken]:
    known = weights().rules
    found: dict[Category, list[Hit]] = {}
    for hit in hits:
        if known.get(hit.rule.id, 0.0) > 0:
            found.setdefault(hit.rule.category, []).append(hit)
    return {
        category: Spoken(
            tuple(speaking),
            _words(speaking),
            _tier(category, speaking, words),
            tuple(dict.fromkeys(key for hit in speaking for key in hit.rule.basis)),
        )
        for category, speaking in found.items()
    }


def _tier(category: Category, hits: Sequence[Hit], words: str) -> Tier:
    of_rules, kind = min([hit.rule.tier for hit in hits], key=GRAVENESS.__getitem__), kind_of(category, words)
    if kind is None:
        # What is of no known kind costs something; it takes no right away, and excludes or caps no liability.
        unknown = category in ("user_rights", "liability") and CHINESE.search(words)
        return "should" if unknown and of_rules == "must" else of_rules
    if kind.raises or (category == "dispute" and of_rules != "note"):
        return kind.tier
    return max(of_rules, kind.tier, key=GRAVENESS.__getitem__)


def _words(hits: Sequence[Hit]) -> tuple[Span, ...]:
    if len(hits) == 1:
        return ((hits[0].start, hits[0].end),)
    known = weights().rules
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-known.get(hit.rule.id, 0.0), hit.end - hit.start, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(sorted((hit.start, hit.end) for hit in kept))
