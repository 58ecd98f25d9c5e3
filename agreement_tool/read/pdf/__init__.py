"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, tables, furniture, emphasis, lines."""

from __future__ import annotations

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.pdf.aside import without_asides
from agreement_tool.read.pdf.doubts import doubts_of
from agreement_tool.read.pdf.engines import read_pages
from agreement_tool.read.pdf.furniture import Sheet, split_furniture
from agreement_tool.read.pdf.lines import Writer
from agreement_tool.read.pdf.rows import draws_blanks, rows_of
from agreement_tool.read.pdf.tables import Table, tables_of


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages, no text."""
    reading = read_pages(data, name, options)
    pages, asides = without_asides(reading.pages)
    blanks_drawn = draws_blanks(pages)
    sheets: list[Sheet] = []
    tables: list[Table] = []
    for page in pages:
        rest, found = tables_of(page, blanks_drawn=blanks_drawn)
        sheets.append(Sheet(page, rows_of(rest, blanks_drawn=blanks_drawn)))
        tables += found
    rows, furniture = split_furniture(sheets)
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader=reading.reader,
        lines=Writer(rows, tables, pages).lines(),
        pages=len(pages),
        furniture=(*furniture, *asides),
        doubts=(*reading.doubts, *doubts_of(pages)),
    )
