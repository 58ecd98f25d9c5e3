"""An HTML tree becomes blocks: one a paragraph, list item or table, with the looks of its runs.

One pass over the tree's start and end events, without recursion, so that a deeply nested page costs no stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from agreement_tool.model import Furniture, FurnitureKind
from agreement_tool.read.flow import Block, Run, weight
from agreement_tool.read.formulas import lowered, raised
from agreement_tool.read.html.boilerplate import SILENT, Boilerplate, is_address
from agreement_tool.read.html.counters import Counters
from agreement_tool.read.html.css import Pseudo, Stylesheet
from agreement_tool.read.html.elements import (
    collapsed,
    covers,
    holds_wording,
    is_decoration,
    is_folded,
    is_hidden_by_name,
    is_reordered,
    is_stack,
    printed,
    repeats_formula,
    shown_as_text,
    space_after_number,
)
from agreement_tool.read.html.lists import ListFrame, is_known
from agreement_tool.read.html.style import CASES, MEDIUM, ComputedStyle, computed
from agreement_tool.read.inventory import (
    DRAWING,
    HIDDEN,
    INVISIBLE,
    NESTED_TABLE,
    PICTURE,
    REVERSED,
    STRUCK,
    Inventory,
    Reason,
)
from agreement_tool.read.paragraphs import BREAK, SOFT_BREAK, paragraphs, whole
from agreement_tool.read.tables import CellBlocks, is_layout, table_blocks
from agreement_tool.text.form_lines import is_navigation
from agreement_tool.text.invisible import without_invisible
from agreement_tool.text.line_wording import names_a_document

TYPED = "data-typed-number"
"""Attribute of an <li> whose number stands in the source: Markdown's own numbers."""
WHOLE = "data-whole"
"""Attribute of a <pre> that is one unit with its lines: a drawing, or code, in Markdown."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_BLOCK_TAGS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    caption textarea listing xmp view scroll-view navbar option block""".split()  # noqa: SIM905 - a word list reads better
) | frozenset(HEADINGS)


COUNTER = Reason(
    "counter",
    "有 {n} 处生成的编号用了未知的计数样式或选择器，读出的编号可能不同：请对照网页。",
    "{n} generated numbers use a counter style or selector that is not followed and may be read otherwise: "
    "compare with the page.",
)
REORDERED = Reason(
    "other",
    "有 {n} 处由样式表改变了先后次序（flex 的 order、reverse），读取的次序是源文件的：请对照网页。",
    "{n} elements are shown by the style sheet in another order than they stand in (flex order, reverse); "
    "they were read "
    "as they stand: compare with the page.",
)
PERHAPS_HIDDEN = Reason(
    "other",
    "有 {n} 处的类名（如 hidden、d-none）表示页面可能不显示，而样式表在另一个文件里：已读取，请对照网页。",
    "{n} elements carry a class that usually hides them (hidden, d-none), and the style sheet is another "
    "file; they were "
    "read: compare with the page.",
)
FOLDED = Reason(
    "other",
    "有 {n} 处内容折叠在高或宽为零的框里，点开才显示：已读取，请对照网页。",
    "{n} pieces stand in boxes folded to no height or width, and show when they are opened; they were read: compare "
    "with the page.",
)
MUCH = 400
"""Characters: so much hidden text may be an agreement's."""


@dataclass(slots=True)
class TableFrame:
    """A table that is open: its cells, each with the blocks found in it."""

    outer: list[Block]
    """Where blocks went before the table opened."""
    rows: list[list[CellBlocks]] = field(default_factory=list)
    foot: list[list[CellBlocks]] = field(default_factory=list)
    """Rows of a <tfoot>, which is shown last wherever it stands."""
    spilt: list[Block] = field(default_factory=list)
    """Captions and stray text, which stand in no cell."""
    in_foot: bool = False

    @property
    def open_rows(self) -> list[list[CellBlocks]]:
        """Where a row goes that opens now."""
        return self.foot if self.in_foot else self.rows


@dataclass(slots=True)
class OpenElement:
    """An element that is open."""

    style: ComputedStyle
    block: bool
    list_frame: ListFrame | None = None
    stacked: bool = False
    """Its children are paragraphs, though their tag does not say so."""
    counted: bool = False
    """Its counters were entered."""
    linked: bool = False
    """It is a link, or stands in one."""


