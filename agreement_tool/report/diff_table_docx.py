"""修订对照表 as DOCX: landscape A4, three columns under a repeated head, deletions struck out, insertions
underlined."""

from __future__ import annotations

import io
from typing import Any

from agreement_tool.model import Agreement, Diff
from agreement_tool.report.diff_table import Paragraph, TableRow, heading, renumbered, table_rows
from agreement_tool.report.diff_words import CELL_HEADS
from agreement_tool.report.docx_base import blank_document, element, fonts, save
from agreement_tool.text.spelled import xml_text

WIDTHS = (5400, 5400, 3700)
"""Column widths in twentieths of a point: 257 mm between the margins."""
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


def _run(text: str, *, size: str = "19", role: Any = "song", op: str = "equal") -> Any:
    run = element("w:r")
    look = element("w:rPr")
    look.append(fonts(role))
    if role == "hei":
        look.append(element("w:b"))
    if op == "delete":
        look.append(element("w:strike"))
    if op in COLOURS:
        look.append(element("w:color", {"w:val": COLOURS[op]}))
    look.append(element("w:sz", {"w:val": size}))
    if op == "insert":
        look.append(element("w:u", {"w:val": "single"}))
    run.append(look)
    words = element("w:t", {"xml:space": "preserve"})
    words.text = xml_text(text.replace("\n", " "))
    run.append(words)
    return run


def _table(rows: tuple[TableRow, ...], lang: str) -> Any:
    table = element("w:tbl")
    properties = element("w:tblPr")
    properties.append(element("w:tblW", {"w:w": str(sum(WIDTHS)), "w:type": "dxa"}))
    properties.append(_borders())
    properties.append(element("w:tblLayout", {"w:type": "fixed"}))
    properties.append(_margins())
    table.append(properties)
    grid = element("w:tblGrid")
    for width in WIDTHS:
        grid.append(element("w:gridCol", {"w:w": str(width)}))
    table.append(grid)
    table.append(_head([head.in_language(lang) for head in CELL_HEADS]))
    for row in rows:
        table.append(_row(row))
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


def _clauses(paragraphs: tuple[Paragraph, ...]) -> list[Any]:
    return [_clause(each) for each in paragraphs] or [_paragraph("—", size="19", centred=True)]


def _clause(clause: Paragraph) -> Any:
    paragraph = _paragraph(f"{clause.citation} ", size="19", role="hei")
    for segment in clause.segments:
        paragraph.append(_run(segment.text, op=segment.op))
    return paragraph


def _cell(content: list[Any], width: int, shade: str) -> Any:
    cell = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if shade:
        properties.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade}))
    cell.append(properties)
    for part in content:
        cell.append(part)
    return cell
