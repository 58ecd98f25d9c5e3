"""The default engine: pdfium, five to thirteen times as fast as the reference engine."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError, on_page
from agreement_tool.read.base import Data, release_pages, trim_heap
from agreement_tool.read.error_hints import FETCH_AGAIN, GIVE_PASSWORD, PRINT_IT, SAVE_AGAIN
from agreement_tool.read.ocr import PageImage
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import Note, Page, TextRun
from agreement_tool.read.pdf.pdfium_actual import ActualTexts
from agreement_tool.read.pdf.pdfium_api import ERROR_PASSWORD, ERROR_SECURITY, Rect, address_of, pdfium
from agreement_tool.read.pdf.pdfium_draw import drawn
from agreement_tool.read.pdf.pdfium_ink import inked, wants_ink
from agreement_tool.read.pdf.pdfium_notes import NO_FORM, XFA_FULL, PdfForm, attachments_of, notes_of
from agreement_tool.read.pdf.pdfium_seen import split_by_visibility, stages_of
from agreement_tool.read.pdf.pdfium_shapes import links_of, shapes_of
from agreement_tool.read.pdf.pdfium_style import StyleReader
from agreement_tool.read.pdf.pdfium_text import TextPage
from agreement_tool.read.pdf.pdfium_unread import unread
from agreement_tool.read.pdf.raw import names_in
from agreement_tool.read.pdf.refusals import dynamic_form
from agreement_tool.read.pdf.shapes import Shapes
from agreement_tool.read.pdf.watch import stuck, watched

_PAGES_OPEN = 64
"""pdfium keeps every font of a document that it has used: after so many pages the document is opened anew."""


class PdfiumEngine:
    """An opened PDF."""

    name = "pdfium"

    def __init__(self, data: Data, file: str, password: str | None) -> None:
        self._data = data
        self._secret = password.encode() if password is not None else None
        self._document: int | None = None
        self._form: PdfForm | None = None
        self._layered = names_in(data, b"/OCProperties")
        self.file = file
        self.styles = StyleReader()
        self.page_count = 0
        self.attachments: tuple[str, ...] = ()
        """The names of the files inside the document."""

    def open(self) -> None:
        """Open the document. Raises SourceError when it is damaged, encrypted, has no page, or makes its pages as it is
        shown."""
        lib = pdfium()
        self._document = lib.FPDF_LoadMemDocument64(address_of(self._data), len(self._data), self._secret)
        if not self._document:
            raise _refusal(lib.FPDF_GetLastError(), self.file, self._secret)
        self.page_count = lib.FPDF_GetPageCount(self._document)
        if self.page_count < 1:
            raise SourceError(
                Bilingual("PDF 没有页面", "the PDF has no pages"),
                where=self.file,
                next_step=FETCH_AGAIN,
            )
        form = lib.FPDF_GetFormType(self._document)
        if form == XFA_FULL:
            raise dynamic_form(self.file)
        if form != NO_FORM:
            self._form = PdfForm(self._document)
        self.attachments = attachments_of(self._document)

    def close(self) -> None:
        """Let go of the document, unless a call into it still runs: closing it then would crash."""
        if self._document and not stuck():
            if self._form is not None:
                self._form.close()
                self._form = None
            pdfium().FPDF_CloseDocument(self._document)
            self._document = None
            trim_heap()

    def pages(self, start: int = 0, end: int | None = None) -> Iterator[Page]:
        """Every page, in order, or the 0-based ones of [start, end). Raises SourceError at one that cannot be
        loaded."""
        for number in range(start + 1, (self.page_count if end is None else end) + 1):
            if (number - start) % _PAGES_OPEN == 0:
                self.close()
                release_pages(self._data)
                self.open()
            page = watched(functools.partial(self._read, number), where=on_page(self.file, number))
            bounds.add_time(bounds.PAGE_SECONDS)
            yield page

    def picture(self, number: int, dpi: int) -> PageImage:
        """A page drawn in colour."""
        return watched(lambda: self._drawn(number, dpi), where=on_page(self.file, number))

    def _drawn(self, number: int, dpi: int) -> PageImage:
        lib = pdfium()
        with self._page(number) as handle:
            return drawn(handle, lib.FPDF_GetPageWidthF(handle), lib.FPDF_GetPageHeightF(handle), dpi)

    def _read(self, number: int) -> Page:
        with self._page(number) as handle:
            return self._loaded(handle, number)

    @contextmanager
    def _page(self, number: int) -> Iterator[int]:
        # A page that cannot be loaded is an error: an agreement with a page left out is worse than none.
        handle = pdfium().FPDF_LoadPage(self._document, number - 1)
        if not handle:
            raise SourceError(
                Bilingual("该页已损坏", "the page is damaged"),
                where=on_page(self.file, number),
                next_step=SAVE_AGAIN,
            )
        try:
            yield handle
        finally:
            pdfium().FPDF_ClosePage(handle)

    def _loaded(self, handle: int, number: int) -> Page:
        lib = pdfium()
        frame = _frame(handle)
        shapes = shapes_of(handle, frame)
        actual = ActualTexts(self._document, shapes.texts)
        text = lib.FPDFText_LoadPage(handle)
        try:
            self.styles.turn_page()
            page = TextPage(text, frame, self.styles)
            if actual.spans and actual.put_back(page):
                lib.FPDFText_ClosePage(text)
                text = lib.FPDFText_LoadPage(handle)
                page = TextPage(text, frame, self.styles)
            quarter = page.direction()
            if quarter and quarter % 90 == 0:  # written sideways on an upright sheet: read it as it is written
                frame = frame.turned(quarter // 90)
                page = TextPage(text, frame, self.styles)
                shapes = shapes_of(handle, frame)
            belied = actual.compare(page) if actual.spans else ()
            drawn = page.drawn(self.styles.borrowed) if self.styles.borrowed else frozenset()
        finally:
            lib.FPDFText_ClosePage(text)
        rest = unread(page.styles, shapes.texts, frame, self.styles, drawn)
        notes = notes_of(handle, self._form.handle if self._form else None, frame)
        upright = frame.turns == _frame(handle).turns
        stages = self._stages(shapes, frame, page, notes) if upright else []
        unseen: list[TextRun] = []
        if stages:
            earlier = frozenset(itertools.chain.from_iterable(stages[:-1]))
            groups = [list(page.runs(frame, rest.twice, only=frozenset(stage))) for stage in stages[:-1]]
            groups.append(list(page.runs(frame, rest.twice, without=earlier)))
        else:
            groups = [list(page.runs(frame, rest.twice))]
        if upright and wants_ink(page.looks, groups, self.styles.borrowed):
            groups = inked(handle, frame.width, frame.height, groups, self.styles.borrowed)
        if stages:
            runs, unseen = split_by_visibility(handle, frame.width, frame.height, zip(stages, groups, strict=True))
        else:
            runs = groups[0]
        runs += rest.blanks
        return Page(
            number=number,
            width=frame.width,
            height=frame.height,
            runs=tuple(runs),
            rules=tuple(shapes.rules),
            fills=tuple(shapes.fills),
            links=tuple(links_of(handle, frame)),
            pictures=tuple(shapes.pictures),
            notes=notes,
            unseen=tuple(unseen),
            pictured=shapes.pictured(frame.width, frame.height),
            belied=belied,
            glyphs=len(shapes.texts),
            lost=rest.lost,
        )

    def _stages(self, shapes: Shapes, frame: PageBox, page: TextPage, notes: Iterable[Note]) -> list[list[int]]:
        covered = any(note.kind in _OPAQUE and not note.hidden for note in notes)
        return stages_of(shapes, frame, page.looks, suspect=bool(shapes.texts) and (self._layered or covered))


_OPAQUE = ("typed", "stamp", "drawing", "redaction")
"""Kinds of notes that may lie over text."""


@contextmanager
def open_pdfium(data: Data, name: str, password: str | None) -> Iterator[PdfiumEngine]:
    """Open a PDF. Raises SourceError when it is damaged, encrypted or has no page."""
    _refuse_stump(data, name)
    engine = PdfiumEngine(data, name, password)
    try:
        engine.open()
        yield engine
    finally:
        engine.close()
        release_pages(data)


def _refusal(code: int, name: str, password: bytes | None) -> SourceError:
    if code == ERROR_PASSWORD and password is None:
        return SourceError(
            Bilingual("PDF 已加密，需要密码", "the PDF is encrypted and asks for a password"),
            where=name,
            next_step=GIVE_PASSWORD,
        )
    if code == ERROR_PASSWORD:
        return SourceError(
            Bilingual("PDF 的密码不对", "the PDF's password is another"),
            where=name,
            next_step=Bilingual("请检查该变量的值。", "Check the variable's value."),
        )
    if code == ERROR_SECURITY:
        return SourceError(
            Bilingual("PDF 的保护方式无法读取", "the PDF is protected in a way that cannot be read"),
            where=name,
            next_step=PRINT_IT,
        )
    return SourceError(
        Bilingual("不是可读的 PDF（损坏或不完整）", "not a readable PDF (damaged or cut short)"),
        where=name,
        next_step=Bilingual("请重新获取，或重新另存为 PDF。", "Fetch it again, or save it again as PDF."),
    )


def _refuse_stump(data: Data, name: str) -> None:
    # pdfium rebuilds a file that was cut short and gives what pages it finds: an agreement with its end missing.
    end = max(data.rfind(b"%%EOF"), data.rfind(b"startxref"))
    if end < 0 or b" obj" in data[end:]:
        raise SourceError(
            Bilingual("PDF 没有结尾：文件不完整", "the PDF has no end: it was cut short"),
            where=name,
            next_step=FETCH_AGAIN,
        )


def _frame(handle: int) -> PageBox:
    rect = Rect()
    pdfium().FPDF_GetPageBoundingBox(handle, rect)
    return PageBox(rect.left, rect.bottom, rect.right, rect.top, pdfium().FPDFPage_GetRotation(handle) % 4)
