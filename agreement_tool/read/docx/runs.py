"""The runs of a paragraph: text, breaks, symbols, fields, tracked changes, and what is anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from agreement_tool.read.docx.package import W, child, value
from agreement_tool.read.docx.styles import RunStyle, Styles
from agreement_tool.read.flow import Run
from agreement_tool.read.paragraphs import BREAK

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# §17.3.3.30 sym: the characters of Wingdings and Wingdings 2 that agreements use, at F0xx or plain.
_SYMBOLS = {
    0x6F: "□", 0x70: "□", 0x71: "□", 0xA8: "□", 0x2A: "□", 0xA3: "□", 0x30: "□",
    0xFE: "☑", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xFD: "☒", 0x50: "✓", 0xFC: "✓", 0x4F: "✗", 0xFB: "✗",
    0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xD8: "➢", 0xB7: "•", 0x9F: "•", 0xA7: "▪", 0xAB: "★", 0x28: "☎",
}  # fmt: skip
_INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)


@dataclass(slots=True)
class Changes:
    """Tracked changes met so far, and what to do with them."""

    accept: bool = True
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def left_out(self, tag: str) -> bool:
        """Whether the content of a w:ins, w:del, w:moveTo or w:moveFrom is left out."""
        return tag in (_DELETED if self.accept else _INSERTED)


@dataclass(slots=True)
class Fields:
    """The complex fields that are open (§17.16.18): their instructions, outermost first."""

    instructions: list[str] = field(default_factory=list)
    in_result: list[bool] = field(default_factory=list)

    def character(self, kind: str | None) -> None:
        """Take a w:fldChar."""
        if kind == "begin":
            self.instructions.append("")
            self.in_result.append(False)
        elif kind == "separate" and self.in_result:
            self.in_result[-1] = True
        elif kind == "end" and self.instructions:
            self.instructions.pop()
            self.in_result.pop()

    def instruct(self, text: str) -> None:
        """Take a w:instrText."""
        if self.instructions:
            self.instructions[-1] += text

    @property
    def shows(self) -> bool:
        """Whether text here is printed: in no field's instruction."""
        return all(self.in_result)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(text.strip().upper().startswith("TOC") for text in self.instructions)


@dataclass(slots=True)
class Paragraph:
    """What was found in one w:p."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """w:txbxContent elements of text boxes anchored here."""
    in_contents: bool = False
    page_field: bool = False


class RunReader:
    """Reads paragraphs. Fields may span paragraphs, so one reader serves one story (body, header, footnote)."""

    def __init__(self, styles: Styles, changes: Changes) -> None:
        self._styles = styles
        self._changes = changes
        self._fields = Fields()

    def read(self, paragraph: Any, base: RunStyle) -> Paragraph:
        """The runs of a w:p whose paragraph style gives `base`."""
        found = Paragraph(in_contents=self._fields.in_contents)
        for run, link, wrapper in self._runs(paragraph, link=False, wrapper=None):
            self._take(run, base, found, link=link, wrapper=wrapper)
            found.in_contents |= self._fields.in_contents
        return found

    def _runs(self, parent: Any, *, link: bool, wrapper: str | None) -> Iterator[tuple[Any, bool, str | None]]:
        """(w:r or m:oMath, inside a hyperlink, the tracked change around it)."""
        for element in parent:
            tag = element.tag
            if tag in (f"{W}r", f"{MATH}oMath", f"{MATH}oMathPara"):
                yield element, link, wrapper
            elif tag in _INSERTED or tag in _DELETED:
                yield from self._runs(element, link=link, wrapper=tag)
            elif tag in _TRANSPARENT:
                inside = link or tag == f"{W}hyperlink"
                yield from self._runs(element, link=inside, wrapper=wrapper)
            elif tag == f"{_COMPATIBILITY}AlternateContent":
                yield from self._runs(_chosen(element), link=link, wrapper=wrapper)

    def _take(self, run: Any, base: RunStyle, found: Paragraph, *, link: bool, wrapper: str | None) -> None:
        style = self._styles.run(child(run, "rPr"), base)
        if link or style.link:
            # A hyperlink's blue and underline say "link", not "mind this".
            look = replace(style.look, colour=base.look.colour, underline=base.look.underline)
            style = replace(style, look=look)
        text = "".join(self._text(run, found))
        if wrapper is not None and text.strip():
            (self._changes.deleted if wrapper in _DELETED else self._changes.inserted).append(text)
            if self._changes.left_out(wrapper):
                return
        if style.hidden:
            found.hidden.append(text)
        elif text:
            found.runs.append(Run(text, style.look))

    def _text(self, run: Any, found: Paragraph) -> Iterator[str]:
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                self._fields.character(value(element, "fldCharType"))
            elif tag == f"{W}instrText":
                self._fields.instruct(element.text or "")
                found.page_field |= "PAGE" in (element.text or "").upper()
            elif tag in _ANCHORS:
                found.boxes.extend(_boxes(element))
            elif self._fields.shows:
                yield _printed(element)


_ANCHORS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{_COMPATIBILITY}AlternateContent"})
_PLAIN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}


def _printed(element: Any) -> str:
    """What one child of a run prints."""
    tag = element.tag
    if tag in (f"{W}t", f"{W}delText", f"{MATH}t"):
        return (element.text or "").replace("\n", " ")
    if tag == f"{W}br":
        return "" if value(element, "type") in ("page", "column") else BREAK
    if tag == f"{W}sym":
        return _symbol(value(element, "char"))
    if tag == f"{W}ruby":
        return "".join(text.text or "" for text in element.iterfind(f"{W}rubyBase//{W}t"))
    if tag.startswith(MATH):
        return "".join(text.text or "" for text in element.iter(f"{MATH}t"))
    return _PLAIN.get(tag, "")


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        point -= 0xF000
        return _SYMBOLS.get(point, "�")
    return _SYMBOLS.get(point, chr(point) if 0x20 <= point < 0xD800 else "�")


def _chosen(alternate: Any) -> Any:
    """Of mc:AlternateContent the choice, or the fallback where it has none: both hold the same text."""
    choice = alternate.find(f"{_COMPATIBILITY}Choice")
    fallback = alternate.find(f"{_COMPATIBILITY}Fallback")
    chosen = choice if choice is not None else fallback
    return () if chosen is None else chosen


def _boxes(anchor: Any) -> Iterator[Any]:
    """The outermost text boxes in a drawing."""
    waiting = list(_chosen(anchor)) if anchor.tag == f"{_COMPATIBILITY}AlternateContent" else [anchor]
    waiting.reverse()
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag == f"{_COMPATIBILITY}AlternateContent":
            waiting.extend(reversed(list(_chosen(element))))
        else:
            waiting.extend(reversed(list(element)))
