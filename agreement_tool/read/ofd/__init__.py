"""OFD (GB/T 33190-2016) -> SourceDocument: its pages are laid out as a PDF's are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import Data, ReadOptions, digest
from agreement_tool.read.error_hints import CHECK_FILE
from agreement_tool.read.ofd.content import Drawer, Drawn
from agreement_tool.read.ofd.document import OfdDocument, OfdPage, documents_of, sheets_of
from agreement_tool.read.ofd.package import OfdPackage, child, text_of
from agreement_tool.read.ofd.values import MM, box
from agreement_tool.read.pdf import document_of
from agreement_tool.read.pdf.engines import PdfReading
from agreement_tool.read.pdf.page import Bounds, Note, NoteKind, Page, TextRun, TextStyles, merged

_KINDS: dict[str, NoteKind] = {"Stamp": "stamp", "Highlight": "highlighted", "Path": "drawing"}
"""Annotation types of GB/T 33190, 15; links show nothing, watermarks are drawn."""
_ASLANT = 45
"""Degrees: what is declared a watermark is one whatever its angle."""


def read(data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read an OFD's bytes. Raises SourceError: damaged, a part missing or too large, no text."""
    package = OfdPackage(bytes(data), name)
    pages: list[Page] = []
    attachments: list[str] = []
    for document in documents_of(package):
        pages += _pages(package, document, len(pages) + 1)
        attachments += document.attachments
        if options.progress is not None:
            options.progress(len(pages), len(pages))
    if not any(run.text.strip() for page in pages for run in page.runs):
        raise SourceError(
            Bilingual("OFD 中没有文字（可能全是图片）", "the OFD holds no text (perhaps only pictures)"),
            where=name,
            next_step=Bilingual(
                "若为扫描件，请在 OFD 阅读器中另存为 PDF，再由 OCR 识别。",
                "If it is a scan, save it as PDF in an OFD reader; OCR reads that.",
            )
            if pages
            else CHECK_FILE,
        )
    return document_of(PdfReading(pages, "ofd", attachments=tuple(attachments)), name=name, sha256=digest(data))


def _pages(package: OfdPackage, document: OfdDocument, first: int) -> Iterator[Page]:
    drawer = Drawer(document.resources, TextStyles())
    seals = dict(document.seals)
    for sheet in sheets_of(package, document, first):
        page = _page(sheet, drawer)
        sealed = seals.pop(sheet.identity, 0)
        yield replace(page, notes=(*page.notes, *[Note("stamp", (0.0, 0.0, 0.0, 0.0))] * sealed))


def _page(sheet: OfdPage, drawer: Drawer) -> Page:
    drawn = drawer.page(sheet)
    looks = [(one, drawer.appearance(one, sheet)) for one in sheet.annotations]
    marks = [run for one, look in looks if _shows(one, "Watermark") for run in look.runs]
    width, height = sheet.area[2] * MM, sheet.area[3] * MM
    return Page(
        number=sheet.number,
        width=width,
        height=height,
        runs=(*merged(drawn.runs), *(drawer.aslant(run, _ASLANT) for run in marks)),
        rules=tuple(drawn.shapes.rules),
        fills=tuple(drawn.shapes.fills),
        pictures=tuple(drawn.shapes.pictures),
        notes=tuple(note for one, look in looks if (note := _note(one, look, sheet)) is not None),
        unseen=tuple(drawn.unseen),
        pictured=drawn.shapes.pictured(width, height),
        glyphs=len(drawn.runs),
    )


def _shows(annotation: Any, kind: str) -> bool:
    return str(annotation.get("Type")) == kind and str(annotation.get("Visible")) != "false"


def _note(annotation: Any, look: Drawn, sheet: OfdPage) -> Note | None:
    kind = _KINDS.get(annotation.get("Type", ""))
    if kind is None:
        return None
    where = _place(annotation, sheet)
    words = "".join(run.text for run in _in_order(look.runs)) or text_of(child(annotation, "Remark"))
    return Note(kind, where, words, (where,), hidden=annotation.get("Visible") == "false")


def _in_order(runs: list[TextRun]) -> list[TextRun]:
    return sorted(runs, key=lambda run: (run.baseline, run.lefts[0]))


def _place(annotation: Any, sheet: OfdPage) -> Bounds:
    look = child(annotation, "Appearance")
    x, y, width, height = (box(look.get("Boundary")) if look is not None else None) or (0.0, 0.0, 0.0, 0.0)
    left, top = x - sheet.area[0], y - sheet.area[1]
    return left * MM, top * MM, (left + width) * MM, (top + height) * MM
