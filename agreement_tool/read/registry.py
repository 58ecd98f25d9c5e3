"""Which reader reads which file: by what the bytes are, then by the file's suffix."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path
from typing import BinaryIO, Literal, cast

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import Data, Engine, OcrPolicy, Progress, Reader, ReadOptions
from agreement_tool.read.error_hints import FETCH_AGAIN, SAVE_AGAIN
from agreement_tool.text.patterns import compiled_bytes

Kind = Literal["pdf", "docx", "html", "markdown", "plain", "ofd", "image"]

READERS: dict[Kind, str] = {
    "pdf": "agreement_tool.read.pdf",
    "docx": "agreement_tool.read.docx",
    "html": "agreement_tool.read.html",
    "markdown": "agreement_tool.read.markdown",
    "plain": "agreement_tool.read.plain",
    "ofd": "agreement_tool.read.ofd",
    "image": "agreement_tool.read.images",
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
    ".ofd": "ofd",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
    ".bmp": "image",
}

KNOWN = "PDF, DOCX, OFD, HTML, Markdown, plain text, PNG, JPEG, TIFF, WebP, BMP"
# A PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
_HEADER_ROOM = 1024
_LARGE = 8 << 20
"""Bytes from which on a PDF is worth mapping: below, pdfium takes more memory than the file."""
_HTML = compiled_bytes(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_IMAGES = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0", re.DOTALL)
_FOREIGN: tuple[tuple[bytes, Bilingual, Bilingual], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        Bilingual(
            "旧版二进制 Word（.doc）文件，或带密码的 Office 文件",
            "an old binary Word (.doc) file, or an Office file with a password",
        ),
        Bilingual("请另存为不带密码的 .docx。", "Save it as .docx, without a password."),
    ),
    (
        b"{\\rtf",
        Bilingual("富文本（RTF）文件", "a Rich Text (RTF) file"),
        Bilingual("请另存为 .docx 后再读。", "Save it as .docx and read that."),
    ),
    (
        b"\037\213",
        Bilingual("gzip 压缩包", "a gzip archive"),
        Bilingual("请解压后读取其中的文件。", "Unpack it and read what is in it."),
    ),
    (
        b"Rar!",
        Bilingual("RAR 压缩包", "a RAR archive"),
        Bilingual("请解压后读取其中的文件。", "Unpack it and read what is in it."),
    ),
    (
        b"7z\xbc\xaf",
        Bilingual("7z 压缩包", "a 7z archive"),
        Bilingual("请解压后读取其中的文件。", "Unpack it and read what is in it."),
    ),
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
    data = load(path, mapped=options.mapped)
    module = reader_of(kind_of(data, path.name))
    return module.read(data, name=path.name, options=options)


def load(path: Path, *, mapped: bool = False) -> Data:
    """The file's bytes, never empty; a large PDF's `mapped` if wanted. Raises SourceError: missing, empty, unreadable."""
    try:
        with path.open("rb") as file:
            data = _map_of(file) if mapped and _is_large_pdf(file) else file.read()
    except FileNotFoundError:
        raise SourceError(
            Bilingual("没有这个文件", "no such file"),
            where=str(path),
            next_step=Bilingual("请检查路径。", "Check the path."),
        ) from None
    except IsADirectoryError:
        raise SourceError(
            Bilingual("这是文件夹", "this is a folder"),
            where=str(path),
            next_step=Bilingual(
                "请给出一个文件；多个文件用 agreement batch。", "Name a file; `agreement batch` takes many."
            ),
        ) from None
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise SourceError(
            Bilingual(f"无法打开：{reason}", f"{reason}"),
            where=str(path),
            next_step=Bilingual("请检查是否有读取权限。", "Check that the file may be read."),
        ) from None
    if not data:
        raise SourceError(
            Bilingual("文件是空的", "the file is empty"),
            where=str(path),
            next_step=FETCH_AGAIN,
        )
    return data


def _is_large_pdf(file: BinaryIO) -> bool:
    head = file.read(_HEADER_ROOM)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size >= _LARGE and b"%PDF-" in head


def _map_of(file: BinaryIO) -> Data:
    import mmap

    # Only where pages of the file can be let go of again; the copy is private, and nobody writes to it.
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) if hasattr(mmap, "MADV_DONTNEED") else file.read()


def kind_of(data: Data, name: str) -> Kind:
    """What a file is: its bytes are believed before its suffix. Raises SourceError when nothing reads it."""
    by_suffix = SUFFIXES.get(Path(name).suffix.lower())
    by_content = _sniff(data, name)
    if by_content is not None:
        return by_content
    if by_suffix in ("pdf", "docx", "ofd", "image"):
        wanted = str(by_suffix).upper()
        raise SourceError(
            Bilingual(
                f"文件名像 {wanted}，内容却不是（已损坏，或由别的文件改名而来）",
                f"named like a {wanted} file and not one (damaged, or something else renamed)",
            ),
            where=name,
            next_step=SAVE_AGAIN,
        )
    if by_suffix is not None:
        return by_suffix
    if _HTML.search(data[:_HEADER_ROOM]):
        return "html"
    if _looks_like_text(data):
        return "plain"
    raise SourceError(
        Bilingual("无法识别的文件类型", "a kind of file that no reader knows"),
        where=name,
        next_step=Bilingual(f"可读取的有：{KNOWN}。", f"Readable are: {KNOWN}."),
    )


def reader_of(kind: Kind) -> Reader:
    """The reader module for a kind."""
    return cast(Reader, importlib.import_module(READERS[kind]))


def _sniff(data: Data, name: str) -> Kind | None:
    if b"%PDF-" in data[:_HEADER_ROOM]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return _zipped(data, name)
    if _IMAGES.match(data):
        return "image"
    for magic, what, next_step in _FOREIGN:
        if data[: len(magic)] == magic:
            raise SourceError(Bilingual(f"这是{what.zh}", f"this is {what.en}"), where=name, next_step=next_step)
    return None


def _zipped(data: Data, name: str) -> Kind:
    # A DOCX names its main part in the zip's directory; no need to unpack anything to know it.
    if data.find(b"word/") >= 0:
        return "docx"
    if data.find(b"OFD.xml") >= 0:
        return "ofd"
    raise SourceError(
        Bilingual("是 zip 压缩包，但不是 Word 文件", "a zip archive that is not a Word file"),
        where=name,
        next_step=Bilingual(f"可读取的有：{KNOWN}。", f"Readable are: {KNOWN}."),
    )


def _looks_like_text(data: Data) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return controls * 50 < len(head)
