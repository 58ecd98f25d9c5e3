"""Which reader reads what, and what is said of files that none reads."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import get_args

import pytest

from agreement_tool.bilingual import bilingual
from agreement_tool.errors import SourceError
from agreement_tool.pipeline.batch.jobs import SUFFIXES as BATCH_SUFFIXES
from agreement_tool.read import registry
from agreement_tool.read.base import digest
from agreement_tool.read.formats import FORMATS, Kind, SourceFormat
from tests.read.pdf.making import body, pdf

MHTML = b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        registry.read_source(path)
    assert caught.value.where
    assert caught.value.next_step
    return caught.value


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.kind)
def test_every_format_has_a_reader_module_with_a_read_function(form: SourceFormat) -> None:
    assert callable(registry.reader_of(form.kind).read)


def test_every_kind_has_one_descriptor_and_every_suffix_one_format() -> None:
    assert sorted(form.kind for form in FORMATS) == sorted(get_args(Kind))
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_batches_take_every_format_from_a_folder() -> None:
    assert {suffix for form in FORMATS if form.in_folders for suffix in form.suffixes} <= BATCH_SUFFIXES


def test_no_reader_is_imported_before_it_is_needed() -> None:
    before = {name for name in sys.modules if name.startswith("agreement_tool.read.")}
    importlib.reload(registry)
    assert {name for name in sys.modules if name.startswith("agreement_tool.read.")} == before


def test_a_pdf_without_its_suffix_is_read_as_one(tmp_path: Path) -> None:
    data = pdf(body("服务协议"))
    document = registry.read_source(write(tmp_path, "download", data))
    assert (document.reader, document.name, document.sha256) == ("pdfium", "download", digest(data))


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "第一条".encode(), "plain"),
        ("a.md", b"# 1", "markdown"),
        ("a.HTM", b"<p>1</p>", "html"),
        ("download", b"<!DOCTYPE html><p>1</p>", "html"),
        ("download", "第一条 定义".encode("gb18030"), "plain"),
        ("a.txt", b"junk before\n%PDF-1.4", "pdf"),
        ("a.txt", "第一条".encode("utf-16"), "plain"),
        ("a.docx", b"PK\x03\x04....word/document.xml", "docx"),
        ("a.rtf", b"{\\rtf1 hello}", "office"),
        ("a.txt", b"{\\rtf1 hello}", "office"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "office"),
        ("a.wps", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "office"),
        ("a.odt", b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", "office"),
        ("a.doc", b"<html><body><p>1</p></body></html>", "html"),
        ("a.doc", MHTML, "mhtml"),
        ("a.mht", MHTML, "mhtml"),
        ("a.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "office"),
        ("a.fodt", b'<?xml version="1.0"?><office:document xmlns:office="x">', "office"),
    ],
)
def test_bytes_are_believed_before_the_suffix(name: str, data: bytes, kind: str) -> None:
    assert registry.kind_of(data, name) == kind


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert bilingual(refused(tmp_path / "none.pdf").what).en == "no such file"


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert bilingual(refused(tmp_path).what).en == "this is a folder"


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    assert bilingual(refused(write(tmp_path, "a.pdf", b"")).what).en == "the file is empty"


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf", pdf(body("服务协议")))
    path.chmod(0)
    assert refused(path).what


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pdf", b"<html>404</html>", "named like a PDF"),
        ("a.docx", b"plain words", "named like a DOCX"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "Excel"),
        ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "Excel"),
        ("a.pptx", b"PK\x03\x04....ppt/presentation.xml", "PowerPoint"),
        ("a.epub", b"PK\x03\x04....mimetypeapplication/epub+zip", "e-book"),
        ("a.pages", b"PK\x03\x04....Index/Document.iwa", "Pages"),
        ("a.ods", b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.zip", b"PK\x03\x04....stuff", "zip archive"),
        ("a.bin", bytes(range(32)) * 20, "no reader knows"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    assert what in str(refused(write(tmp_path, name, data)).what)


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b"%$&!?.;"), ("a.md", b"- - -\n\n1.\n"), ("a.html", b"<p>\xe2\x80\x94 123</p>")]
)
def test_text_without_any_letter_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    assert "letter" in str(refused(write(tmp_path, name, data)).what) or "text" in str(refused(tmp_path / name).what)


@pytest.mark.shared
def test_every_real_pdf_is_read_or_refused_with_a_reason(corpus_pdfs: list[Path]) -> None:
    for path in corpus_pdfs[::6]:
        document = registry.read_source(path, ocr="never")
        assert document.lines, path.name
        assert {line.page for line in document.lines} <= set(range(1, (document.pages or 0) + 1))
