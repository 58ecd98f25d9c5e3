"""Styles and their inheritance: document defaults, paragraph style, character style, direct formatting.

Source: ECMA-376 part 1, §17.7 (styles), §17.3 (paragraph and run properties).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read.docx.package import W, child, integer, is_on, value
from agreement_tool.read.flow import Look, is_hei

DEFAULT_SIZE = 10.0
"""Points, where neither styles nor document defaults say."""
TOO_SMALL = 1.5
"""Points."""
TOO_NARROW = 5
"""Per cent of a character's usual width."""
TOO_CLOSE = 0.8
"""Ems by which characters are moved together, from which on they cover each other."""
LIFTED = 4
"""Half points above or below the line from which figures are superscript or subscript."""
_DEEPEST = 20
"""Styles based on each other, at most: Word allows 11; a cycle must end."""

# §17.18.40 ST_HighlightColor
_HIGHLIGHTS = {
    "yellow": "ffff00",
    "green": "00ff00",
    "cyan": "00ffff",
    "magenta": "ff00ff",
    "blue": "0000ff",
    "red": "ff0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "c0c0c0",
    "black": "000000",
}


_PLAIN = Look()


@frozen
class RunStyle:
    """The computed properties of a run."""

    look: Look = _PLAIN
    hidden: bool = False
    link: bool = False
    strike: bool = False
    double_strike: bool = False
    is_caps: bool = False
    """Printed in capitals."""
    position: str = ""
    """superscript, subscript; '' on the line."""
    face: str = ""
    """The font of Latin characters, which says what a symbol's code means."""
    width: int = 100
    """Per cent of the characters' usual width."""
    spacing: int = 0
    """Twips by which characters stand further apart than they usually do."""

    @property
    def is_too_small(self) -> bool:
        """Whether nobody could read it: a point and a half high, squeezed to nothing, or set on top of each other."""
        size = self.look.size or DEFAULT_SIZE
        return size <= TOO_SMALL or 0 < self.width <= TOO_NARROW or -self.spacing >= TOO_CLOSE * 20 * size

    @property
    def is_struck(self) -> bool:
        """Whether a line is drawn through it."""
        return self.strike or self.double_strike


@frozen
class ListPlace:
    """Where a paragraph stands in a list."""

    number: int
    """numId."""
    level: int | None = None
    """The level, 0-based, that the paragraph itself gives; None where its style decides."""
    style_level: int = 0
    """The level that its style gives."""
    styles: tuple[str, ...] = ()
    """Its style and those it is based on: a level of the list may name one of them (w:lvl/w:pStyle)."""


@frozen
class ParagraphStyle:
    """The computed properties of a paragraph."""

    run: RunStyle = RunStyle()
    outline: int | None = None
    """1…9, None for body text."""
    numbering: ListPlace | None = None
    """Its place in a list; None without numbering."""
    centred: bool = False
    indent: float | None = None
    """In ems."""
    name: str = ""
    """The style's name in lower case: 'title', 'heading 1', 'toc 2'."""


def run_style(properties: Any | None, base: RunStyle) -> RunStyle:
    """`base` with the properties of one w:rPr applied."""
    if properties is None:
        return base
    # Looked up in one pass: a document asks for fifteen properties of every run.
    given = {element.tag: element for element in reversed(properties)}
    look = base.look

    def toggle(name: str, inherited: bool) -> bool:
        found = is_on(given.get(f"{W}{name}"))
        return inherited if found is None else found

    fonts = given.get(_FONTS)
    return RunStyle(
        look=Look(
            bold=toggle("b", look.bold),
            italic=toggle("i", look.italic),
            underline=_underline(given, look.underline),
            colour=_colour(given.get(f"{W}color"), look.colour),
            fill=_fill(given, look.fill),
            size=_size(given.get(f"{W}sz"), look.size),
            hei=_hei(fonts, look.hei),
        ),
        hidden=toggle("vanish", base.hidden),
        link=base.link,
        strike=toggle("strike", base.strike),
        double_strike=toggle("dstrike", base.double_strike),
        is_caps=toggle("caps", base.is_caps),
        position=_position(given, base.position),
        face=value(fonts, "ascii") or base.face,
        width=integer(value(given.get(f"{W}w"))) or base.width,
        spacing=_spacing(given.get(f"{W}spacing"), base.spacing),
    )


