"""修订对照表 as DOCX: landscape A4, three columns under a repeated head, deletions struck out, insertions
underlined; tables stand as tables, and emphasis and underlined blanks as they are printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from agreement_tool.model import Agreement, Clause, Diff, Mark, Operation, Segment
from agreement_tool.report.diff_table import TableParagraph, TableRow, heading, renumbered, table_rows
from agreement_tool.report.diff_words import CELL_HEADS
from agreement_tool.report.docx_base import blank_document, element, fonts, save
from agreement_tool.text.spelled import xml_text

WIDTHS = (5400, 5400, 3700)
"""Column widths in twentieths of a point: 257 mm between the margins."""
MARKED = "C00000"
"""The colour of words that are printed in one of their own."""
COLOURS = {"delete": "B00020", "insert": "0B6E2E"}
SHADES = {"material": "FFF4E5", "head": "E8ECF1"}


def table_docx(old: Agreement, new: Agreement, diff: Diff, *, lang: str = "zh") -> bytes:
    """The .docx file."""
    title, lines = heading(old, new, diff, lang)
    document = blank_document(title, landscape=True)
    body = document.element.body
    parts = [_paragraph(title, size="32", role="hei", centred=True)]
    parts += [_paragraph(line, size="19") for line in lines]
    parts.append(_table(table_rows(old, new, diff, lang), lang))
    if note := renumbered(old, new, diff, lang):
        parts.append(_paragraph(note, size="19"))
    for part in parts:
        body.insert(len(body) - 1, part)
    return save(document, io.BytesIO())


def _paragraph(text: str, *, size: str, role: Any = "song", centred: bool = False) -> Any:
    paragraph = element("w:p")
    properties = element("w:pPr")
    properties.append(element("w:spacing", {"w:before": "60", "w:after": "60"}))
    if centred:
        properties.append(element("w:jc", {"w:val": "center"}))
    paragraph.append(properties)
    paragraph.append(_run(text, size=size, role=role))
    return paragraph


def _run(text: str, *, size: str = "19", role: Any = "song", op: str = "equal", marks: tuple[Mark, ...] = ()) -> Any:
    run = element("w:r")
    look = element("w:rPr")
    look.append(fonts(role))
    if role == "hei" or "bold" in marks:
        look.append(element("w:b"))
    if "italic" in marks:
        look.append(element("w:i"))
    if op == "delete":
        look.append(element("w:strike"))
    if op in COLOURS or "colour" in marks:
        look.append(element("w:color", {"w:val": COLOURS.get(op, MARKED)}))
    look.append(element("w:sz", {"w:val": size}))
    if "highlight" in marks:
        look.append(element("w:highlight", {"w:val": "yellow"}))
    if op == "insert" or "underline" in marks:
        look.append(element("w:u", {"w:val": "single"}))
    run.append(look)
    words = element("w:t", {"xml:space": "preserve"})
    words.text = xml_text(text.replace("\n", " "))
    run.append(words)
    return run


def _table(rows: tuple[TableRow, ...], lang: str) -> Any:
    table = _blank_table(WIDTHS)
    table.append(_head([head.in_language(lang) for head in CELL_HEADS]))
    for row in rows:
        table.append(_row(row))
    return table


def _blank_table(widths: Sequence[int]) -> Any:
    table = element("w:tbl")
    properties = element("w:tblPr")
    properties.append(element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}))
    properties.append(_borders())
    properties.append(element("w:tblLayout", {"w:type": "fixed"}))
    properties.append(_margins())
    table.append(properties)
    grid = element("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", {"w:w": str(width)}))
    table.append(grid)
    return table


def _borders() -> Any:
    borders = element("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{edge}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "8A94A0"}))
    return borders


def _margins() -> Any:
    margins = element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", {"w:w": "110", "w:type": "dxa"}))
    return margins


def _head(names: list[str]) -> Any:
    row = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    row.append(properties)
    for name, width in zip(names, WIDTHS, strict=True):
        row.append(_cell([_paragraph(name, size="21", role="hei", centred=True)], width, SHADES["head"]))
    return row


def _row(line: TableRow) -> Any:
    row = element("w:tr")
    shade = SHADES.get(line.tone, "")
    notes = [_paragraph(note, size="18") for note in line.notes]
    for content, width in zip((_clauses(line.old), _clauses(line.new), notes), WIDTHS, strict=True):
        row.append(_cell(content, width, shade if content is notes else ""))
    return row


def _clauses(paragraphs: tuple[TableParagraph, ...]) -> list[Any]:
    parts = [part for each in paragraphs for part in _clause(each)]
    return parts or [_paragraph("—", size="19", centred=True)]


def _clause(clause: TableParagraph) -> list[Any]:
    paragraph = _paragraph(f"{clause.citation} ", size="19", role="hei")
    pieces = tuple(_marked(clause.segments, clause.clause))
    if clause.clause.kind == "table":
        # A cell ends with a paragraph, not with a table (ECMA-376 part 1, 17.4.65).
        return [paragraph, _inner_table(pieces), _paragraph("", size="12")]
    for text, op, marks in pieces:
        paragraph.append(_run(text, op=op, marks=marks))
    return [paragraph]


Piece = tuple[str, Operation, tuple[Mark, ...]]
"""Words that share their fate and their marks."""


def _marked(segments: Iterable[Segment], clause: Clause) -> Iterator[Piece]:
    """The segments of one side, cut where the clause's marks change. Blanks count for nothing, as in the segments."""
    marks = [(each, span.marks) for span in (*clause.title, *clause.spans) for each in span.text]
    at = 0
    for segment in segments:
        looks = []
        for each in segment.text:
            while at < len(marks) and marks[at][0] != each and marks[at][0].isspace():
                at += 1
            found = at < len(marks) and marks[at][0] == each
            looks.append(marks[at][1] if found else ())
            at += found
        for look, group in groupby(zip(segment.text, looks, strict=True), key=itemgetter(1)):
            yield "".join(each for each, _ in group), segment.op, look


def _inner_table(pieces: Iterable[Piece]) -> Any:
    """A table inside a cell: its text has a tab behind each cell and a line's end behind each row."""
    rows: list[list[list[Piece]]] = [[[]]]
    for text, op, marks in pieces:
        for part in _BORDERS.split(text):
            if part == "\n":
                rows.append([[]])
            elif part == "\t":
                rows[-1].append([])
            elif part:
                rows[-1][-1].append((part, op, marks))
    columns = max(map(len, rows))
    width = (WIDTHS[0] - 300) // columns
    table = _blank_table([width] * columns)
    for row in rows:
        made = element("w:tr")
        for number, cell in enumerate(row):
            paragraph = _paragraph("", size="18")
            for text, op, marks in cell:
                paragraph.append(_run(text, size="18", op=op, marks=marks))
            span = columns - number if cell is row[-1] and number + 1 < columns else 1
            made.append(_cell([paragraph], width * span, "", span))
        table.append(made)
    return table


_BORDERS = re.compile("([\t\n])")


def _cell(content: list[Any], width: int, shade: str, columns: int = 1) -> Any:
    cell = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if columns > 1:
        properties.append(element("w:gridSpan", {"w:val": str(columns)}))
    if shade:
        properties.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade}))
    cell.append(properties)
    for part in content:
        cell.append(part)
    return cell
