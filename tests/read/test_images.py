"""Pictures of pages, by OCR (some seconds a picture: each is read once)."""

from __future__ import annotations

import collections
import importlib.util
import io
from pathlib import Path

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.read import images, ocr
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.ocr import PageImage, Recognised
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.registry import kind_of, read_source
from tests.read.conftest import SEED, seed

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def encoded(image: object, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)  # type: ignore[attr-defined]
    return out.getvalue()


def blank(width: int = 400, height: int = 300, mode: str = "RGB") -> object:
    from PIL import Image

    return Image.new(mode, (width, height), 255 if mode == "L" else "white")


class Seer:
    """Stands in for the model: it sees one line in the upper left of every picture, and remembers the pictures."""

    def __init__(self, name: str) -> None:
        self.name = name

    seen: list[PageImage] = []  # noqa: RUF012

    def lines(self, picture: PageImage) -> list[Recognised]:
        self.seen.append(picture)
        words = ("第一条 服务费用", "第二条 付款期限")[(len(self.seen) - 1) % 2]
        return [Recognised(words, 40, 40, 40 + 7.5 * 20, 60, 0.9)]


@pytest.fixture
def seer(monkeypatch: pytest.MonkeyPatch) -> type[Seer]:
    Seer.seen.clear()
    monkeypatch.setattr(images, "Recogniser", Seer)
    return Seer


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_known_by_its_bytes_and_read(form: str, seer: type[Seer], tmp_path: Path) -> None:
    data = encoded(blank(), form)
    assert kind_of(data, "scan.dat") == "image"
    path = tmp_path / f"scan.{form.lower()}"
    path.write_bytes(data)
    document = read_source(path)
    assert [(line.text, line.page) for line in document.lines] == [("第一条 服务费用", 1)]
    assert (document.reader, document.pages) == ("ocr", 1)
    assert [doubt.code for doubt in document.doubts] == ["ocr"]
    assert (seer.seen[0].width, seer.seen[0].height, len(seer.seen[0].pixels)) == (400, 300, 400 * 300 * 3)


def test_a_tiff_of_two_pages_is_two_pages(seer: type[Seer]) -> None:
    seen: list[tuple[int, int]] = []
    data = encoded(blank(), "TIFF", save_all=True, append_images=[blank()])
    options = ReadOptions(progress=lambda done, of: seen.append((done, of)))
    document = images.read(data, name="scan.tif", options=options)
    assert [line.page for line in document.lines] == [1, 2]
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_a_photograph_taken_sideways_is_turned_upright(seer: type[Seer]) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    images.read(encoded(blank(), "JPEG", exif=exif), name="photo.jpg", options=ReadOptions())
    assert (seer.seen[0].width, seer.seen[0].height) == (300, 400)


@pytest.mark.parametrize("mode", ["RGBA", "L", "1", "P", "LA", "I;16"])
def test_pictures_of_every_mode_are_white_where_they_are_empty(mode: str, seer: type[Seer]) -> None:
    from PIL import Image

    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0)) if mode in ("RGBA", "LA") else Image.new("RGB", (64, 64), "white")
    image = Image.new("I;16", (64, 64), 65535) if mode == "I;16" else image.convert(mode)
    images.read(encoded(image, "PNG"), name="scan.png", options=ReadOptions())
    assert set(seer.seen[0].pixels) == {255}


def test_a_large_picture_is_made_smaller_before_it_is_read(seer: type[Seer]) -> None:
    images.read(encoded(blank(6000, 100, "L"), "PNG"), name="scan.png", options=ReadOptions())
    assert seer.seen[0].width == 5000


def test_a_picture_that_would_fill_the_memory_is_refused(seer: type[Seer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)
    with pytest.raises(SourceError, match="too large"):
        images.read(encoded(blank(), "PNG"), name="bomb.png", options=ReadOptions())
    assert seer.seen == []


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_damaged_picture_is_refused(part: float, seer: type[Seer]) -> None:
    data = encoded(blank(), "PNG")
    with pytest.raises(SourceError):
        images.read(data[: int(len(data) * part)], name="cut.png", options=ReadOptions())


def test_ocr_never_refuses_a_picture_and_a_picture_without_text_is_refused(
    seer: type[Seer], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError) as caught:
        images.read(encoded(blank(), "PNG"), name="scan.png", options=ReadOptions(ocr="never"))
    assert "--ocr auto" in str(caught.value)
    monkeypatch.setattr(seer, "lines", lambda self, picture: [])
    with pytest.raises(SourceError, match="no text"):
        images.read(encoded(blank(), "PNG"), name="scan.png", options=ReadOptions())


def test_without_the_extra_a_picture_is_refused_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(SourceError) as caught:
        images.read(encoded(blank(), "PNG"), name="scan.png", options=ReadOptions())
    assert "agreement-tool[ocr]" in str(caught.value)


@pytest.mark.slow
def test_nearly_every_character_of_a_photographed_page_is_read() -> None:
    if not all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime")):
        pytest.skip("the extra 'ocr' is not installed")
    from PIL import Image

    with open_pdfium((SEED / "lo_docx_song.pdf").read_bytes(), "seed", None) as engine:
        page = engine.picture(1, 150)
    whole = Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "BGR", page.stride, 1)
    image = whole.crop((0, 0, page.width, blank_row(whole, page.height * 2 // 5)))
    document = images.read(encoded(image, "JPEG", quality=85), name="photo.jpg", options=ReadOptions())
    # The running head above the title is left out of the PDF's own lines.
    got, wanted = (
        "".join(c for line in lines for c in line.text if c.isalnum()).partition("特别提示")[2]
        for lines in (document.lines, [line for line in seed("lo_docx_song").lines if line.page == 1])
    )
    assert len(got) > 400
    beginning = collections.Counter(wanted[: len(got)])
    assert (beginning & collections.Counter(got)).total() >= 0.99 * len(got)


def blank_row(picture: object, height: int) -> int:
    """The first row without ink from a height on: a line of text is not cut in two."""
    grey = picture.convert("L")  # type: ignore[attr-defined]
    return next(
        row for row in range(height, grey.height) if grey.crop((0, row, grey.width, row + 1)).getextrema()[0] > 250
    )
