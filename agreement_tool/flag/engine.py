"""One sentence -> the rules that speak in it, each with the place of the words that make it speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from agreement_tool.flag.parties import Parties, Role
from agreement_tool.flag.ruleset import PARTY_SLOTS, Actor, Distance, KeyRule, Pattern, Ruleset, ruleset
from agreement_tool.flag.scan import Found, Scanner, Span, scanner_of
from agreement_tool.flag.sentence import Sentence
from agreement_tool.flag.subject import subject_at
from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled

REACH: dict[Distance, int] = {"phrase": 12, "clause": 60, "sentence": 120, "list": 0}
"""How many characters may stand between two slots."""
MOST_STARTS = 12
"""Places of a rule's first slot that are tried in one sentence; more would tell nothing new."""
COMMA = compiled("[，,]")

ALLOWED: dict[Actor, frozenset[Role | None]] = {
    "any": frozenset({"provider", "user", "party", "offeror", "offeree", "mutual", "third", None}),
    "provider": frozenset({"provider", "party", "offeror", "offeree", "mutual", "third", None}),
    "provider-alone": frozenset({"provider", "party", "offeror", "third", None}),
    "user": frozenset({"user", "party", "offeror", "offeree", None}),
    "user-alone": frozenset({"user", "party", "offeree", None}),
}
ROLES: dict[str, frozenset[Role]] = {
    "@provider": frozenset({"provider", "party", "offeror", "offeree"}),
    "@user": frozenset({"user", "party", "offeror", "offeree"}),
    "@restricted": frozenset({"user", "offeree"}),
}


@frozen
class Hit:
    """A rule that speaks: code points [start, end) of the sentence."""

    rule: KeyRule
    start: int
    end: int


@frozen
class Scanned:
    """A sentence with every lexicon's words found in it."""

    sentence: Sentence
    found: Mapping[int, list[Span]]
    mask: int
    commas: tuple[int, ...]
    actors: dict[int, Role | None]
    """Who acts at the places that were asked for."""


class KeyClauseEngine:
    """A ruleset ready to be asked. Made once; keeps nothing about any document."""

    def __init__(self, rules: Ruleset) -> None:
        self.ruleset = rules
        self.scanner: Scanner = scanner_of(rules.lexicons)
        names = [lexicon.name for lexicon in rules.lexicons]
        self._parties = [(names.index(slot), ROLES[slot]) for slot in PARTY_SLOTS]
        self._party_numbers = frozenset(number for number, _ in self._parties)
        self._by_slot = _by_slot(rules.rules)

    def scan(self, sentence: Sentence, parties: Parties) -> Scanned:
        """`sentence` with its words found."""
        found: Found = self.scanner.find(sentence.text, sentence.blanks)
        mentions = parties.mentions(sentence.text)
        for number, roles in self._parties:
            spans = [(start, end) for start, end, role in mentions if role in roles]
            if spans:
                found[number] = spans
        mask = 0
        for number in found:
            mask |= 1 << number
        commas = tuple([match.start() for match in COMMA.finditer(sentence.text)])
        return Scanned(sentence, found, mask, commas, {})

    def hits(self, scanned: Scanned, parties: Parties, introduction: Scanned | None = None) -> Iterator[Hit]:
        """Every rule that speaks in the sentence, once. `introduction`: the sentence that introduces the list it is
        in."""
        for _, rule in sorted(self._that_may_speak(scanned.mask, scanned.found)):
            if place := self._place(rule, scanned, parties, introduction):
                yield Hit(rule, *place)

    def _that_may_speak(self, mask: int, found: Iterable[int]) -> Iterator[tuple[int, KeyRule]]:
        """The rules all of whose slots are in the sentence, numbered in their order."""
        for slot in (None, *found):
            for number, needs, rule in self._by_slot.get(slot, ()):
                if mask & needs == needs:
                    yield number, rule

    def _place(self, rule: KeyRule, scanned: Scanned, parties: Parties, introduction: Scanned | None) -> Span | None:
        pattern = rule.pattern
        if pattern.within and pattern.within[0] == "list":
            if introduction is None or pattern.slots[0] not in introduction.found:
                return None
            pattern = Pattern(pattern.slots[1:], pattern.within[1:])
        for start, end, verb in self._matches(pattern, scanned):
            if self._acts(rule, scanned, verb, parties) and not self._excepted(rule, scanned, start, end):
                return start, end
        return None

    def _matches(self, pattern: Pattern, scanned: Scanned) -> Iterator[tuple[int, int, int]]:
        """(start, end, start of the first slot that is no party) of every way the slots stand, the shortest first."""
        firsts = scanned.found[pattern.slots[0]][:MOST_STARTS]
        if len(pattern.slots) == 1:
            for start, end in sorted(firsts, key=_length) if len(firsts) > 1 else firsts:
                yield start, end, start
            return
        ways = [way for first in firsts if (way := self._from(pattern, scanned, first))]
        for spans in sorted(ways, key=lambda way: max(end for _, end in way) - min(start for start, _ in way)):
            verbs = [
                span[0] for slot, span in zip(pattern.slots, spans, strict=True) if slot not in self._party_numbers
            ]
            yield min(start for start, _ in spans), max(end for _, end in spans), min(verbs)

    def _from(self, pattern: Pattern, scanned: Scanned, first: Span) -> list[Span] | None:
        """The spans of all slots, the first at `first`; each as near to the one before as it can be."""
        spans = [first]
        for slot, distance in zip(pattern.slots[1:], pattern.within, strict=True):
            following = _next(spans, scanned, slot, distance, pattern.any_order)
            if following is None:
                return None
            spans.append(following)
        return spans

    def _acts(self, rule: KeyRule, scanned: Scanned, verb: int, parties: Parties) -> bool:
        if rule.actor == "any":
            return True
        if verb not in scanned.actors:
            scanned.actors[verb] = subject_at(scanned.sentence, verb, parties)
        return scanned.actors[verb] in ALLOWED[rule.actor]

    def _excepted(self, rule: KeyRule, scanned: Scanned, start: int, end: int) -> bool:
        for number in rule.exceptions:
            exception = self.ruleset.exceptions[number]
            if scanned.mask & exception.pattern.mask != exception.pattern.mask:
                continue
            for at, until, _ in self._matches(exception.pattern, scanned):
                if exception.where == "sentence" or (
                    at <= start if exception.where == "before" else _same_clauses(scanned, at, until, start, end)
                ):
                    return True
        return False


