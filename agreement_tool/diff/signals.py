"""What makes a change matter: `signals.yaml` as values, and the words and contexts it names found in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS
from agreement_tool.text.tables import table
from agreement_tool.text.wording import wording
from agreement_tool.text.words import boundaries, cut

Group = tuple[str, int]
"""A kind and the place of a list of equal words in it."""


@frozen
class Signal:
    """One kind of thing that matters."""

    kind: str
    words: tuple[tuple[str, ...], ...]
    """Lists of ways to say one thing."""
    around: str
    """Pattern: what of substance changes in such a sentence touches the kind; '' for kinds told by words only."""
    within: str
    """Pattern: the kind counts only where it matches; '' for anywhere."""
    not_within: str
    alone: bool
    """Whether it says something about a whole clause put in or taken out."""
    reaches: str
    """Pattern: where a match of `around` matches it, what stands behind to the end of the phrase is of the kind too."""
    leads: bool
    """Whether a lead-in that `around` matches tells the kind of its items."""
    last: bool
    """Whether it counts only where nothing else was found."""
    proof: str
    """Pattern: what must stand in the words that changed; '' for kinds that need no proof."""
    proof_with: str
    """Pattern: what must stand in the sentence or its lead-in beside the proof; '' for nothing."""
    operative: bool
    """Whether only what a sentence lays down proves the kind: no condition, no reason, nothing in brackets."""
    unlisted: bool
    """Whether an entry of a long enumeration proves nothing."""
    proof_not_in: frozenset[str]
    """Kinds of documents in which it is never named."""


@frozen
class SignalBook:
    """The whole of `signals.yaml`."""

    signals: tuple[Signal, ...]
    roles: Signal
    neutral: frozenset[str]
    light: frozenset[str]
    spellings: Mapping[str, str]
    same: Mapping[str, str]
    idle: frozenset[str]
    """Words, each first of its list, whose coming or going alone says nothing."""
    faint: frozenset[str]
    """Words that say something only where nothing else of substance changed."""
    short: Mapping[str, str]
    about_itself: str
    soft: str
    soft_unless: str
    leave: str
    forbids: str
    denies: str
    """Pattern: words by which a sentence says that something is not so."""
    binding: str
    """Pattern: words that bind somebody, in documents that mostly describe."""
    personal: str
    """Pattern: what tells of persons, where a document is no privacy policy."""
    blanks: str
    """Pattern: what stands for something to be filled in."""
    opposed: tuple[frozenset[str], ...]
    """Characters of which one does not stand for another."""
    heads: frozenset[str]
    """Characters that say at a word's end what kind of thing the word before them tells apart."""
    plain: tuple[tuple[str, str], ...]
    """Patterns, and what is read instead."""
    quantity_names: Mapping[str, tuple[str, ...]]
    quantity_kinds: Mapping[str, Bilingual]


@cache
def signal_book() -> SignalBook:
    """The data, read once."""
    data = table("agreement_tool.diff", "signals")
    return SignalBook(
        tuple(_signal(kind, row) for kind, row in data["kinds"].items()),
        _signal("parties", data["parties"]),
        frozenset(data["neutral"].split()),
        frozenset(data["light"].split()),
        data["spellings"],
        _same(data),
        frozenset(data["idle"].split()),
        frozenset(data["faint"].split()),
        data["short"],
        data["about_itself"],
        data["soft"],
        data["soft_unless"],
        data["leave"],
        data["forbids"],
        data["denies"],
        data["binding"],
        data["personal"],
        data["blanks"],
        tuple(map(frozenset, data["opposed"])),
        frozenset(data["heads"]),
        tuple((pattern, plain) for pattern, plain in data["plain"]),
        {kind: tuple(names) for kind, names in data["quantity_names"].items()},
        {kind: Bilingual(**name) for kind, name in data["quantity_kinds"].items()},
    )


def signal_of(kind: str) -> Signal | None:
    """The signal of a kind; None for kinds that the book does not hold."""
    return _by_kind().get(kind)


@cache
def _by_kind() -> dict[str, Signal]:
    return {signal.kind: signal for signal in signal_book().signals}


