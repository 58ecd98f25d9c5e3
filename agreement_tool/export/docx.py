"""A Word file: numbers as printed text (Word must not count them anew), headings as styles, emphasis as run formats."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from agreement_tool.model import Agreement, Cell, Clause, Span
from agreement_tool.text.inline import by_marks
from agreement_tool.text.spelled import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

DEEPEST = 9
"""Heading styles that Word has."""
RED = (0xB3, 0x26, 0x1E)
EPOCH = "2000-01-01T00:00:00Z"
BODY_POINTS, LARGE_POINTS = 10.5, 14
BODY_FACE = "宋体"


def docx(agreement: Agreement) -> bytes:
    """The agreement as the bytes of a .docx file; the same agreement gives the same text and formats."""
    import docx as python_docx

    document = python_docx.Document()
    _set_body(document)
    if agreement.title:
        document.add_paragraph(_clean(agreement.title), style="Title")
    for clause, above in agreement.walk_with_parents():
        _write(document, clause, len(above) + 1)
    return _bytes(document)


def _bytes(document: Document) -> bytes:
    from datetime import datetime

    # A fixed time: the same agreement gives the same file.
    fixed = datetime.fromisoformat(EPOCH.replace("Z", "+00:00"))
    document.core_properties.created = document.core_properties.modified = fixed
    document.core_properties.author = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_body(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_POINTS)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY_FACE)


def _write(document: Document, clause: Clause, level: int) -> None:
    if clause.rows:
        _add_table(document, clause.rows)
        return
    label = clause.label or ""
    if clause.title:
        heading = document.add_paragraph(style=f"Heading {min(level, DEEPEST)}")
        _add_runs(heading, (Span(f"{label} " if label else ""), *clause.title))
        label = ""
    if label or clause.spans:
        paragraph = document.add_paragraph()
        _add_runs(paragraph, (Span(f"{label} " if label else ""), *clause.spans))


def _add_runs(paragraph: Paragraph, spans: Iterable[Span]) -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt, RGBColor

    for span in by_marks(spans):
        if not span.text:
            continue
        run = paragraph.add_run(_clean(span.text))
        run.bold = "bold" in span.marks or None
        run.italic = "italic" in span.marks or None
        run.underline = "underline" in span.marks or None
        if "colour" in span.marks:
            run.font.color.rgb = RGBColor(*RED)
        if "highlight" in span.marks:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if "size" in span.marks:
            run.font.size = Pt(LARGE_POINTS)


def _add_table(document: Document, rows: tuple[tuple[Cell, ...], ...]) -> None:
    width = max(sum(cell.colspan for cell in row) for row in rows)
    table = document.add_table(rows=len(rows), cols=max(width, 1), style="Table Grid")
    for row_number, row in enumerate(rows):
        column = 0
        for cell in row:
            target = table.cell(row_number, column)
            if cell.colspan > 1:
                target = target.merge(table.cell(row_number, column + cell.colspan - 1))
            _add_runs(target.paragraphs[0], cell.spans)
            column += cell.colspan


def _clean(text: str) -> str:
    """As XML can hold it and a reader can see it."""
    return xml_text(text)
