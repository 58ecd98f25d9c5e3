"""What an engine is: an opened PDF that gives its pages one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from agreement_tool.read.pdf.page import Page


class PdfEngine(Protocol):
    """An opened PDF. Pages are read when asked for and let go of at once, so memory does not grow with them."""

    name: str
    page_count: int

    def pages(self) -> Iterator[Page]:
        """Every page, in order."""
        ...
