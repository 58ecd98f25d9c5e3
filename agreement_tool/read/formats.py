"""One descriptor a format: its suffixes, how its bytes are known, who reads it, and what it can show.

The registry, batches and the command line all read this table: beside its reader, a format is added here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.read.base import Data

Kind = Literal["pdf", "docx", "html", "mhtml", "markdown", "plain", "office", "ofd", "image"]

HEADER_BYTES = 1024
"""Bytes: a PDF's header may stand anywhere in the first 1024 (ISO 32000-1, annex H.3.4.1)."""
OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


def _is_pdf(data: Data) -> bool:
    return b"%PDF-" in data[:HEADER_BYTES]


def _is_docx(data: Data) -> bool:
    # A DOCX names its main part in the zip's directory; no need to unpack anything to know it.
    return data[:4] == ZIP and data.find(b"word/") >= 0


def _is_ofd(data: Data) -> bool:
    return data[:4] == ZIP and data.find(b"OFD.xml") >= 0


@cache
def _picture_head() -> re.Pattern[bytes]:
    return re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0", re.DOTALL)


def _is_image(data: Data) -> bool:
    return bool(_picture_head().match(data))


@cache
def _mime_head() -> re.Pattern[bytes]:
    return re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?MIME-Version:", re.IGNORECASE)


def _is_mhtml(data: Data) -> bool:
    head = data[: 4 * HEADER_BYTES]
    return (bool(_mime_head().match(head)) and b"multipart/related" in head.lower()) or (
        bool(_mime_head().match(head)) and b"text/html" in head.lower()
    )


def utf16(name: str) -> bytes:
    """The name of a stream as an OLE file's directory spells it."""
    return name.encode("utf-16-le")


@cache
def _word_xml() -> re.Pattern[bytes]:
    """Word's and LibreOffice's documents in one XML file: the text of their markup is not their text."""
    return re.compile(
        rb"progid=[\"']Word\.Document|<pkg:package|schemas\.microsoft\.com/office/word/2003/wordml|<office:document[\s>]"
    )


def _is_office(data: Data) -> bool:
    head = bytes(data[:4])
    if head == OLE:
        return data.find(utf16("WordDocument")) >= 0 or data.find(utf16("MatOST")) >= 0
    if bytes(data[:5]) == b"{\\rtf":
        return True
    if _word_xml().search(data[:HEADER_BYTES]):
        return True
    return head == ZIP and b"application/vnd.oasis.opendocument.text" in data[:200]


@frozen
class SourceFormat:
    """One format that can be read."""

    kind: Kind
    name: str
    """For messages."""
    module: str
    """The module with `read`; imported only when a file of this kind is read."""
    suffixes: tuple[str, ...]
    recognises: Callable[[Data], bool] | None = None
    """Whether bytes are of this format; None where only the suffix tells."""
    must_be_recognised: bool = False
    """A file that is named so and is not recognised is damaged, or something else."""
    in_folders: bool = True
    """Whether batches take such files from a folder: not pictures, which lie beside many documents."""
    prefetched: bool = True
    """Whether reading begins before the command line is parsed: not where another program is started for it."""


FORMATS: tuple[SourceFormat, ...] = (
    SourceFormat("pdf", "PDF", "agreement_tool.read.pdf", (".pdf",), _is_pdf, must_be_recognised=True),
    SourceFormat("docx", "DOCX", "agreement_tool.read.docx", (".docx", ".docm"), _is_docx, must_be_recognised=True),
    SourceFormat("ofd", "OFD", "agreement_tool.read.ofd", (".ofd",), _is_ofd, must_be_recognised=True),
    SourceFormat(
        "image",
        "PNG, JPEG, TIFF, WebP, BMP",
        "agreement_tool.read.images",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"),
        _is_image,
        must_be_recognised=True,
        in_folders=False,
    ),
    SourceFormat("mhtml", "MHTML", "agreement_tool.read.mhtml", (".mhtml", ".mht"), _is_mhtml),
    SourceFormat(
        "office",
        "DOC, WPS, RTF, ODT",
        "agreement_tool.read.office",
        (".doc", ".wps", ".rtf", ".odt", ".fodt"),
        _is_office,
        must_be_recognised=True,
        prefetched=False,
    ),
    SourceFormat("html", "HTML", "agreement_tool.read.html", (".html", ".htm", ".xhtml", ".ftl", ".vue")),
    SourceFormat("markdown", "Markdown", "agreement_tool.read.markdown", (".md", ".markdown")),
    SourceFormat("plain", "text", "agreement_tool.read.plain", (".txt", ".text")),
)
"""Every format, the surest to recognise first."""

BY_KIND: dict[Kind, SourceFormat] = {form.kind: form for form in FORMATS}
BY_SUFFIX: dict[str, SourceFormat] = {suffix: form for form in FORMATS for suffix in form.suffixes}
IN_FOLDERS = frozenset(suffix for suffix, form in BY_SUFFIX.items() if form.in_folders)
"""Suffixes of what batches take from a folder."""
KNOWN = ", ".join(form.name for form in FORMATS)
"""The names of all formats, for messages."""
