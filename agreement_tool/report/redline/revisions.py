"""Accepting and rejecting tracked changes in a part of a Word file (ECMA-376 part 1, 17.13.5).

What a word processor's "accept all" and "reject all" do: content goes or stays, marks go, a paragraph whose mark goes
joins the next one, a row that goes takes its cells along, and a rejected change of format brings the old format back.
"""

from __future__ import annotations

from typing import Any, Literal

from agreement_tool.report.redline.ooxml import W

Decision = Literal["accept", "reject"]

_IN = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_RANGES = frozenset(
    f"{W}{name}{end}"
    for name in ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange")
    for end in ("Start", "End")
)
_FORMATS = frozenset(
    f"{W}{name}"
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
        *("tblPrExChange", "numberingChange"),
    )
)
_CELLS = frozenset(f"{W}{name}" for name in ("cellIns", "cellDel", "cellMerge"))
_ANCHORS = frozenset(f"{W}{name}" for name in ("rPr", "commentReference"))
REVISIONS = _IN | _OUT | _FORMATS | _CELLS


def has_revisions(root: Any) -> bool:
    """Whether any tracked change stands in the part."""
    return next(root.iter(*REVISIONS), None) is not None


def resolve_revisions(root: Any, decision: Decision) -> None:
    """Accept or reject every tracked change under `root`, in place."""
    gone, kept = (_OUT, _IN) if decision == "accept" else (_IN, _OUT)
    _settle_formats(root, decision)
    _settle_rows(root, gone)
    _settle_cells(root, decision)
    joined = [paragraph for paragraph in root.iter(f"{W}p") if _mark(paragraph, gone) is not None]
    _settle_content(root, gone, kept)
    for element in list(root.iter(*_RANGES)):
        element.getparent().remove(element)
    for paragraph in joined:
        _join_with_next(paragraph)


def _mark(paragraph: Any, tags: frozenset[str]) -> Any | None:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return None if properties is None else next((child for child in properties if child.tag in tags), None)


def _settle_formats(root: Any, decision: Decision) -> None:
    for change in list(root.iter(*_FORMATS)):
        properties = change.getparent()
        properties.remove(change)
        old = change[0] if len(change) else None
        if decision == "reject" and old is not None and old.tag == properties.tag:
            kept = [child for child in properties if child.tag in _IN | _OUT or child.tag == f"{W}rPr"]
            for child in list(properties):
                properties.remove(child)
            properties.extend([*kept, *old] if properties.tag == f"{W}rPr" else [*old, *kept])


def _settle_rows(root: Any, gone: frozenset[str]) -> None:
    for row in list(root.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        marks = [] if properties is None else [child for child in properties if child.tag in _IN | _OUT]
        for mark in marks:
            properties.remove(mark)
        if any(mark.tag in gone for mark in marks):
            table = row.getparent()
            table.remove(row)
            if table.find(f".//{W}tr") is None and table.getparent() is not None:
                table.getparent().remove(table)


def _settle_cells(root: Any, decision: Decision) -> None:
    dropped = f"{W}cellDel" if decision == "accept" else f"{W}cellIns"
    for change in list(root.iter(*_CELLS)):
        cell = next(change.iterancestors(f"{W}tc"), None)
        change.getparent().remove(change)
        if change.tag == dropped and cell is not None and cell.getparent() is not None:
            cell.getparent().remove(cell)


def _settle_content(root: Any, gone: frozenset[str], kept: frozenset[str]) -> None:
    for element in list(root.iter(*gone)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(*kept)):
        _unwrap(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for instruction in root.iter(f"{W}delInstrText"):
        instruction.tag = f"{W}instrText"


def _unwrap(element: Any) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def _join_with_next(paragraph: Any) -> None:
    """A paragraph whose mark is gone: its content begins the next one, whose properties hold."""
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        properties = following.find(f"{W}pPr")
        start = 0 if properties is None else 1
        for offset, child in enumerate(content):
            following.insert(start + offset, child)
        paragraph.getparent().remove(paragraph)
    elif not any(map(_prints, content)) and _may_go(paragraph):
        paragraph.getparent().remove(paragraph)


def _prints(child: Any) -> bool:
    """Whether a paragraph's child holds anything but a comment's anchor."""
    return any(part.tag not in _ANCHORS for run in child.iter(f"{W}r") for part in run)


def _may_go(paragraph: Any) -> bool:
    """A cell keeps at least one paragraph, and the last one before a table's end has no mark to lose."""
    parent = paragraph.getparent()
    return parent.tag != f"{W}tc" or len(parent.findall(f"{W}p")) > 1
