"""Which signals stand behind which marks, said once for the file and again only where a clause differs.

`signals:` in the head maps the marks of a span to the signals such spans usually have; a clause that has others lists
those of all its marked spans, in order (title, text, cells).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.model import Agreement, Clause, Mark, Signal, Span

Usual = Mapping[tuple[Mark, ...], tuple[Signal, ...]]


def usual_signals(agreement: Agreement) -> Usual:
    """For every combination of marks the signals it most often has, the first by name where two are as frequent."""
    counted: dict[tuple[Mark, ...], Counter[tuple[Signal, ...]]] = {}
    spans = [*agreement.title_spans, *(span for clause in agreement.walk() for span in clause_spans(clause))]
    for span in spans:
        if span.marks:
            counted.setdefault(span.marks, Counter())[span.signals] += 1
    usual = {
        marks: min(counter, key=lambda signals: (-counter[signals], signals)) for marks, counter in counted.items()
    }
    return {marks: signals for marks, signals in sorted(usual.items()) if signals}


def clause_spans(clause: Clause) -> Iterator[Span]:
    """The spans of the title, the own text and the cells, in the order they are written."""
    yield from clause.title
    yield from clause.spans
    for row in clause.rows:
        for cell in row:
            yield from cell.spans


def unusual_signals(spans: Iterable[Span], usual: Usual) -> tuple[tuple[Signal, ...], ...] | None:
    """The signals of every marked span, or None where all are as usual."""
    marked = [span for span in spans if span.marks]
    if all(span.signals == usual.get(span.marks, ()) for span in marked):
        return None
    return tuple(span.signals for span in marked)


def with_signals(spans: Sequence[Span], usual: Usual, listed: Iterator[tuple[Signal, ...]] | None) -> tuple[Span, ...]:
    """The spans with their signals: the `listed` ones, one for each marked span, or the usual ones."""
    if not any(span.marks for span in spans):
        return tuple(spans)
    return tuple(
        replace(span, signals=usual.get(span.marks, ()) if listed is None else next(listed)) if span.marks else span
        for span in spans
    )
