"""Pictures of clauses: the strip of a PDF page where a clause is printed, boxed, as PNG. Evidence for the audit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.frozen import frozen
from agreement_tool.model import Box

SCALE = 1.7
"""Pixels a point: a 10-point character comes out 17 pixels high."""
MARGIN = 14.0
"""Points of page shown above and below the boxes."""
PAD = 3.0
"""Points between the text and the box drawn round it."""
COLOURS = 48
"""Printed pages need few colours; a palette makes the picture a third of the size."""
OUTLINE = (200, 30, 30)


@frozen
class PageStrip:
    """A strip of a page. `region` is what it shows, in PDF points, origin top left."""

    png: bytes
    region: Box


@dataclass(slots=True)
class Cropper:
    """An open PDF that gives pictures of its pages. One thread only: pdfium is not thread-safe."""

    document: Any
    _page: int = 0
    _image: Any = None

    def crop(self, page: int, boxes: Sequence[Box]) -> PageStrip:
        """The full-width strip of 1-based `page` that holds `boxes`, their common box drawn."""
        image = self._rendered(page)
        width = image.width / SCALE
        around = _union(boxes)
        region = Box(0.0, max(0.0, around.top - MARGIN), width, min(image.height / SCALE, around.bottom + MARGIN))
        strip = image.crop(_pixels(region))
        _outline(strip, around, region)
        return PageStrip(_png(strip), region)

    def _rendered(self, page: int) -> Any:
        if page != self._page:
            self._image = self.document[page - 1].render(scale=SCALE).to_pil().convert("RGB")
            self._page = page
        return self._image


@contextmanager
def cropper(path: Path, *, password: str | None = None) -> Iterator[Cropper]:
    """A `Cropper` over the PDF at `path`. SourceError where pdfium cannot open it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        raise SourceError(Bilingual(f"无法打开：{error}", f"{error}"), where=str(path)) from error
    try:
        yield Cropper(document)
    finally:
        document.close()


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _pixels(box: Box) -> tuple[int, int, int, int]:
    return round(box.x0 * SCALE), round(box.top * SCALE), round(box.x1 * SCALE), round(box.bottom * SCALE)


def _outline(strip: Any, box: Box, region: Box) -> None:
    from PIL import ImageDraw

    left, top, right, bottom = _pixels(
        Box(box.x0 - PAD, box.top - region.top - PAD, box.x1 + PAD, box.bottom - region.top + PAD)
    )
    ImageDraw.Draw(strip).rectangle((left, top, right, bottom), outline=OUTLINE, width=2)


def _png(image: Any) -> bytes:
    written = BytesIO()
    image.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()
