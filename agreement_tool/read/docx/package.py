"""The zip around a DOCX: bounded sizes, no entities, parts found by relationship. Source: ECMA-376 part 2 (OPC)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.read.zip_package import ZipPackage

MAX_DEPTH = 200
"""Elements inside each other; Word's own files stay below 60."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
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


class DocxPackage(ZipPackage):
    """An opened DOCX."""

    kind = "DOCX"
    damaged = Bilingual("请用 Word 或 WPS 打开并重新保存。", "Open it in Word or WPS and save it again.")
    locked = Bilingual("请另存为不带密码的文件。", "Save it without a password.")
    max_depth = MAX_DEPTH

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data, name)
        self.main = self._main_part()

    def prepared(self, data: bytes) -> bytes:
        """Strict documents in the namespaces of transitional ones."""
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return data

    def _main_part(self) -> str:
        for kind, target in self.related("", "_rels/.rels"):
            if kind == "officeDocument":
                return target
        raise self.fault(Bilingual("包中未指明文档", "the package names no document"))

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


def value(element: Any | None, name: str = "val") -> str | None:
    """A w:-attribute of an element; None when either is missing."""
    if element is None:
        return None
    found: str | None = element.get(f"{W}{name}")
    return found


def child(element: Any | None, name: str) -> Any | None:
    """The first w:-child of that name."""
    return None if element is None else element.find(f"{W}{name}")


def is_rule(paragraph: Any, properties: Any | None) -> bool:
    """Whether a w:p without text draws a horizontal line: the line object that Word offers, or a border."""
    borders = child(properties, "pBdr")
    drawn = (value(child(borders, side)) for side in ("top", "bottom"))
    if any(kind not in (None, "nil", "none") for kind in drawn):
        return True
    return any(shape.get(f"{_OFFICE}hr") in ("t", "true", "1") for shape in paragraph.iter(f"{_VML}rect"))


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
