"""Styles and their inheritance: document defaults, paragraph style, character style, direct formatting.

Source: ECMA-376 part 1, §17.7 (styles), §17.3 (paragraph and run properties).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from agreement_tool.read.docx.package import W, child, integer, is_on, value
from agreement_tool.read.flow import Look, is_hei

DEFAULT_SIZE = 10.0
"""Points, where neither styles nor document defaults say."""
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


@dataclass(frozen=True, slots=True)
class RunStyle:
    """The computed properties of a run."""

    look: Look = _PLAIN
    hidden: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """The computed properties of a paragraph."""

    run: RunStyle = RunStyle()
    outline: int | None = None
    """1…9, None for body text."""
    numbering: tuple[int, int] | None = None
    """(numId, ilvl); None without numbering."""
    centred: bool = False
    indent: float | None = None
    """In ems."""
    name: str = ""
    """The style's name in lower case: 'title', 'heading 1', 'toc 2'."""


def run_style(properties: Any | None, base: RunStyle) -> RunStyle:
    """`base` with the properties of one w:rPr applied."""
    if properties is None:
        return base
    look = base.look
    bold, italic, hidden = (is_on(child(properties, name)) for name in ("b", "i", "vanish"))
    return RunStyle(
        look=Look(
            bold=look.bold if bold is None else bold,
            italic=look.italic if italic is None else italic,
            underline=_underline(properties, look.underline),
            colour=_colour(child(properties, "color"), look.colour),
            fill=_fill(properties, look.fill),
            size=_size(properties, look.size),
            hei=_hei(properties, look.hei),
        ),
        hidden=base.hidden if hidden is None else hidden,
        link=base.link,
    )


def _underline(properties: Any, inherited: bool) -> bool:
    """An underline, or emphasis dots (着重号), which do its work in Chinese."""
    dots, line = is_on(child(properties, "em")), is_on(child(properties, "u"))
    given = [flag for flag in (dots, line) if flag is not None]
    return any(given) if given else inherited


def _colour(element: Any | None, inherited: str) -> str:
    given = value(element)
    if given is None:
        return inherited
    return "" if given == "auto" or len(given) != 6 or given == "000000" else given.lower()


def _fill(properties: Any, inherited: str) -> str:
    highlight = value(child(properties, "highlight"))
    if highlight is not None:
        return _HIGHLIGHTS.get(highlight, "")
    shading = value(child(properties, "shd"), "fill")
    if shading is None:
        return inherited
    return "" if shading == "auto" else shading.lower()


def _size(properties: Any, inherited: float | None) -> float | None:
    half_points = integer(value(child(properties, "sz")))
    return inherited if half_points is None else half_points / 2


def _hei(properties: Any, inherited: bool) -> bool:
    face = value(child(properties, "rFonts"), "eastAsia")
    return inherited if face is None else is_hei(face)


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
        self._base = run_style(child(defaults, "rPr"), RunStyle(Look(size=DEFAULT_SIZE)))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """The style's elements, the most general first."""
        found: list[Any] = []
        while style_id in self._elements and len(found) < _DEEPEST:
            element = self._elements[style_id]
            found.append(element)
            style_id = value(child(element, "basedOn"))
        yield from reversed(found)

    def paragraph(self, properties: Any | None) -> ParagraphStyle:
        """The computed style of a paragraph with this w:pPr."""
        style_id = value(child(properties, "pStyle"))
        if style_id not in self._elements:
            style_id = self._default
        if style_id not in self._paragraphs:
            style = ParagraphStyle(self._base, name=self.name(style_id))
            for element in self.chain(style_id):
                run = run_style(child(element, "rPr"), style.run)
                style = _paragraph_style(child(element, "pPr"), replace(style, run=run))
            self._paragraphs[style_id] = style
        return _paragraph_style(properties, self._paragraphs[style_id])

    def run(self, properties: Any | None, base: RunStyle) -> RunStyle:
        """The computed style of a run with this w:rPr in a paragraph whose style gives `base`."""
        style_id = value(child(properties, "rStyle"))
        for element in self.chain(style_id):
            base = run_style(child(element, "rPr"), base)
        if "hyperlink" in self.name(style_id):
            base = replace(base, link=True)
        return run_style(properties, base)

    def name(self, style_id: str | None) -> str:
        """The style's name in lower case; '' for an unknown style."""
        element = self._elements.get(style_id)
        return (value(child(element, "name")) or "").lower()

    def numbering_of(self, style_id: str) -> int | None:
        """The numId a (numbering) style points to."""
        element = self._elements.get(style_id)
        return integer(value(child(child(child(element, "pPr"), "numPr"), "numId")))


def _paragraph_style(properties: Any | None, base: ParagraphStyle) -> ParagraphStyle:
    if properties is None:
        return base
    level = integer(value(child(properties, "outlineLvl")))
    alignment = value(child(properties, "jc"))
    return replace(
        base,
        outline=base.outline if level is None else (level + 1 if 0 <= level < 9 else None),
        numbering=_numbering(child(properties, "numPr"), base.numbering),
        centred=base.centred if alignment is None else alignment == "center",
        indent=_indent(child(properties, "ind"), base),
    )


def _numbering(element: Any | None, inherited: tuple[int, int] | None) -> tuple[int, int] | None:
    """numPr may give the list, the level or both; the rest comes from the style. numId 0 switches numbering off."""
    if element is None:
        return inherited
    before = inherited or (0, 0)
    number = integer(value(child(element, "numId")))
    level = integer(value(child(element, "ilvl")))
    number = before[0] if number is None else number
    return (number, min(max(before[1] if level is None else level, 0), 8)) if number else None


def _indent(element: Any | None, base: ParagraphStyle) -> float | None:
    """Left indent plus first-line indent, in ems: *Chars are hundredths of a character, the rest twentieths of a point."""
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
