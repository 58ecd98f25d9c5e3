"""The runs of a paragraph: text, breaks, symbols, fields, tracked changes, and what is anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read import formulas
from agreement_tool.read.docx.controls import PLACEHOLDER, control
from agreement_tool.read.docx.fields import Computed, Field
from agreement_tool.read.docx.formulas import MATH, linear
from agreement_tool.read.docx.objects import ANCHORS, COMPATIBILITY, anchored, chosen
from agreement_tool.read.docx.package import DocxPackage, W, child, value
from agreement_tool.read.docx.placing import is_paper
from agreement_tool.read.docx.sources import Sources
from agreement_tool.read.docx.styles import ParagraphStyle, RunStyle, Styles
from agreement_tool.read.docx.symbols import UNKNOWN, in_symbol_font, is_symbol_font, symbol
from agreement_tool.read.flow import Run
from agreement_tool.read.inventory import Reason
from agreement_tool.read.paragraphs import BREAK

INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_FORMULAS = frozenset({f"{MATH}oMath", f"{MATH}oMathPara"})
_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)

FIELD_WITHOUT_RESULT = Reason(
    "field-without-result",
    "有 {n} 个域没有存下结果，显示的内容未能读取：请在 Word 中更新域（Ctrl+A、F9）并保存后再读。",
    "{n} fields hold no result, so what they show was not read: update the fields in Word (Ctrl+A, F9), "
    "save, read again.",
)
UNKNOWN_SYMBOL = Reason(
    "other",
    "有 {n} 个符号字体的字符无法识别，读作 �：请对照原件。",
    "{n} characters of a symbol font are not known and were read as �: compare with the original.",
)


@dataclass(slots=True)
class Changes:
    """Tracked changes met so far, and what to do with them."""

    accept: bool = True
    keeps_all: bool = False
    """What was inserted and what was deleted both stay."""
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Of both, what is left out."""

    @property
    def out(self) -> frozenset[str]:
        """The tags of changes whose content is left out."""
        return frozenset() if self.keeps_all else DELETED if self.accept else INSERTED

    def left_out(self, tags: frozenset[str]) -> bool:
        """Whether content is left out that stands inside changes with these tags: any one is enough."""
        return bool(tags & self.out)

    def note(self, tags: frozenset[str], text: str) -> None:
        """Count a piece of changed text once: what was inserted and deleted again is deleted."""
        if text.strip():
            (self.deleted if tags & DELETED else self.inserted).append(text)
            if self.left_out(tags):
                self.left.append(text)


@dataclass(slots=True)
class UnprintedTexts:
    """Texts of a paragraph that are not printed; neighbouring runs are one piece."""

    texts: list[str] = field(default_factory=list)
    is_open: bool = False

    def add(self, text: str) -> None:
        """Take a run's text."""
        if self.is_open and self.texts:
            self.texts[-1] += text
        elif text.strip():
            self.texts.append(text)
            self.is_open = True


@frozen
class Citation:
    """A REF or NOTEREF field as it stands: which bookmark, how, and what it shows."""

    bookmark: str
    instruction: str
    shown: str
    by_number: bool
    r"""Whether it asks for the paragraph's number (\r, \n, \w)."""


@dataclass(slots=True)
class Paragraph:
    """What was found in one w:p."""

    runs: list[Run] = field(default_factory=list)
    hidden: UnprintedTexts = field(default_factory=UnprintedTexts)
    struck: UnprintedTexts = field(default_factory=UnprintedTexts)
    boxes: list[Any] = field(default_factory=list)
    """w:txbxContent elements of text boxes anchored here."""
    unread: list[tuple[Reason, str]] = field(default_factory=list)
    """(why, the words) of what is here and was not read."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(footnotes or endnotes, id) of the notes cited here."""
    comments: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    """Bookmarks that begin here."""
    citations: list[Citation] = field(default_factory=list)
    volatile: list[str] = field(default_factory=list)
    """Texts of fields that show another text every day."""
    in_contents: bool = False
    page_field: bool = False


