"""Pages that are pictures, read by OCR (4–7 s a page: one page, read once)."""

from __future__ import annotations

import collections
import importlib.util
import io

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.model import Line, SourceDocument
from agreement_tool.read import ocr
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from tests.read.conftest import SEED, seed

PRODUCER = "lo_docx_song"


def scan_of_first_page() -> bytes:
    """The first page of a seed PDF as nothing but a picture, at 150 dpi."""
    from PIL import Image

    data = (SEED / f"{PRODUCER}.pdf").read_bytes()
    with open_pdfium(data, PRODUCER, None) as engine:
        page = engine.picture(1, 150)
    picture = Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "BGR", page.stride, 1)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


@pytest.fixture(scope="module")
def scanned() -> SourceDocument:
    if not all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime")):
        pytest.skip("the extra 'ocr' is not installed")
    seen: list[tuple[int, int]] = []
    options = ReadOptions(progress=lambda done, total: seen.append((done, total)))
    document = read(scan_of_first_page(), name="scan.pdf", options=options)
    assert seen == [(0, 1), (1, 1)]
    return document


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nearly_every_character_of_a_scanned_page_is_read(scanned: SourceDocument) -> None:
    def characters(document: SourceDocument) -> collections.Counter[str]:
        return collections.Counter(c for line in document.lines if line.page == 1 for c in line.text if c.isalnum())

    wanted, got = characters(seed(PRODUCER)), characters(scanned)
    assert (wanted & got).total() >= 0.99 * wanted.total()


@pytest.mark.slow
def test_a_scanned_page_is_told_as_such(scanned: SourceDocument) -> None:
    assert scanned.reader == "ocr"
    assert [doubt.code for doubt in scanned.doubts] == ["ocr"]


def after_the_title(document: SourceDocument) -> list[Line]:
    """The first page's lines from 【特别提示】 on (the head of a single page cannot be told from its title)."""
    texts = [line.text for line in document.lines]
    return [line for line in document.lines[texts.index("【特别提示】") :] if line.page == 1]


@pytest.mark.slow
def test_a_scanned_pages_lines_stand_where_the_text_pages_do(scanned: SourceDocument) -> None:
    for got, wanted in zip(after_the_title(scanned)[:30], after_the_title(seed(PRODUCER))[:30], strict=True):
        assert "bold" not in got.spans[0].marks
        assert got.text[-4:] == wanted.text[-4:]
        assert got.indent == pytest.approx(wanted.indent, abs=1)
        assert got.right_space == pytest.approx(wanted.right_space, abs=1.2)


def test_without_the_extra_a_scan_is_refused_with_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreement_tool.read.pdf.engines.available", lambda: False)
    with pytest.raises(SourceError) as caught:
        read(scan_of_first_page(), name="scan.pdf", options=ReadOptions())
    assert "agreement-tool[ocr]" in str(caught.value.next_step)


def test_the_recogniser_itself_refuses_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(SourceError, match="OCR extra"):
        ocr.Recogniser("scan.pdf")


def test_ocr_never_refuses_a_scan() -> None:
    with pytest.raises(SourceError) as caught:
        read(scan_of_first_page(), name="scan.pdf", options=ReadOptions(ocr="never"))
    assert "--ocr auto" in str(caught.value.next_step)
