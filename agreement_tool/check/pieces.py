"""Stretches of an agreement's text, found by the words in them: one search through all of it and not one in each.

Every rule has words without which it has nothing to say; most agreements hold few of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")
_BETWEEN = "\0"
"""Stands between two stretches when they are searched together: no word goes on over it."""


class Pieces(Generic[T]):
    """Stretches in reading order, each of them not empty. `text`: the text of one."""

    def __init__(self, pieces: Sequence[T], text: Callable[[T], str]) -> None:
        self.every = tuple(pieces)
        texts = [text(piece) for piece in self.every]
        self.joined = _BETWEEN.join(texts)
        """All of them; a pattern that cannot match U+0000 never matches in two at once."""
        self._matching: dict[re.Pattern[str], Sequence[T]] = {}
        self._starts = list(accumulate((len(one) + 1 for one in texts), initial=0))

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self.joined)

    def has(self, word: str) -> bool:
        """Whether any of them holds a word."""
        return self._characters.issuperset(word) and word in self.joined

    def having(self, *words: str) -> Sequence[T]:
        """Those that hold one of the words at least."""
        found: set[int] = set()
        for word in filter(self.has, words):
            at = self.joined.find(word)
            while at >= 0:
                place = bisect_right(self._starts, at) - 1
                found.add(place)
                at = self.joined.find(word, self._starts[place + 1])
        return self._at(found)

    def matching(self, pattern: re.Pattern[str]) -> Sequence[T]:
        """Those in which a pattern matches, which must not be able to match U+0000."""
        if pattern not in self._matching:
            starts = (match.start() for match in pattern.finditer(self.joined))
            self._matching[pattern] = self._at({bisect_right(self._starts, start) - 1 for start in starts})
        return self._matching[pattern]

    def _at(self, places: Iterable[int]) -> Sequence[T]:
        return [self.every[place] for place in sorted(places)]
