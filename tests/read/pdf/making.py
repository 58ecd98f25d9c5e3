"""Small PDFs made for a test: Han text in Song, drawn as producers draw it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agreement_tool.model import Line, SourceDocument
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from agreement_tool.read.pdf.pdfium_engine import open_pdfium

SONG = "STSong-Light"
SIZE = 12.0
LEFT, TOP, LEADING = 90.0, 760.0, 20.0

Draw = Callable[[Canvas], None]

pdfmetrics.registerFont(UnicodeCIDFont(SONG))


def pdf(*pages: Draw, size: tuple[float, float] = A4, encrypt: str | None = None) -> bytes:
    """A PDF whose pages are drawn by the functions given."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(SONG, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def body(*lines: str, first: float = TOP, left: float = LEFT) -> Draw:
    """Lines of text, one under the other from `first`, in points from the page's bottom."""

    def draw(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            canvas.drawString(left, first - index * LEADING, line)

    return draw


def together(*draws: Draw) -> Draw:
    """All of them on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def text_at(x: float, y: float, text: str, *, size: float = SIZE) -> Draw:
    """One text at one place, bottom-left origin."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, size)
        canvas.drawString(x, y, text)
        canvas.setFont(SONG, SIZE)

    return draw


def rule(x0: float, y: float, x1: float) -> Draw:
    """A thin horizontal line."""

    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.6)
        canvas.line(x0, y, x1, y)

    return draw


def _lacks_han_font() -> bool:
    with open_pdfium(pdf(text_at(LEFT, TOP, "甲")), "one.pdf", None) as engine:
        return any(page.lost for page in engine.pages())


needs_han_font = pytest.mark.skipif(
    _lacks_han_font(),
    reason="no Chinese font on this system (fonts-noto-cjk): pdfium loses glyphs that are not embedded",
)


def reading(data: bytes) -> SourceDocument:
    """The PDF read with the usual options."""
    return read(data, name="agreement.pdf", options=ReadOptions())


def lines(data: bytes) -> tuple[Line, ...]:
    """Its lines."""
    return reading(data).lines


def texts(found: Sequence[Line]) -> list[str]:
    return [line.text for line in found]


def marked(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Every span that carries a mark, with its marks."""
    return [(span.text, span.marks) for line in lines(data) for span in line.spans if span.marks]
