"""What Word keeps beside the text and shows in it: data behind content controls, and document properties.

Word writes a control's data into the control whenever it opens the file, and a property into its field when fields are
updated; a program that changed one of the two leaves a file that shows another wording than it holds.
Sources: ECMA-376 part 1, §17.5.2.6 (dataBinding), §22.2 and §22.3 (properties); part 2, §11 (core properties).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from agreement_tool.read.docx.fields import Field
from agreement_tool.read.docx.package import DocxPackage, child, value
from agreement_tool.read.inventory import Reason
from agreement_tool.text.whitespace import strip_whitespace

BOUND = Reason(
    "form-field",
    "有 {n} 个内容控件的文字与其绑定的数据不同，Word 打开时会换成后者（引语：文字 / 数据）：请核对以何者为准。",
    "{n} content controls show another text than the data behind them, which Word puts in when it opens the file (the "
    "words: text / data): check which one counts.",
)
STALE_PROPERTY = Reason(
    "other",
    "有 {n} 个文档属性域的文字与属性的现值不同，更新域后会换成后者（引语：文字 / 现值）：请核对以何者为准。",
    "{n} fields show another text than the document property behind them now has (the words: text / property): check "
    "which one counts.",
)
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_PATH = re.compile(r"(?:/[\w:.-]+(?:\[\d{1,4}\])?){1,30}(?:/@[\w:.-]+)?")
"""The paths that Word writes; others are not followed."""
_PREFIX = re.compile(r"xmlns:([\w.-]+)=['\"]([^'\"]*)['\"]")


class Sources:
    """The data and the properties of one package."""

    def __init__(self, package: DocxPackage | None, part: str) -> None:
        self._package = package
        self._part = part
        self._stores: dict[str, Any] | None = None
        self._properties: dict[str, str] | None = None

    def bound(self, control: Any, shown: str) -> tuple[Reason, str] | None:
        """A w:sdt whose data says something else than it shows."""
        binding = child(child(control, "sdtPr"), "dataBinding")
        path = value(binding, "xpath") or ""
        if self._package is None or binding is None or not _PATH.fullmatch(path):
            return None
        if self._stores is None:
            self._stores = dict(_stores(self._package, self._part))
        store = self._stores.get((value(binding, "storeItemID") or "").upper())
        if store is None:
            return None
        held = _text_at(store, path, dict(_PREFIX.findall(value(binding, "prefixMappings") or "")))
        return (
            (BOUND, f"{shown.strip()} / {held}")
            if held is not None and _comparable(held) != _comparable(shown)
            else None
        )

    def property_of(self, field: Field) -> tuple[Reason, str] | None:
        """A DOCPROPERTY field that shows another text than the property has."""
        if field.name != "DOCPROPERTY" or self._package is None or len(field.words) < 2 or not field.result.strip():
            return None
        if self._properties is None:
            self._properties = dict(_properties(self._package))
        held = self._properties.get(field.words[1].lower())
        if held is None or not held.strip() or "\\@" in field.instruction or "\\#" in field.instruction:
            return None
        differs = _comparable(held) != _comparable(field.result)
        return (STALE_PROPERTY, f"{field.result.strip()} / {held}") if differs else None


def _comparable(text: str) -> str:
    return strip_whitespace(text).lower()


def _stores(package: DocxPackage, part: str) -> Iterator[tuple[str, Any]]:
    """(id, root) of every custom XML part."""
    for kind, target in package.related(part):
        if kind == "customXml" and (root := package.xml(target)) is not None:
            for inner, properties in package.related(target):
                described = package.xml(properties) if inner == "customXmlProps" else None
                if described is not None:
                    yield (described.get(_STORE) or "").upper(), root


def _text_at(root: Any, path: str, namespaces: dict[str, str]) -> str | None:
    from lxml import etree

    try:
        found = root.getroottree().xpath(path, namespaces=namespaces or None)
    except (etree.XPathError, ValueError):
        return None
    if not isinstance(found, list) or not found:
        return None
    return str(found[0]) if isinstance(found[0], str) else "".join(found[0].itertext())


def _properties(package: DocxPackage) -> Iterator[tuple[str, str]]:
    """(name in lower case, text) of the properties that a file gives itself, and of those that every file has."""
    for kind, part in package.related("", "_rels/.rels"):
        root = package.xml(part) if kind in ("custom-properties", "core-properties", "extended-properties") else None
        for element in root if root is not None else ():
            if isinstance(element.tag, str):
                name = element.get("name") if kind == "custom-properties" else element.tag.rpartition("}")[2]
                yield (name or "").lower(), "".join(element.itertext())
