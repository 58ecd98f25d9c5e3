"""What counts as the same wording: width and spacing do not, characters do."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled

INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Zero-width characters and the soft hyphen: never wording."""


@frozen
class Folded:
    """A text without what is not wording. `at[k]` is the raw offset of folded character k; `at[-1]` the raw length."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=16384)
def fold_character(character: str) -> str:
    """One character without its width; '' for blanks and invisible characters; kept when it would expand."""
    if character.isspace() or character in INVISIBLE:
        return ""
    folded = unicodedata.normalize("NFKC", character)
    # ① would become 1 and ㎡ m2: those are differences of wording, not of width.
    return folded if len(folded) == 1 and unicodedata.category(character) != "No" else character


class _FoldTable(dict[int, str]):
    """Filled as characters are met; `str.translate` is twice as fast as a call for each character."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


_FOLD = _FoldTable()


def wording(text: str) -> str:
    """The comparison key of a text: equal keys mean the same wording."""
    return text.translate(_FOLD)


def fold(text: str, *, strict: bool = False) -> Folded:
    """Fold a text and remember where each folded character stands. `strict` folds nothing.

    Blanks belong to the character before them; leading blanks to the first one, so the pieces cover the whole text.
    """
    if strict:
        return Folded(text, tuple(range(len(text) + 1)))
    pieces = [(folded, at) for at, folded in enumerate(map(fold_character, text)) if folded]
    starts = [at for _, at in pieces]
    if starts:
        starts[0] = 0
    return Folded("".join(folded for folded, _ in pieces), (*starts, len(text)))


def same_wording(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but width and spacing."""
    return old == new or wording(old) == wording(new)


def is_latin(text: str) -> bool:
    """Whether no character of it is a word by itself; “ ” and ’ stand in English too."""
    return text.isascii() or _EAST_ASIAN.search(text) is None


_EAST_ASIAN = compiled("[\u3040-\u9fff\uac00-\ud7af]")