def _length(span: Span) -> int:
    return span[1] - span[0]


def _by_slot(rules: Sequence[KeyRule]) -> dict[int | None, list[tuple[int, int, KeyRule]]]:
    """Slot -> the rules that need it, numbered, with their masks. Each rule once: under the slot that fewest need."""
    needed = Counter(slot for rule in rules for slot in _slots(rule.pattern))
    table: dict[int | None, list[tuple[int, int, KeyRule]]] = {}
    for number, rule in enumerate(rules):
        rarest = min(_slots(rule.pattern), key=lambda slot: needed[slot], default=None)
        table.setdefault(rarest, []).append((number, rule.pattern.mask, rule))
    return table


def _slots(pattern: Pattern) -> list[int]:
    return [slot for slot in pattern.slots if pattern.mask >> slot & 1]


def _next(spans: list[Span], scanned: Scanned, slot: int, distance: Distance, any_order: bool) -> Span | None:
    last = spans[-1]
    for span in scanned.found[slot]:
        if span[0] >= last[1] and _near(last, span, scanned, distance):
            return span
    if any_order:
        for span in reversed(scanned.found[slot]):
            if span[1] <= last[0] and _near(span, last, scanned, distance):
                return span
    return None


def _near(first: Span, second: Span, scanned: Scanned, distance: Distance) -> bool:
    if second[0] - first[1] > REACH[distance]:
        return False
    return distance == "sentence" or not any(first[1] <= comma < second[0] for comma in scanned.commas)


def _same_clauses(scanned: Scanned, at: int, until: int, start: int, end: int) -> bool:
    """Whether [at, until) stands in the comma segments that [start, end) touches."""
    before = max((comma for comma in scanned.commas if comma < start), default=-1)
    after = min((comma for comma in scanned.commas if comma >= end), default=len(scanned.sentence.text))
    return before < at and until <= after


@cache
def engine() -> KeyClauseEngine:
    """The engine over the rules that ship with the package."""
    return KeyClauseEngine(ruleset())
