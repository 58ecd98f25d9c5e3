"""What the DOCX reports share: a blank A4 document set for Chinese, OOXML elements by prefix, saving."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from agreement_tool.text.spelled import xml_text

FACES = {"song": ("Times New Roman", "宋体"), "hei": ("Arial", "黑体"), "kai": ("Times New Roman", "楷体")}
"""(Latin face, East Asian face) of each role."""


def element(tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    """An OOXML element; `w:` and `xml:` prefixes in tag and attribute names."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set("{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name), xml_text(value))
    return made


def fonts(role: Literal["song", "hei", "kai"]) -> Any:
    """w:rFonts of a role."""
    latin, east_asian = FACES[role]
    return element("w:rFonts", {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": east_asian, "w:cs": latin})


def blank_document(head: str, *, landscape: bool = False) -> Any:
    """A python-docx document: A4, body 10.5 pt 宋体, `head` as its running head, the page number at the foot."""
    head = xml_text(head)
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(20 if landscape else 28)
    section.top_margin = section.bottom_margin = Mm(22)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACES["song"][0], Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACES["song"][1])
    style.element.rPr.append(element("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}))
    style.paragraph_format.line_spacing = 1.25
    section.header.paragraphs[0].text = head
    section.header.paragraphs[0].runs[0].font.size = Pt(8)
    _page_number(section.footer.paragraphs[0])
    stamp = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    document.core_properties.author = "agreement_tool"
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.title = head
    return document


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = 1
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = element("w:r")
        if kind:
            run.append(element("w:fldChar", {"w:fldCharType": kind}))
        else:
            instruction = element("w:instrText", {"xml:space": "preserve"})
            instruction.text = code
            run.append(instruction)
        paragraph._p.append(run)


def save(document: Any, stream: io.BytesIO) -> bytes:
    """The document as bytes, the same for the same document."""
    document.save(stream)
    return stream.getvalue()
