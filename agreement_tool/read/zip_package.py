"""A zip of XML parts (DOCX, OFD): bounded sizes, no entities; a damaged one is one message."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any, ClassVar

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError

MAX_ENTRIES = 10_000
MAX_PART = 64 << 20
"""Bytes of one unpacked part: the largest agreement seen has 1 MB."""
# What zipfile raises on damaged files: found by fuzzing, not in its documentation.
ZIP_FAULTS = (
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


class ZipPackage:
    """An opened file of this kind. A format names itself and its bounds in the class attributes."""

    kind: ClassVar[str]
    """What messages call the format: DOCX, OFD."""
    damaged: ClassVar[Bilingual]
    """What to do about a damaged file."""
    locked: ClassVar[Bilingual]
    """What to do about an encrypted part."""
    max_depth: ClassVar[int]
    """Elements inside each other."""
    max_whole: ClassVar[int | None] = None
    """Bytes of all parts that are unpacked; None for no bound beyond that of each."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            raise self.fault(
                Bilingual(f"不是可读的 {self.kind} 文件（{error}）", f"not a readable {self.kind} file ({error})")
            ) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self.fault(
                Bilingual(
                    f"文件含 {len(entries)} 个部件，最多读取 {MAX_ENTRIES} 个",
                    f"the file holds {len(entries)} parts; at most {MAX_ENTRIES} are read",
                )
            )
        self._entries = {self.named(entry.filename): entry for entry in entries}

    def named(self, filename: str) -> str:
        """A part's name, from that of its entry."""
        return filename.lstrip("/")

    def fault(self, what: Bilingual) -> SourceError:
        """The error that says `what` is wrong with this file."""
        return SourceError(what, where=self.name, next_step=self.damaged)

    def xml(self, part: str) -> Any | None:
        """The root element of a part; None when the file has no such part."""
        return self._parsed(self.read(part), part) if part in self._entries else None

    def read(self, part: str) -> bytes:
        """The bytes of a part that is there. Raises SourceError: encrypted, damaged, too large."""
        entry = self._entries[part]
        if entry.flag_bits & 1:
            what = Bilingual("文件的一部分已加密", "a part of the file is encrypted")
            raise SourceError(what, where=self.name, next_step=self.locked)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except ZIP_FAULTS as error:
            raise self.fault(Bilingual(f"{part} 已损坏（{error}）", f"{part} is damaged ({error})")) from error
        self._unpacked += len(data)
        if len(data) > MAX_PART:
            raise self._too_large(part, MAX_PART, Bilingual("单个部件", "in one part"))
        if self.max_whole is not None and self._unpacked > self.max_whole:
            raise self._too_large(part, self.max_whole, Bilingual("合计", "in all"))
        return data

    def _too_large(self, part: str, bound: int, counted: Bilingual) -> SourceError:
        size = f"{bound >> 20} MiB"
        return self.fault(
            Bilingual(
                f"{part} 解压后过大：{counted.zh}超过 {size}",
                f"{part} unpacks to too much: it unpacks to more than {size} {counted.en}",
            )
        )

    def prepared(self, data: bytes) -> bytes:
        """A part's bytes as they are parsed."""
        return data

    def _parsed(self, data: bytes, part: str) -> Any:
        from lxml import etree

        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.fault(
                Bilingual(
                    f"{part} 声明了 XML 实体，正常的 {self.kind} 文件没有",
                    f"{part} declares XML entities, which no {self.kind} file does",
                )
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.prepared(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.fault(
                Bilingual(f"{part} 不是合格的 XML（{error}）", f"{part} is not well-formed XML ({error})")
            ) from error
        if _depth(root) > self.max_depth:
            raise self.fault(
                Bilingual(
                    f"{part} 的元素嵌套超过 {self.max_depth} 层",
                    f"{part} nests elements more than {self.max_depth} deep",
                )
            )
        return root


def _depth(root: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
