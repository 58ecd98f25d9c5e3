"""Finding phrases sentence by sentence: what META and LAW rules are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreement_tool.check.base import Context
from agreement_tool.model import Clause
from agreement_tool.text import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause's own text. `start` is a code point of that text."""

    clause: Clause
    text: str
    start: int

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """A match in this sentence, as offsets of the clause's text."""
        return self.start + match.start(), self.start + match.end()


def each_sentence(context: Context) -> Iterator[Sentence]:
    """Every sentence of every clause's own text."""
    for clause in context.outline.clauses.values():
        place = 0
        for text in sentences.split(clause.text):
            yield Sentence(clause, text, place)
            place += len(text)


def matches(context: Context, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The first match of `pattern` in each sentence that has one."""
    for sentence in each_sentence(context):
        match = pattern.search(sentence.text)
        if match:
            yield sentence, match


WHOLE = 400
"""Code points: what is shorter is an extract, whose date, version or contact may stand elsewhere."""


def is_whole(context: Context) -> bool:
    """Whether the text is long enough to be a whole agreement."""
    return len(whole_text(context)) >= WHOLE


def whole_text(context: Context) -> str:
    """Title, headings and texts, one a line."""
    return "\n".join([context.agreement.title, *(text for _, _, text in context.texts())])
