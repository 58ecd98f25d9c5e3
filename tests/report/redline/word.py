"""Word files for redlines, made as lawyers make them: styles, automatic numbers, a table, header and footer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>"""

Paragraph = tuple[int | None, str]
"""Level of its automatic number (None: none) and its words; `**` around bold ones."""


def contract(paragraphs: Sequence[Paragraph], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A .docx: title, numbered paragraphs, then a table of `rows`, under a header and above a footer."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "某某律师事务所 合同审查稿"
    document.sections[0].footer.paragraphs[0].text = "机密"
    numbering = document.part.numbering_part.element
    abstract = parse_xml(NUMBERING)
    numbering.insert(0, abstract)
    number = numbering.add_num(90).numId
    document.add_heading("设备租赁合同", 0)
    for level, words in paragraphs:
        _paragraph(document, level, words, number)
    if rows:
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraph(document: Any, level: int | None, words: str, number: int) -> None:
    paragraph = document.add_paragraph()
    if level is not None:
        properties = paragraph._p.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        listed.get_or_add_ilvl().val = level
        listed.get_or_add_numId().val = number
    for place, piece in enumerate(words.split("**")):
        if piece:
            paragraph.add_run(piece).bold = True if place % 2 else None


def texts(root: Any) -> list[str]:
    """The printed text of every paragraph that has some."""
    found = ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in root.iter(qn("w:p"))]
    return [text for text in found if text.strip()]
