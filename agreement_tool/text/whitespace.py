"""White space: what carries no meaning in Chinese text, and how much of it in a row a clause keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.model import Span
from agreement_tool.text.patterns import compiled

MOST_IN_A_ROW = 200
"""No line is wider. A run of thousands is nobody's layout, and each pattern that allows blanks would begin at each of
them."""
_LONG = compiled(rf"(?<!\s)\s{{{MOST_IN_A_ROW + 1},}}")


def strip_whitespace(text: str) -> str:
    """`text` without any white space: what two printings of the same Chinese words have in common."""
    return "".join(text.split())


def bounded_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with no run of white space longer than `MOST_IN_A_ROW`, be it over several of them."""
    whole = "".join(span.text for span in spans) if len(spans) != 1 else spans[0].text
    if len(whole) <= MOST_IN_A_ROW or not _LONG.search(whole):
        return tuple(spans)
    kept, at = list(_kept(whole)), 0
    cut: list[Span] = []
    for span in spans:
        end = at + len(span.text)
        text = "".join(whole[max(first, at) : min(last, end)] for first, last in kept if first < end and last > at)
        if text:
            cut.append(replace(span, text=text))
        at = end
    return tuple(cut)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that stay."""
    start = 0
    for run in _LONG.finditer(text):
        yield start, run.start() + MOST_IN_A_ROW
        start = run.end()
    yield start, len(text)
