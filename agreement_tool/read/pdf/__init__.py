"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, tables, furniture, emphasis, lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.model import Furniture, SourceDocument
from agreement_tool.read.base import Data, ReadOptions, digest
from agreement_tool.read.inventory import Inventory
from agreement_tool.read.pdf.columns import in_columns, side_by_side
from agreement_tool.read.pdf.doubts import doubts_of
from agreement_tool.read.pdf.engines import PdfReading, read_pages
from agreement_tool.read.pdf.footnotes import without_footnotes
from agreement_tool.read.pdf.fractions import with_fractions
from agreement_tool.read.pdf.furniture import PageRows, split_furniture
from agreement_tool.read.pdf.hidden_text import without_hidden_text
from agreement_tool.read.pdf.inventory import (
    LeftOut,
    furniture_of,
    note_annotations,
    note_footnotes,
    note_hidden,
    note_overlaid,
    note_side_by_side,
    note_struck,
    take_stock,
)
from agreement_tool.read.pdf.line_numbers import without_line_numbers
from agreement_tool.read.pdf.lines import Writer
from agreement_tool.read.pdf.notes import noted
from agreement_tool.read.pdf.page import Page, TextStyles
from agreement_tool.read.pdf.rows import draws_blanks, rows_of
from agreement_tool.read.pdf.straight import straightened
from agreement_tool.read.pdf.strokes import Stroke, strokes_of, without_struck
from agreement_tool.read.pdf.tables import Table, continued, tables_of
from agreement_tool.read.pdf.vertical import laid_down
from agreement_tool.read.pdf.weights import InkWeights, weigh


def read(data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages, no text."""
    sha256 = digest(data)
    return document_of(read_pages(data, name, options), name=name, sha256=sha256)


def document_of(reading: PdfReading, *, name: str, sha256: str) -> SourceDocument:
    """A document of pages that were read. `reading.pages` is empty afterwards: they take the most memory."""
    straight = TextStyles()
    visible = without_hidden_text([straightened(page, straight) for page in reading.pages])
    reading.pages.clear()
    inventory = Inventory()
    left_out = note_hidden(inventory, visible.hidden)
    pages = [laid_down(page) for page in _noted(visible.pages, inventory)]
    visible.pages.clear()  # else they would keep every run until the end
    take_stock(inventory, pages, reading, visible.layered)
    doubts = (*reading.doubts, *doubts_of(pages))
    count = len(pages)
    weights = weigh(run for page in pages for run in page.runs)
    writer, furniture = _set_out(pages, weights, inventory)
    return SourceDocument(
        name=name,
        sha256=sha256,
        reader=reading.reader,
        lines=writer.lines(),
        pages=count,
        furniture=(*furniture, *visible.furniture, *furniture_of(left_out)),
        doubts=doubts,
        unread=inventory.entries(),
    )


def _noted(pages: list[Page], inventory: Inventory) -> Iterator[Page]:
    """The pages with what was filled in; what else is noted on them goes into the inventory."""
    for page in pages:
        if not page.notes:
            yield page
            continue
        found = noted(page, page.notes)
        note_annotations(inventory, page, found.listed)
        yield found.page


def _set_out(pages: list[Page], weights: InkWeights, inventory: Inventory) -> tuple[Writer, tuple[Furniture, ...]]:
    pages, sheets, tables = _laid_out(pages)
    for sheet in sheets:
        note_overlaid(inventory, sheet.rows)
    sheets, line_numbers = without_line_numbers(sheets)
    rows, furniture = split_furniture(sheets)
    strokes = {page.number: strokes_of(page) for page in pages}
    rows, struck = without_struck(rows, strokes)
    tables, in_tables = _without_struck(tables, strokes)
    rows, footnotes = without_footnotes(rows, pages)
    left_out = [*note_struck(inventory, [*struck, *in_tables]), *note_footnotes(inventory, footnotes)]
    ordered = in_columns([list(page) for _, page in itertools.groupby(rows, key=lambda row: row.page)])
    note_side_by_side(inventory, side_by_side(ordered))
    writer = Writer(ordered, continued(tables, ordered, pages), pages, strokes, weights)
    return writer, (*furniture, *line_numbers, *furniture_of(left_out))


def _without_struck(tables: list[Table], strokes: Mapping[int, Sequence[Stroke]]) -> tuple[list[Table], list[LeftOut]]:
    """The tables without the words that a line is drawn through; and those words."""
    struck: list[LeftOut] = []
    whole: list[Table] = []
    for table in tables:
        cells = []
        for box, rows in table.cells:
            kept, gone = without_struck(rows, strokes)
            cells.append((box, tuple(kept)))
            struck += gone
        whole.append(replace(table, cells=tuple(cells)))
    return whole, struck


def _laid_out(pages: list[Page]) -> tuple[list[Page], list[PageRows], list[Table]]:
    """Rows and tables of every page; the pages are given back without their runs, which take the most memory."""
    blanks_drawn = draws_blanks(pages)
    bare: list[Page] = []
    sheets: list[PageRows] = []
    tables: list[Table] = []
    while pages:
        page = pages.pop(0)
        rest, found = tables_of(page, blanks_drawn=blanks_drawn)
        rows, rules = with_fractions(rows_of(rest, blanks_drawn=blanks_drawn), page.rules)
        bare.append(replace(page, runs=(), rules=rules))
        sheets.append(PageRows(bare[-1], rows))
        tables += found
    return bare, sheets, tables
