"""A sentence's words that any lexicon lists, found in one walk along the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreement_tool.flag.ruleset import Lexicon
from agreement_tool.frozen import frozen

Span = tuple[int, int]
Found = dict[int, list[Span]]
"""Lexicon -> where its terms stand, in order of their beginnings."""

_SMALL = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})


@frozen
class Scanner:
    """Every term of every lexicon, by its first character and its length."""

    lengths: Mapping[str, tuple[int, ...]]
    terms: Mapping[str, tuple[int, ...]]
    """Term without blanks, small letters -> lexicons that list it; `~number` where it is one of the lexicon's `but`."""

    def find(self, text: str, edges: frozenset[int] | None = None) -> Found:
        """Where each lexicon's terms stand in `text` (without blanks).

        `edges`: offsets at which a blank stood; Latin terms must begin and end there or beside another character.
        """
        folded = text.translate(_SMALL) if not text.isascii() else text.lower()
        found: Found = {}
        barred: Found = {}
        lengths, terms = self.lengths, self.terms
        for start, first in enumerate(folded):
            for length in lengths.get(first, ()):
                listed = terms.get(folded[start : start + length])
                if start + length > len(folded):  # a slice cut short by the end is another, shorter term
                    break
                if listed is None or (first.isascii() and not _stands_alone(folded, start, start + length, edges)):
                    continue
                for number in listed:
                    (found if number >= 0 else barred).setdefault(number if number >= 0 else ~number, []).append(
                        (start, start + length)
                    )
        return _without(found, barred) if barred else found


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
        lengths.setdefault(term[0], set()).add(len(term))
    return Scanner(
        {first: tuple(sorted(sizes)) for first, sizes in lengths.items()},
        {term: tuple(listed) for term, listed in terms.items()},
    )


def _folded(term: str) -> str:
    return "".join(term.split()).translate(_SMALL)


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