class RunReader:
    """Reads paragraphs. Fields may span paragraphs, so one reader serves one story (body, header, footnote)."""

    def __init__(self, styles: Styles, changes: Changes, package: DocxPackage | None = None, part: str = "") -> None:
        self._styles = styles
        self._changes = changes
        self._package = package
        self._part = part
        self._fields: list[Field] = []
        self._computed = Computed()
        self._level = 0
        self._list_level: int | None = None
        self._shaded = False
        self._out_of_sight = False
        self.sources = Sources(package, part)
        self._never_ended: set[Any] = set()
        self.marked: dict[str, str] = {}
        """Text inside every bookmark."""
        self._open_bookmarks: dict[str, str] = {}

    def survey(self, parent: Any) -> None:
        """Find fields that begin and never end: their text is text, and not the instruction of all that follows."""
        waiting: list[Any] = []
        for character in parent.iter(f"{W}fldChar"):
            kind = value(character, "fldCharType")
            if kind == "begin":
                waiting.append(character)
            elif kind == "end" and waiting:
                waiting.pop()
        self._never_ended.update(waiting)

    def read(
        self,
        paragraph: Any,
        style: ParagraphStyle,
        list_level: int | None = None,
        *,
        shaded: bool = False,
        out_of_sight: bool = False,
    ) -> Paragraph:
        """The runs of a w:p of this style; `list_level`: its level in a list, 0-based; `shaded`: on a dark ground;
        `out_of_sight`: where nobody sees it."""
        self._out_of_sight = out_of_sight
        self._level, self._list_level, self._shaded = (style.outline or 1) - 1, list_level, shaded
        found = Paragraph(in_contents=self._in_contents)
        for run, link, changes in self._runs(paragraph, found, link=False, changes=frozenset()):
            self._take(run, style.run, found, link=link, changes=changes)
            found.in_contents |= self._in_contents
        return found

    @property
    def _in_contents(self) -> bool:
        return any(one.name == "TOC" for one in self._fields)

    @property
    def _shows(self) -> bool:
        """Whether text here is printed: in no field's instruction."""
        return all(one.in_result for one in self._fields)

    def _runs(
        self, parent: Any, found: Paragraph, *, link: bool, changes: frozenset[str]
    ) -> Iterator[tuple[Any, bool, frozenset[str]]]:
        """(w:r or formula, inside a hyperlink, the tracked changes around it)."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}r" or tag in _FORMULAS:
                yield element, link, changes
            elif tag in INSERTED or tag in DELETED:
                yield from self._runs(element, found, link=link, changes=changes | {tag})
            elif tag == f"{W}sdt":
                yield from self._controlled(element, found, link=link, changes=changes)
            elif tag == f"{W}fldSimple":
                self._fields.append(
                    Field(value(element, "instr") or "", in_result=True, form=child(element, "fldData"))
                )
                yield from self._runs(element, found, link=link, changes=changes)
                yield _made_run("", "simple-end"), link, changes
            elif tag in _TRANSPARENT:
                yield from self._runs(element, found, link=link or tag == f"{W}hyperlink", changes=changes)
            elif tag == f"{COMPATIBILITY}AlternateContent":
                yield from self._runs(chosen(element), found, link=link, changes=changes)
            else:
                self._pass(element, found)

    def _controlled(
        self, element: Any, found: Paragraph, *, link: bool, changes: frozenset[str]
    ) -> Iterator[tuple[Any, bool, frozenset[str]]]:
        given = control(element)
        if given.placeholder:
            found.unread.append((PLACEHOLDER, given.placeholder))
        elif (bound := self.sources.bound(element, given.text)) is not None:
            found.unread.append(bound)
        if given.generated:
            yield _made_run(given.generated), link, changes
        if given.content is not None:
            yield from self._runs(given.content, found, link=link, changes=changes)

    def _pass(self, element: Any, found: Paragraph) -> None:
        """An element between runs: bookmarks and the ranges of comments."""
        tag, number = element.tag, value(element, "id") or ""
        if tag == f"{W}bookmarkStart":
            name = value(element, "name") or ""
            self._open_bookmarks[number] = name
            self.marked.setdefault(name, "")
            found.bookmarks.append(name)
        elif tag == f"{W}bookmarkEnd":
            self._open_bookmarks.pop(number, None)

    def _take(self, run: Any, base: RunStyle, found: Paragraph, *, link: bool, changes: frozenset[str]) -> None:
        style = self._styles.run(child(run, "rPr"), base, accept=self._changes.accept)
        if link or style.link:
            # A hyperlink's blue and underline say "link", not "mind this".
            look = replace(style.look, colour=base.look.colour, underline=base.look.underline)
            style = replace(style, look=look)
        out = self._changes.left_out(changes)
        text = self._formula(run, found) if run.tag in _FORMULAS else "".join(self._text(run, style, found, out=out))
        if changes and text:
            self._changes.note(changes, text)
        if out or not text:
            return
        self._print(text, style, found)

    def _print(self, text: str, style: RunStyle, found: Paragraph) -> None:
        """Put a run's text where it belongs: into the paragraph, or among the unprinted texts."""
        if self._is_unseen(style) or style.is_struck:
            collector, other = (found.struck, found.hidden) if style.is_struck else (found.hidden, found.struck)
            collector.add(text)
            other.is_open = False
            return
        if text.strip():
            found.hidden.is_open = found.struck.is_open = False
        for name in self._open_bookmarks.values():
            self.marked[name] += text
        for one in self._fields:
            one.result += text
        found.runs.append(Run(text, style.look))

    def _is_unseen(self, style: RunStyle) -> bool:
        """Hidden, too small to be read, white on white, or set where nobody sees it."""
        white = is_paper(style.look.colour) and (not style.look.fill or is_paper(style.look.fill))
        return style.hidden or style.is_too_small or (white and not self._shaded) or self._out_of_sight

    def _formula(self, element: Any, found: Paragraph) -> str:
        text = linear(element, self._changes.out)
        before = found.runs[-1].text if found.runs else ""
        return formulas.keep_numbers_separate(before, text)[len(before) :]

    def _text(self, run: Any, style: RunStyle, found: Paragraph, *, out: bool) -> Iterator[str]:
        for element in run:
            tag = element.tag
            if tag == f"{W}fldChar":
                yield self._character(element, found, out=out)
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += element.text or ""
                found.page_field |= "PAGE" in (element.text or "").upper()
            elif tag in ANCHORS:
                if not out:
                    self._anchor(element, found)
            elif tag in _CITED:
                self._cite(element, found, out=out)
            elif self._shows:
                yield self._printed(element, style, found)

    def _anchor(self, element: Any, found: Paragraph) -> None:
        for one in anchored(element, self._package, self._part):
            if one.box is not None:
                found.boxes.append(one.box)
            elif one.reason is not None:
                found.unread.append((one.reason, one.words))

    def _cite(self, element: Any, found: Paragraph, *, out: bool) -> None:
        number = value(element, "id") or ""
        if out:
            return
        if element.tag == f"{W}commentReference":
            found.comments.append(number)
        else:
            kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
            found.notes.append((kind, number))

    def _character(self, element: Any, found: Paragraph, *, out: bool) -> str:
        """Take a w:fldChar; what is printed in its place."""
        kind = value(element, "fldCharType")
        if kind == "begin" and element not in self._never_ended:
            stale = bool(is_on_attribute(element, "dirty"))
            self._fields.append(Field(form=child(element, "ffData"), stale=stale))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            return self._end_field(found, out=out)
        return ""

    def _end_field(self, found: Paragraph, *, out: bool) -> str:
        ended = self._fields.pop()
        if out or not self._shows:
            return ""
        if ended.name in ("SET", "ASK"):
            self.marked[ended.words[1] if len(ended.words) > 1 else ""] = "".join(ended.words[2:3])
        if (stale := self.sources.property_of(ended)) is not None:
            found.unread.append(stale)
        if ended.is_volatile:
            found.volatile.append(ended.result)
        if ended.name in ("REF", "NOTEREF") or (ended.name and ended.name in self.marked):
            found.citations.append(_citation(ended))
        if ended.result or ended.prints_nothing:
            return ""
        text = self._computed.text(ended, level=self._level, list_level=self._list_level)
        if text is None:
            if ended.name and ended.name not in _MAY_BE_EMPTY:
                found.unread.append((FIELD_WITHOUT_RESULT, ended.instruction.strip()))
            return ""
        before = found.runs[-1].text if found.runs else ""
        return formulas.keep_numbers_separate(before, text)[len(before) :]

    def _printed(self, element: Any, style: RunStyle, found: Paragraph) -> str:
        """What one child of a run prints."""
        tag = element.tag
        if tag == _SIMPLE_END:
            return self._end_field(found, out=False)
        if tag == f"{W}sym":
            return _counted(_symbol(element), found)
        if tag in (f"{W}t", f"{W}delText"):
            return _shaped((element.text or "").replace("\n", " "), style, found)
        if tag == f"{W}br":
            return "" if value(element, "type") in ("page", "column") else BREAK
        if tag == f"{W}ruby":
            return "".join(text.text or "" for text in element.iterfind(f"{W}rubyBase//{W}t"))
        if tag in _FORMULAS:
            return linear(element, self._changes.out)
        if tag in _OLD_FIELDS:
            found.unread.append((FIELD_WITHOUT_RESULT, tag.removeprefix(W)))
        return _PLAIN.get(tag, "")


