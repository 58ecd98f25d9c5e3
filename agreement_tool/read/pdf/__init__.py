"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, furniture, emphasis, lines."""

from __future__ import annotations

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.pdf.aside import without_asides
from agreement_tool.read.pdf.furniture import Sheet, split_furniture
from agreement_tool.read.pdf.lines import lines_of
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.rows import draws_blanks, rows_of


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages."""
    with open_pdfium(data, name, options.password) as engine:
        pages = list(engine.pages())
    pages, asides = without_asides(pages)
    blanks_drawn = draws_blanks(pages)
    rows, furniture = split_furniture([Sheet(page, rows_of(page, blanks_drawn=blanks_drawn)) for page in pages])
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="pdfium",
        lines=lines_of(rows, pages),
        pages=len(pages),
        furniture=(*furniture, *asides),
    )
