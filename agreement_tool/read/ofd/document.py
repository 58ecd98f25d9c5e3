"""An OFD's documents, pages, fonts and templates. Source: GB/T 33190-2016, 7.4–7.9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.read.ofd.package import MAIN, OfdPackage, child, children, local, located, text_of
from agreement_tool.read.ofd.values import Box, Colour, box, colour, number

MAX_PAGES = 5000
_A4: Box = (0.0, 0.0, 210.0, 297.0)


@frozen
class Font:
    """A font of the document's resources."""

    name: str
    bold: bool = False
    italic: bool = False


@frozen
class Drawing:
    """A DrawParam: what objects that name it are drawn with, unless they say otherwise."""

    fill: Colour | None = None
    stroke: Colour | None = None
    width: float | None = None
    """Millimetres."""


@dataclass(slots=True)
class Resources:
    """What pages refer to by number."""

    fonts: dict[str, Font] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    composites: dict[str, Any] = field(default_factory=dict)
    """CompositeGraphicUnit elements."""


@frozen
class OfdPage:
    """One page: the roots whose content is drawn on it, from back to front, and its annotations'."""

    number: int
    """1-based, through all documents of the file."""
    identity: str
    """The page's ID, by which seals and annotations name it."""
    area: Box
    layers: tuple[Any, ...]
    annotations: tuple[Any, ...]


@frozen
class OfdDocument:
    """One document of the file. Most files have one."""

    part: str
    root: Any
    resources: Resources
    seals: tuple[tuple[str, int], ...]
    """(a page's ID, how many seals stand on it)."""
    attachments: tuple[str, ...]


def documents_of(package: OfdPackage) -> Iterator[OfdDocument]:
    """The file's documents. Raises SourceError where it names none."""
    bodies = list(children(package.needed(MAIN), "DocBody"))
    if not bodies:
        raise package.fault(Bilingual("OFD.xml 未指明文档", "OFD.xml names no document"))
    for body in bodies:
        part = located(MAIN, text_of(child(body, "DocRoot")))
        root = package.needed(part)
        yield OfdDocument(
            part, root, _resources(package, part, root), _seals(package, body), _attachments(package, part, root)
        )


def _seals(package: OfdPackage, body: Any) -> tuple[tuple[str, int], ...]:
    where = text_of(child(body, "Signatures"))
    part = located(MAIN, where)
    found: Counter[str] = Counter()
    for signature in children(package.xml(part) if where else None, "Signature"):
        root = package.xml(located(part, signature.get("BaseLoc", "")))
        found.update(stamp.get("PageRef", "") for stamp in children(child(root, "SignedInfo"), "StampAnnot"))
    return tuple(found.items())


def _attachments(package: OfdPackage, part: str, root: Any) -> tuple[str, ...]:
    where = text_of(child(root, "Attachments"))
    listed = package.xml(located(part, where)) if where else None
    return tuple(one.get("Name") or "" for one in children(listed, "Attachment"))


# --- resources


def _resources(package: OfdPackage, part: str, root: Any) -> Resources:
    found = Resources()
    common = child(root, "CommonData")
    for kind in ("PublicRes", "DocumentRes"):
        for element in children(common, kind):
            add_resources(package, located(part, text_of(element)), found)
    return found


def add_resources(package: OfdPackage, part: str, found: Resources) -> None:
    """Add what a resource part holds."""
    root = package.xml(part)
    for font in children(child(root, "Fonts"), "Font"):
        name = font.get("FontName") or font.get("FamilyName") or ""
        found.fonts[font.get("ID", "")] = Font(name, font.get("Bold") == "true", font.get("Italic") == "true")
    for param in children(child(root, "DrawParams"), "DrawParam"):
        found.drawings[param.get("ID", "")] = _drawing(param, found.drawings)
    for unit in children(child(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
        found.composites[unit.get("ID", "")] = unit


def _drawing(param: Any, known: Mapping[str, Drawing]) -> Drawing:
    under = known.get(param.get("Relative", ""), Drawing())
    return Drawing(
        colour_of(param, "FillColor") or under.fill,
        colour_of(param, "StrokeColor") or under.stroke,
        number(param.get("LineWidth")) or under.width,
    )


def colour_of(element: Any, kind: str) -> Colour | None:
    """The colour that an element gives itself, as seen on white; None where it gives none that can be told."""
    given = child(element, kind)
    plain = colour(given.get("Value")) if given is not None else None
    alpha = number(given.get("Alpha")) if given is not None else None
    if plain is None or alpha is None or alpha >= 255:
        return plain
    veil = 255 - max(0, int(alpha))
    red, green, blue = (veil + part * (255 - veil) // 255 for part in plain)
    return red, green, blue


# --- pages


def sheets_of(package: OfdPackage, document: OfdDocument, first: int) -> Iterator[OfdPage]:
    """The document's pages, numbered from `first`. Raises SourceError where one is missing or there are too many."""
    common = child(document.root, "CommonData")
    usual = _area(child(common, "PageArea")) or _A4
    templates = {one.get("ID", ""): one.get("BaseLoc", "") for one in children(common, "TemplatePage")}
    notes = _annotations(package, document)
    pages = list(children(child(document.root, "Pages"), "Page"))
    if len(pages) > MAX_PAGES:
        raise package.fault(
            Bilingual(
                f"文件有 {len(pages)} 页，最多读取 {MAX_PAGES} 页",
                f"the file has {len(pages)} pages; at most {MAX_PAGES} are read",
            )
        )
    for number_, page in enumerate(pages, start=first):
        part = located(document.part, page.get("BaseLoc", ""))
        root = package.needed(part)
        for resource in children(root, "PageRes"):
            add_resources(package, located(part, text_of(resource)), document.resources)
        behind, before = _templates(package, document, root, templates)
        area = _area(child(root, "Area")) or usual
        yield OfdPage(number_, page.get("ID", ""), area, (*behind, root, *before), notes.get(page.get("ID", ""), ()))


def _area(element: Any | None) -> Box | None:
    """What of a page is shown: its application box, else the sheet. A crop box is no part of the standard's."""
    for name in ("ApplicationBox", "PhysicalBox"):
        found = box(text_of(child(element, name)))
        if found is not None and found[2] > 0 and found[3] > 0:
            return found
    return None


def _templates(
    package: OfdPackage, document: OfdDocument, page: Any, known: Mapping[str, str]
) -> tuple[list[Any], list[Any]]:
    """The roots of the templates behind the page's own content and before it."""
    behind: list[Any] = []
    before: list[Any] = []
    for used in children(page, "Template"):
        where = known.get(used.get("TemplateID", ""))
        root = package.xml(located(document.part, where)) if where else None
        if root is not None:
            (before if used.get("ZOrder") == "Foreground" else behind).append(root)
    return behind, before


def _annotations(package: OfdPackage, document: OfdDocument) -> dict[str, tuple[Any, ...]]:
    """Page ID -> its Annot elements."""
    where = text_of(child(document.root, "Annotations"))
    part = located(document.part, where)
    found: dict[str, tuple[Any, ...]] = {}
    for page in children(package.xml(part) if where else None, "Page"):
        root = package.xml(located(part, text_of(child(page, "FileLoc"))))
        if root is not None:
            found[page.get("PageID", "")] = tuple(one for one in root.iter() if local(one) == "Annot")
    return found
