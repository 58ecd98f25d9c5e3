"""What two sides made of one clause's fields, and of the head's: merged, as either side would have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from agreement_tool.bilingual import Bilingual
from agreement_tool.diff.three_way import three_way
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Cell, Clause, ClauseKind, Span
from agreement_tool.store.canonical import table_spans
from agreement_tool.text import sentences
from agreement_tool.text.inline import merge

Value = TypeVar("Value")

LABEL, TITLE, TEXT, TABLE = (
    Bilingual("编号", "number"), Bilingual("标题", "heading"), Bilingual("正文", "text"), Bilingual("表格", "table"),
)  # fmt: skip
_HEAD = ("id", "version", "title_spans", "locale", "status", "published", "effective", "supersedes", "source")
_RECORDS = ("furniture", "doubts")


@frozen
class Both:
    """One clause as either side would have it, and the fields in which they differ."""

    ours: Clause
    theirs: Clause
    conflicts: tuple[Bilingual, ...] = ()


def merged_clause(base: Clause | None, ours: Clause | None, theirs: Clause | None) -> Both:
    """The clause without what stands under it. What one side has not is the other's."""
    if ours is None or theirs is None:
        only = ours or theirs
        assert only is not None
        return Both(only, only)
    label = _chosen(_Numbering.of(base) if base else None, _Numbering.of(ours), _Numbering.of(theirs))
    title = _chosen(base.title if base else None, ours.title, theirs.title)
    rows = _rows(base.rows if base else (), ours.rows, theirs.rows)
    text = _text(base, ours, theirs)
    page = _chosen(base.page if base else None, ours.page, theirs.page)[0]
    sides = [
        replace(
            label[at].applied_to(each),
            title=title[at],
            rows=rows[at],
            spans=_spans(rows[at], text[at], ours, theirs),
            page=page,
        )
        for at, each in enumerate((ours, theirs))
    ]
    pairs = ((LABEL, label), (TITLE, title), (TABLE, rows), (TEXT, text))
    differing = tuple(name for name, pair in pairs if pair[0] != pair[1])
    return Both(sides[0], sides[1], differing)


@frozen
class _Numbering:
    """What goes together: who changes a number changes how it is read."""

    label: str | None
    number: tuple[int, ...]
    kind: ClauseKind
    generated: bool

    @classmethod
    def of(cls, clause: Clause) -> _Numbering:
        return cls(clause.label, clause.number, clause.kind, clause.generated)

    def applied_to(self, clause: Clause) -> Clause:
        return replace(clause, label=self.label, number=self.number, kind=self.kind, generated=self.generated)


def _chosen(base: Value | None, ours: Value, theirs: Value) -> tuple[Value, Value]:
    """A value that is no text: whoever changed it has it; as either side would where both did."""
    if ours == base:
        return theirs, theirs
    if theirs == base:
        return ours, ours
    return ours, theirs


def _text(base: Clause | None, ours: Clause, theirs: Clause) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Sentence by sentence, marks included."""
    pieces = [tuple(_sentences(clause.spans)) if clause else () for clause in (base, ours, theirs)]
    chunks = tuple(three_way(*pieces))
    return (
        merge(span for chunk in chunks for sentence in chunk.ours for span in sentence),
        merge(span for chunk in chunks for sentence in chunk.theirs for span in sentence),
    )


def _sentences(spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The spans of each sentence."""
    text = "".join(span.text for span in spans)
    end = 0
    for sentence in sentences.split(text):
        start, end = end, end + len(sentence)
        yield tuple(_cut(spans, start, end))


def _cut(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        piece = span.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            yield replace(span, text=piece)
        at += len(span.text)


Rows = tuple[tuple[Cell, ...], ...]


def _rows(base: Rows, ours: Rows, theirs: Rows) -> tuple[Rows, Rows]:
    chunks = tuple(three_way(base, ours, theirs))
    return (
        tuple(row for chunk in chunks for row in chunk.ours),
        tuple(row for chunk in chunks for row in chunk.theirs),
    )


def _spans(rows: Rows, text: tuple[Span, ...], *sides: Clause) -> tuple[Span, ...]:
    """A table's text is that of its rows wherever it was on both sides."""
    derived = all(merge(each.spans) == table_spans(each.rows) for each in sides)
    return table_spans(rows) if rows and derived else text


def merged_head(base: Agreement, ours: Agreement, theirs: Agreement) -> tuple[Agreement, Agreement, tuple[str, ...]]:
    """The agreement without clauses as either side would have it, and the names of the keys in which they differ."""
    made = [replace(side, clauses=()) for side in (ours, theirs)]
    differing = []
    for name in (*_HEAD, *_RECORDS):
        values = [getattr(side, name) for side in (base, ours, theirs)]
        if name == "title_spans":
            values = [merge(side.title_spans or (Span(side.title),)) for side in (base, ours, theirs)]
        pair = _chosen(*values)
        if pair[0] != pair[1]:
            differing.append(name.removesuffix("_spans"))
        made = [replace(side, **{name: value}) for side, value in zip(made, pair, strict=True)]
    made = [replace(side, title="".join(span.text for span in side.title_spans)) for side in made]
    return made[0], made[1], tuple(differing)


def merged_comments(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Everybody's comments; what one side took out and the other left as it was goes."""
    kept = [line for line in ours if line in theirs or line not in base]
    return (*kept, *(line for line in theirs if line not in base and line not in ours))