_FONTS = f"{W}rFonts"
Given = dict[str, Any]
"""The elements of a w:rPr by tag, the first of each."""


def _position(given: Given, inherited: str) -> str:
    lift = integer(value(given.get(f"{W}position")))
    if lift is not None and abs(lift) >= LIFTED:
        return "superscript" if lift > 0 else "subscript"
    align = value(given.get(f"{W}vertAlign"))
    return inherited if align is None else "" if align == "baseline" else align


def layered(elements: Iterable[Any | None], base: RunStyle, always: RunStyle) -> RunStyle:
    """A level of the style hierarchy (w:rPr elements, the most general first) over what the levels below it give.

    Toggle properties of two levels cancel each other out: bold in a bold paragraph style is not bold (§17.7.3). Those
    that the document's defaults (`always`) switch on stay on.
    """
    above, own = base, RunStyle()
    for properties in elements:
        above, own = run_style(properties, above), run_style(properties, own)

    def toggled(of: Callable[[RunStyle], bool]) -> bool:
        return of(always) or of(base) != of(own)

    look = replace(
        above.look, bold=toggled(lambda style: style.look.bold), italic=toggled(lambda style: style.look.italic)
    )
    return replace(
        above,
        look=look,
        hidden=toggled(lambda style: style.hidden),
        strike=toggled(lambda style: style.strike),
        is_caps=toggled(lambda style: style.is_caps),
    )


def _underline(given: Given, inherited: bool) -> bool:
    """An underline, or emphasis dots (着重号), which do its work in Chinese.

    `w:u` is no toggle: without `w:val` (as Pages writes it, with a colour alone) it draws nothing of its own.
    """
    kinds = [kind for name in ("em", "u") if (kind := value(given.get(f"{W}{name}"))) is not None]
    return any(kind != "none" for kind in kinds) if kinds else inherited


def _colour(element: Any | None, inherited: str) -> str:
    given = value(element)
    if given is None:
        return inherited
    return "" if given == "auto" or len(given) != 6 or given == "000000" else given.lower()


def _fill(given: Given, inherited: str) -> str:
    highlight = value(given.get(f"{W}highlight"))
    if highlight is not None:
        return _HIGHLIGHTS.get(highlight, "")
    shading = value(given.get(f"{W}shd"), "fill")
    if shading is None:
        return inherited
    return "" if shading == "auto" else shading.lower()


def _spacing(element: Any | None, inherited: int) -> int:
    twips = integer(value(element))
    return inherited if twips is None else twips


def _size(element: Any | None, inherited: float | None) -> float | None:
    half_points = integer(value(element))
    return inherited if half_points is None else half_points / 2


def _hei(fonts: Any | None, inherited: bool) -> bool:
    face = value(fonts, "eastAsia")
    return inherited if face is None else is_hei(face)


_HEADER_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_BAND_FLAGS = {"noHBand": 0x200, "noVBand": 0x400}


