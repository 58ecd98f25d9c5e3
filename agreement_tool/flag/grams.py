"""Character n-grams of a clause, its heading and its introduction: what the linear model adds to the rules.

Tokens are Chinese characters, Latin words, and one sign each for numbers and for the parties, so that 青禾有权 and
我们有权 are the same. Grams of the heading and of the introduction carry a prefix of their own.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add

from agreement_tool.flag.parties import Parties, Role
from agreement_tool.text.document_names import without_document_names
from agreement_tool.text.patterns import compiled

LONGEST = 3
LONGEST_ABOVE = 3
"""Tokens in the longest gram of the clause itself, and of what stands above it."""
TOKEN = compiled(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*|[^\sa-z0-9]")
LETTERS = compiled(r"[a-z\d²³¹\u1369-\u1371\u19da⁰-₉①-⓿❶-➓]")
"""What may be more than one character of a token, or a digit of any kind (`str.isdigit`)."""
_LAST = "\uffff"
"""Beyond it there are more digits of odd kinds."""
INTRODUCTION = 40
"""Tokens at the end of an introduction that count."""
SIGNS: dict[Role, str] = {
    "provider": "Ｐ",
    "offeror": "Ｐ",
    "user": "Ｕ",
    "offeree": "Ｕ",
    "party": "Ｓ",
    "mutual": "Ｍ",
}
"""Full-width letters: `tokens` makes every other letter small."""


def tokens(text: str, parties: Parties) -> list[str]:
    """The tokens of a text, blanks left out."""
    masked = without_document_names(parties.mask_parties(text)).lower()
    signed = parties.anyone.sub(lambda match: _sign(match.group(), parties), masked)
    if (
        LETTERS.search(signed) is None and max(signed, default="") <= _LAST
    ):  # most sentences: every character is a token
        return list("".join(signed.split()))
    return ["0" if found[0].isdigit() else found for found in TOKEN.findall(signed)]


def grams(words: list[str], longest: int) -> set[str]:
    """Every run of 1 to `longest` tokens, "_" between them where a Latin word is among the tokens."""
    if max(map(len, words), default=1) == 1:
        found, runs = set(words), words
        for size in range(1, longest):
            runs = list(map(add, runs, words[size:]))
            found.update(runs)
        return found
    return {
        ("_" if any(length > 1 for length in map(len, run)) else "").join(run)
        for size in range(1, longest + 1)
        for run in zip(*(words[start:] for start in range(size)), strict=False)
    }


@lru_cache(maxsize=8)
def grams_above(heading: str, introduction: str, parties: Parties) -> frozenset[str]:
    """The grams of what stands above a clause."""
    return _grams_after("^", heading, parties) | _grams_after(">", introduction, parties)


@lru_cache(maxsize=8)
def _grams_after(sign: str, text: str, parties: Parties) -> frozenset[str]:
    """Siblings stand under the same heading and introduction."""
    words = tokens(text, parties)
    last = words[-INTRODUCTION:] if sign == ">" else words
    return frozenset([sign + gram for gram in grams(last, LONGEST_ABOVE)])


def _sign(word: str, parties: Parties) -> str:
    return SIGNS.get(parties.masked_role(word), word)