def _same(data: Mapping[str, Any]) -> dict[str, str]:
    """Every word that is read as another: the synonyms, and the ways to say one thing that signals list.

    Lists that share a word are one.
    """
    lists = [words for row in (*data["kinds"].values(), data["parties"]) for words in row["words"]]
    first: dict[str, str] = {}

    def of(word: str) -> str:
        while first.setdefault(word, word) != word:
            word = first[word]
        return word

    for words in (*lists, *map(str.split, data["same"].split("/"))):
        for word in words[1:]:
            first[of(str(word))] = of(str(words[0]))
    return {word: of(word) for word in list(first) if of(word) != word}


def _signal(kind: str, row: Mapping[str, Any]) -> Signal:
    return Signal(
        kind,
        tuple(tuple(map(str, words)) for words in row["words"]),
        row.get("around", ""),
        row.get("within", ""),
        row.get("not_within", ""),
        row.get("alone", True),
        row.get("reaches", ""),
        row.get("leads", True),
        row.get("last", False),
        row.get("proof", ""),
        row.get("proof_with", ""),
        row.get("operative", False),
        row.get("unlisted", False),
        frozenset(row.get("proof_not_in", ())),
    )


class _Longest:
    """Finds the longest of many words at every place of a text: a pattern of a thousand words takes long to compile."""

    def __init__(self, words: Iterable[str]) -> None:
        by_first: dict[str, set[str]] = {}
        for word in words:
            by_first.setdefault(word[:1], set()).add(word)
        self._by_first = {
            first: (frozenset(some), sorted({len(word) for word in some}, reverse=True))
            for first, some in by_first.items()
            if first
        }

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Places of the words, from left to right, never overlapping."""
        at = 0
        while at < len(text):
            words, lengths = self._by_first.get(text[at], (frozenset(), []))
            length = next((length for length in lengths if text[at : at + length] in words), 0)
            if length:
                yield at, at + length
            at += length or 1


@cache
def _finder() -> tuple[_Longest, dict[str, tuple[Group, ...]]]:
    """Every word, and the groups that each belongs to."""
    book = signal_book()
    groups: dict[str, tuple[Group, ...]] = {}
    for signal in (*book.signals, book.roles):
        for place, words in enumerate(signal.words):
            for word in words:
                folded = wording(word)
                groups[folded] = (*groups.get(folded, ()), (signal.kind, place))
    return _Longest({*groups, *map(wording, book.neutral)}), groups


@lru_cache(maxsize=TEXTS)
def words_of(text: str) -> tuple[tuple[str, Group], ...]:
    """The signal words of a folded text in order, with the groups they belong to."""
    finder, groups = _finder()
    text = _plain(text)
    found = (text[start:end] for start, end in finder.spans(text))
    return tuple((word, group) for word in found for group in groups.get(word, ()))


def _plain(text: str) -> str:
    for pattern, plain in signal_book().plain:
        text = _pattern(pattern).sub(plain, text)
    return text


def counted(text: str) -> Counter[Group]:
    """How often each group of words occurs, roles left out."""
    return Counter(group for _, group in words_of(text) if group[0] != "parties")


def terms_in(text: str) -> Iterator[tuple[int, int]]:
    """Where terms of three characters or more stand in a folded text that nobody would cut: 承租人, 身份证号码."""
    return _terms().spans(text)


@cache
def _terms() -> _Longest:
    book = signal_book()
    words = (wording(word) for signal in (*book.signals, book.roles) for some in signal.words for word in some)
    return _Longest(word for word in words if len(word) > 2 and not word.isascii())


def idle_groups() -> frozenset[Group]:
    """The groups of signal words that hold an idle word."""
    return _groups_of(signal_book().idle)


def faint_groups() -> frozenset[Group]:
    """The groups of signal words that hold a faint word."""
    return _groups_of(signal_book().faint)


@cache
def _groups_of(chosen: frozenset[str]) -> frozenset[Group]:
    _, groups = _finder()
    same = signal_book().same
    words = {*chosen, *(word for word, first in same.items() if first in chosen)}
    return frozenset(group for word in words for group in groups.get(wording(word), ()))


@cache
def idle_words() -> frozenset[str]:
    """Idle words as `substance` gives them."""
    same = signal_book().same
    return frozenset(same.get(word, word) for word in signal_book().idle)


def roles_of(text: str) -> tuple[int, ...]:
    """The roles a text names, in order."""
    return tuple(group[1] for _, group in words_of(text) if group[0] == "parties")


def without_roles(text: str) -> str:
    """A folded text without the roles it names."""
    finder, groups = _finder()
    kept, at = [], 0
    for start, end in finder.spans(text):
        if any(kind == "parties" for kind, _ in groups.get(text[start:end], ())):
            kept.append(text[at:start])
            at = end
    return "".join((*kept, text[at:]))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return compiled(pattern, re.IGNORECASE)


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern of the data matches somewhere in a folded text; an empty one never does."""
    return bool(pattern) and _pattern(pattern).search(text) is not None


