"""Which engine reads a PDF, and what to do where it finds no text."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.frozen import frozen
from agreement_tool.model import Doubt
from agreement_tool.read.base import Data, ReadOptions, release_pages
from agreement_tool.read.ocr import INSTALL, available
from agreement_tool.read.pdf.charmaps import unreliable_fonts
from agreement_tool.read.pdf.notes import hidden_in, without
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.raw import broken_streams, names_in, patterns_with_text
from agreement_tool.read.pdf.refusals import refuse_covers
from agreement_tool.read.pdf.shares import pages_by
from agreement_tool.read.pdf.usable import is_picture

EngineName = Literal["pdfium", "pdfplumber"]
MOST_PAGES = 5_000
"""Of one PDF. The longest agreement of the corpus has some hundreds."""


@frozen
class PdfReading:
    """A PDF's pages, who read them, and what could not be read."""

    pages: list[Page]
    reader: str
    doubts: tuple[Doubt, ...] = ()
    attachments: tuple[str, ...] = ()
    """The names of the files inside the document."""
    unreliable: frozenset[int] = frozenset()
    """`Style.font_key`s of fonts whose characters are not what the page shows."""
    pictured: tuple[int, ...] = ()
    """Pages that are pictures and were not read."""
    broken: int = 0
    """Streams of content that end before they should."""
    patterned: int = 0
    """Patterns that hold text."""


def read_pages(data: Data, name: str, options: ReadOptions) -> PdfReading:
    """Read every page. Raises SourceError: damaged, encrypted, or nothing but pictures and no OCR."""
    reading = _with_engines(data, name, options)
    is_collection = bool(reading.attachments) and names_in(data, b"/Collection")
    refuse_covers(reading.pages, reading.attachments, is_collection=is_collection, name=name)
    reading = replace(
        reading,
        unreliable=unreliable_fonts(reading.pages),
        broken=broken_streams(data),
        patterned=patterns_with_text(data),
    )
    release_pages(data)  # the whole file was looked through: mapped, it counts as memory of this process
    unread = [page.number for page in reading.pages if options.ocr == "always" or is_picture(page, reading.unreliable)]
    if not unread:
        return _never_empty(reading, name)
    if options.ocr == "never" or not available():
        return _without_ocr(reading, unread, name, options)
    from agreement_tool.read.pdf.scanned import recognised

    pages = recognised(reading.pages, unread, data, name, options.password, options.progress)
    reader = "ocr" if len(unread) == len(pages) else reading.reader
    return _never_empty(replace(reading, pages=pages, reader=reader, doubts=(ocr_doubt(unread),)), name)


def ocr_doubt(pages: Sequence[int]) -> Doubt:
    """The doubt that pages were read by OCR."""
    return Doubt(
        "ocr",
        Bilingual(
            f"第 {_numbers(pages)} 页由 OCR 识别：请校对；这些页的显著标识未知。",
            f"Pages {_numbers(pages)} were read by OCR: proofread them, and no emphasis is known there.",
        ),
    )


def _with_engines(data: Data, name: str, options: ReadOptions) -> PdfReading:
    chosen: EngineName = "pdfium" if options.reader == "auto" else options.reader
    reading = _read(chosen, data, name, options)
    if options.reader == "auto" and (_mute(reading.pages) or any(page.lost for page in reading.pages)):
        # Glyphs and no characters: the engines fail on different fonts, and pdfplumber needs none on the system.
        with contextlib.suppress(SourceError):
            other = _read("pdfplumber", data, name, options)
            return reading if _mute(other.pages) else other
    return reading


def _read(engine: EngineName, data: Data, name: str, options: ReadOptions) -> PdfReading:
    if engine == "pdfium":
        with open_pdfium(data, name, options.password) as fast:
            _refuse_crowd(fast.page_count, name)
            return PdfReading(pages_by(fast, options.processes), fast.name, attachments=fast.attachments)
    from agreement_tool.read.pdf.reference import open_reference

    with open_reference(data, name, options.password) as slow:
        _refuse_crowd(slow.page_count, name)
        pages = list(slow.pages())
    with open_pdfium(data, name, options.password) as fast:
        pages = [_completed(page, other) for page, other in zip(pages, pages_by(fast, options.processes), strict=True)]
        return PdfReading(pages, slow.name, attachments=fast.attachments)


def _completed(page: Page, other: Page) -> Page:
    """A page of pdfplumber's with what only pdfium knows: notes, and which text is seen. `other`: pdfium's page."""
    runs = page.runs
    if other.unseen:
        runs = tuple(piece for run in runs for piece in without(run, hidden_in(run, other.unseen)))
    return replace(page, runs=runs, notes=other.notes, unseen=other.unseen, belied=other.belied)


def _refuse_crowd(count: int, name: str) -> None:
    """Pages cost a byte each to claim and a hundredth of a second to read. Raises SourceError."""
    if count > MOST_PAGES:
        raise SourceError(
            Bilingual(f"共 {count} 页，至多读取 {MOST_PAGES} 页", f"{count} pages; at most {MOST_PAGES} are read"),
            where=name,
            next_step=Bilingual("请拆成几个文件。", "Split it into several files."),
        )


def _mute(pages: Sequence[Page]) -> bool:
    return any(page.glyphs for page in pages) and not any(page.runs for page in pages)


def _never_empty(reading: PdfReading, name: str) -> PdfReading:
    if any(run.text.strip() for page in reading.pages for run in page.runs):
        return reading
    raise SourceError(
        Bilingual(f"{reading.reader} 未在其中找到文字", f"{reading.reader} finds no text in it"),
        where=name,
        next_step=Bilingual(
            "请确认文件无误；引擎请用 --reader auto，或试用 --ocr always。",
            "Check that this is the right file; leave the engine to --reader auto, or try --ocr always.",
        ),
    )


def _without_ocr(reading: PdfReading, unread: Sequence[int], name: str, options: ReadOptions) -> PdfReading:
    remedy = Bilingual("请用 --ocr auto 读取。", "Read it with --ocr auto.") if options.ocr == "never" else INSTALL
    if options.ocr == "always" or len(unread) * 2 > len(reading.pages):
        raise SourceError(
            Bilingual(
                f"第 {_numbers(unread)} 页是文字的图片，只有 OCR 能读",
                f"pages {_numbers(unread)} are pictures of text, which only OCR can read",
            ),
            where=name,
            next_step=remedy,
        )
    what = Bilingual(
        f"第 {_numbers(unread)} 页是图片，未读取。{remedy.zh}",
        f"Pages {_numbers(unread)} are pictures and were not read. {remedy.en}",
    )
    doubt = Doubt("page-unread", what, page=unread[0])
    return replace(reading, doubts=(*reading.doubts, doubt), pictured=tuple(unread))


def _numbers(pages: Sequence[int]) -> str:
    """1–3, 5."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
