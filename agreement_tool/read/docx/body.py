"""A story of a DOCX (its body, a header, a text box) as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.docx.controls import PLACEHOLDER, control
from agreement_tool.read.docx.numbering import Numbering
from agreement_tool.read.docx.package import DocxPackage, W, child, integer, is_on, is_rule, value
from agreement_tool.read.docx.placing import is_drop_cap, is_out_of_sight
from agreement_tool.read.docx.runs import DELETED, INSERTED, Changes, Citation, Paragraph, RunReader
from agreement_tool.read.docx.styles import ParagraphStyle, RunStyle, Styles, TableLook, is_filled
from agreement_tool.read.flow import Block, Run
from agreement_tool.read.inventory import EMBEDDED, HIDDEN, NESTED_TABLE, STRUCK, Inventory
from agreement_tool.read.paragraphs import paragraphs, text_of
from agreement_tool.read.tables import CellBlocks, is_layout, joined, table_blocks

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdtContent", "customXml"))
_DELETED_MARKS = ("del", "moveFrom")
_INSERTED_MARKS = ("ins", "moveTo")
_EMBEDDED = frozenset({f"{W}altChunk", f"{W}subDoc"})


@frozen
class Cited:
    """Something that a paragraph points to, and the paragraph."""

    key: tuple[str, str]
    """(footnotes, endnotes or comments; id)."""
    place: str


@dataclass(slots=True)
class Story:
    """What a story holds."""

    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    title: str | None = None
    bare_numbers: list[str] = field(default_factory=list)
    """Numbers of paragraphs that hold nothing else: counted and printed by Word, nobody's clause."""
    cited: list[Cited] = field(default_factory=list)
    citations: list[tuple[Citation, str]] = field(default_factory=list)
    """References by field, each with its paragraph."""
    volatile: list[tuple[str, str]] = field(default_factory=list)
    """(text, paragraph) of fields that show another text every day."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Bookmark -> the automatic number of the paragraph in which it begins."""
    marked: dict[str, str] = field(default_factory=dict)
    """Bookmark -> the text inside it."""


