"""A comparison as one stream of pieces, paragraph marks included: what a document with tracked changes is written from.

Dropping the deleted and moved-away pieces spells the new version's paragraphs, dropping the inserted and moved-in ones
the old version's; that is exactly what accepting or rejecting every change in a word processor does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Diff, Mark, Segment, Span
from agreement_tool.report.diff_view import DiffRow, rows

PieceOp = Literal["equal", "delete", "insert", "move-from", "move-to"]
Part = Literal["label", "title", "text"]
PARAGRAPH = "\u2029"
"""The paragraph mark, a piece of its own (U+2029; a line break inside a paragraph stays a newline)."""
TITLE_DEPTH = -1
"""Depth of the document's own title."""


@frozen
class Piece:
    """Characters with one fate and one look. `old_marks` differ from `marks` where only the emphasis changed."""

    op: PieceOp
    text: str
    part: Part = "text"
    marks: tuple[Mark, ...] = ()
    old_marks: tuple[Mark, ...] = ()
    generated: bool = False
    """A number that the format makes (Word's numbering): printed, and not in the file's text."""


@frozen
class RowBlock:
    """The pieces of one row and how deep it stands. `move`: names the pair of places of a moved clause."""

    pieces: tuple[Piece, ...]
    depth: int
    heading: bool
    move: str = ""
    row: DiffRow | None = None
    """The row it comes from; None for the document's own title."""


def blocks(old: Agreement, new: Agreement, diff: Diff) -> Iterator[RowBlock]:
    """The whole comparison, clause by clause, as rows stand."""
    if old.title or new.title:
        yield _title(old, new, diff)
    made = rows(old, new, diff)
    pairs = {row.new[0].eid: row for row in made if row.kind == "pair"}
    for row in made:
        yield _block(row, pairs)


def _title(old: Agreement, new: Agreement, diff: Diff) -> RowBlock:
    """The document's own title."""
    changed = next((change.segments for change in diff.changes if change.new and not change.new[0].eid), None)
    if changed is not None:
        words = [Piece(segment.op, segment.text, "title") for segment in changed]
    elif old.title == new.title:
        words = [Piece("equal", new.title, "title")]
    else:  # width and spacing only: no change to tell, but both must come out right
        words = [Piece("delete", old.title, "title"), Piece("insert", new.title, "title")]
    mark: PieceOp = "equal" if old.title and new.title else "insert" if new.title else "delete"
    return RowBlock((*_joined(words), Piece(mark, PARAGRAPH)), TITLE_DEPTH, True)


def paragraphs(agreement: Agreement) -> list[str]:
    """The paragraphs of one version as the stream spells them: what accepting or rejecting everything must give."""
    title = [agreement.title] if agreement.title else []
    written = "".join(piece.text for clause in agreement.walk() for piece in _whole(clause, "equal"))
    return [*title, *written.split(PARAGRAPH)[:-1]]


def _block(row: DiffRow, pairs: Mapping[str, DiffRow]) -> RowBlock:
    clause = (row.new or row.old)[0]
    pieces: Iterable[Piece]
    if row.kind == "added":
        pieces = _whole(clause, "insert")
    elif row.kind == "removed":
        pieces = _whole(clause, "delete")
    elif row.kind == "ghost":
        pieces = _at_place(_edited(pairs[row.new[0].eid], row.old[0], row.new[0]), "move-from", "insert")
    elif row.kind == "pair":
        pieces = _pair(row)
    else:
        pieces = _parts(row)
    return RowBlock(tuple(_joined(pieces)), row.depth, bool(clause.heading) and not clause.text, _move_name(row), row)


def _move_name(row: DiffRow) -> str:
    """The same for the place a clause was moved from and the one it was moved to."""
    if row.kind == "ghost" or row.moved or row.carried:
        return f"move-{row.new[0].eid}"
    return ""


def _whole(clause: Clause, op: PieceOp) -> Iterator[Piece]:
    """A clause on one side only: number, heading, text, each paragraph with its mark."""
    yield from _head(clause, op)
    yield from _styled(clause.spans, op, "text")
    yield Piece(op, PARAGRAPH)


def _styled(spans: Iterable[Span], op: PieceOp, part: Part) -> Iterator[Piece]:
    return (Piece(op, span.text, part, span.marks, span.marks) for span in spans if span.text)


def _pair(row: DiffRow) -> Iterator[Piece]:
    old, new = row.old[0], row.new[0]
    pieces = _edited(row, old, new)
    yield from _at_place(pieces, "move-to", "delete") if row.moved or row.carried else pieces


