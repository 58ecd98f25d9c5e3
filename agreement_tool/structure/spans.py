"""Cutting and joining runs of marked text without losing a character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreement_tool.model import Span

_ASCII_JOINERS = frozenset("-/_=&?#@.:")


def text_of(spans: Iterable[Span]) -> str:
    """The spans' text, concatenated."""
    return "".join(span.text for span in spans)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours with the same marks become one span; empty ones go."""
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if merged and (merged[-1].marks, merged[-1].signals) == (span.marks, span.signals):
            merged[-1] = Span(merged[-1].text + span.text, span.marks, span.signals)
        else:
            merged.append(span)
    return tuple(merged)


def cut(spans: Sequence[Span], start: int, end: int | None = None) -> tuple[Span, ...]:
    """Code points [start, end) of the spans."""
    stop = sum(len(span.text) for span in spans) if end is None else end
    kept: list[Span] = []
    at = 0
    for span in spans:
        first, last = max(start - at, 0), max(min(stop - at, len(span.text)), 0)
        if first < last:
            kept.append(Span(span.text[first:last], span.marks, span.signals))
        at += len(span.text)
    return merge(kept)


def strip(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without surrounding blanks; underlined ones stay, they are there to be filled in."""
    kept = [
        at
        for at, (char, underlined) in enumerate(
            (char, "underline" in span.marks) for span in spans for char in span.text
        )
        if underlined or not char.isspace()
    ]
    return cut(spans, kept[0], kept[-1] + 1) if kept else ()


def join(left: Sequence[Span], right: Sequence[Span]) -> tuple[Span, ...]:
    """Two wrapped lines as one text: no blank between Chinese characters, one between Latin words."""
    left, right = strip(left), strip(right)
    if not left or not right:
        return (*left, *right)
    blank = _needs_blank(left[-1].text[-1], right[0].text[0])
    glue = (Span(" ", left[-1].marks, left[-1].signals),) if blank else ()
    return merge((*left, *glue, *right))


def _needs_blank(before: str, after: str) -> bool:
    if not (before.isascii() and after.isascii()):
        return False
    return before not in _ASCII_JOINERS and (before.isalnum() or before in ",;)") and (after.isalnum() or after == "(")
