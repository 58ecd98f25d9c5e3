"""Segmentation into words: jieba's algorithm with a small dictionary of our own.

jieba's own dictionary costs a second and 95 MB at start; ours holds its ~16,000 most frequent common words and a list
of legal terms, and loads in milliseconds. The hidden-Markov guesser stays off, so that a word is never invented, and
the same sentence is always cut the same way.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

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


def _entries(name: str) -> list[str]:
    lines = resources.files("agreement_tool.text").joinpath(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


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


def _imported_jieba() -> ModuleType:
    """jieba, without the 0.1 s that it spends on `pkg_resources` to find dictionaries we do not load."""
    import logging
    import sys

    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    # None makes the import fail, and jieba falls back to plain paths. Needed only where an old setuptools is installed.
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
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
    known = _frequencies()
    tokenizer = jieba.Tokenizer()
    # Filled by hand rather than by `initialize`: no cache file in a shared temporary directory, no line on stderr.
    tokenizer.FREQ = _with_prefixes(known)
    tokenizer.total = sum(known.values())
    tokenizer.initialized = True
    return tokenizer
