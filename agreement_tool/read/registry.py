"""Which reader reads which file: by what the bytes are, then by the file's suffix."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Literal, cast

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import Engine, OcrPolicy, Progress, Reader, ReadOptions
from agreement_tool.text.patterns import compiled_bytes

Kind = Literal["pdf", "docx", "html", "markdown", "plain"]

READERS: dict[Kind, str] = {
    "pdf": "agreement_tool.read.pdf",
    "docx": "agreement_tool.read.docx",
    "html": "agreement_tool.read.html",
    "markdown": "agreement_tool.read.markdown",
    "plain": "agreement_tool.read.plain",
}
"""Kind -> module with `read`; imported only when a file of that kind is read."""

SUFFIXES: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".ftl": "html",
    ".vue": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
}

KNOWN = "PDF, DOCX, HTML, Markdown, plain text"
# A PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
_HEADER_ROOM = 1024
_HTML = compiled_bytes(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old binary Word (.doc) file, or an Office file with a password",
        "Save it as .docx, without a password.",
    ),
    (b"{\\rtf", "a Rich Text (RTF) file", "Save it as .docx and read that."),
    (b"\x89PNG", "a picture", "Make a PDF of it and read that; scanned pages are read by OCR."),
    (b"\xff\xd8\xff", "a picture", "Make a PDF of it and read that; scanned pages are read by OCR."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and read what is in it."),
    (b"Rar!", "a RAR archive", "Unpack it and read what is in it."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and read what is in it."),
)


def read_source(
    path: Path,
    *,
    reader: Engine = "auto",
    ocr: OcrPolicy = "auto",
    password: str | None = None,
    progress: Progress | None = None,
) -> SourceDocument:
    """Read the file at `path`, whatever its kind. Raises SourceError: missing, empty, unknown, encrypted, damaged."""
    return read_with(path, ReadOptions(reader, ocr, password, progress))


def read_with(path: Path, options: ReadOptions) -> SourceDocument:
    """`read_source`, with the options in one value."""
    data = load(path)
    module = reader_of(kind_of(data, path.name))
    return module.read(data, name=path.name, options=options)


def load(path: Path) -> bytes:
    """The file's bytes, never empty."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("no such file", where=str(path), next_step="Check the path.") from None
    except IsADirectoryError:
        raise SourceError(
            "this is a folder", where=str(path), next_step="Name a file; `agreement batch` takes many."
        ) from None
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise SourceError(reason, where=str(path), next_step="Check that the file may be read.") from None
    if not data:
        raise SourceError("the file is empty", where=str(path), next_step="Fetch it again from where it came.")
    return data


def kind_of(data: bytes, name: str) -> Kind:
    """What a file is: its bytes are believed before its suffix. Raises SourceError when nothing reads it."""
    by_suffix = SUFFIXES.get(Path(name).suffix.lower())
    by_content = _sniff(data, name)
    if by_content is not None:
        return by_content
    if by_suffix in ("pdf", "docx"):
        wanted = str(by_suffix).upper()
        raise SourceError(
            f"named like a {wanted} file and not one (damaged, or something else renamed)",
            where=name,
            next_step="Open it in its own program and save it again.",
        )
    if by_suffix is not None:
        return by_suffix
    if _HTML.search(data[:_HEADER_ROOM]):
        return "html"
    if _looks_like_text(data):
        return "plain"
    raise SourceError("a kind of file that no reader knows", where=name, next_step=f"Readable are: {KNOWN}.")


def reader_of(kind: Kind) -> Reader:
    """The reader module for a kind."""
    return cast(Reader, importlib.import_module(READERS[kind]))


def _sniff(data: bytes, name: str) -> Kind | None:
    if b"%PDF-" in data[:_HEADER_ROOM]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    for magic, what, next_step in _FOREIGN:
        if data.startswith(magic):
            raise SourceError(f"this is {what}", where=name, next_step=next_step)
    return None


def _zipped(data: bytes, name: str) -> Kind:
    # A DOCX names its main part in the zip's directory; no need to unpack anything to know it.
    if b"word/" in data:
        return "docx"
    raise SourceError("a zip archive that is not a Word file", where=name, next_step=f"Readable are: {KNOWN}.")


def _looks_like_text(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return controls * 50 < len(head)