def _at_place(pieces: Iterable[Piece], move: PieceOp, elsewhere: PieceOp) -> Iterator[Piece]:
    """Pieces of a moved clause at one of its places: what both have is moved, edits stand inside the move.

    Words that only the other place has (`elsewhere`) are not here: deleted ones stand at the old place, inserted ones
    at the new.
    """
    for piece in pieces:
        if piece.op != elsewhere:
            kept = piece.op == "equal" or piece.text == PARAGRAPH
            marks = piece.old_marks if move == "move-from" else piece.marks
            yield replace(piece, op=move, marks=marks, old_marks=marks) if kept else piece


def _edited(row: DiffRow, old: Clause, new: Clause) -> Iterator[Piece]:
    yield from _label(old, new)
    yield from _compared(old.title, new.title, row.title, "title")
    yield from _between(old, new)
    yield from _compared(old.spans, new.spans, row.text, "text")
    yield Piece("equal", PARAGRAPH)


def _label(old: Clause, new: Clause) -> Iterator[Piece]:
    before = "".join(piece.text for piece in _whole(old, "equal") if piece.part == "label")
    after = "".join(piece.text for piece in _whole(new, "equal") if piece.part == "label")
    if before == after:
        yield Piece("equal", after, "label", generated=old.generated)
    else:
        yield Piece("delete", before, "label", generated=old.generated)
        yield Piece("insert", after, "label", generated=new.generated)


def _between(old: Clause, new: Clause) -> Iterator[Piece]:
    """The paragraph mark between heading and text, where either side has both."""
    before, after = (bool(clause.title and clause.spans) for clause in (old, new))
    if before or after:
        yield Piece("equal" if before == after else "delete" if before else "insert", PARAGRAPH)


def _compared(old: Iterable[Span], new: Iterable[Span], segments: Iterable[Segment], part: Part) -> Iterator[Piece]:
    """Segments with the marks of both sides, character by character."""
    before, after = _marks(old), _marks(new)
    for segment in segments:
        for character in segment.text:
            old_marks = next(before) if segment.op != "insert" else ()
            marks = next(after) if segment.op != "delete" else old_marks
            yield Piece(segment.op, character, part, marks, old_marks if segment.op == "equal" else marks)


def _marks(spans: Iterable[Span]) -> Iterator[tuple[Mark, ...]]:
    return (span.marks for span in spans for _ in span.text)


def _parts(row: DiffRow) -> Iterator[Piece]:
    """A split or merge: one text on the one side, several on the other, with their numbers and headings between."""
    split = row.kind == "split"
    several = row.new if split else row.old
    op: PieceOp = "insert" if split else "delete"
    yield from _label(row.old[0], row.new[0])
    yield from _heads(row.old[0], row.new[0])
    lengths = [len(clause.text) for clause in several]
    for clause, segments in zip(several, _cut_segments(row.text, lengths, split), strict=True):
        if clause is not several[0]:
            yield Piece(op, PARAGRAPH)
            yield from _head(clause, op)
        yield from (Piece(segment.op, segment.text) for segment in segments)
    yield Piece("equal", PARAGRAPH)


def _heads(old: Clause, new: Clause) -> Iterator[Piece]:
    if old.heading == new.heading:
        yield from _styled(new.title, "equal", "title")
    else:
        yield from _styled(old.title, "delete", "title")
        yield from _styled(new.title, "insert", "title")
    yield from _between(old, new)


def _head(clause: Clause, op: PieceOp) -> Iterator[Piece]:
    if clause.label:
        text = f"{clause.label} " if clause.title or clause.spans else clause.label
        yield Piece(op, text, "label", generated=clause.generated)
    yield from _styled(clause.title, op, "title")
    if clause.title and clause.spans:
        yield Piece(op, PARAGRAPH)


def _cut_segments(segments: Sequence[Segment], lengths: Sequence[int], by_new: bool) -> list[list[Segment]]:
    """Segments of both sides cut where one side's parts end; the other side's edits stay with the part before them."""
    passed_over = "delete" if by_new else "insert"
    cut: list[list[Segment]] = [[]]
    remaining = list(lengths)
    queue = list(segments)
    while queue:
        segment = queue.pop(0)
        if segment.op == passed_over:
            cut[-1].append(segment)
            continue
        while remaining[0] == 0 and len(remaining) > 1:
            remaining.pop(0)
            cut.append([])
        cut[-1].append(Segment(segment.op, segment.text[: remaining[0]]))
        if len(segment.text) > remaining[0]:
            queue.insert(0, Segment(segment.op, segment.text[remaining[0] :]))
        remaining[0] -= min(remaining[0], len(segment.text))
    return cut + [[] for _ in range(len(lengths) - len(cut))]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for _, run in groupby(pieces, key=lambda piece: (piece.text == PARAGRAPH, replace(piece, text=""))):
        same = list(run)
        if same[0].text == PARAGRAPH:
            yield from same
        elif text := "".join(piece.text for piece in same):
            yield replace(same[0], text=text)
