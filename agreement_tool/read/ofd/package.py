"""The zip around an OFD: bounded sizes, no entities, parts found by location. Source: GB/T 33190-2016, 6 and 7."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.read.zip_package import ZipPackage

MAX_WHOLE = 512 << 20
"""Bytes of all parts that are unpacked: a page of text has 0.1 MB."""
MAX_DEPTH = 100
"""Elements inside each other."""
MAIN = "OFD.xml"

_IN_A_READER = Bilingual(
    "请用 OFD 阅读器打开，另存为 PDF 后再读。", "Open it in an OFD reader, save it as PDF and read that."
)


class OfdPackage(ZipPackage):
    """An opened OFD."""

    kind = "OFD"
    damaged = locked = _IN_A_READER
    max_depth = MAX_DEPTH
    max_whole = MAX_WHOLE

    def named(self, filename: str) -> str:
        """Some producers write backslashes."""
        return filename.replace("\\", "/").lstrip("/")

    def needed(self, part: str) -> Any:
        """The root element of a part without which there is no document. Raises SourceError."""
        root = self.xml(part)
        if root is None:
            raise self.fault(Bilingual(f"缺少部件 {part}", f"the part {part} is missing"))
        return root


def located(base: str, location: str) -> str:
    """The part that a location names (ST_Loc): from the root where it begins with /, else from `base`'s folder."""
    location = location.strip().replace("\\", "/")
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))


def local(element: Any) -> str:
    """An element's name without its namespace: producers use three for one vocabulary."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any | None, name: str) -> Iterator[Any]:
    """The children of that name."""
    for child in element if element is not None else ():
        if local(child) == name:
            yield child


def child(element: Any | None, *path: str) -> Any | None:
    """The first child of that name, and on along the path."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_of(element: Any | None) -> str:
    """An element's text without white space at its ends."""
    return (element.text or "").strip() if element is not None else ""