class StoryReader:
    """Reads one story. The numbering is shared: numbers run on through the body in document order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        changes: Changes,
        inventory: Inventory,
        package: DocxPackage | None = None,
        part: str = "",
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._changes = changes
        self._inventory = inventory
        self._runs = RunReader(styles, changes, package, part)
        self._carried: tuple[Run, ...] = ()
        self._carried_style: ParagraphStyle | None = None
        self._table_base: RunStyle | None = None
        self._shaded = False
        self._waiting_bookmarks: list[str] = []
        self._last_place = ""
        self._rule = False
        """A horizontal line stands right above."""
        self.story = Story(marked=self._runs.marked)

    def read(self, parent: Any) -> Story:
        """Everything under a w:body, w:hdr, w:ftr, w:txbxContent or w:footnote."""
        self._survey_lists(parent)
        self._runs.survey(parent)
        self.story.blocks.extend(self._blocks(parent))
        self.story.blocks.extend(self._flushed())
        return self.story

    def _survey_lists(self, parent: Any) -> None:
        for paragraph in parent.iter(f"{W}p"):
            place = self._styles.paragraph(child(paragraph, "pPr")).numbering
            if place:
                self._numbering.use(place.number, self._numbering.level_of(place))

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield from self._flushed()
                yield from self._table(element)
            elif tag == f"{W}sdt":
                yield from self._controlled(element)
            elif tag in INSERTED or tag in DELETED:
                yield from self._changed(element)
            elif tag in _WRAPPERS:
                yield from self._blocks(element)
            elif tag == f"{W}bookmarkStart":
                self._waiting_bookmarks.append(value(element, "name") or "")
            elif tag in _EMBEDDED:
                self._inventory.note(EMBEDDED, place=self.story.blocks[-1].text if self.story.blocks else "")

    def _changed(self, element: Any) -> Iterator[Block]:
        """Whole paragraphs or tables inside a tracked change."""
        if self._changes.left_out(frozenset({element.tag})):
            self._changes.note(frozenset({element.tag}), self._removed_text([element]))
        else:
            yield from self._blocks(element)

    def _controlled(self, element: Any) -> Iterator[Block]:
        given = control(element)
        if given.content is None:
            return
        if _is_contents(element):
            self._furnish(list(self._blocks(given.content)), "contents")
            return
        if given.placeholder:
            self._inventory.note(PLACEHOLDER, words=given.placeholder, place=given.placeholder)
        elif (bound := self._runs.sources.bound(element, given.text)) is not None:
            self._inventory.note(bound[0], words=bound[1], place=given.text)
        if given.generated:
            yield Block((Run(given.generated),))
        yield from self._blocks(given.content)

    def _furnish(self, blocks: list[Block], kind: FurnitureKind) -> None:
        text = "\n".join(block.text.strip() for block in blocks if block.text.strip())
        if text:
            self.story.furniture.append(Furniture(text, kind))

    def _paragraph(self, element: Any) -> Iterator[Block]:
        properties = self._properties(element)
        style = self._styles.paragraph(properties, self._table_base)
        level = self._numbering.level_of(style.numbering) if style.numbering else None
        shaded = self._shaded or is_filled(properties)
        found = self._runs.read(element, style, level, shaded=shaded, out_of_sight=is_out_of_sight(properties))
        found.bookmarks += self._waiting_bookmarks
        self._waiting_bookmarks = []
        runs = (*self._carried, *found.runs)
        style = self._carried_style or style
        self._carried, self._carried_style = (), None
        mark = child(properties, "rPr")
        if is_drop_cap(properties) and runs:
            # It stands large before the paragraph that follows, and is its first letter.
            self._carried = tuple(replace(run, look=replace(run.look, size=None)) for run in runs)
            self._record_unread(found, text_of(runs))
            return
        if self._mark_is_gone(mark):
            # Its end was deleted (or, when rejecting, inserted): it runs into the next paragraph.
            self._carried = runs
            self._record_unread(found, text_of(runs))
            yield from self._boxes(found)
            return
        if is_on(child(mark, "vanish")) and found.runs:
            # A style separator: its end is not shown, and the next paragraph goes on in its line and as its heading.
            self._carried, self._carried_style = runs, style
            self._record_unread(found, text_of(runs))
            yield from self._boxes(found)
            return
        blocks = list(self._printed(runs, style, found))
        self._rule = not blocks and (self._rule or is_rule(element, properties))
        if found.in_contents or style.name.startswith(("toc ", "contents ")):
            self._furnish(blocks, "contents")
        else:
            yield from blocks
        self._record_unread(found, _place_of(blocks) or text_of(runs), blocks)
        yield from self._boxes(found)

    def _properties(self, element: Any) -> Any | None:
        """The w:pPr that counts: the one before a tracked change of formatting, where changes are rejected."""
        properties = child(element, "pPr")
        if self._changes.accept:
            return properties
        before = child(child(properties, "pPrChange"), "pPr")
        return properties if before is None else before

    def _flushed(self) -> Iterator[Block]:
        """What was waiting for a next paragraph that never came."""
        runs, self._carried, self._carried_style = self._carried, (), None
        for piece, indent in paragraphs(runs):
            yield Block(piece, indent=indent)

    def _boxes(self, found: Paragraph) -> Iterator[Block]:
        outer, self._shaded = self._shaded, True  # a box may be filled
        carried, self._carried = (self._carried, self._carried_style), ()
        self._carried_style = None
        for box in found.boxes:
            yield from self._blocks(box)
            yield from self._flushed()
        self._shaded = outer
        self._carried, self._carried_style = carried

    def _record_unread(self, found: Paragraph, place: str, blocks: list[Block] | None = None) -> None:
        """List what stands in a paragraph and was not read; a picture alone is placed by the paragraph above."""
        where = place or self._last_place
        for pieces, reason in ((found.hidden, HIDDEN), (found.struck, STRUCK)):
            for text in pieces.texts:
                self.story.furniture.append(Furniture(text.strip(), "other"))
                self._inventory.note(reason, place=where, words=text)
        for why, words in found.unread:
            self._inventory.note(why, place=where, words=words)
        self._last_place = place or self._last_place
        story = self.story
        story.cited += [Cited(note, place) for note in found.notes]
        story.cited += [Cited(("comments", number), place) for number in found.comments]
        story.citations += [(citation, place) for citation in found.citations]
        story.volatile += [(text, place) for text in found.volatile]
        label = next((block.auto_label for block in blocks or () if block.auto_label), None)
        story.numbers.update((name, label or "") for name in found.bookmarks)

    def _mark_is_gone(self, mark: Any | None) -> bool:
        names = _DELETED_MARKS if self._changes.accept else _INSERTED_MARKS
        return any(child(mark, name) is not None for name in names)

    def _printed(self, runs: tuple[Run, ...], style: ParagraphStyle, found: Paragraph) -> Iterator[Block]:
        # Word counts no paragraph of which it shows nothing.
        label, depth = (None, None) if found.hidden.texts and not runs else self._label(style)
        pieces = paragraphs(runs)
        if label and not pieces and not found.struck.texts:
            self.story.bare_numbers.append(label)
        if style.name == "title" and pieces and self.story.title is None:
            self.story.title = " ".join(text_of(piece).strip() for piece, _ in pieces)
        for number, (piece, typed_indent) in enumerate(pieces):
            yield Block(
                piece,
                indent=round((style.indent or 0.0) + typed_indent, 2),
                centred=style.centred,
                outline=style.outline,
                auto_label=label if number == 0 else None,
                depth=depth if number == 0 else None,
                rule_above=self._rule and number == 0,
            )

    def _label(self, style: ParagraphStyle) -> tuple[str | None, int | None]:
        if style.numbering is None:
            return None, None
        number, level = style.numbering.number, self._numbering.level_of(style.numbering)
        label = self._numbering.label(number, level)
        return label, level if label and self._numbering.is_nested(number) else None

    def _table(self, element: Any) -> Iterator[Block]:
        open_cells: dict[int, CellBlocks] = {}
        own = [row for row in element.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is element]
        kept = [row for row in own if not self._row_is_gone(row) and not self._row_is_hidden(row)]
        properties = child(element, "tblPr")
        outer, style = self._table_base, self._styles.table(value(child(properties, "tblStyle")))
        shaded, self._shaded = self._shaded, self._shaded or style.is_shaded or is_filled(properties)
        look = TableLook.of(properties)
        rows = []
        for number, row in enumerate(kept):
            cells = list(_cells(row))
            bases = [style.cell(look.conditions(number, len(kept), at, len(cells))) for at in range(len(cells))]
            rows.append(self._row(row, cells, bases, open_cells))
        self._table_base, self._shaded = outer, shaded
        if not is_layout([row for row in rows if row]):
            self._tell_nested(rows)
        yield from table_blocks(rows)

    def _tell_nested(self, rows: list[list[CellBlocks]]) -> None:
        for row in rows:
            for cell in row:
                for block in cell.blocks:
                    if block.rows:
                        self._inventory.note(NESTED_TABLE, place=block.text)

    def _row_is_gone(self, row: Any) -> bool:
        """Whether a tracked change takes the whole row away."""
        return self._is_gone(row, child(row, "trPr"), _DELETED_MARKS, _INSERTED_MARKS)

    def _row_is_hidden(self, row: Any) -> bool:
        """Whether Word does not show the row (§17.4.19 hidden); its words are reported."""
        if not is_on(child(child(row, "trPr"), "hidden")):
            return False
        if words := self._removed_text(list(_cells(row))):
            self.story.furniture.append(Furniture(words, "other"))
            self._inventory.note(HIDDEN, place=self._last_place, words=words)
        return True

    def _cell_is_gone(self, cell: Any) -> bool:
        return self._is_gone(cell, child(cell, "tcPr"), ("cellDel",), ("cellIns",))

    def _is_gone(
        self, element: Any, properties: Any | None, deleted: tuple[str, ...], inserted: tuple[str, ...]
    ) -> bool:
        names = deleted if self._changes.accept else inserted
        if all(child(properties, name) is None for name in names):
            return False
        cells = list(_cells(element)) if element.tag == f"{W}tr" else [element]
        self._changes.note(self._changes.out, self._removed_text(cells))
        return True

    def _removed_text(self, parents: list[Any]) -> str:
        """The words of what a tracked change takes away as a whole."""
        inventory = Inventory()
        reader = StoryReader(self._styles, Numbering(None, self._styles), Changes(keeps_all=True), inventory)
        for parent in parents:
            reader.read(parent)
        story = reader.story
        words = [text_of(joined(story.blocks)), *(piece.text for piece in story.furniture)]
        return " ".join(filter(None, [*words, *(entry.words for entry in inventory.entries())]))

    def _row(
        self, row: Any, row_cells: list[Any], bases: list[RunStyle], open_cells: dict[int, CellBlocks]
    ) -> list[CellBlocks]:
        """The cells of a row; `open_cells`: by column, cells that run on downwards (vMerge)."""
        cells: list[CellBlocks] = []
        column = integer(value(child(child(row, "trPr"), "gridBefore"))) or 0
        for cell, base in zip(row_cells, bases, strict=True):
            properties = child(cell, "tcPr")
            span = max(1, min(63, integer(value(child(properties, "gridSpan"))) or 1))
            merge = child(properties, "vMerge")
            above = open_cells.get(column)
            blocks = [] if self._cell_is_gone(cell) else self._cell(cell, base)
            if merge is not None and value(merge) != "restart" and above is not None:
                above.rowspan += 1
                self._tell_covered(blocks, above)
            elif cells and _continues_left(properties):
                cells[-1].colspan += span
                self._tell_covered(blocks, cells[-1])
            else:
                found = CellBlocks(blocks, span)
                cells.append(found)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = found
            column += span
        return cells

    def _tell_covered(self, blocks: list[Block], above: CellBlocks) -> None:
        """Text in a cell that another one covers is in the file, and Word does not show it."""
        place = above.blocks[0].text if above.blocks else ""
        for block in blocks:
            self.story.furniture.append(Furniture(block.text, "other"))
            self._inventory.note(HIDDEN, place=place, words=block.text)

    def _cell(self, cell: Any, base: RunStyle) -> list[Block]:
        self._table_base = base
        outer, self._shaded = self._shaded, self._shaded or is_filled(child(cell, "tcPr"))
        blocks = [*self._blocks(cell), *self._flushed()]
        self._shaded = outer
        return blocks


def _continues_left(properties: Any | None) -> bool:
    merge = child(properties, "hMerge")
    return merge is not None and value(merge) != "restart"


def _place_of(blocks: list[Block]) -> str:
    """The number and the text of a paragraph."""
    return f"{blocks[0].auto_label or ''} {blocks[0].text}".strip() if blocks else ""


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, also those inside content controls."""
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in _WRAPPERS or element.tag == f"{W}sdt":
            yield from _cells(element)


def _is_contents(element: Any) -> bool:
    """Whether a content control is Word's table of contents."""
    gallery = value(child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery"))
    return gallery is not None and "contents" in gallery.lower()
