"""WordprocessingML by name, and the package around it: parts read, one part replaced, all others kept byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from agreement_tool.text.spelled import xml_text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make(name: str, /, **attributes: str) -> Any:
    """An element `w:name` with `w:` attributes."""
    return etree.Element(
        f"{W}{name}", {f"{W}{key}": xml_text(value) for key, value in attributes.items()}, nsmap={"w": WORD}
    )


def get(element: Any, name: str) -> str | None:
    """A `w:` attribute."""
    found: str | None = element.get(f"{W}{name}")
    return found


def parse(data: bytes) -> Any:
    """An XML part. No entity is resolved, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def serialise(root: Any) -> bytes:
    """An XML part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class WordFile:
    """The parts of a DOCX. `save` writes those that were replaced or added anew and copies the others' bytes."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._new: dict[str, bytes] = {}
        self.main = self._main()

    def _main(self) -> str:
        for kind, target in self.related(""):
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def __contains__(self, part: str) -> bool:
        return part in self._new or part in self._zip.namelist()

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._new[part] if part in self._new else self._zip.read(part)

    def replace(self, part: str, data: bytes) -> None:
        """Put other bytes in a part's place, or add a part."""
        self._new[part] = data

    def related(self, part: str) -> list[tuple[str, str]]:
        """(kind, target part) of what `part` refers to inside the file; '' is the package itself."""
        where = relationships_of(part)
        if where not in self:
            return []
        folder = posixpath.dirname(part)
        return [
            (one.get("Type", "").rpartition("/")[2], _resolved(folder, one.get("Target", "")))
            for one in parse(self.read(where)).iter(f"{RELATIONSHIPS}Relationship")
            if one.get("TargetMode") != "External"
        ]

    def save(self) -> bytes:
        """The whole file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
            for entry in self._zip.infolist():
                written.writestr(entry, self.read(entry.filename), zipfile.ZIP_DEFLATED)
            for part in sorted(set(self._new) - set(self._zip.namelist())):
                written.writestr(zipfile.ZipInfo(part), self._new[part], zipfile.ZIP_DEFLATED)
        return stream.getvalue()


def relationships_of(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


RUN_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
"""Children of w:rPr in the order that the schema asks for (ECMA-376 part 1, 17.3.2.28)."""
REVISIONS_FIRST = ("ins", "del", "moveFrom", "moveTo")
"""In a paragraph mark's w:rPr they stand before everything else (17.3.1.29)."""
PARAGRAPH_LAST = ("rPr", "sectPr", "pPrChange")
"""Children of w:pPr that stand behind all others, in this order (17.3.1.26)."""
ROW_LAST = ("ins", "del", "trPrChange")
"""Children of w:trPr that stand behind all others (17.4.82)."""


def set_run_property(properties: Any, name: str, attributes: Mapping[str, str] | None) -> None:
    """Set a child of w:rPr in its place, or take it away (`attributes` None)."""
    for found in properties.findall(f"{W}{name}"):
        properties.remove(found)
    if attributes is None:
        return
    rank = RUN_ORDER.index(name)
    position = 0
    for position, sibling in enumerate(properties, start=1):
        own = etree.QName(sibling).localname
        if own in RUN_ORDER and RUN_ORDER.index(own) > rank:
            position -= 1
            break
    properties.insert(position, make(name, **attributes))


def paragraph_properties(paragraph: Any) -> Any:
    """The w:pPr of a paragraph, made where there is none."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = make("pPr")
        paragraph.insert(0, found)
    return found


def mark_properties(paragraph: Any) -> Any:
    """The w:rPr of a paragraph's mark, made where there is none."""
    properties = paragraph_properties(paragraph)
    found = properties.find(f"{W}rPr")
    if found is None:
        found = make("rPr")
        behind = [child for child in properties if etree.QName(child).localname in PARAGRAPH_LAST]
        if behind:
            behind[0].addprevious(found)
        else:
            properties.append(found)
    return found


def row_properties(row: Any) -> Any:
    """The w:trPr of a table row, made where there is none (behind w:tblPrEx)."""
    found = row.find(f"{W}trPr")
    if found is None:
        found = make("trPr")
        before = row.find(f"{W}tblPrEx")
        row.insert(0 if before is None else 1, found)
    return found


def characters(text: str, name: str = "t") -> Iterator[Any]:
    """Text as children of a run: w:t (or w:delText), with tabs and line breaks as elements; what XML cannot hold is
    spelled out."""
    held = ""
    for character in f"{xml_text(text)}\0":
        if character not in "\n\t\0":
            held += character
            continue
        if held:
            child = make(name)
            child.text = held
            child.set(XML_SPACE, "preserve")
            yield child
            held = ""
        if character != "\0":
            yield make("br" if character == "\n" else "tab")
