"""PDF -> SourceDocument: runs (pdfium or pdfplumber), rows, furniture, emphasis, lines."""

from __future__ import annotations

from agreement_tool.model import Line, SourceDocument, Span
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.pdf.emphasis import marked
from agreement_tool.read.pdf.furniture import split_furniture
from agreement_tool.read.pdf.geometry import Measures, box_of, measure
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.rows import Row, draws_blanks, rows_of


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a PDF's bytes. Raises SourceError: damaged, encrypted, no pages."""
    with open_pdfium(data, name, options.password) as engine:
        pages = list(engine.pages())
    blanks_drawn = draws_blanks(pages)
    rows, furniture = split_furniture([rows_of(page, blanks_drawn=blanks_drawn) for page in pages])
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="pdfium",
        lines=_lines(rows, pages),
        pages=len(pages),
        furniture=furniture,
    )


def _lines(rows: list[Row], pages: list[Page]) -> tuple[Line, ...]:
    measures = measure(rows)
    above: Row | None = None
    lines = []
    for row, spans in zip(rows, marked(rows, pages), strict=True):
        lines.append(_line(row, spans, measures, above))
        above = row
    return tuple(lines)


def _line(row: Row, spans: tuple[Span, ...], measures: Measures, above: Row | None) -> Line:
    return Line(
        spans=spans,
        page=row.page,
        box=box_of(row),
        indent=measures.indent(row),
        slack=measures.slack(row),
        gap=measures.gap(row, above),
        size=row.size,
        centred=measures.centred(row),
    )
