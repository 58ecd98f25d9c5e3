"""A story of a DOCX (its body, a header, a text box) as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.docx.numbering import Numbering
from agreement_tool.read.docx.package import W, child, integer, value
from agreement_tool.read.docx.runs import Changes, Paragraph, RunReader
from agreement_tool.read.docx.styles import ParagraphStyle, Styles
from agreement_tool.read.flow import Block, Run
from agreement_tool.read.paragraphs import paragraphs
from agreement_tool.read.tables import CellBlocks, table_blocks

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_DELETED_MARKS = ("del", "moveFrom")
_INSERTED_MARKS = ("ins", "moveTo")


@dataclass(slots=True)
class Story:
    """What a story holds."""

    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    title: str | None = None
    embedded: int = 0
    """Embedded files (w:altChunk) whose text we cannot see."""
    bare_numbers: list[str] = field(default_factory=list)
    """Numbers of paragraphs that hold nothing else: counted and printed by Word, nobody's clause."""


class StoryReader:
    """Reads one story. The numbering is shared: numbers run on through the body in document order."""

    def __init__(self, styles: Styles, numbering: Numbering, changes: Changes) -> None:
        self._styles = styles
        self._numbering = numbering
        self._changes = changes
        self._runs = RunReader(styles, changes)
        self._carried: tuple[Run, ...] = ()
        self.story = Story()

    def read(self, parent: Any) -> Story:
        """Everything under a w:body, w:hdr, w:ftr, w:txbxContent or w:footnote."""
        self._survey_lists(parent)
        self.story.blocks.extend(self._blocks(parent))
        return self.story

    def _survey_lists(self, parent: Any) -> None:
        for paragraph in parent.iter(f"{W}p"):
            numbering = self._styles.paragraph(child(paragraph, "pPr")).numbering
            if numbering:
                self._numbering.use(*numbering)

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield from self._table(element)
            elif tag == f"{W}sdt" and _is_contents(element):
                self._furnish(list(self._blocks(child(element, "sdtContent"))), "contents")
            elif tag in _WRAPPERS:
                yield from self._blocks(element)
            elif tag == f"{W}altChunk":
                self.story.embedded += 1

    def _furnish(self, blocks: list[Block], kind: FurnitureKind) -> None:
        text = "\n".join(block.text.strip() for block in blocks if block.text.strip())
        if text:
            self.story.furniture.append(Furniture(text, kind))

    def _paragraph(self, element: Any) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self._styles.paragraph(properties)
        found = self._runs.read(element, style.run)
        if hidden := "".join(found.hidden).strip():
            self.story.furniture.append(Furniture(hidden, "other"))
        runs = (*self._carried, *found.runs)
        if self._mark_is_gone(properties):
            # Its end was deleted (or, when rejecting, inserted): it runs into the next paragraph.
            self._carried = runs
            return
        self._carried = ()
        blocks = list(self._printed(runs, style))
        if found.in_contents or style.name.startswith(("toc ", "contents ")):
            self._furnish(blocks, "contents")
        else:
            yield from blocks
        yield from self._boxes(found)

    def _boxes(self, found: Paragraph) -> Iterator[Block]:
        for box in found.boxes:
            yield from self._blocks(box)

    def _mark_is_gone(self, properties: Any | None) -> bool:
        mark = child(properties, "rPr")
        names = _DELETED_MARKS if self._changes.accept else _INSERTED_MARKS
        return any(child(mark, name) is not None for name in names)

    def _printed(self, runs: tuple[Run, ...], style: ParagraphStyle) -> Iterator[Block]:
        label, depth = self._label(style)
        pieces = paragraphs(runs)
        if label and not pieces:
            self.story.bare_numbers.append(label)
        if style.name == "title" and pieces and self.story.title is None:
            self.story.title = " ".join("".join(run.text for run in piece).strip() for piece, _ in pieces)
        for number, (piece, typed_indent) in enumerate(pieces):
            yield Block(
                piece,
                indent=round((style.indent or 0.0) + typed_indent, 2),
                centred=style.centred,
                outline=style.outline,
                auto_label=label if number == 0 else None,
                depth=depth if number == 0 else None,
            )

    def _label(self, style: ParagraphStyle) -> tuple[str | None, int | None]:
        if style.numbering is None:
            return None, None
        number, level = style.numbering
        label = self._numbering.label(number, level)
        return label, level if label and self._numbering.is_nested(number) else None

    def _table(self, element: Any) -> Iterator[Block]:
        open_cells: dict[int, CellBlocks] = {}
        nested = element.find(f".//{W}tc//{W}tbl") is not None
        own = [row for row in element.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is element]
        rows = [self._row(row, open_cells) for row in own]
        yield from table_blocks(rows, nested=nested)

    def _row(self, row: Any, open_cells: dict[int, CellBlocks]) -> list[CellBlocks]:
        """The cells of a row; `open_cells`: by column, cells that run on downwards (vMerge)."""
        cells = []
        column = integer(value(child(child(row, "trPr"), "gridBefore"))) or 0
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            span = max(1, min(63, integer(value(child(properties, "gridSpan"))) or 1))
            merge = child(properties, "vMerge")
            above = open_cells.get(column)
            if merge is not None and value(merge) != "restart" and above is not None:
                above.rowspan += 1
                above.blocks.extend(self._blocks(cell))
            else:
                found = CellBlocks(list(self._blocks(cell)), span)
                cells.append(found)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = found
            column += span
        return cells


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, also those inside content controls."""
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _cells(element)


def _is_contents(control: Any) -> bool:
    """Whether a content control is Word's table of contents."""
    gallery = value(child(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery"))
    return gallery is not None and "contents" in gallery.lower()
