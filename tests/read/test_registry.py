"""Which reader reads what, and what is said of files that none reads."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

from agreement_tool.bilingual import bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read import registry
from agreement_tool.read.base import digest
from tests.read.pdf.making import body, pdf

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


@pytest.mark.parametrize("kind", registry.READERS)
def test_every_kind_has_a_reader_module_with_a_read_function(kind: registry.Kind) -> None:
    assert callable(registry.reader_of(kind).read)


def test_every_suffix_leads_to_a_known_kind() -> None:
    assert set(registry.SUFFIXES.values()) == set(registry.READERS)


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
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old binary Word"),
        ("a.rtf", b"{\\rtf1 hello}", "RTF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.zip", b"PK\x03\x04....stuff", "zip archive"),
        ("a.bin", bytes(range(32)) * 20, "no reader knows"),
    ],
)
def test_what_cannot_be_read_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    assert what in str(refused(write(tmp_path, name, data)).what)


@pytest.mark.shared
def test_every_real_pdf_is_read_or_refused_with_a_reason(corpus_pdfs: list[Path]) -> None:
    for path in corpus_pdfs[::6]:
        document = registry.read_source(path, ocr="never")
        assert document.lines, path.name
        assert {line.page for line in document.lines} <= set(range(1, (document.pages or 0) + 1))
