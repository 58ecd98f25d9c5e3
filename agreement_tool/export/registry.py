"""Every export format, in one table; a writer is imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from agreement_tool.model import Agreement

WRITERS: dict[str, tuple[str, str]] = {
    "text": ("agreement_tool.export.text", "text"),
    "markdown": ("agreement_tool.export.markdown", "markdown"),
    "html": ("agreement_tool.export.html", "html"),
    "docx": ("agreement_tool.export.docx", "docx"),
    "akn": ("agreement_tool.export.akn", "akn"),
}
"""Format -> module and function, which turns an agreement into text or bytes. `json` is app_json: it takes more."""

FORMATS = ("json", *WRITERS)

SUFFIXES = {
    ".json": "json",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".xml": "akn",
}
"""The format that an output file's suffix asks for."""


def writer(format_name: str) -> Callable[[Agreement], str | bytes]:
    """The writer of a format of `WRITERS`."""
    module, function = WRITERS[format_name]
    found: Callable[[Agreement], str | bytes] = getattr(importlib.import_module(module), function)
    return found
