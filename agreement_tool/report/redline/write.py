"""The comparison written into a copy of the old version's Word file.

Words that stand in both versions keep their runs; what went is w:del, what came w:ins, a moved clause w:moveFrom and
w:moveTo with its edits inside. Only the document's main part changes, and the comments' (ECMA-376 part 1, 17.13).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Diff
from agreement_tool.report.diff_stream import PARAGRAPH, Piece, RowBlock, blocks
from agreement_tool.report.redline import edits as runs
from agreement_tool.report.redline.atoms import AtomPlace, RedlineParagraph, pair, paragraphs_of
from agreement_tool.report.redline.comments import Comments
from agreement_tool.report.redline.edits import Edits, Inserted, Revisions, bare_properties, inserted_run, mark_revision
from agreement_tool.report.redline.ooxml import W, WordFile, get, make, parse, serialise
from agreement_tool.report.redline.revisions import REVISIONS, has_revisions, resolve_revisions
from agreement_tool.report.redline.tables import TableEditor
from agreement_tool.report.redline.templates import Template, choose, kind_of

Existing = Literal["accept", "reject", "refuse"]
"""What becomes of tracked changes that the file holds already."""
_OLD = frozenset({"equal", "delete", "move-from"})
_NEW = frozenset({"insert", "move-to"})


@frozen
class Redline:
    """The file, and how many characters that went could not be found in it (computed fields, drawn boxes)."""

    data: bytes
    unplaced: int


def holds_revisions(data: bytes) -> bool:
    """Whether a Word file has tracked changes in its main part."""
    file = WordFile(data)
    return has_revisions(parse(file.read(file.main)))


def redline_in_place(
    data: bytes,
    old: Agreement,
    new: Agreement,
    diff: Diff,
    *,
    author: str,
    date: str,
    existing: Literal["accept", "reject"] = "accept",
    comments: bool = True,
    lang: str = "zh",
) -> Redline:
    """`data`, the old version's DOCX, with the differences as tracked changes by `author` at `date` (ISO 8601, UTC).

    Tracked changes that it holds already are accepted or rejected first, as `old` was read.
    """
    file = WordFile(data)
    root = parse(file.read(file.main))
    resolve_revisions(root, existing)
    body = root.find(f"{W}body")
    numbers = (int(get(one, "id") or 0) for one in root.iter(*REVISIONS) if (get(one, "id") or "0").isdigit())
    revisions = Revisions(author, date, max(numbers, default=0) + 1)
    notes = Comments(file, author, date) if comments else None
    writer = _Writer(paragraphs_of(body), tuple(blocks(old, new, diff)), revisions, notes, body, lang)
    unplaced = writer.run()
    if notes:
        notes.save()
    file.replace(file.main, serialise(root))
    return Redline(file.save(), unplaced)


@dataclass(slots=True)
class _Line:
    """The pieces of one printed line of a block, each with the place of its first character in the old wording."""

    pieces: list[tuple[Piece, int]]
    mark: Piece


class _Writer:
    def __init__(
        self,
        paragraphs: list[RedlineParagraph],
        stream: tuple[RowBlock, ...],
        revisions: Revisions,
        notes: Comments | None,
        body: Any,
        lang: str,
    ) -> None:
        self._paragraphs = paragraphs
        self._stream = stream
        self._revisions = revisions
        self._notes = notes
        self._body = body
        self._lang = lang
        self._index = {paragraph.element: number for number, paragraph in enumerate(paragraphs)}
        self._edits: dict[Any, Edits] = {}
        by_element = {paragraph.element: paragraph for paragraph in paragraphs}
        self._tables = TableEditor(by_element, self._edits, revisions)
        self._lines = [list(_lines_of(block)) for block in stream]
        wording = self._place_lines()
        self._spots = pair(wording, paragraphs)
        self._templates = list(self._collect_templates())
        self._cursor: tuple[int, int] | None = None
        self._anchor: Any = None
        self._unplaced = 0

    def _place_lines(self) -> str:
        """Give every piece its place in the old wording, and return that."""
        wording: list[str] = []
        length = 0
        for lines in self._lines:
            for line in lines:
                placed = []
                for piece, _ in line.pieces:
                    placed.append((piece, length))
                    if piece.op in _OLD and not piece.generated:
                        wording.append(piece.text)
                        length += len(piece.text)
                line.pieces = placed
                wording.append("\n")
                length += 1
        return "".join(wording)

    def _collect_templates(self) -> Iterable[Template]:
        for order, (block, lines) in enumerate(zip(self._stream, self._lines, strict=True)):
            clause = block.row.old[0] if block.row and block.row.old else None
            for line in lines:
                spots = [(piece, spot) for piece, at in line.pieces if (spot := self._first_spot(piece, at))]
                if not spots or (clause is not None and clause.kind == "table"):
                    continue
                kind = kind_of([piece for piece, _ in line.pieces if piece.op in _OLD], clause, block.depth)
                element = self._paragraphs[spots[0][1].paragraph].element
                generated = any(piece.generated and piece.op in _OLD for piece, _ in line.pieces)
                made = Template(order, kind, element, generated, self._separator(spots))
                made.clause = clause.eid if clause is not None else ""
                for piece, spot in spots:
                    look = self._paragraphs[spot.paragraph].atoms[spot.atom].run
                    made.looks.setdefault(piece.part, (look, piece.old_marks if piece.op == "equal" else piece.marks))
                yield made

    def _separator(self, spots: Sequence[tuple[Piece, AtomPlace]]) -> str:
        first, rest = spots[0], [spot for piece, spot in spots if piece.part != "label"]
        if first[0].part != "label" or not rest or rest[0].paragraph != first[1].paragraph:
            return " "
        atoms = self._paragraphs[rest[0].paragraph].atoms
        start = rest[0].atom
        while start and atoms[start - 1].character.isspace():
            start -= 1
        return "".join(atom.character for atom in atoms[start : rest[0].atom])

    def _first_spot(self, piece: Piece, at: int) -> AtomPlace | None:
        if piece.op not in _OLD or piece.generated:
            return None
        return next((spot for spot in self._spots[at : at + len(piece.text)] if spot), None)

    def run(self) -> int:
        """Write everything; how many characters that went were not found in the file."""
        noted: list[tuple[Any, RowBlock]] = []
        for order, block in enumerate(self._stream):
            touched = self._block(order, block)
            if touched is not None and block.row and any(change.material for change in block.row.changes):
                noted.append((touched, block))
        for paragraph in self._paragraphs:
            if edits := self._edits.get(paragraph.element):
                _with_blanks(paragraph, edits)
                runs.write(paragraph, edits, self._revisions)
        for element, block in noted:
            self._comment(element, block)
        return self._unplaced

    def _block(self, order: int, block: RowBlock) -> Any:
        """Write one block; the paragraph to hang a comment on."""
        lines = self._lines[order]
        if block.row and any(clause.kind == "table" for clause in (*block.row.old, *block.row.new)):
            return self._table(order, block)
        if all(piece.op in _NEW or piece.generated for line in lines for piece, _ in line.pieces) and all(
            line.mark.op in _NEW for line in lines
        ):
            return self._arriving(order, block, lines)
        return self._edited(order, block, lines)

    # Clauses that both versions have, or only the old one.

    def _edited(self, order: int, block: RowBlock, lines: list[_Line]) -> Any:
        touched = None
        left: list[Any] = []
        for number, line in enumerate(lines):
            if all(piece.op in _NEW for piece, _ in line.pieces) and line.pieces and line.mark.op in _NEW:
                touched = self._arriving(order, block, [line]) or touched
                continue
            fresh = True
            computed = any(piece.generated and piece.op in _OLD for piece, _ in line.pieces)
            for piece, at in line.pieces:
                if piece.generated and (computed or piece.op in _OLD):
                    continue  # Word counts
                if piece.op in _OLD:
                    fresh = not self._keep_or_drop(piece, at) and fresh
                else:
                    self._insert(piece, line, at, fresh)
            if self._cursor is None:
                continue
            element = self._paragraphs[self._cursor[0]].element
            touched = touched if touched is not None else element
            self._anchor = element
            self._mark(line.mark, last=number == len(lines) - 1)
            if line.mark.op == "move-from":
                left.append(element)
        if left and block.move:
            self._move_from(left[0], left[-1], block.move)
        return touched

    def _move_from(self, first: Any, last: Any, name: str) -> None:
        """One range round the whole clause; its name joins the two places."""
        number = str(self._revisions.next_id)
        properties = first.find(f"{W}pPr")
        first.insert(0 if properties is None else 1, self._revisions.make("moveFromRangeStart", name=name))
        last.append(make("moveFromRangeEnd", id=number))

    def _keep_or_drop(self, piece: Piece, at: int) -> bool:
        """Take the characters of an old piece; whether any was found in the file."""
        found = False
        for offset, character in enumerate(piece.text):
            spot = self._spots[at + offset]
            if spot is None:
                self._unplaced += piece.op != "equal" and not character.isspace()
                continue
            found = True
            self._cursor = (spot.paragraph, spot.atom + 1)
            edits = self._edits.setdefault(self._paragraphs[spot.paragraph].element, Edits())
            if piece.op != "equal":
                edits.fates[spot.atom] = "delete" if piece.op == "delete" else "move-from"
            elif piece.marks != piece.old_marks:
                edits.restyled[spot.atom] = (piece.old_marks, piece.marks)
        return found

    def _insert(self, piece: Piece, line: _Line, at: int, fresh: bool) -> None:
        """Words that come in: behind what stands before them, at the beginning of a line before what follows."""
        following = next(
            (spot for other, start in line.pieces if start >= at and (spot := self._first_spot(other, start))), None
        )
        if fresh and following is not None:
            place = (following.paragraph, following.atom)
        elif self._cursor is not None:
            place = self._cursor
        else:
            place = (0, 0)
        paragraph = self._paragraphs[place[0]]
        look, base = self._look_at(paragraph, place[1])
        edits = self._edits.setdefault(paragraph.element, Edits())
        arrival: runs.Arrival = "insert" if piece.op == "insert" else "move-to"
        marks = tuple(mark for mark in piece.marks if mark != "size")
        edits.arrivals.setdefault(place[1], []).append(Inserted(piece.text, arrival, marks, look, base or marks))
        self._cursor = self._cursor if self._cursor and not fresh else place

    def _look_at(self, paragraph: RedlineParagraph, boundary: int) -> tuple[Any, tuple[Any, ...]]:
        atoms = paragraph.atoms
        if not atoms:
            return None, ()
        run = atoms[boundary - 1 if boundary else 0].run
        properties = run.find(f"{W}rPr")
        bold = properties is not None and properties.find(f"{W}b") is not None
        underlined = properties is not None and properties.find(f"{W}u") is not None
        base = (*(("bold",) if bold else ()), *(("underline",) if underlined else ()))
        return run, base

    def _mark(self, mark: Piece, *, last: bool) -> None:
        """What becomes of the mark of the paragraph at the cursor."""
        assert self._cursor is not None
        number, boundary = self._cursor
        paragraph = self._paragraphs[number]
        if any(not atom.character.isspace() for atom in paragraph.atoms[boundary:]):
            return  # the line goes on: it was no paragraph of its own
        if mark.op in ("delete", "move-from"):
            edits = self._edits.setdefault(paragraph.element, Edits())
            edits.mark = "delete" if mark.op == "delete" else "move-from"
        elif mark.op in _NEW and not last:
            edits = self._edits.setdefault(paragraph.element, Edits())
            edits.arrivals.setdefault(boundary, []).append(Inserted(runs.SPLIT, "insert", ()))

    # Clauses that only the new version has at this place.

    def _arriving(self, order: int, block: RowBlock, lines: Sequence[_Line]) -> Any:
        made = []
        for line in lines:
            pieces = [piece for piece, _ in line.pieces]
            if self._goes_on() and self._cursor is not None:
                for piece in pieces:
                    self._insert_inline(piece)
                continue
            made.append(self._new_paragraph(order, block, pieces, line.mark))
        if made and block.move:
            number = str(self._revisions.next_id)
            start = self._revisions.make("moveToRangeStart", name=block.move)
            made[0].insert(1, start)
            made[-1].append(make("moveToRangeEnd", id=number))
        return made[0] if made else None

    def _goes_on(self) -> bool:
        """Whether another old clause's words follow in the paragraph where the last ones stood."""
        if self._cursor is None:
            return False
        number, boundary = self._cursor
        atoms = self._paragraphs[number].atoms[boundary:]
        return any(not atom.character.isspace() for atom in atoms)

    def _insert_inline(self, piece: Piece) -> None:
        assert self._cursor is not None
        paragraph = self._paragraphs[self._cursor[0]]
        look, base = self._look_at(paragraph, self._cursor[1])
        edits = self._edits.setdefault(paragraph.element, Edits())
        edits.arrivals.setdefault(self._cursor[1], []).append(Inserted(piece.text, "insert", piece.marks, look, base))

    def _new_paragraph(self, order: int, block: RowBlock, pieces: Sequence[Piece], mark: Piece) -> Any:
        clause = block.row.new[0] if block.row and block.row.new else None
        moved = block.row.old[0].eid if block.move and block.row else ""
        template = choose(self._templates, kind_of(pieces, clause, block.depth), order, moved)
        paragraph = make("p")
        properties = template.element.find(f"{W}pPr") if template else None
        if properties is not None:
            paragraph.append(bare_properties(properties))
        mark_revision(paragraph, mark.op if mark.op in _NEW else "insert", self._revisions)
        for piece in pieces:
            if piece.part == "label" and template is not None and template.generated:
                continue
            text = piece.text
            if piece.part == "label" and template is not None and text.endswith(" "):
                text = text[:-1] + template.separator
            look, base = template.look(piece.part) if template else (None, ())
            arrival: runs.Arrival = "move-to" if piece.op == "move-to" else "insert"
            plain = tuple(one for one in piece.marks if one != "size")
            inserted = Inserted(text, arrival, plain, look, tuple(one for one in base if one != "size"))
            paragraph.append(inserted_run(inserted, None, self._revisions))
        self._put(paragraph)
        return paragraph

    def _put(self, element: Any) -> None:
        """A new paragraph or table behind the last one."""
        if self._anchor is None:
            self._body.insert(0, element)
        else:
            self._anchor.addnext(element)
        self._anchor = element

    # Tables.

    def _table(self, order: int, block: RowBlock) -> Any:
        row = block.row
        assert row is not None
        old = next((clause for clause in row.old if clause.kind == "table"), None)
        new = next((clause for clause in row.new if clause.kind == "table"), None)
        table = self._table_of(order)
        if old is not None and table is not None:
            self._cursor = None
            self._anchor = table
            if row.kind in ("removed", "ghost"):
                self._tables.delete(table)
            elif new is not None and row.kind == "pair" and block.move == "":
                self._unplaced += not self._tables.edit(table, old.rows, new.rows)
            elif new is not None:
                self._put(self._tables.build(new.rows, table))
        elif new is not None and new.rows:
            self._put(self._tables.build(new.rows, next(self._body.iter(f"{W}tbl"), None)))
        else:
            return self._edited(order, block, self._lines[order])
        return next(self._anchor.iter(f"{W}p"), None)

    def _table_of(self, order: int) -> Any:
        for line in self._lines[order]:
            for piece, at in line.pieces:
                if spot := self._first_spot(piece, at):
                    return next(self._paragraphs[spot.paragraph].element.iterancestors(f"{W}tbl"), None)
        return None

    # Comments.

    def _comment(self, element: Any, block: RowBlock) -> None:
        if self._notes is None or block.row is None:
            return
        changes = [change for change in block.row.changes if change.material]
        lines = [change.why.in_language(self._lang) for change in changes if change.why]
        self._notes.add(element, lines or ["重要变更" if self._lang == "zh" else "Important change"])


def _lines_of(block: RowBlock) -> Iterable[_Line]:
    held: list[tuple[Piece, int]] = []
    for piece in block.pieces:
        if piece.text == PARAGRAPH:
            yield _Line(held, piece)
            held = []
        else:
            held.append((piece, 0))


def _with_blanks(paragraph: RedlineParagraph, edits: Edits) -> None:
    """White space between characters that go goes with them; at the ends, where the paragraph goes."""
    going: str | None = edits.mark if edits.mark != "kept" else None
    waiting: list[int] = []
    for index, atom in enumerate(paragraph.atoms):
        if atom.character.isspace():
            waiting.append(index)
            continue
        fate = edits.fates.get(index)
        if fate is not None and going is not None and not any(i in edits.arrivals for i in waiting):
            edits.fates.update(dict.fromkeys(waiting, fate))
        going, waiting = fate, []
    if edits.mark != "kept" and going is not None:
        edits.fates.update(dict.fromkeys(waiting, edits.mark))