@frozen
class TableLook:
    """Which parts of its style a table uses (§17.4.55 tblLook)."""

    flags: frozenset[str]

    @classmethod
    def of(cls, properties: Any | None) -> TableLook:
        """The look that a w:tblPr asks for: attributes by name, or bits as older files write them."""
        look = child(properties, "tblLook")
        bits = int(value(look) or "0", 16) if _is_hex(value(look)) else 0
        flags = set()
        for name, bit in (_HEADER_FLAGS | _BAND_FLAGS).items():
            given = value(look, name)
            if given in ("1", "true", "on") if given is not None else bits & bit:
                flags.add(name)
        return cls(frozenset(flags))

    def conditions(self, row: int, rows: int, column: int, columns: int) -> list[str]:
        """The conditional formats of a cell (0-based), the weakest first (§17.7.6)."""
        first_row, last_row = self._is_on("firstRow", row == 0), self._is_on("lastRow", row == rows - 1)
        first, last = self._is_on("firstColumn", column == 0), self._is_on("lastColumn", column == columns - 1)
        body_row, body_column = row - ("firstRow" in self.flags), column - ("firstColumn" in self.flags)
        found = ["wholeTable"]
        if "noVBand" not in self.flags and not (first or last):
            found.append(f"band{body_column % 2 + 1}Vert")
        if "noHBand" not in self.flags and not (first_row or last_row):
            found.append(f"band{body_row % 2 + 1}Horz")
        parts = {"firstCol": first, "lastCol": last, "firstRow": first_row, "lastRow": last_row}
        corners = {
            "neCell": first_row and last, "nwCell": first_row and first,
            "seCell": last_row and last, "swCell": last_row and first,
        }  # fmt: skip
        return found + [name for name, applies in (parts | corners).items() if applies]

    def _is_on(self, flag: str, there: bool) -> bool:
        return there and flag in self.flags


def is_filled(properties: Any | None) -> bool:
    """Whether a w:pPr, w:tcPr or w:tblPr gives a background that white text can be read on."""
    shading = child(properties, "shd")
    return shading is not None and (value(shading, "fill") or "auto").lower() not in ("auto", "ffffff")


def _is_hex(text: str | None) -> bool:
    return bool(text) and all(character in "0123456789abcdefABCDEF" for character in text or "")


@frozen
class TableStyle:
    """A table style's elements, the most general first, and what the document's defaults give."""

    chain: tuple[Any, ...]
    defaults: RunStyle

    @property
    def is_shaded(self) -> bool:
        """Whether the style fills any cell: white text may stand on it."""
        return any(next(element.iter(f"{W}shd"), None) is not None for element in self.chain)

    def cell(self, conditions: Sequence[str]) -> RunStyle:
        """What the style gives the runs of a cell under these conditions."""
        if not self.chain:
            return self.defaults
        properties = [child(element, "rPr") for element in self.chain]
        for condition in conditions:
            for element in self.chain:
                parts = element.findall(f"{W}tblStylePr")
                properties += [child(part, "rPr") for part in parts if value(part, "type") == condition]
        return layered(properties, self.defaults, self.defaults)


