"""Pictures of pages (PNG, JPEG, TIFF, WebP, BMP) -> SourceDocument, by OCR."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read.base import Data, ReadOptions, digest
from agreement_tool.read.error_hints import SAVE_AGAIN
from agreement_tool.read.ocr import PageImage, Recogniser
from agreement_tool.read.pdf import document_of
from agreement_tool.read.pdf.engines import PdfReading, ocr_doubt
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.scanned import set_as_pages

if TYPE_CHECKING:
    from agreement_tool.model import SourceDocument

MAX_PIXELS = 120_000_000
"""Of one picture: A4 at 1200 dpi has 140 million, at 600 dpi 35 million."""
MAX_PAGES = 500
"""Pictures in one TIFF file."""
_LONGEST, _SHORTEST = 5000, 32
"""Pixels a side: larger pictures are drawn smaller; smaller ones hold no text."""
_PAGE = 595.0
"""Points: the shorter side of the sheet that a picture is taken for (A4)."""


def read(data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a picture's bytes. Raises SourceError: damaged, too large, no OCR, no text in it."""
    if options.ocr == "never":
        raise SourceError(
            Bilingual("这是图片，只有 OCR 能读", "this is a picture, which only OCR can read"),
            where=name,
            next_step=Bilingual("请用 --ocr auto 读取。", "Read it with --ocr auto."),
        )
    recogniser = Recogniser(name)
    sheets: list[Page] = []
    lines = []
    for picture, of in _pictures(bytes(data), name):
        if options.progress is not None:
            options.progress(len(sheets), of)
        scale = _PAGE / min(picture.width, picture.height)
        sheets.append(Page(len(sheets) + 1, picture.width * scale, picture.height * scale, ()))
        lines.append((recogniser.lines(picture), scale))
    if options.progress is not None:
        options.progress(len(sheets), len(sheets))
    pages = set_as_pages(sheets, lines)
    if not any(page.runs for page in pages):
        raise SourceError(
            Bilingual("OCR 未在图片中找到文字", "OCR finds no text in the picture"),
            where=name,
            next_step=Bilingual("请换一张更清晰、端正的图片。", "Try a sharper, upright picture."),
        )
    reading = PdfReading(pages, "ocr", (ocr_doubt([page.number for page in pages]),))
    return document_of(reading, name=name, sha256=digest(data))


def _pictures(data: bytes, name: str) -> Iterator[tuple[PageImage, int]]:
    """Every picture in the file, upright, and how many there are."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is checked below, before anything is unpacked
            image = Image.open(io.BytesIO(data))
            count = min(MAX_PAGES + 1, getattr(image, "n_frames", 1))
            if count > MAX_PAGES:
                raise _too_large(name)
            for number in range(count):
                image.seek(number)
                if image.width * image.height > MAX_PIXELS:
                    raise _too_large(name)
                if min(image.width, image.height) >= _SHORTEST:
                    yield _picture(ImageOps.exif_transpose(image)), count
    except SourceError:
        raise
    except Exception as error:
        # Pillow meets damage with whatever comes: OSError, ValueError, SyntaxError, struct.error, its own.
        raise SourceError(
            Bilingual(
                f"不是可读的图片（{type(error).__name__}）", f"not a picture that can be read ({type(error).__name__})"
            ),
            where=name,
            next_step=SAVE_AGAIN,
        ) from error


def _too_large(name: str) -> SourceError:
    return SourceError(
        Bilingual(
            f"图片过大（每张最多 {MAX_PIXELS // 10**6} 百万像素，最多 {MAX_PAGES} 张）",
            f"the picture is too large (at most {MAX_PIXELS // 10**6} megapixels each, {MAX_PAGES} of them)",
        ),
        where=name,
        next_step=Bilingual("请缩小或拆分后再读。", "Make it smaller, or split it."),
    )


def _picture(image: Any) -> PageImage:
    """On white, blue first, no longer than OCR needs."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image.convert("RGBA"))
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256)
    image = image.convert("RGB")
    image.thumbnail((_LONGEST, _LONGEST))
    return PageImage(image.tobytes("raw", "BGR"), image.width, image.height, image.width * 3)
