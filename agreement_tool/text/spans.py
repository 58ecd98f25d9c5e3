"""Cutting and joining runs of marked text without losing a character."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from agreement_tool.model import Cell, Signal, Span

_ASCII_JOINERS = frozenset("-/_=&?#@.:")


def text_of(spans: Iterable[Span]) -> str:
    """The spans' text, concatenated."""
    return "".join([span.text for span in spans])


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours with the same marks become one span, with the signals of all; empty ones go.

    Bold by its face beside bold by its stroke is one stretch of bold: that is how it is printed, read and compared.
    """
    given = tuple(spans)
    if len(given) == 1 and given[0].text and len(given[0].signals) < 2:
        return given
    runs: list[tuple[Span, list[str], set[Signal]]] = []
    for span in given:
        if not span.text:
            continue
        if runs and runs[-1][0].marks == span.marks:
            runs[-1][1].append(span.text)
            runs[-1][2].update(span.signals)
        else:
            runs.append((span, [span.text], set(span.signals)))
    return tuple(Span("".join(texts), span.marks, tuple(sorted(signals))) for span, texts, signals in runs)


def of_rows(rows: Iterable[Iterable[Cell]]) -> Iterator[Span]:
    """A table's text: cells joined by tabs, rows by line breaks."""
    for row_number, row in enumerate(rows):
        if row_number:
            yield Span("\n")
        for cell_number, cell in enumerate(row):
            if cell_number:
                yield Span("\t")
            yield from cell.spans


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
    whole = merge(spans)
    if not whole or (_stays(whole[0], 0) and _stays(whole[-1], -1)):
        # Paragraphs are joined line by line; looking at each character each time would be quadratic.
        return whole
    leading = _blanks(whole, 1)
    length = sum(len(span.text) for span in whole)
    return cut(spans, leading, length - _blanks(whole, -1)) if leading < length else ()


def _blanks(spans: Sequence[Span], step: int) -> int:
    """How many blanks that do not stay are in front (`step` 1) or behind (-1)."""
    count = 0
    for span in spans[::step]:
        text = span.text
        bare = text if "underline" in span.marks else text.lstrip() if step > 0 else text.rstrip()
        count += len(text) - len(bare)
        if bare:
            break
    return count


def without_tail(spans: Sequence[Span], characters: str) -> tuple[Span, ...]:
    """The spans without those of `characters` that they end with."""
    text = text_of(spans)
    return cut(spans, 0, len(text.rstrip(characters))) if text[-1:] in characters else tuple(spans)


def _stays(span: Span, at: int) -> bool:
    return "underline" in span.marks or not span.text[at].isspace()


def join(*texts: Sequence[Span], blanks: Container[int] = ()) -> tuple[Span, ...]:
    """Wrapped lines as one text: no blank between Chinese characters, one between Latin words.

    `blanks`: numbers of the texts that a blank stands before, whatever they begin with.
    """
    joined: list[Span] = []
    for number, spans in enumerate(map(strip, texts)):
        if joined and spans and (number in blanks or _needs_blank(joined[-1].text, spans[0].text)):
            joined.append(Span(" ", joined[-1].marks, joined[-1].signals))
        joined.extend(spans)
    return merge(joined)


def _needs_blank(above: str, below: str) -> bool:
    before, after = above[-1], below[0]
    if not (before.isascii() and after.isascii()):
        return False
    if before in _ASCII_JOINERS:
        return (before == "-" and above[-2:-1] == " ") or _ends_sentence(above, after)
    return (before.isalnum() or before in ",;)") and (after.isalnum() or after == "(")


def _ends_sentence(above: str, after: str) -> bool:
    """Whether a point or colon ends a Latin sentence, and no part of an address that goes on below."""
    word = above[:-1].rsplit(None, 1)[-1:]
    return above[-1] in ".:" and after.isupper() and bool(word) and word[0].strip("()[]\"'“”‘’").isalpha()
