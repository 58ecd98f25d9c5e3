"""A clause's own words -> the categories it falls in, each with the phrase and the place that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from agreement_tool.flag.categories import ALL_CATEGORIES
from agreement_tool.flag.parties import USER_NAME, Parties, Role
from agreement_tool.flag.phrases import Actor, CategoryPhrases, Phrase, compile_pattern, expanded
from agreement_tool.flag.sentence import Sentence
from agreement_tool.flag.subject import subject_at
from agreement_tool.law.provisions import provisions
from agreement_tool.model import Category, Evidence, KeyFlag
from agreement_tool.text.patterns import compiled, needed
from agreement_tool.text.words import boundaries

THRESHOLD = 0.5
"""A category is flagged from this confidence on."""
HEADING_LIFT = 0.25
"""What a heading of the category adds to a phrase under it: 均由过错方承担 counts under 免责声明, not elsewhere."""
CONFIDENCE_CEILING = 0.98
THRESHOLD_IN_DEFINITION = 0.8
"""What a phrase needs, heading apart, in a clause that opens with a definition."""
GUARDED = frozenset("有可不无会将应未得能保")
"""First characters that stand inside other words too: the 有权 of 所有权 claims nothing."""
LONGEST_SENTENCE = 400
"""A text without full stops is read in pieces: the work for a sentence grows faster than its length."""
AFTERWORDS = 8
"""How far beyond the matched words `Phrase.unless_before` looks: 您可以对您的个人信息进行|修改和删除."""
MOST_PLACES = 12
"""Of one phrase in one sentence; more would tell nothing new."""
SENTENCE = compiled(r"[^。！？；]+[。！？；]?")
DEFINITION = compiled(
    r"^[（(0-9一二三四五六七八九十.、）)]*(?:[“\"「《][^”\"」》]{1,24}[”\"」》](?:（[^）]*）|[(][^)]*[)])?[，：:]?(?:系|是|即|均)?指(?![令定示导引南派控标纹数])|"
    r"[^，。：:]{1,14}[：:][^，。；]{0,16}?指(?![令定示导引南派控标纹数])|[^，。；]{1,16}(?:是指|系指)|是?指(?![令定示导引南派控标纹数]))"
)
"""A definition (“数据”是指…) binds nobody."""

_ALLOWED: dict[Actor, frozenset[Role | None]] = {
    "any": frozenset({"provider", "user", "party", "offeror", "offeree", "mutual", "third", None}),
    "provider": frozenset({"provider", "party", "offeror", "offeree", "mutual", "third", None}),
    "provider-alone": frozenset({"provider", "party", "offeror", "third", None}),
    "user": frozenset({"user", "party", "offeror", "offeree", None}),
    "user-alone": frozenset({"user", "party", "offeree", None}),
}


@dataclass(frozen=True, slots=True)
class Stripped:
    """Text without blanks, and where each of its characters stood."""

    text: str
    origin: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: code points [start, end) of the stripped text."""

    phrase: Phrase
    start: int
    end: int
    confidence: float


def strip_whitespace(text: str) -> Stripped:
    """`text` without blanks: printed Chinese carries stray ones inside words."""
    kept = [(at, char) for at, char in enumerate(text) if not char.isspace()]
    return Stripped("".join(char for _, char in kept), tuple(at for at, _ in kept))


def prepare() -> None:
    """Make the patterns that agreements between a provider and users need, and load the dictionary of words."""
    for category in ALL_CATEGORIES:
        for floor in (THRESHOLD, THRESHOLD - HEADING_LIFT):
            _searches(category.category, False, floor, False)
    boundaries("")


def flags_of(text: str, headings: Sequence[str], parties: Parties, *, fragment: bool = False) -> tuple[KeyFlag, ...]:
    """The categories of `text`, a clause's own text standing under `headings` (outermost first).

    `fragment`: the text only ends the sentence that introduces it.
    """
    stripped = strip_whitespace(text)
    floor = THRESHOLD_IN_DEFINITION if DEFINITION.match(stripped.text) else 0.0
    sentences = list(_sentences(stripped.text, parties))
    flags = (_flag(category, stripped, sentences, floor, headings, parties, fragment) for category in ALL_CATEGORIES)
    return tuple(flag for flag in flags if flag is not None)


def _flag(
    category: CategoryPhrases,
    stripped: Stripped,
    sentences: Sequence[Sentence],
    floor: float,
    headings: Sequence[str],
    parties: Parties,
    fragment: bool,
) -> KeyFlag | None:
    announced = compiled(category.headings)
    lift = HEADING_LIFT if any(map(announced.search, headings)) else 0.0
    hits = list(_hits(category, sentences, max(floor, THRESHOLD - lift), lift, parties, fragment))
    if not hits:
        return None
    basis = dict.fromkeys((*(key for hit in hits for key in hit.phrase.basis), *category.basis))
    confidence = min(CONFIDENCE_CEILING, max(hit.confidence for hit in hits))
    return KeyFlag(
        category.category,
        _evidence(hits, stripped),
        tuple(key for key in basis if not (parties.contract and provisions()[key].consumers_only)),
        round(confidence, 2),
    )


