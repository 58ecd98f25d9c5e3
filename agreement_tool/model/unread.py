"""What a file shows to a person and no clause holds: what could not be read, and what was left out on purpose."""

from __future__ import annotations

from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen

UnreadKind = Literal[
    "picture",  # a picture, whose wording (a scanned clause, a seal) nobody has read
    "drawing",  # a chart, SmartArt, WordArt, a shape
    "form-field",  # a form field or control whose value was not read, or that nobody has filled in
    "annotation",  # a stamp, a sticky note, a highlight of a PDF
    "attachment",  # a file attached to a PDF
    "embedded-file",  # a file or object inside the document
    "frame",  # a page inside the page, kept elsewhere
    "script",  # wording that a script would write into the page
    "counter",  # a generated number that could not be computed
    "hidden-text",  # hidden, off the page, covered, on a layer that is switched off, too small to see
    "footnote",  # a footnote or endnote, outside the clauses
    "nested-table",  # a table inside another one's cell, whose rows and columns are lost
    "vertical-text",  # text that runs down the page
    "tracked-change",  # an insertion or deletion that was applied
    "field-without-result",  # a field that shows something the file does not hold
    "comment",  # a comment in the margin
    "other",  # struck-out text, characters that do not print, …: the sentence says what
]
UNREAD_KINDS: tuple[UnreadKind, ...] = (
    "picture", "drawing", "form-field", "annotation", "attachment", "embedded-file", "frame", "script", "counter",
    "hidden-text", "footnote", "nested-table", "vertical-text", "tracked-change", "field-without-result", "comment",
    "other",
)  # fmt: skip
"""Every kind, in the order of their definition."""


@frozen
class Unread:
    """One sort of thing that no clause holds, and how often it occurs."""

    what: UnreadKind
    count: int
    """How many pieces, 1 or more."""
    sentence: Bilingual
    """What it is and what to do about it."""
    pages: tuple[int, ...] = ()
    """1-based pages on which it stands; empty where the format has none."""
    places: tuple[str, ...] = ()
    """Where there are no pages: the beginnings of the paragraphs in which it stands, or addresses."""
    clauses: tuple[str, ...] = ()
    """Addresses (eids, as they were when the file was read) of the clauses in which it stands, in the order of
    `places`; empty where none begins so."""
    words: str = ""
    """The wording that was left out, quoted; at most some hundred characters."""
