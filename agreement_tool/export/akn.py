"""Akoma Ntoso 3.0 (OASIS LegalDocML): the agreement as XML for legal document systems.

Kinds map to the standard's hierarchy: chapter, section, article, level, paragraph, point; parts and headings become
`hcontainer`, tables and signature blocks keep their own names. Source: Akoma Ntoso Version 1.0 Part 2, 2018.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from agreement_tool.model import Agreement, Cell, Clause, ClauseKind, Mark, Span
from agreement_tool.text.inline import by_marks
from agreement_tool.text.patterns import compiled
from agreement_tool.text.spelled import xml_escaped

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_ELEMENTS: dict[ClauseKind, str] = {
    "part": "part",
    "chapter": "chapter",
    "section": "section",
    "article": "article",
    "level": "level",
    "item": "point",
    "point": "indent",
}
"""Kinds with an element of their own in the hierarchy; the others are `hcontainer` with their kind as name."""

_INLINE: dict[Mark, tuple[str, dict[str, str]]] = {
    "bold": ("b", {}),
    "underline": ("u", {}),
    "italic": ("i", {}),
    "colour": ("span", {"class": "colour"}),
    "highlight": ("span", {"class": "highlight"}),
    "size": ("span", {"class": "size"}),
}
_NOT_XML = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def akn(agreement: Agreement) -> bytes:
    """The agreement as UTF-8 XML bytes."""
    default: Any = {None: NAMESPACE}  # lxml wants None for the default namespace; its stubs do not know
    root = etree.Element(_name("akomaNtoso"), nsmap=default)
    document = _add(root, "doc", {"name": "agreement"})
    _add_meta(document, agreement)
    if agreement.title:
        preface = _add(document, "preface")
        paragraph = _add(preface, "p")
        _add(paragraph, "docTitle").text = _clean(agreement.title)
    body = _add(document, "mainBody")
    for clause in agreement.clauses:
        _add_clause(body, clause)
    found = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    return (xml_escaped(found.decode()) + "\n").encode()


def _add_meta(document: etree._Element, agreement: Agreement) -> None:
    identification = _add(_add(document, "meta"), "identification", {"source": "#agreement_tool"})
    uri = f"/akn/cn/doc/{agreement.id or 'agreement'}"
    date = agreement.published or agreement.effective or "1970-01-01"
    version = agreement.version or "0"
    for element, address in (("FRBRWork", uri), ("FRBRExpression", f"{uri}/{agreement.locale}@{version}")):
        level = _add(identification, element)
        _add(level, "FRBRthis", {"value": address})
        _add(level, "FRBRuri", {"value": address})
        _add(level, "FRBRdate", {"date": date, "name": "published" if agreement.published else "unknown"})
        _add(level, "FRBRauthor", {"href": "#author"})
        if element == "FRBRWork":
            _add(level, "FRBRcountry", {"value": "cn"})
        else:
            _add(level, "FRBRlanguage", {"language": agreement.locale.split("-")[0]})
    manifestation = _add(identification, "FRBRManifestation")
    address = f"{uri}/{agreement.locale}@{version}.akn"
    _add(manifestation, "FRBRthis", {"value": address})
    _add(manifestation, "FRBRuri", {"value": address})
    _add(manifestation, "FRBRdate", {"date": date, "name": "unknown"})
    _add(manifestation, "FRBRauthor", {"href": "#agreement_tool"})


def _add_clause(above: etree._Element, clause: Clause) -> None:
    name = _ELEMENTS.get(clause.kind, "hcontainer")
    identity = {"eId": clause.eid, "wId": clause.wid}
    element = _add(above, name, identity if name != "hcontainer" else {**identity, "name": clause.kind})
    if clause.label:
        _add(element, "num").text = _clean(clause.label)
    if clause.title:
        _fill(_add(element, "heading"), clause.title)
    if clause.rows or clause.spans or not clause.children:
        # Children after own text: the standard calls that text an introduction.
        content = _add(element, "intro" if clause.children else "content")
        if clause.rows:
            _add_table(content, clause.rows)
        else:
            _fill(_add(content, "p"), clause.spans)
    for child in clause.children:
        _add_clause(element, child)


def _add_table(above: etree._Element, rows: Iterable[Iterable[Cell]]) -> None:
    table = _add(above, "table")
    for row in rows:
        line = _add(table, "tr")
        for cell in row:
            covers = {"colspan": str(cell.colspan)} if cell.colspan > 1 else {}
            if cell.rowspan > 1:
                covers["rowspan"] = str(cell.rowspan)
            _fill(_add(_add(line, "td", covers), "p"), cell.spans)


def _fill(element: etree._Element, spans: Iterable[Span]) -> None:
    for span in by_marks(spans):
        target = element
        for mark in span.marks:
            name, attributes = _INLINE[mark]
            target = _add(target, name, attributes)
        if target is not element:
            target.text = _clean(span.text)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + _clean(span.text)
        else:
            element.text = (element.text or "") + _clean(span.text)


def _add(above: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    clean = {key: _clean(value) for key, value in (attributes or {}).items()}
    return etree.SubElement(above, _name(name), clean)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
