"""Segmentation into words: jieba's algorithm with a small dictionary of our own.

jieba's own dictionary costs a second and 95 MB at start; ours holds its ~16,000 most frequent common words and a list
of legal terms, and loads in milliseconds. The hidden-Markov guesser stays off, so that a word is never invented, and
the same sentence is always cut the same way.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from math import log
from types import ModuleType
from typing import TYPE_CHECKING

from agreement_tool.text.packaged import packaged

if TYPE_CHECKING:
    from jieba import Tokenizer

Route = dict[int, tuple[float, int]]
LEGAL_FREQUENCY = 30_000
"""Weight of a legal term: above nearly every pair of common words it could be split into."""


def cut(text: str) -> tuple[str, ...]:
    """The words of `text`, in order; joined they give `text` exactly. Blanks and punctuation are words of their own."""
    return _cut(text) if len(text) <= 400 else tuple(_tokenizer().cut(text, HMM=False))


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(_tokenizer().cut(text, HMM=False))


def boundaries(text: str) -> frozenset[int]:
    """Offsets (0 and the length included) at which a word of `text` begins or ends."""
    edges, at = {0}, 0
    for word in cut(text):
        at += len(word)
        edges.add(at)
    return frozenset(edges)


def legal_words() -> frozenset[str]:
    """The legal terms of the dictionary."""
    return frozenset(_entries("legal_words.txt"))


def _resource(name: str) -> str:
    return packaged("agreement_tool.text", name).decode()


def _entries(name: str) -> list[str]:
    return [line for line in _resource(name).splitlines() if line and not line.startswith("#")]


def dictionary() -> str:
    """What `dictionary.txt` must be: both lists as one table, which loads in milliseconds. A line of words and
    beginnings of words, a line of frequencies."""
    table = _with_prefixes(_frequencies())
    return f"{' '.join(table)}\n{' '.join(map(str, table.values()))}\n"


def _frequencies() -> dict[str, int]:
    known: dict[str, int] = {}
    for entry in _entries("common_words.txt"):
        word, frequency = entry.split(" ")
        known[word] = int(frequency)
    for word in _entries("legal_words.txt"):
        known[word] = max(known.get(word, 0), LEGAL_FREQUENCY)
    return known


def _with_prefixes(known: dict[str, int]) -> dict[str, int]:
    """jieba walks a word letter by letter: every beginning of a word must be a key, at 0 when it is no word itself."""
    table = dict(known)
    for word in known:
        for end in range(1, len(word)):
            table.setdefault(word[:end], 0)
    return table


class _LazyGuesserFinder(PathFinder):
    """Finds jieba's hidden-Markov guesser and puts off loading its tables (12 ms) until somebody uses it."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The guesser's module with a lazy loader; None for any other."""
        spec = super().find_spec(fullname, path, target) if fullname == "jieba.finalseg" else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def _imported_jieba() -> ModuleType:
    """jieba, without the 0.1 s that it spends on `pkg_resources` to find dictionaries we do not load."""
    import logging

    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    # None makes the import fail, and jieba falls back to plain paths. Needed only where an old setuptools is installed.
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    sys.meta_path.insert(0, _LazyGuesserFinder)
    try:
        import jieba
    finally:
        sys.meta_path.remove(_LazyGuesserFinder)
        if before is absent:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before  # type: ignore[assignment]
    jieba.setLogLevel(logging.WARNING)
    module: ModuleType = jieba
    return module


@cache
def _tokenizer() -> Tokenizer:
    jieba = _imported_jieba()

    class SinglePassTokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """jieba's tokenizer; words are looked up and weighed in one walk, not collected before."""

        def get_DAG(self, _: str) -> None:  # noqa: N802
            """Nothing: `calc` looks words up itself."""

        def calc(self, sentence: str, _: None, route: Route) -> None:
            """`route`: place -> (log likelihood of the best way to the end, last place of its first word)."""
            _best_ways(sentence, self.FREQ, log(self.total), route)

    tokenizer = SinglePassTokenizer()
    # Filled by hand rather than by `initialize`: no cache file in a shared temporary directory, no line on stderr.
    names, frequencies = _resource("dictionary.txt").split("\n")[:2]
    tokenizer.FREQ = dict(zip(names.split(" "), map(int, frequencies.split(" ")), strict=True))
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.initialized = True
    return tokenizer


def _best_ways(sentence: str, known: Mapping[str, int], log_total: float, route: Route) -> None:
    route[len(sentence)] = 0.0, 0
    for start in range(len(sentence) - 1, -1, -1):
        best, last = None, start
        for end in range(start, len(sentence)):
            frequency = known.get(sentence[start : end + 1])
            if frequency is None:
                break
            if frequency:
                weight = log(frequency) - log_total + route[end + 1][0]
                if best is None or weight >= best:
                    best, last = weight, end
        route[start] = (0.0 - log_total + route[start + 1][0] if best is None else best), last
