"""What the readers' tests share: read bytes, and see lines as short strings."""

from __future__ import annotations

import importlib

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions


def read(kind: str, data: bytes | str, options: ReadOptions | None = None) -> SourceDocument:
    """Read `data` with the reader module of that name."""
    module = importlib.import_module(f"agreement_tool.read.{kind}")
    content = data.encode() if isinstance(data, str) else data
    document = module.read(content, name=f"agreement.{kind}", options=options or ReadOptions())
    assert isinstance(document, SourceDocument)
    return document


def texts(document: SourceDocument) -> list[str]:
    """The lines, each with the number that its format generates before it."""
    return [f"{line.auto_label} {line.text}" if line.auto_label else line.text for line in document.lines]


def marked(document: SourceDocument) -> list[tuple[str, tuple[str, ...]]]:
    """Every span that carries a mark, with its marks."""
    return [(span.text, span.marks) for line in document.lines for span in line.spans if span.marks]