class Styles:
    """The styles part of a document."""

    def __init__(self, root: Any | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {value(element, "styleId"): element for element in elements}
        self._default = next(
            (
                value(element, "styleId")
                for element in elements
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true")
            ),
            None,
        )
        defaults = child(child(root, "docDefaults"), "rPrDefault")
        self.defaults = run_style(child(defaults, "rPr"), RunStyle(Look(size=DEFAULT_SIZE)))
        """What every run looks like where nothing else says."""
        self._paragraphs: dict[tuple[str | None, RunStyle], ParagraphStyle] = {}
        self._tables: dict[str | None, TableStyle] = {}

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """The style's elements, the most general first."""
        found: list[Any] = []
        while style_id in self._elements and len(found) < _DEEPEST:
            element = self._elements[style_id]
            found.append(element)
            style_id = value(child(element, "basedOn"))
        yield from reversed(found)

    def paragraph(self, properties: Any | None, table: RunStyle | None = None) -> ParagraphStyle:
        """The computed style of a paragraph with this w:pPr. `table`: what the style of the table around it gives."""
        style_id = value(child(properties, "pStyle"))
        if style_id not in self._elements:
            style_id = self._default
        base = table or self.defaults
        if (style_id, base) not in self._paragraphs:
            self._paragraphs[style_id, base] = self._of_style(style_id, base)
        return _paragraph_style(properties, self._paragraphs[style_id, base])

    def _of_style(self, style_id: str | None, base: RunStyle) -> ParagraphStyle:
        chain = list(self.chain(style_id))
        run = layered((child(element, "rPr") for element in chain), base, self.defaults)
        style = ParagraphStyle(run, name=self.name(style_id))
        for element in chain:
            style = _paragraph_style(child(element, "pPr"), style)
        if style.numbering is None:
            return style
        linked = tuple(value(element, "styleId") or "" for element in reversed(chain))
        level = style.numbering.level
        place = replace(style.numbering, level=None, style_level=level or 0, styles=linked)
        return replace(style, numbering=place)

    def run(self, properties: Any | None, base: RunStyle, *, accept: bool = True) -> RunStyle:
        """The computed style of a run with this w:rPr in a paragraph whose style gives `base`.

        `accept`: tracked changes of its formatting count.
        """
        if properties is None:
            return base
        if not accept:
            before = child(child(properties, "rPrChange"), "rPr")
            properties = properties if before is None else before
        style_id = value(child(properties, "rStyle"))
        if style_id is not None:
            base = layered((child(element, "rPr") for element in self.chain(style_id)), base, self.defaults)
            if "hyperlink" in self.name(style_id):
                base = replace(base, link=True)
        return run_style(properties, base)

    def table(self, style_id: str | None) -> TableStyle:
        """The style of a table."""
        if style_id not in self._tables:
            self._tables[style_id] = TableStyle(tuple(self.chain(style_id)), self.defaults)
        return self._tables[style_id]

    def name(self, style_id: str | None) -> str:
        """The style's name in lower case; '' for an unknown style."""
        element = self._elements.get(style_id)
        return (value(child(element, "name")) or "").lower()

    def numbering_of(self, style_id: str) -> int | None:
        """The numId a (numbering) style points to."""
        element = self._elements.get(style_id)
        return integer(value(child(child(child(element, "pPr"), "numPr"), "numId")))


def _paragraph_style(properties: Any | None, base: ParagraphStyle) -> ParagraphStyle:
    given = {} if properties is None else {element.tag: element for element in reversed(properties)}
    if not given.keys() & _OF_PARAGRAPHS:
        return base
    level = integer(value(given.get(f"{W}outlineLvl")))
    alignment = value(given.get(f"{W}jc"))
    return replace(
        base,
        outline=base.outline if level is None else (level + 1 if 0 <= level < 9 else None),
        numbering=_numbering(given.get(f"{W}numPr"), base.numbering),
        centred=base.centred if alignment is None else alignment == "center",
        indent=_indent(given.get(f"{W}ind"), base),
    )


_OF_PARAGRAPHS = frozenset(f"{W}{name}" for name in ("outlineLvl", "jc", "numPr", "ind"))


def _numbering(element: Any | None, inherited: ListPlace | None) -> ListPlace | None:
    """numPr may give the list, the level or both; the rest comes from the style. numId 0 switches numbering off."""
    if element is None:
        return inherited
    before = inherited or ListPlace(0)
    number = integer(value(child(element, "numId")))
    level = integer(value(child(element, "ilvl")))
    number = before.number if number is None else number
    return (
        replace(before, number=number, level=before.level if level is None else min(max(level, 0), 8))
        if number
        else None
    )


def _indent(element: Any | None, base: ParagraphStyle) -> float | None:
    """Left indent plus first-line indent, in ems: *Chars are hundredths of a character, the rest twentieths of a
    point."""
    if element is None:
        return base.indent
    size = base.run.look.size or DEFAULT_SIZE

    def given(*names: str) -> float | None:
        for name in names:
            in_characters = integer(value(element, f"{name}Chars"))
            if in_characters:
                return in_characters / 100
            twips = integer(value(element, name))
            if twips is not None:
                return twips / 20 / size
        return None

    left = given("left", "start") or 0.0
    first = given("firstLine") or -(given("hanging") or 0.0)
    return round(left + first, 2)
