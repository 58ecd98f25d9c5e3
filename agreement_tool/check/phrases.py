"""Finding phrases sentence by sentence: what META and LAW rules are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreement_tool.check.base import ClauseSentence, Context


def each_sentence(context: Context) -> Iterator[ClauseSentence]:
    """Every sentence of every clause's own text."""
    yield from context.sentences


def matches(context: Context, pattern: re.Pattern[str], *words: str) -> Iterator[tuple[ClauseSentence, re.Match[str]]]:
    """The first match of `pattern` in each sentence that has one; every match holds one of the `words`."""
    for sentence in context.sentences_having(*words):
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
    return context.whole


__all__ = ["ClauseSentence", "each_sentence", "is_whole", "matches", "whole_text"]
