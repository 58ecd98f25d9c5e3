"""A sentence's words that any lexicon lists, found in one walk along the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import add

from agreement_tool.flag.ruleset import Lexicon
from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled

Span = tuple[int, int]
Found = dict[int, list[Span]]
"""Lexicon -> where its terms stand, in order of their beginnings."""

_CAPITAL = compiled("[A-Z]")
_NOT_ASCII = "\x80"
_SMALL = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


@frozen
class Scanner:
    """Every term of every lexicon, by its first characters and its length."""

    lengths: Mapping[str, tuple[int, ...]]
    """First two characters -> how long the terms that begin with them are."""
    singles: frozenset[str]
    """Terms of one character."""
    terms: Mapping[str, tuple[int, ...]]
    """Term without blanks, small letters -> lexicons that list it; `~number` where it is one of the lexicon's `but`."""

    def find(self, text: str, edges: frozenset[int] | None = None) -> Found:
        """Where each lexicon's terms stand in `text` (without blanks).

        `edges`: offsets at which a blank stood; Latin terms must begin and end there or beside another character.
        """
        folded = text.translate(_SMALL) if _CAPITAL.search(text) else text
        found: Found = {}
        barred: Found = {}
        for start, end, listed in self._terms_in(folded):
            if folded[start] < _NOT_ASCII and not _stands_alone(folded, start, end, edges):
                continue
            span = start, end
            for number in listed:
                if number >= 0:
                    if number in found:
                        found[number].append(span)
                    else:
                        found[number] = [span]
                else:
                    barred.setdefault(~number, []).append(span)
        return _without(found, barred) if barred else found

    def _terms_in(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """(start, end, lexicons) of every term, by beginning and length. Most places are passed over: no term begins
        with their two characters."""
        lengths, terms, size = self.lengths, self.terms, len(text)
        singles = self.singles.intersection(text)
        pairs = list(map(add, text, text[1:] + " "))
        for start in [at for at, pair in enumerate(pairs) if pair in lengths or pair[0] in singles]:
            pair = pairs[start]
            if pair[0] in singles:
                yield start, start + 1, terms[pair[0]]
            for length in lengths.get(pair, ()):
                end = start + length
                # A slice cut short by the end would be another, shorter term.
                if end <= size and (listed := terms.get(text[start:end])) is not None:
                    yield start, end, listed


def scanner_of(lexicons: Iterable[Lexicon]) -> Scanner:
    """The scanner that knows `lexicons`, numbered in their order."""
    terms: dict[str, list[int]] = {}
    for number, lexicon in enumerate(lexicons):
        for term in lexicon.terms:
            terms.setdefault(_folded(term), []).append(number)
        for term in lexicon.but:
            terms.setdefault(_folded(term), []).append(~number)
    lengths: dict[str, set[int]] = {}
    for term in terms:
        if len(term) > 1:
            lengths.setdefault(term[:2], set()).add(len(term))
    return Scanner(
        {beginning: tuple(sorted(sizes)) for beginning, sizes in lengths.items()},
        frozenset(term for term in terms if len(term) == 1),
        {term: tuple(listed) for term, listed in terms.items()},
    )


def _folded(term: str) -> str:
    return "".join(term.split()).translate(_SMALL) if _CAPITAL.search(term) or " " in term else term


def _without(found: Found, barred: Found) -> Found:
    """`found` less the terms that stand inside one of their own lexicon's `but` words."""
    for number, longer in barred.items():
        if number in found:
            kept = [span for span in found[number] if not any(a <= span[0] and span[1] <= b for a, b in longer)]
            if kept:
                found[number] = kept
            else:
                del found[number]
    return found


def _stands_alone(text: str, start: int, end: int, edges: frozenset[int] | None) -> bool:
    """Whether Latin letters [start, end) are whole words: 'may' is not in 'mayor'."""
    if not text[start].isalpha():
        return True
    before = start == 0 or not _latin(text[start - 1]) or (edges is not None and start in edges)
    after = end == len(text) or not _latin(text[end]) or (edges is not None and end in edges)
    return before and after


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
