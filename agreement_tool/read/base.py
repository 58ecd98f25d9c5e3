"""What every reader takes and gives.

A reader is a module with one function::

    def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument

`data` is the file's bytes, never empty; `name` its name without folder, for messages and for `SourceDocument.name`.
It raises `SourceError` when the bytes cannot be read as its format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from agreement_tool.model import SourceDocument

Engine = Literal["auto", "pdfium", "pdfplumber"]
OcrPolicy = Literal["auto", "never", "always"]
TrackedChanges = Literal["accept", "reject"]
Progress = Callable[[int, int], None]
"""Called as (pages done, pages in all) by readers that take long."""


@dataclass(frozen=True, slots=True)
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
    changes: TrackedChanges = "accept"
    """What becomes of a DOCX file's tracked changes."""


class Reader(Protocol):
    """A reader module, seen as a value."""

    def read(self, data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
        """The file as lines with evidence. Raises SourceError."""
        ...


def digest(data: bytes) -> str:
    """`SourceDocument.sha256` of a file's bytes: lower-case hex."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
