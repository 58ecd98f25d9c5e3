"""What a reader found in a file: lines with marks and layout evidence, before anyone decides what is a clause.

A reader reports evidence; it does not decide structure. Paged, hard-wrapped sources (PDF, hard-wrapped text) give one
`Line` per printed line with `starts=None`, and `structure` joins wrapped lines. Flowing sources (DOCX, HTML, Markdown,
one-paragraph-a-line text) give one `Line` per paragraph with `starts=True`.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model.unread import Unread

Mark = Literal["bold", "underline", "colour", "italic", "size", "highlight"]
MARKS: tuple[Mark, ...] = ("bold", "underline", "colour", "italic", "size", "highlight")
"""Every mark, in canonical order: `Span.marks` is always a subsequence of this."""

Signal = Literal[
    "face",  # the font's name or descriptor says bold (or italic)
    "render-mode",  # PDF text render mode 2: filled and stroked
    "overprint",  # the same glyph drawn twice, a hair apart
    "family",  # a minority Hei face in a Song/FangSong body
    "ink",  # the rendered glyphs carry more ink than the body's
    "style",  # a style, tag or attribute of DOCX, HTML or Markdown
    "rule",  # a line, thin rectangle or path under the baseline
    "fill",  # the text's fill colour, or a filled area behind it
    "size",  # a larger size than the body's
]


@frozen
class Box:
    """Rectangle in PDF points, origin top left of the page, y down."""

    x0: float
    top: float
    x1: float
    bottom: float


@frozen
class Span:
    """A run of text with the same marks. `marks` is in the order of MARKS; `signals` says why, sorted."""

    text: str
    marks: tuple[Mark, ...] = ()
    signals: tuple[Signal, ...] = ()


@frozen
class Cell:
    """One table cell: its text (spans) and how many columns and rows it covers."""

    spans: tuple[Span, ...]
    colspan: int = 1
    rowspan: int = 1


@frozen
class Line:
    """One printed line (paged sources) or one paragraph (flowing sources).

    Layout fields are evidence and may be None where the format has none.
    """

    spans: tuple[Span, ...]
    page: int | None = None
    """1-based page number."""
    box: Box | None = None
    starts: bool | None = None
    """True: certainly begins a paragraph. False: certainly continues the line before. None: decide from the layout."""
    indent: float | None = None
    """Left edge, in body-size ems right of the text block's left margin (0 = at the margin; may be negative)."""
    right_space: float | None = None
    """Empty room right of the line, in body-size ems, up to the text block's right margin (0 = a full line)."""
    gap: float | None = None
    """Blank space above, in line heights beyond the document's usual leading (0 = normal, None = first on its page)."""
    size: float | None = None
    """Dominant font size in points."""
    centred: bool = False
    auto_label: str | None = None
    """A number the format generates and the text does not hold (Word numbering, HTML <ol>): printed form, e.g.
    '（一）'."""
    outline: int | None = None
    """Heading level the format declares (h1, Heading 1, '#') = 1…9; None for body text."""
    depth: int | None = None
    """Nesting level of a list item the format declares, 0-based; None when not a list item."""
    items: int | None = None
    """How many list items and quotations it stands in; None where the format has none that hold paragraphs (Word,
    pages)."""
    rule_above: bool = False
    """A horizontal rule stands between it and the line before (<hr>, Markdown's ---, Word's horizontal line)."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """A table's rows; then `spans` is its text, cells joined by tab, rows by newline."""

    @property
    def text(self) -> str:
        """The line's text, spans concatenated."""
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])


MARKLESS_READERS = frozenset({"plain", "ocr"})
"""Values of `SourceDocument.reader` whose files show no emphasis: its absence says nothing."""

FurnitureKind = Literal["header", "footer", "page-number", "watermark", "contents", "repeated", "navigation", "other"]


@frozen
class Furniture:
    """Text that is on the page and not in the agreement: running heads, page numbers, watermarks, a contents page."""

    text: str
    kind: FurnitureKind
    pages: tuple[int, ...] = ()


@frozen
class Doubt:
    """Something a stage was not sure of, for the person who runs it. `code` is stable, `message` is one sentence."""

    code: str
    message: Bilingual
    page: int | None = None
    text: str = ""

    @property
    def is_of_probability(self) -> bool:
        """Whether it only says that a clause is less probable than others, and tells of no rival reading."""
        return self.code == "improbable"


@frozen
class SourceDocument:
    """A read file. `lines` in reading order, furniture already taken out (and listed in `furniture`)."""

    name: str
    """File name without its folder."""
    sha256: str
    """Hex digest of the file's bytes."""
    reader: str
    """Which engine read it: pdfium, pdfplumber, ocr, docx, html, markdown, plain."""
    lines: tuple[Line, ...]
    pages: int | None = None
    furniture: tuple[Furniture, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    """A title the format declares (DOCX Title style, HTML <h1>/<title>), when the format says so for certain."""
    properties: tuple[tuple[str, str], ...] = field(default=())
    """Facts for the report: body face, body size, confidence, …"""
    unread: tuple[Unread, ...] = ()
    """What the file shows and no line holds; empty where all was read."""
