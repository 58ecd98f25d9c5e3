"""The zip around a DOCX: bounded sizes, no entities, parts found by relationship. Source: ECMA-376 part 2 (OPC)."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.errors import SourceError

MAX_ENTRIES = 10_000
MAX_PART = 64 * 1024 * 1024
"""Bytes of one unpacked part: the largest agreement seen has 1 MB."""
MAX_DEPTH = 200
"""Elements inside each other; Word's own files stay below 60."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# ISO 29500 strict documents use other namespaces for the same vocabulary.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
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
_DAMAGED = Bilingual("请用 Word 或 WPS 打开并重新保存。", "Open it in Word or WPS and save it again.")


class Package:
    """An opened DOCX."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_FAULTS as error:
            raise self._fault(
                Bilingual(f"不是可读的 DOCX 文件（{error}）", f"not a readable DOCX file ({error})")
            ) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self._fault(
                Bilingual(
                    f"文件含 {len(entries)} 个部件，最多读取 {MAX_ENTRIES} 个",
                    f"the file holds {len(entries)} parts; at most {MAX_ENTRIES} are read",
                )
            )
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self.main = self._main_part()

    def _fault(self, what: Sentence) -> SourceError:
        return SourceError(what, where=self._name, next_step=_DAMAGED)

    def _main_part(self) -> str:
        for kind, target in self.related("", "_rels/.rels"):
            if kind == "officeDocument":
                return target
        raise self._fault(Bilingual("包中未指明文档", "the package names no document"))

    def _bytes(self, part: str) -> bytes:
        entry = self._entries[part]
        if entry.flag_bits & 1:
            raise SourceError(
                Bilingual("文件的一部分已加密", "a part of the file is encrypted"),
                where=self._name,
                next_step=Bilingual("请另存为不带密码的文件。", "Save it without a password."),
            )
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except _ZIP_FAULTS as error:
            raise self._fault(f"{part} is damaged ({error})") from error
        if len(data) > MAX_PART:
            raise self._fault(f"{part} unpacks to more than {MAX_PART >> 20} MiB")
        return data

    def xml(self, part: str) -> Any | None:
        """The root element of a part; None when the file has no such part."""
        if part not in self._entries:
            return None
        return self._parsed(self._bytes(part), part)

    def _parsed(self, data: bytes, part: str) -> Any:
        from lxml import etree

        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._fault(f"{part} declares XML entities, which no Word file does")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._fault(f"{part} is not well-formed XML ({error})") from error
        if _depth(root) > MAX_DEPTH:
            raise self._fault(f"{part} nests elements more than {MAX_DEPTH} deep")
        return root

    def related(self, part: str, relationships: str = "") -> list[tuple[str, str]]:
        """(kind, target part) of what `part` refers to inside the file; kinds are 'styles', 'header', 'footnotes' …"""
        return [(kind, target) for _, kind, target in self._relationships(part, relationships)]

    def targets(self, part: str) -> dict[str, str]:
        """Id -> target part of what `part` refers to inside the file."""
        return {number: target for number, _, target in self._relationships(part)}

    def _relationships(self, part: str, relationships: str = "") -> Iterator[tuple[str, str, str]]:
        """(id, kind, target part)."""
        folder, base = posixpath.split(part)
        root = self.xml(relationships or f"{folder}/_rels/{base}.rels".lstrip("/"))
        for relationship in root if root is not None else ():
            target = relationship.get("Target", "")
            if relationship.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield relationship.get("Id", ""), relationship.get("Type", "").rpartition("/")[2], path


def _depth(root: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def value(element: Any | None, name: str = "val") -> str | None:
    """A w:-attribute of an element; None when either is missing."""
    if element is None:
        return None
    found: str | None = element.get(f"{W}{name}")
    return found


def child(element: Any | None, name: str) -> Any | None:
    """The first w:-child of that name."""
    return None if element is None else element.find(f"{W}{name}")


def integer(text: str | None) -> int | None:
    """A whole number as Word writes it (some programs write 240.0); None for anything else."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def is_on(element: Any | None) -> bool | None:
    """A toggle property: present and not switched off; None where it is not given."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
