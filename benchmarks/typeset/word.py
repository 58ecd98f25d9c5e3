"""A tree as Word file: numbers typed, or made by a multi-level list (ECMA-376 §17.9) as Word users set it up."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from benchmarks.typeset.text_formats import own
from benchmarks.typeset.trees import TIERED, Node, Tree

_NUMBERED = {
    "章": ("chineseCountingThousand", "第%{}章"),
    "部分": ("chineseCountingThousand", "第%{}部分"),
    "条": ("chineseCountingThousand", "第%{}条"),
    "第 1 条": ("decimal", "第%{}条"),
    "一、": ("chineseCountingThousand", "%{}、"),
    "（一）": ("chineseCountingThousand", "（%{}）"),
    "1.": ("decimal", "%{}."),
    "1、": ("decimal", "%{}、"),
    "（1）": ("decimal", "（%{}）"),
    "(1)": ("decimal", "(%{})"),
    "1）": ("decimal", "%{}）"),
    "①": ("decimalEnclosedCircle", "%{}"),
    "⑴": ("decimalEnclosedParen", "%{}"),
    "a.": ("lowerLetter", "%{}."),
    "a)": ("lowerLetter", "%{})"),
    "A．": ("upperLetter", "%{}．"),
    "•": ("bullet", "•"),
}
"""Label style -> w:numFmt and w:lvlText, the place of the level left open."""


def as_typed(tree: Tree) -> bytes:
    """Numbers typed; headings are bold paragraphs without a style."""
    document = _begun(tree)
    for node, _ in _nodes(tree):
        paragraph = _body(document, node)
        if paragraph is not None:
            paragraph.add_run(own(node)).bold = bool(node.heading) or None
    return _saved(document)


def as_styled(tree: Tree) -> bytes:
    """Numbers typed; headings carry Word's heading styles by depth."""
    document = _begun(tree)
    for node, depth in _nodes(tree):
        paragraph = _body(document, node)
        if paragraph is not None:
            paragraph.add_run(own(node))
            if node.heading:
                paragraph.style = document.styles[f"Heading {min(depth + 1, 9)}"]
    return _saved(document)


def as_numbered(tree: Tree) -> bytes:
    """Numbers made by one multi-level list, the level by depth; labels of no known scheme are typed."""
    document = _begun(tree)
    levels = tree.scheme
    _add_list(document, levels)
    for node, depth in _nodes(tree):
        paragraph = _body(document, node)
        if paragraph is None:
            continue
        level = _level_of(node, depth, levels)
        if level is None:
            paragraph.add_run(own(node)).bold = bool(node.heading) or None
        else:
            paragraph.add_run(node.heading + node.text).bold = bool(node.heading) or None
            numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbering))
    return _saved(document)


def can_number(tree: Tree) -> bool:
    """Whether every numbered node of the tree follows the scheme of its agreement, without attachments."""
    levels = tree.scheme
    return bool(levels) and all(
        node.label is None or _level_of(node, depth, levels) is not None for node, depth in _nodes(tree)
    )


def can_convert(tree: Tree) -> bool:
    """As `can_number`, without 1.1 under 第一条 or 一、: LibreOffice ignores w:isLgl and prints 一.1 there."""
    return can_number(tree) and not (tree.scheme[0] != "1." and TIERED & set(tree.scheme))


def _begun(tree: Tree) -> WordDocument:
    document = Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(tree.title).bold = True
    return document


def _body(document: WordDocument, node: Node) -> Paragraph | None:
    """A new paragraph for the node; a table is added whole and gives None."""
    if not node.table:
        return document.add_paragraph()
    table = document.add_table(rows=0, cols=len(node.table[0]))
    table.style = document.styles["Table Grid"]
    for row in node.table:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return None


def _nodes(tree: Tree) -> Iterator[tuple[Node, int]]:
    """Nodes in reading order with the number of labelled nodes above."""

    def visit(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
        yield node, depth
        for child in node.children:
            yield from visit(child, depth + (node.label is not None))

    for top in tree.nodes:
        yield from visit(top, 0)


def _level_of(node: Node, depth: int, levels: tuple[str, ...]) -> int | None:
    if node.label is None or depth >= len(levels) or node.label.startswith("附件"):
        return None
    return depth


def _add_list(document: WordDocument, levels: tuple[str, ...]) -> None:
    numbering = document.part.numbering_part.element
    made = "".join(_level(place, style, levels) for place, style in enumerate(levels))
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType '
        f'w:val="multilevel"/>{made}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _level(place: int, style: str, levels: tuple[str, ...]) -> str:
    legal = ""
    if style in TIERED:
        form, text = "decimal", ".".join(f"%{tier}" for tier in range(1, place + 2)) + style[3:]
        legal = "<w:isLgl/>" if levels[0] != "1." else ""
    else:
        form, text = _NUMBERED[style]
        text = text.format(place + 1)
    running = '<w:lvlRestart w:val="0"/>' if style == "条" and place else ""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{running}{legal}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def _saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
