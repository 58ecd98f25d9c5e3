"""Which reader reads which file: by what the bytes are, then by the file's suffix."""

from __future__ import annotations

import importlib
import os
import re
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import Data, Engine, OcrPolicy, Progress, Reader, ReadOptions
from agreement_tool.read.error_hints import CHECK_FILE, FETCH_AGAIN, SAVE_AGAIN
from agreement_tool.read.formats import BY_KIND, BY_SUFFIX, FORMATS, HEADER_BYTES, KNOWN, Kind

_LARGE = 8 << 20
"""Bytes from which on a PDF is worth mapping: below, pdfium takes more memory than the file."""


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
    document = module.read(data, name=path.name, options=options)
    if not any(character.isalpha() for line in document.lines for character in line.text):
        raise _no_letters_error(document)
    return document


def _no_letters_error(document: SourceDocument) -> SourceError:
    """Digits, marks and noise are no agreement; where something was left out, that may be why."""
    left_out = document.unread[0].sentence if document.unread else Bilingual("", "")
    return SourceError(
        Bilingual(
            f"文件的文字里没有一个字。{left_out.zh}".rstrip("。"),
            f"the text of the file holds no letter at all. {left_out.en}".rstrip(". "),
        ),
        where=document.name,
        next_step=CHECK_FILE,
    )


def load(path: Path, *, mapped: bool = False) -> Data:
    """The file's bytes, never empty; a large PDF's `mapped` if wanted. Raises SourceError: missing, empty,
    unreadable."""
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
    head = file.read(HEADER_BYTES)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size >= _LARGE and b"%PDF-" in head


def _map_of(file: BinaryIO) -> Data:
    import mmap

    # Only where pages of the file can be let go of again; the copy is private, and nobody writes to it.
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) if hasattr(mmap, "MADV_DONTNEED") else file.read()


def kind_of(data: Data, name: str) -> Kind:
    """What a file is: its bytes are believed before its suffix. Raises SourceError when nothing reads it."""
    for form in FORMATS:
        if form.recognises is not None and form.recognises(data):
            return form.kind
    from agreement_tool.read.foreign import FOREIGN

    for foreign in FOREIGN:
        if foreign.recognises(data):
            what = Bilingual(f"这是{foreign.what.zh}", f"this is {foreign.what.en}")
            raise SourceError(what, where=name, next_step=foreign.next_step)
    return _kind_by_name(data, name)


def _kind_by_name(data: Data, name: str) -> Kind:
    """The kind of bytes that say nothing themselves."""
    suffix = Path(name).suffix.lower()
    by_suffix = BY_SUFFIX.get(suffix)
    looks_like_page = bool(_page_head().search(data[:HEADER_BYTES]))
    if by_suffix is not None and not by_suffix.must_be_recognised:
        return by_suffix.kind
    # Word's own "web page" and old systems' reports are HTML or text named .doc.
    if by_suffix is None or by_suffix.kind == "office":
        if looks_like_page:
            return "html"
        if _looks_like_text(data):
            return "plain"
    if by_suffix is not None:
        wanted = suffix[1:].upper()
        raise SourceError(
            Bilingual(
                f"文件名像 {wanted}，内容却不是（已损坏，或由别的文件改名而来）",
                f"named like a {wanted} file and not one (damaged, or something else renamed)",
            ),
            where=name,
            next_step=SAVE_AGAIN,
        )
    raise SourceError(
        Bilingual("无法识别的文件类型", "a kind of file that no reader knows"),
        where=name,
        next_step=Bilingual(f"可读取的有：{KNOWN}。", f"Readable are: {KNOWN}."),
    )


@cache
def _page_head() -> re.Pattern[bytes]:
    return re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)


def reader_of(kind: Kind) -> Reader:
    """The reader module for a kind."""
    return cast(Reader, importlib.import_module(BY_KIND[kind].module))


def _looks_like_text(data: Data) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return controls * 50 < len(head)
