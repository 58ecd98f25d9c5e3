"""A tree set as PDF with reportlab: Chinese line breaking, justification, columns, running heads, contents, tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.typeset.layouts import PAGES, Layout
from benchmarks.typeset.trees import Node, Tree

_NOT_FIRST = frozenset("，。；：、）)”’》〉】」』！？,;!?%")
_NOT_LAST = frozenset("（(“‘《〈【「")
_GUTTER = 24.0
_GAPS = {"none": (0.0, 0.0), "even": (0.5, 0.5), "headings": (0.0, 1.0), "small-large": (0.2, 0.9)}
"""Extra space above a paragraph and above a heading, in lines."""
_HEI = (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"))


@cache
def faces() -> tuple[str, str | None]:
    """The body face and a Hei face (None where none is installed)."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for path in _HEI:
        if path.is_file():
            pdfmetrics.registerFont(TTFont("WenQuanYiZenHei", str(path), subfontIndex=0))
            return "STSong-Light", "WenQuanYiZenHei"
    return "STSong-Light", None


@dataclass(slots=True)
class _Line:
    """A paragraph to be set: indents in points, size times the body's."""

    text: str
    first: float = 0.0
    rest: float = 0.0
    scale: float = 1.0
    above: float = 0.0
    centred: bool = False
    strong: bool = False
    table: tuple[tuple[str, ...], ...] = ()


def typeset(tree: Tree, layout: Layout) -> bytes:
    """The PDF."""
    stream = io.BytesIO()
    _Page(stream, layout, tree.title).set(tree)
    return stream.getvalue()


def run_in(node: Node, layout: Layout) -> bool:
    """Whether the layout sets the heading of `node` on one line with its first paragraph."""
    if not (layout.run_in and node.heading and node.label and node.label.startswith("第") and node.children):
        return False
    first = node.children[0]
    return node.label.endswith("条") and first.label is None and not first.table and not first.heading


