"""One sentence, ready to be searched: blanks taken out, the document's own names for its parties masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agreement_tool.flag.parties import Parties
from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled
from agreement_tool.text.words import boundaries

LONGEST_SENTENCE = 400
"""A text without full stops is read in pieces: the work for a sentence grows faster than its length."""
LATIN = compiled("[a-z]")
END = compiled(r"[。！？；;.](?:(?<!\.)|(?=[A-Z“\"]))")


_NO_BLANKS: frozenset[int] = frozenset()


@frozen
class Stripped:
    """Text without blanks, and where each of its characters stood."""

    text: str
    origin: Sequence[int]

    def has_blank_before(self, at: int) -> bool:
        """Whether a blank stood before character `at`."""
        return at > 0 and self.origin[at] - self.origin[at - 1] > 1

    def printed(self, text: str, start: int, words: str) -> str:
        """Words that begin at `start`, as they stand in `text`, which this is without its blanks."""
        if len(text) == len(self.text):
            return words
        return text[self.origin[start] : self.origin[start + len(words) - 1] + 1]


@dataclass(frozen=True)
class Sentence:
    """Part of a text without blanks. Offsets in `words` and `text` are the same."""

    words: str
    """As printed."""
    text: str
    """With names masked: what lexicons are searched in."""
    start: int = 0
    """Where it begins in the text without blanks, in code points."""
    blanks: frozenset[int] = field(default=frozenset())
    """Offsets before which a blank stood, where Latin words occur."""

    @cached_property
    def edges(self) -> frozenset[int]:
        """Offsets at which a word begins or ends."""
        return boundaries(self.words)


def strip_whitespace(text: str) -> Stripped:
    """`text` without blanks: printed Chinese carries stray ones inside words."""
    words = text.split()
    printed = "".join(words)
    if len(printed) == len(text):
        return Stripped(text, range(len(text)))
    origin: list[int] = []
    at = 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        origin += range(start, at)
    return Stripped(printed, tuple(origin))


def sentence_of(words: str, parties: Parties) -> Sentence:
    """A sentence that stands alone."""
    return Sentence(words, parties.mask_parties(words))


def sentences_of(stripped: Stripped, parties: Parties) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    for start, words, text, blanks in sentence_parts(stripped, parties):
        yield Sentence(words, text, start, blanks)


def sentence_parts(stripped: Stripped, parties: Parties) -> Iterator[tuple[int, str, str, frozenset[int]]]:
    """Of every sentence of a text where it begins, its words, the same with names masked, and its blanks."""
    text = stripped.text
    masked = parties.mask_parties(text)
    latin = len(stripped.origin) > 0 and bool(LATIN.search(text))
    for start, end in _pieces(stripped):
        words = text[start:end]
        blanks = _NO_BLANKS
        if latin and LATIN.search(words):
            blanks = frozenset([at - start for at in range(start, end) if stripped.has_blank_before(at)])
        yield start, words, words if masked is text else masked[start:end], blanks


def _pieces(stripped: Stripped) -> list[tuple[int, int]]:
    start, text, pieces = 0, stripped.text, []
    ends = [match.end() for match in END.finditer(text)]
    if text and (not ends or ends[-1] < len(text)):
        ends.append(len(text))
    for end in ends:
        # A Latin full stop ends a sentence before a blank and a capital letter: not in 1.1 or www.example.com.
        if text[end - 1] == "." and end < len(text) and not stripped.has_blank_before(end):
            continue
        if end - start <= LONGEST_SENTENCE:
            pieces.append((start, end))
        else:
            pieces += _chopped(text, start, end)
        start = end
    return pieces


def _chopped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) in pieces of at most LONGEST_SENTENCE, cut after a comma where there is one."""
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start + 1, start + LONGEST_SENTENCE) for mark in "，,、") + 1
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end
