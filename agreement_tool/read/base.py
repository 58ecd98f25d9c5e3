"""What every reader takes and gives.

A reader is a module with one function::

    def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument

`data` is the file's bytes (for the PDF reader perhaps mapped, see `Data`), never empty; `name` its name without folder,
for messages and for `SourceDocument.name`. It raises `SourceError` when the bytes cannot be read as its format.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, Protocol, Union

from agreement_tool.frozen import frozen

if TYPE_CHECKING:
    from mmap import mmap

    from agreement_tool.model import SourceDocument

Data = Union[bytes, "mmap"]
"""A PDF's bytes, loaded or, where it is large and `ReadOptions.mapped` allows it, mapped into memory."""

Engine = Literal["auto", "pdfium", "pdfplumber"]
OcrPolicy = Literal["auto", "never", "always"]
TrackedChanges = Literal["accept", "reject"]
Progress = Callable[[int, int], None]
"""Called as (pages done, pages in all) by readers that take long."""


@frozen
class ReadOptions:
    """How to read. Readers ignore what does not concern them."""

    reader: Engine = "auto"
    """The PDF engine."""
    ocr: OcrPolicy = "auto"
    """auto: only pages without usable text."""
    password: str | None = None
    """For encrypted files."""
    progress: Progress | None = None
    processes: int = 1
    """How many may read a long PDF's pages at once; 1: this one only."""
    mapped: bool = False
    """A large PDF may be mapped into memory: it then takes none, and cutting it short meanwhile ends this process."""
    changes: TrackedChanges = "accept"
    """What becomes of a DOCX file's tracked changes."""


class Reader(Protocol):
    """A reader module, seen as a value."""

    def read(self, data: Data, *, name: str, options: ReadOptions) -> SourceDocument:
        """The file as lines with evidence. Raises SourceError."""
        ...


def digest(data: Data) -> str:
    """`SourceDocument.sha256` of a file's bytes: lower-case hex."""
    import hashlib

    digest = hashlib.sha256(data).hexdigest()
    release_pages(data)
    return digest


def release_pages(data: Data) -> None:
    """Let go of the memory that a mapped file's pages take; they are read again from the file when they are wanted."""
    if not isinstance(data, bytes):
        import mmap

        data.madvise(mmap.MADV_DONTNEED)


def trim_heap() -> None:
    """Have the C library give back what native code has freed; glibc keeps it for the next call: of a PDF of a thousand
    pages 28 MB, on top of which would come what this process does with them."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