class BlockBuilder:
    """Collects blocks while the tree is walked."""

    def __init__(self, stylesheet: Stylesheet, boilerplate: Boilerplate) -> None:
        self.blocks: list[Block] = []
        self.inventory = Inventory()
        self.all_rules_known = False
        """Whether the page has no stylesheet in another file."""
        self.furniture: list[Furniture] = []
        self.hidden: list[str] = []
        """Of the furniture, long texts that the page does not show before a script does."""
        self._sheet = stylesheet
        self._boilerplate = boilerplate
        self._frames: list[OpenElement] = [OpenElement(ComputedStyle(), True)]
        self._runs: list[Run] = []
        self._tables: list[TableFrame] = []
        self._label: str | None = None
        self._typed = ""
        self._item_depth: int | None = None
        self._outline: int | None = None
        self._rule = False
        """An <hr> came last."""
        self.links: set[int] = set()
        """Identities of blocks whose words are all links."""
        self._unlinked = False
        """Words outside links stand in the paragraph being collected."""
        self._blank = False
        """An empty paragraph came last."""
        self._whole = False
        """Inside what is one unit with its lines."""
        self._items = 0
        """List items and quotations that are open."""
        self._counters = Counters() if stylesheet.generates else None
        self._unread: list[tuple[Reason, str, int]] = []
        """(why, words, how many) of what stands in the paragraph being collected and is not read."""
        self._last_place = ""

    def start(self, element: Any) -> bool:
        """Enter an element; False: its subtree is left out."""
        declared = self._sheet.style(element)
        style = computed(element, self._frames[-1].style, declared)
        kind = self._boilerplate.kind(element, hidden=style.hidden)
        if kind is None and repeats_formula(element):
            kind = "repeated"
        if kind is not None:
            self._leave_out(element, kind, hidden=style.hidden)
            self._frames.append(OpenElement(style, False))
            return False
        tag = element.tag
        if (shown := shown_as_text(element)) is not None:
            self._add(shown, style)
            self._frames.append(OpenElement(style, False))
            return False
        block = tag in _BLOCK_TAGS if style.block is None else (style.block or tag in ("p", "li", "tr", "td"))
        if block:
            self.flush()
        linked = self._frames[-1].linked or (tag == "a" and element.get("href") is not None)
        frame = OpenElement(style, block, stacked=block and is_stack(element), linked=linked)
        self._frames.append(frame)
        self._open(element, frame, declared)
        self._note_looks(element, declared)
        if self._counters is not None:
            self._counters.enter(declared)
            frame.counted = True
            self._generate(element, "before", style)
            self._generate(element, "marker", style)
        self._add(element.text, style)
        return True

    def end(self, element: Any) -> None:
        """Leave an element, then take the text after it."""
        if self._counters is not None and self._frames[-1].counted:
            self._generate(element, "after", self._frames[-1].style)
            self._counters.leave()
        if element.tag == "q":
            self._add("”", self._frames[-1].style)
        frame = self._frames.pop()
        if frame.block:
            self.flush(frame.style)
        self._close(element)
        outer = self._frames[-1]
        if outer.stacked:
            self._runs.append(Run(BREAK, outer.style.look))
        else:
            self._add(element.tail, outer.style)

    def leave_out(self, element: Any) -> None:
        """Pass a comment or processing instruction; only the text after it counts."""
        self._add(element.tail, self._frames[-1].style)

    def _open(self, element: Any, frame: OpenElement, declared: dict[str, str]) -> None:
        tag = element.tag
        self._items += tag == "blockquote"
        self._whole = self._whole or element.get(WHOLE) is not None
        if tag in _LISTS:
            frame.list_frame = ListFrame.opened(element, frame.style.list_style)
        elif tag == "li":
            self._items += 1
            self._open_item(element, declared)
        elif tag in HEADINGS:
            self._outline = HEADINGS[tag]
        elif tag == "hr":
            self._rule = declared.get("display") != "none"
        elif tag == "br":
            self._runs.append(Run(BREAK, frame.style.look))
        elif tag == "q":
            self._add("“", frame.style)
        elif tag == "table":
            self._open_table()
        elif tag in ("tfoot", "tbody", "thead") and self._tables:
            self._tables[-1].in_foot = tag == "tfoot"
        elif tag == "tr" and self._tables:
            self._tables[-1].open_rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._open_cell(element)

    def _open_item(self, element: Any, declared: dict[str, str]) -> None:
        lists = [frame.list_frame for frame in self._frames if frame.list_frame]
        if lists:
            own = declared.get("list-style-type", "")
            if (own or lists[-1].style) and not is_known(own or lists[-1].style):
                self._unread.append((COUNTER, "", 1))
            marker = lists[-1].marker(element, own)
            if self._counters is not None:
                self._counters.set_item(lists[-1].number - lists[-1].step)
            self._typed = element.get(TYPED) or ""
            self._label = None if self._typed else marker
            self._item_depth = len(lists) - 1
        elif declared.get("display", "list-item") == "list-item":
            # No list is open: browsers show the item with the mark of a list all the same.
            self._label = None if self._frames[-1].style.list_style == "none" else "•"
            self._item_depth = 0

    def _open_table(self) -> None:
        self._rule = False
        self._tables.append(TableFrame(self.blocks))
        self.blocks = self._tables[-1].spilt

    def _open_cell(self, element: Any) -> None:
        table = self._tables[-1]
        cell = CellBlocks(colspan=covers(element, "colspan"), rowspan=covers(element, "rowspan"))
        if not table.open_rows:
            table.open_rows.append([])
        table.open_rows[-1].append(cell)
        self.blocks = cell.blocks

    def _close(self, element: Any) -> None:
        tag = element.tag
        self._items -= tag == "blockquote"
        self._whole = self._whole and element.get(WHOLE) is None
        if tag in HEADINGS:
            self._outline = None
        elif tag == "li":
            self._items -= 1
            self._label = self._item_depth = None
            self._typed = ""
        elif tag in ("td", "th") and self._tables:
            self.blocks = self._tables[-1].spilt
        elif tag == "tfoot" and self._tables:
            self._tables[-1].in_foot = False
        elif tag == "table" and self._tables:
            self._close_table()

    def _close_table(self) -> None:
        table = self._tables.pop()
        self.blocks = table.outer
        self.blocks.extend(table.spilt)
        rows = [*table.rows, *table.foot]
        made = table_blocks(rows)
        inner = [block for row in rows for cell in row for block in cell.blocks if block.rows]
        if inner and not is_layout([row for row in rows if row]):
            self.inventory.note(NESTED_TABLE, count=len(inner), place=self._last_place)
        self.blocks.extend(made)

    def _leave_out(self, element: Any, kind: FurnitureKind, *, hidden: bool) -> None:
        """List what is left out, by its text; what never prints (scripts, styles) is not text."""
        if element.tag in SILENT:
            self._note_graphic(element)
            return
        for picture in () if hidden else element.iter("img"):
            if kind in ("header", "footer"):
                self._picture(picture)
            elif holds_wording(picture):
                self._unread.append((PICTURE, picture.get("alt") or "", 1))
        parts = (" ".join(text.split()) for text in printed(element))
        if text := " ".join(part for part in parts if part):
            self.furniture.append(Furniture(text, kind))
            if hidden:
                self._unread.append((HIDDEN, text, 1))
                if weight(text) >= MUCH:
                    self.hidden.append(text)

    def _note_looks(self, element: Any, declared: dict[str, str]) -> None:
        """Pictures behind an element without text, and text that is shown in another order."""
        background = element.get("style") or ""
        if "url(" in background and "background" in background and not "".join(element.itertext()).strip():
            self._unread.append((PICTURE, "", 1))
        turned = element.tag == "bdo" or "override" in declared.get("unicode-bidi", "")
        if turned and "rtl" in (element.get("dir") or "", declared.get("direction", "")):
            self._unread.append((REVERSED, "", 1))
        if is_reordered(declared):
            self._unread.append((REORDERED, " ".join(" ".join(element.itertext()).split()), 1))
        if is_folded(declared):
            self._unread.append((FOLDED, " ".join(" ".join(element.itertext()).split()), 1))
        if self.all_rules_known is False and is_hidden_by_name(element):
            self._unread.append((PERHAPS_HIDDEN, " ".join(" ".join(element.itertext()).split()), 1))

    def _note_graphic(self, element: Any) -> None:
        """Pictures, and graphics with words in them; icons have none."""
        if element.tag == "img":
            self._picture(element)
            return
        words = " ".join(" ".join(text.split()) for text in element.itertext() if text.strip())
        if (element.tag == "svg" and words) or element.tag == "canvas":
            self._unread.append((DRAWING, words, 1))

    def _picture(self, element: Any) -> None:
        if not is_decoration(element):
            self._unread.append((PICTURE, element.get("alt") or element.get("title") or "", 1))

    def _generate(self, element: Any, pseudo: Pseudo, style: ComputedStyle) -> None:
        """Take what ::before, ::after or ::marker prints: a number at the start of a paragraph is its label."""
        assert self._counters is not None
        declared = self._sheet.pseudo(element, pseudo)
        if not declared or declared.get("display") == "none" or declared.get("visibility") == "hidden":
            return
        self._counters.change(declared)
        unknown = self._counters.unknown
        text, counted = self._counters.content(declared.get("content", "none"), dict(element.attrib))
        if self._counters.unknown > unknown:
            self._unread.append((COUNTER, "", 1))
        if not counted and not any(character.isalnum() for character in text):
            return  # a bullet, an icon, a clearfix
        if pseudo != "after" and not any(run.text.strip() for run in self._runs) and counted:
            self._label = text.strip() or None
            return
        self._runs.append(Run(text, style.look))

    def _add(self, text: str | None, style: ComputedStyle) -> None:
        if not text:
            return
        text, gone, reverses = without_invisible(text.replace(BREAK, " "))
        if gone and text.strip():
            self._unread.append((INVISIBLE, "", gone))
            self._unread += [(REVERSED, "", 1)] * reverses
        if (style.struck or style.invisible or self._is_white_on_white(style)) and text.strip():
            self._leave_out_words(STRUCK if style.struck else HIDDEN, " ".join(text.split()))
            return
        if style.raised:
            text = raised(text) if style.raised > 0 else lowered(text) if self._ends_in_figure() else text
        text = CASES[style.case](text) if style.case else text
        self._unlinked = self._unlinked or (not self._frames[-1].linked and not text.isspace())
        self._runs.append(Run(collapsed(text, keep=style.keeps_lines), style.look))

    def _is_white_on_white(self, style: ComputedStyle) -> bool:
        """White text on the page's own white; a sheet in another file might give it another ground."""
        return self.all_rules_known and style.ground_known and (style.look.colour, style.look.fill) == ("ffffff", "")

    def _ends_in_figure(self) -> bool:
        return bool(self._runs) and self._runs[-1].text[-1:].isdigit()

    def _leave_out_words(self, reason: Reason, words: str) -> None:
        self.furniture.append(Furniture(words, "other"))
        self._unread.append((reason, words, 1))

    def flush(self, style: ComputedStyle | None = None) -> None:
        """End the paragraph that is being collected."""
        runs, self._runs = space_after_number(self._runs), []
        is_link, self._unlinked = not self._unlinked, False
        if not any(run.text.strip(f"{BREAK}{SOFT_BREAK} \t\u00a0\u3000") for run in runs):
            self._blank = self._blank or any(run.text.strip(f"{SOFT_BREAK} ") for run in runs)
            return
        if self._label is None and is_navigation(text := "".join(run.text for run in runs).strip()):
            self.furniture.append(Furniture(text, "navigation"))
            return
        style = style or self._frames[-1].style
        for number, (piece, indent) in enumerate(whole(runs) if self._whole else paragraphs(runs)):
            block = Block(
                piece,
                indent=round(indent + style.indent / (style.look.size or MEDIUM), 2),
                centred=style.centred,
                outline=self._outline,
                items=self._items,
                rule_above=self._rule,
                gap=1.0 if self._blank else None,
            )
            self._rule = self._blank = False
            block = self._numbered(block) if number == 0 else block
            self._last_place = f"{block.auto_label or ''} {block.text}".strip()
            self.blocks.append(block)
            if is_link and block.depth is None and block.outline is None:
                self.links.add(id(block))
        self.note_unread()

    def leave_ways_out(self) -> None:
        """The links that a page begins and ends with lead elsewhere: 返回主页, 内网登录. Not addresses, nor what is
        attached."""
        while self.blocks and self._leads_elsewhere(self.blocks[-1]):
            self.furniture.append(Furniture(self.blocks.pop().text.strip(), "navigation"))
        while self.blocks and self._leads_elsewhere(self.blocks[0]):
            self.furniture.append(Furniture(self.blocks.pop(0).text.strip(), "navigation"))

    def _leads_elsewhere(self, block: Block) -> bool:
        text = block.text.strip()
        speaks = is_address(text) or text.startswith("附") or names_a_document(text)
        return id(block) in self.links and not speaks

    def note_unread(self) -> None:
        """List what was not read beside the paragraph that was just collected."""
        for reason, words, count in self._unread:
            self.inventory.note(reason, count=count, words=words, place=self._last_place)
        self._unread = []

    def _numbered(self, block: Block) -> Block:
        """The first block of a list item carries its number, generated or typed."""
        label, typed = self._label, self._typed
        self._label, self._typed = None, ""
        if typed:
            return replace(block, runs=(Run(f"{typed} "), *block.runs), depth=self._item_depth)
        return replace(block, auto_label=label, depth=self._item_depth) if label else block


def walk(root: Any, builder: BlockBuilder) -> None:
    """Feed a tree to the builder."""
    from lxml import etree

    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    left_out: Any = None
    for event, element in events:
        if event in ("comment", "pi"):
            if left_out is None:
                builder.leave_out(element)
        elif event == "start":
            if left_out is None and not builder.start(element):
                left_out = element
        elif left_out is None or element is left_out:
            left_out = None
            builder.end(element)
    builder.flush()
    builder.leave_ways_out()
    builder.note_unread()
