"""The zip around an OFD: bounded sizes, no entities, parts found by location. Source: GB/T 33190-2016, 6 and 7."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError

MAX_ENTRIES = 10_000
MAX_PART, MAX_WHOLE = 64 << 20, 512 << 20
"""Bytes of one unpacked part, and of all that are unpacked: a page of text has 0.1 MB."""
MAX_DEPTH = 100
"""Elements inside each other."""
MAIN = "OFD.xml"

# What zipfile raises on damaged files: found by fuzzing, not in its documentation.
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_DAMAGED = Bilingual(
    "请用 OFD 阅读器打开，另存为 PDF 后再读。", "Open it in an OFD reader, save it as PDF and read that."
)


class Package:
    """An opened OFD."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as error:
            raise self.fault(
                Bilingual(f"不是可读的 OFD 文件（{error}）", f"not a readable OFD file ({error})")
            ) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self.fault(
                Bilingual(
                    f"文件含 {len(entries)} 个部件，最多读取 {MAX_ENTRIES} 个",
                    f"the file holds {len(entries)} parts; at most {MAX_ENTRIES} are read",
                )
            )
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}

    def fault(self, what: Bilingual) -> SourceError:
        """The error that says `what` is wrong with this file."""
        return SourceError(what, where=self.name, next_step=_DAMAGED)

    def xml(self, part: str) -> Any | None:
        """The root element of a part; None when the file has no such part."""
        return self._parsed(self._bytes(part), part) if part in self._entries else None

    def needed(self, part: str) -> Any:
        """The root element of a part without which there is no document. Raises SourceError."""
        root = self.xml(part)
        if root is None:
            raise self.fault(Bilingual(f"缺少部件 {part}", f"the part {part} is missing"))
        return root

    def _bytes(self, part: str) -> bytes:
        entry = self._entries[part]
        if entry.flag_bits & 1:
            raise self.fault(Bilingual("文件的一部分已加密", "a part of the file is encrypted"))
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except _ZIP_FAULTS as error:
            raise self.fault(Bilingual(f"{part} 已损坏（{error}）", f"{part} is damaged ({error})")) from error
        self._unpacked += len(data)
        if len(data) > MAX_PART or self._unpacked > MAX_WHOLE:
            raise self.fault(
                Bilingual(
                    f"{part} 解压后过大（上限 {MAX_PART >> 20} MiB，合计 {MAX_WHOLE >> 20} MiB）",
                    f"{part} unpacks to too much (at most {MAX_PART >> 20} MiB, {MAX_WHOLE >> 20} MiB in all)",
                )
            )
        return data

    def _parsed(self, data: bytes, part: str) -> Any:
        from lxml import etree

        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.fault(
                Bilingual(
                    f"{part} 声明了 XML 实体，正常的 OFD 没有", f"{part} declares XML entities, which no OFD file does"
                )
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.fault(
                Bilingual(f"{part} 不是合格的 XML（{error}）", f"{part} is not well-formed XML ({error})")
            ) from error
        if _depth(root) > MAX_DEPTH:
            raise self.fault(
                Bilingual(f"{part} 的元素嵌套超过 {MAX_DEPTH} 层", f"{part} nests elements more than {MAX_DEPTH} deep")
            )
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


def _depth(root: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