_OLD_FIELDS = frozenset(
    f"{W}{name}" for name in ("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
)
"""Word 6's page numbers and dates, which hold no text."""
_CITED = frozenset(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "commentReference"))
_MAY_BE_EMPTY = frozenset(
    [
        "REF",
        "IF",
        "HYPERLINK",
        "INCLUDEPICTURE",
        "TOC",
        "INDEX",
        "FORMTEXT",
        "MERGEFIELD",
        "DOCPROPERTY",
        "PAGE",
        "ADDIN",
        "COMPARE",
        "TOA",
        "RD",
        "BIBLIOGRAPHY",
    ]
)
"""Fields whose empty result is what Word shows."""
_SIMPLE_END = f"{W}simple-end"
_PLAIN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}


def is_on_attribute(element: Any, name: str) -> bool:
    """Whether an attribute of an element says yes."""
    return (value(element, name) or "0").lower() not in ("0", "false", "off")


def _made_run(text: str, child_name: str = "t") -> Any:
    """A run that the file does not hold: what a control prints, or the end of a simple field."""
    from lxml import etree

    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}{child_name}").text = text
    return run


def _citation(ended: Field) -> Citation:
    words = ended.words
    named = ended.name in ("REF", "NOTEREF")
    bookmark = words[1] if named and len(words) > 1 else words[0]
    by_number = any(ended.switch(letter) is not None for letter in "rnw")
    return Citation(bookmark, ended.instruction.strip(), ended.result.strip(), by_number)


def _symbol(element: Any) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return symbol(code, value(element, "font") or "")


def _shaped(text: str, style: RunStyle, found: Paragraph) -> str:
    """Text as its font and its position print it."""
    if is_symbol_font(style.face) or any("\uf000" <= character <= "\uf0ff" for character in text):
        text = _counted(in_symbol_font(text, style.face), found)
    if style.is_caps:
        text = text.upper()
    if style.position == "superscript":
        return formulas.raised(text)
    return formulas.lowered(text) if style.position == "subscript" and _ends_in_figure(found) else text


def _ends_in_figure(found: Paragraph) -> bool:
    return bool(found.runs) and found.runs[-1].text[-1:].isdigit()


def _counted(text: str, found: Paragraph) -> str:
    found.unread.extend((UNKNOWN_SYMBOL, "") for character in text if character == UNKNOWN)
    return text
