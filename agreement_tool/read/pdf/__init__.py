"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, tables, furniture, emphasis, lines."""

from __future__ import annotations

import itertools
from dataclasses import replace

from agreement_tool.model import Furniture, SourceDocument
from agreement_tool.read.base import Data, ReadOptions, digest
from agreement_tool.read.pdf.columns import in_columns
from agreement_tool.read.pdf.doubts import doubts_of
from agreement_tool.read.pdf.engines import read_pages
from agreement_tool.read.pdf.furniture import Sheet, split_furniture
from agreement_tool.read.pdf.hidden_text import without_hidden_text
from agreement_tool.read.pdf.lines import Writer
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import draws_blanks, rows_of
from agreement_tool.read.pdf.tables import Table, continued, tables_of
from agreement_tool.read.pdf.weights import Weights, weigh


def read(data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages, no text."""
    sha256 = digest(data)
    reading = read_pages(data, name, options)
    pages, hidden = without_hidden_text(reading.pages)
    reading.pages.clear()
    doubts = (*reading.doubts, *doubts_of(pages))
    count = len(pages)
    weights = weigh(run for page in pages for run in page.runs)
    writer, furniture = _set_out(pages, weights)
    return SourceDocument(
        name=name,
        sha256=sha256,
        reader=reading.reader,
        lines=writer.lines(),
        pages=count,
        furniture=(*furniture, *hidden),
        doubts=doubts,
    )


def _set_out(pages: list[Page], weights: Weights) -> tuple[Writer, tuple[Furniture, ...]]:
    pages, sheets, tables = _laid_out(pages)
    rows, furniture = split_furniture(sheets)
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
