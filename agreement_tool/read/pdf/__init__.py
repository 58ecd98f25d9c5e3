"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, tables, furniture, emphasis, lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from agreement_tool.model import Furniture, SourceDocument
from agreement_tool.read.base import Data, ReadOptions, digest
from agreement_tool.read.pdf.columns import in_columns
from agreement_tool.read.pdf.doubts import doubts_of
from agreement_tool.read.pdf.engines import Reading, read_pages
from agreement_tool.read.pdf.footnotes import without_footnotes
from agreement_tool.read.pdf.furniture import Sheet, split_furniture
from agreement_tool.read.pdf.hidden_text import without_hidden_text
from agreement_tool.read.pdf.inventory import Inventory, take_stock, unread_of
from agreement_tool.read.pdf.lines import Writer
from agreement_tool.read.pdf.notes import noted
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import draws_blanks, rows_of
from agreement_tool.read.pdf.tables import Table, continued, tables_of
from agreement_tool.read.pdf.vertical import laid_down
from agreement_tool.read.pdf.weights import Weights, weigh


def read(data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages, no text."""
    sha256 = digest(data)
    return document_of(read_pages(data, name, options), name=name, sha256=sha256)


def document_of(reading: Reading, *, name: str, sha256: str) -> SourceDocument:
    """A document of pages that were read. `reading.pages` is empty afterwards: they take the most memory."""
    visible = without_hidden_text(reading.pages)
    reading.pages.clear()
    inventory = Inventory()
    inventory.add_hidden(visible.hidden)
    pages = [laid_down(page) for page in _noted(visible.pages, inventory)]
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
        furniture=(*furniture, *visible.furniture),
        doubts=doubts,
        unread=tuple(unread_of(inventory)),
    )


def _noted(pages: list[Page], inventory: Inventory) -> Iterator[Page]:
    """The pages with what was filled in; what else is noted on them goes into the inventory."""
    for page in pages:
        if not page.notes:
            yield page
            continue
        found = noted(page, page.notes)
        inventory.add_notes(page, found.told)
        yield found.page


def _set_out(pages: list[Page], weights: Weights, inventory: Inventory) -> tuple[Writer, tuple[Furniture, ...]]:
    pages, sheets, tables = _laid_out(pages)
    rows, furniture = split_furniture(sheets)
    rows, footnotes = without_footnotes(rows, pages)
    inventory.add_footnotes(footnotes)
    rows = [row for _, page in itertools.groupby(rows, key=lambda row: row.page) for row in in_columns(list(page))]
    return Writer(rows, continued(tables, rows, pages), pages, weights), furniture


def _laid_out(pages: list[Page]) -> tuple[list[Page], list[Sheet], list[Table]]:
    """Rows and tables of every page; the pages are given back without their runs, which take the most memory."""
    blanks_drawn = draws_blanks(pages)
    bare: list[Page] = []
    sheets: list[Sheet] = []
    tables: list[Table] = []
    while pages:
        page = pages.pop(0)
        rest, found = tables_of(page, blanks_drawn=blanks_drawn)
        bare.append(replace(page, runs=()))
        sheets.append(Sheet(bare[-1], rows_of(rest, blanks_drawn=blanks_drawn)))
        tables += found
    return bare, sheets, tables