def _hits(
    category: CategoryPhrases,
    sentences: Sequence[Sentence],
    floor: float,
    lift: float,
    parties: Parties,
    fragment: bool,
) -> Iterator[Hit]:
    """Every place of every phrase whose own confidence is `floor` at least."""
    searches = _searches(category.category, parties.contract, floor, fragment)
    for sentence in sentences:
        text, letters = sentence.text, sentence.letters
        for phrase, some, search in searches:
            # Nearly all phrases fail here, thirty thousand times in a long agreement: nothing else is done before.
            if not (some and some.isdisjoint(letters)) and search(text):
                for first, last in _places(phrase, sentence, parties):
                    yield Hit(phrase, sentence.start + first, sentence.start + last, phrase.confidence + lift)


@cache
def _searches(
    name: Category, contract: bool, floor: float, fragment: bool
) -> tuple[tuple[Phrase, frozenset[str] | None, Callable[[str], re.Match[str] | None]], ...]:
    """The phrases that speak in such agreements and count enough, each with the characters it needs and its search."""
    return tuple(
        (phrase, needed(expanded(phrase.pattern, contract)), compile_pattern(phrase.pattern, contract).search)
        for category in ALL_CATEGORIES
        if category.category == name
        for phrase in category.phrases
        if phrase.confidence >= floor
        if not fragment or category.in_lists is None or phrase.name in category.in_lists
        if phrase.scope == "any" or (phrase.scope == "contract") == contract
    )


def _sentences(text: str, parties: Parties) -> Iterator[Sentence]:
    masked = parties.mask_parties(text)
    for match in SENTENCE.finditer(text):
        if not DEFINITION.match(match.group()):
            for start, end in _chopped(text, *match.span()):
                yield Sentence(text[start:end], masked[start:end], start)


def _chopped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) in pieces of at most LONGEST_SENTENCE, cut after a comma where there is one."""
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start + 1, start + LONGEST_SENTENCE) for mark in "，,、") + 1
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _places(phrase: Phrase, sentence: Sentence, parties: Parties) -> Iterator[tuple[int, int]]:
    """Where `phrase`, which is in `sentence`, stands, unless something takes it back."""
    text, contract = sentence.text, parties.contract
    if phrase.unless and compile_pattern(phrase.unless, contract).search(text):
        return
    pattern = compile_pattern(phrase.pattern, contract)
    for match in islice(pattern.finditer(text), MOST_PLACES):
        start, end = match.span()
        if phrase.unless_here and compile_pattern(phrase.unless_here, contract).search(match.group()):
            continue
        if phrase.unless_near and compile_pattern(phrase.unless_near, contract).search(
            _segments(text, start, end) if contract else text
        ):
            continue
        if phrase.unless_before and compile_pattern(phrase.unless_before, contract).search(text, 0, end + AFTERWORDS):
            continue
        inside = sorted((edge for edge in sentence.edges if start < edge < end), reverse=True)
        start = next((later for later in inside if _reaches(pattern, text, later, end)), start)
        guarded = start not in sentence.edges and sentence.words[start] in GUARDED
        if not guarded and _acts(phrase, sentence, start, parties):
            yield start, end


def _segments(text: str, start: int, end: int) -> str:
    """The comma segments that [start, end) touches."""
    after = text.find("，", end)
    return text[text.rfind("，", 0, start) + 1 : after if after >= 0 else len(text)]


def _reaches(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether `pattern` also matches from `start` to `end`: the later the start, the shorter the evidence."""
    match = pattern.match(text, start)
    return match is not None and match.end() == end


def _acts(phrase: Phrase, sentence: Sentence, start: int, parties: Parties) -> bool:
    if phrase.actor == "any":
        return True
    if phrase.pattern.startswith(("<我方>", "<对方>", "(?:<我方>")):
        # The phrase itself names who acts; in a contract that may be either side.
        return not (parties.contract and phrase.actor == "provider-alone" and sentence.text[start] == USER_NAME)
    return subject_at(sentence, start, parties) in _ALLOWED[phrase.actor]


def _evidence(hits: list[Hit], stripped: Stripped) -> tuple[Evidence, ...]:
    """The hits' places in the clause's own text; of overlapping ones the surest, then the shortest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-hit.confidence, hit.end - hit.start, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(_place(stripped, hit.start, hit.end) for hit in sorted(kept, key=lambda hit: hit.start))


def _place(stripped: Stripped, start: int, end: int) -> Evidence:
    return Evidence(stripped.origin[start], stripped.origin[end - 1] + 1, stripped.text[start:end])