@dataclass
class _Page:
    stream: io.BytesIO
    layout: Layout
    title: str
    canvas: Canvas = field(init=False)
    y: float = field(init=False)
    top: float = field(init=False)
    column: int = 0

    def __post_init__(self) -> None:
        self.width, self.height = PAGES[self.layout.page]
        self.margin = 56.0 if self.width > 400 else 26.0
        self.canvas = Canvas(self.stream, pagesize=(self.width, self.height), invariant=True)
        self.body, self.hei = faces()
        room = self.width - 2 * self.margin - _GUTTER * (self.layout.columns - 1)
        self.measure = room / self.layout.columns
        if self.layout.hard_lines:
            self.measure = self.layout.hard_lines * self.layout.size
        self.y = self.top = self.height - self.margin

    def set(self, tree: Tree) -> None:
        size = self.layout.size
        wide = self.layout.columns == 1 or self.layout.wide_title
        self._set(
            _Line(tree.title, scale=1.5, centred=True, strong=True), self.width - 2 * self.margin if wide else None
        )
        self.y -= size
        if self.layout.contents:
            self._contents(tree)
        self.top = self.y if self.layout.columns == 2 and wide else self.height - self.margin
        self._head()
        for node in tree.nodes:
            for line in self._lines(node, 0):
                self._set(line)
        self.canvas.save()

    def _contents(self, tree: Tree) -> None:
        self._set(_Line("目录", centred=True), self.width - 2 * self.margin)
        for number, node in enumerate((node for node in tree.nodes if node.heading), start=1):
            text = f"{node.label or ''}{self.layout.separator or ' '}{node.heading}"
            size = self.layout.size
            measure = self.width - 2 * self.margin
            dots = int((measure - _width(text, self.body, size) - 2 * size) // _width(".", self.body, size))
            self._set(_Line(f"{text}{'.' * max(dots, 3)}{number}"), measure)
        self.canvas.showPage()
        self._head()
        self.y = self.height - self.margin

    def _head(self) -> None:
        if self.layout.running_head:
            self.canvas.setFont(self.body, 8)
            self.canvas.drawCentredString(self.width / 2, self.height - self.margin / 2, f"{self.title}（示例文本）")
            number = self.canvas.getPageNumber()
            self.canvas.drawCentredString(self.width / 2, self.margin / 2, f"— {number} —")

    def _lines(self, node: Node, depth: int) -> Iterator[_Line]:
        if node.table:
            yield _Line("", table=node.table)
            return
        size, layout = self.layout.size, self.layout
        paragraph, heading = (gap * size * layout.leading for gap in _GAPS[layout.gaps])
        first, rest = self._indents(node, depth)
        text = self._label(node)
        children = list(node.children)
        if run_in(node, layout):
            yield _Line(f"{text}{node.heading}　{children.pop(0).text}", first, rest, above=heading)
        elif node.heading:
            scale = 1.2 if layout.headings == "larger" else 1.0
            yield _Line(text + node.heading, first, rest, scale, heading, strong=layout.headings in ("bold", "hei"))
        else:
            yield _Line(text + node.text, first, rest, above=paragraph)
        for child in children:
            yield from self._lines(child, depth + 1)

    def _label(self, node: Node) -> str:
        if node.label is None:
            return ""
        closed = node.label[-1] in "、）)"
        needed = " " if node.label[-1].isalnum() or node.label[-1] in "•.条章" else ""
        return node.label + ("" if closed else self.layout.separator or needed)

    def _indents(self, node: Node, depth: int) -> tuple[float, float]:
        em, layout = self.layout.size, self.layout
        if node.label is None:
            inner = max(0, depth - 1) * 2 * em if layout.numbers == "stepped" else 0.0
            return (0.0 if node.heading else layout.first_indent * em) + inner, inner
        if layout.numbers == "hanging":
            left = depth * em
            return left, left + _width(self._label(node), self.body, em)
        return {
            "flush": (0.0, 0.0),
            "indented": (2 * em, 0.0),
            "stepped": (depth * 2 * em, depth * 2 * em),
            "stepped-first": (depth * 2 * em, 0.0),
        }[layout.numbers]

    def _set(self, line: _Line, measure: float | None = None) -> None:
        if line.table:
            self._table(line.table)
            return
        size = self.layout.size * line.scale
        leading = size * self.layout.leading
        if line.above and self.y < self.top:
            self.y -= line.above
        width = measure or self.measure
        face = self.hei if line.strong and self.layout.headings == "hei" and self.hei else self.body
        pieces = list(_broken(line.text, face, size, width - line.first, width - line.rest))
        for place, piece in enumerate(pieces):
            if self.y - leading < self.margin:
                self._next_column()
            self.y -= leading
            self._draw(piece, line, face, size, width, place == 0, place == len(pieces) - 1)

    def _draw(self, text: str, line: _Line, face: str, size: float, width: float, first: bool, last: bool) -> None:
        indent = line.first if first else line.rest
        x = self.margin + self.column * (self.measure + _GUTTER) + indent
        own = _width(text, face, size)
        if line.centred:
            x = self.margin + self.column * (self.measure + _GUTTER) + (width - own) / 2
        drawn = self.canvas.beginText(x, self.y)
        drawn.setFont(face, size)
        bold = line.strong and (self.layout.headings == "bold" or line.centred)
        drawn.setTextRenderMode(2 if bold else 0)
        self.canvas.setLineWidth(size / 30)
        spread = self.layout.justified and not last and not line.centred and len(text) > 1
        drawn.setCharSpace(min((width - indent - own) / (len(text) - 1), size / 4) if spread else 0)
        drawn.textOut(text)
        self.canvas.drawText(drawn)

    def _next_column(self) -> None:
        self.column += 1
        if self.column >= self.layout.columns:
            self.canvas.showPage()
            self.column, self.top = 0, self.height - self.margin
            self._head()
        self.y = self.top

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        size = self.layout.size
        height = size * 1.6
        if self.y - height * (len(rows) + 1) < self.margin:
            self._next_column()
        self.y -= size * 0.6
        left = self.margin + self.column * (self.measure + _GUTTER)
        cell = self.measure / len(rows[0])
        for row in rows:
            for place, text in enumerate(row):
                self.canvas.setLineWidth(0.5)
                self.canvas.rect(left + place * cell, self.y - height, cell, height)
                self.canvas.setFont(self.body, size)
                self.canvas.drawString(left + place * cell + 3, self.y - height + size * 0.45, text)
            self.y -= height
        self.y -= size * 0.4


@cache
def _width(text: str, face: str, size: float) -> float:
    width: float = pdfmetrics.stringWidth(text, face, size)
    return width


def _units(text: str) -> Iterator[str]:
    """What may not be broken: Latin words and numbers; every other character by itself."""
    word = ""
    for character in text:
        if character.isascii() and character != " ":
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def _broken(text: str, face: str, size: float, first: float, rest: float) -> Iterator[str]:
    """Lines of at most `first`, then `rest` points; no line begins with closing or ends with opening punctuation."""
    line: list[str] = []
    used, room = 0.0, first
    for unit in _units(text):
        width = _width(unit, face, size)
        if used + width > room + 0.01 and line and unit[0] not in _NOT_FIRST:
            carried = [line.pop()] if line[-1] in _NOT_LAST and len(line) > 1 else []
            yield "".join(line)
            line, room = carried, rest
            used = sum(_width(one, face, size) for one in line)
        line.append(unit)
        used += width
    if line:
        yield "".join(line)
