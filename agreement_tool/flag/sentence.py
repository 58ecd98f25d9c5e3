"""One sentence, ready to be searched: blanks taken out, the document's own names for its parties masked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agreement_tool.flag.parties import Parties
from agreement_tool.text.words import boundaries


@dataclass(frozen=True)
class Sentence:
    """Part of a stripped text. Offsets in `words` and `text` are the same."""

    words: str
    """As printed."""
    text: str
    """With names masked: what patterns are searched in."""
    start: int = 0
    """Where it begins in the stripped text, in code points."""

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters of `text`."""
        return frozenset(self.text)

    @cached_property
    def edges(self) -> frozenset[int]:
        """Offsets at which a word begins or ends."""
        return boundaries(self.words)


def sentence_of(words: str, parties: Parties) -> Sentence:
    """A sentence that stands alone."""
    return Sentence(words, parties.mask_parties(words))