def places(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a pattern of the data matches in a folded text."""
    return (match.span() for match in _pattern(pattern).finditer(text)) if pattern else iter(())


@cache
def _rewriter() -> tuple[_Longest, Mapping[str, str]]:
    """Every synonym of two characters or more, and what it is read as."""
    same = signal_book().same
    known = {word: plain for word, plain in (*((each, each) for each in same.values()), *same.items()) if len(word) > 1}
    return _Longest(known), known


def _plain_words(text: str) -> Iterator[str]:
    """The words of a text, synonyms as the first of their list, whether or not the dictionary knows them."""
    finder, known = _rewriter()
    same, at = signal_book().same, 0
    edges = boundaries(text)
    for start, end in finder.spans(text):
        if start not in edges and end not in edges:  # the end of one word and the beginning of another: 提供方便
            continue
        yield from (same.get(word, word) for word in cut(text[at:start]))
        yield known[text[start:end]]
        at = end
    yield from (same.get(word, word) for word in cut(text[at:]))


@lru_cache(maxsize=TEXTS)
def substance(text: str) -> tuple[str, ...]:
    """The words of a folded text that carry substance, each in its standard form: no light words, no punctuation."""
    book = signal_book()
    text = _EXAMPLES.sub("", _plain(_plain_addresses(text)))
    for long, short in (*book.spellings.items(), *book.short.items()):
        text = text.replace(long, short)
    return tuple(
        word
        for word in _plain_words(text)
        if not {word, word.lower()} & book.light and any(each.isalnum() or each in "×÷=+" for each in word)
    )


_EXAMPLES = compiled(
    r"[(（](?:尤其是|特别是|例如|比如|包括|especially|forexample|e\.g\.)[^()（）]{0,60}[)）]", re.IGNORECASE
)
"""What a bracket adds by way of example; the signal words in it count all the same."""
_ADDRESS = compiled(
    r"(?<![a-z0-9.\-])(?:https?://)?(?:[a-z0-9\-]{1,63}\.){1,8}[a-z]{2,6}(?:/[a-z0-9\-_./?=&%#]*)?", re.IGNORECASE
)


def _plain_addresses(text: str) -> str:
    """Addresses without scheme and final slash, each once: [x.cn](https://x.cn/) -> x.cn. Blanks to fill in go."""
    seen: set[str] = set()

    def once(match: re.Match[str]) -> str:
        plain = match.group().lower().removeprefix("https://").removeprefix("http://").rstrip("/.")
        if plain in seen:
            return ""
        seen.add(plain)
        return plain

    blanks = signal_book().blanks
    return _ADDRESS.sub(once, _pattern(blanks).sub("", text) if blanks else text)


@cache
def kin(one: str, other: str) -> bool:
    """Whether two words of two characters that share one say the same: 进展 and 进度, but never 收款 and 付款."""
    shared = set(one) & set(other)
    if not (len(one) == len(other) == 2 and len(shared) == 1 and one[0] != one[1] and other[0] != other[1]):
        return False
    book, unshared = signal_book(), (set(one) | set(other)) - shared
    if (one[1] == other[1] and one[1] in book.heads) or any(unshared <= opposed for opposed in book.opposed):
        return False
    named = {name for every in book.quantity_names.values() for name in every}
    return not (words_of(one) or words_of(other) or named & {one, other})
