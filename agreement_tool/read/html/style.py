"""The computed style of an element: what a browser's own sheet, the page's sheet and the parent give, in that order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read.flow import Look, is_hei
from agreement_tool.read.html.colours import colour
from agreement_tool.text.patterns import compiled

MEDIUM = 12.0
"""The size of text that nothing sets: 16 CSS pixels, in points."""

_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_KEYWORD_SIZES = {
    "xx-small": 6.75,
    "x-small": 7.5,
    "small": 9.75,
    "medium": 12.0,
    "large": 13.5,
    "x-large": 18.0,
    "xx-large": 24.0,
}
_UNITS = {"px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "rpx": 0.375, "upx": 0.375}
_LENGTH = compiled(r"(-?[\d.]+)([a-z%]*)\Z")
_FONT_SIZE = compiled(r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%))(?:/\S+)?(?:\s|$)")

# HTML Living Standard, §15 Rendering: the sizes of headings, in ems of the parent.
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD_TAGS = frozenset({"b", "strong", "th", *_HEADINGS})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "var", "dfn", "address"})
_UNDERLINE_TAGS = frozenset({"u", "ins"})
_PRE_TAGS = frozenset({"pre", "textarea", "listing", "xmp"})


_INITIAL = Look(size=MEDIUM)


@frozen
class ComputedStyle:
    """What we need of an element's computed style."""

    look: Look = _INITIAL
    link: bool = False
    """Inside <a href>: its colour and underline say 'link', not 'mind this'."""
    centred: bool = False
    indent: float = 0.0
    """First-line indent plus left margins, in points."""
    keeps_lines: bool = False
    """White space is as typed: <pre>, white-space: pre*."""
    list_style: str = ""
    hidden: bool = False
    struck: bool = False
    """A line is drawn through the text, which descendants cannot take away."""
    invisible: bool = False
    """The text is there and cannot be seen: invisible, next to no size, transparent, in the colour of its ground."""
    ground_known: bool = True
    """Whether the colour behind the text is `look.fill`: no picture or gradient stands there."""
    case: str = ""
    """What text-transform makes of Latin letters: a key of `CASES`, or nothing."""
    raised: int = 0
    """1 above the line, -1 below it, 0 on it."""
    block: bool | None = None
    """What `display` says; None where it says nothing."""


def _size(value: str, parent: float) -> float | None:
    """A font size in points; ems and per cents are of the parent's."""
    if value in _KEYWORD_SIZES:
        return _KEYWORD_SIZES[value]
    found = _LENGTH.match(value)
    if not found:
        return None
    try:
        number = float(found.group(1))
    except ValueError:
        return None
    unit = found.group(2)
    if unit == "em":
        return number * parent
    if unit == "%":
        return number * parent / 100
    if unit == "rem":
        return number * MEDIUM
    return number * _UNITS[unit] if unit in _UNITS else None


def _length(value: str, size: float) -> float:
    """A margin or indent in points; 0 for what we cannot tell (per cents, auto, calc)."""
    found = _LENGTH.match(value)
    return 0.0 if not found or found.group(2) == "%" else (_size(value, size) or 0.0)


def _tag_look(tag: str, element: Any, look: Look) -> Look:
    size = look.size or MEDIUM
    if tag in _HEADINGS:
        look = replace(look, size=size * _HEADINGS[tag])
    if tag == "small":
        look = replace(look, size=size * 0.83)
    if tag == "big":
        look = replace(look, size=size * 1.2)
    if tag in _BOLD_TAGS:
        look = replace(look, bold=True)
    if tag in _ITALIC_TAGS:
        look = replace(look, italic=True)
    if tag in _UNDERLINE_TAGS:
        look = replace(look, underline=True)
    if tag == "mark":
        look = replace(look, fill="ffff00")
    return _font_tag(element, look) if tag == "font" else look


def _font_tag(element: Any, look: Look) -> Look:
    given = colour(element.get("color") or "")
    size = _FONT_SIZES.get((element.get("size") or "").strip())
    return replace(look, colour=given if given is not None else look.colour, size=size or look.size)


def _weight(value: str, bold: bool) -> bool:
    if value in ("bold", "bolder"):
        return True
    if value in ("normal", "lighter"):
        return False
    return int(value) >= 600 if value.isdigit() else bold


def _declared_look(declared: Mapping[str, str], look: Look, parent_size: float) -> Look:
    size = look.size
    bold = look.bold
    if font := declared.get("font"):
        words = font.split()
        bold = "bold" in words or "700" in words
        found = _FONT_SIZE.search(font)
        size = (_size(found.group(1), parent_size) if found else None) or size
    if "font-size" in declared:
        size = _size(declared["font-size"], parent_size) or size
    if "font-weight" in declared:
        bold = _weight(declared["font-weight"], bold)
    italic = declared.get("font-style", "italic" if look.italic else "normal") in ("italic", "oblique")
    fill = colour(declared.get("background-color", "") or declared.get("background", "").partition(" ")[0])
    return Look(
        bold=bold,
        italic=italic,
        underline=_underlined(declared, look.underline),
        colour=colour(declared.get("color", "")) or look.colour,
        fill=look.fill if fill is None else fill,
        size=size,
        hei=is_hei(declared["font-family"].partition(",")[0]) if "font-family" in declared else look.hei,
    )


def _underlined(declared: Mapping[str, str], inherited: bool) -> bool:
    """An underline is drawn under all descendants, whatever they say; emphasis dots (着重号) count as one."""
    lines = declared.get("text-decoration", "") + " " + declared.get("text-decoration-line", "")
    dots = declared.get("text-emphasis", declared.get("-webkit-text-emphasis", "none"))
    return inherited or "underline" in lines or dots != "none"


_INLINE = frozenset({"inline", "inline-block", "inline-flex", "contents"})


def _display(declared: Mapping[str, str]) -> tuple[bool, bool | None]:
    """(hidden, block)."""
    display = declared.get("display", "")
    hidden = display == "none" or _is_out_of_sight(declared)
    if not display or display == "none":
        return hidden, None
    return hidden, display not in _INLINE


_FAR = 999.0
"""Points: text that begins so far left of or above the page is not on it."""
_PLACING = frozenset({"opacity", "text-indent", "position", "transform", "filter", "content-visibility"})
_NOTHING = re.compile(r"scale(?:3d|[xy])?\(\s*0\s*[,)]|opacity\(\s*0%?\s*\)")
"""A transform or filter that leaves nothing to be seen."""
_NO_AREA = ("rect(0", "rect(1px", "inset(50%", "inset(100%")


def _is_out_of_sight(declared: Mapping[str, str]) -> bool:
    """Whether an element is transparent, off the page or clipped to nothing."""
    if not declared.keys() & _PLACING:
        return False
    if declared.get("opacity") in ("0", "0.0", "0%"):
        return True
    if _NOTHING.search(declared.get("transform", "") + declared.get("filter", "")):
        return True
    if declared.get("content-visibility") == "hidden":
        return True
    if _length(declared.get("text-indent", ""), MEDIUM) * 4 <= -3 * _FAR:
        return True
    if declared.get("position") not in ("absolute", "fixed"):
        return False
    far = any(_length(declared.get(side, ""), MEDIUM) * 4 <= -3 * _FAR for side in ("left", "top", "right", "bottom"))
    clip = (declared.get("clip") or declared.get("clip-path") or "").replace(" ", "")
    return far or clip.startswith(_NO_AREA)


_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_RAISED_TAGS = {"sup": 1, "sub": -1}


def _is_struck(tag: str, declared: Mapping[str, str], inherited: bool) -> bool:
    if inherited or not (tag in _STRUCK_TAGS or declared.keys() & {"text-decoration", "text-decoration-line"}):
        return inherited
    lines = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
    return "line-through" in lines or (tag in _STRUCK_TAGS and not lines.strip())


_ZERO = re.compile(r"0*\.?0+(?:[a-z]+|%)?")


TOO_SMALL = 1.5
"""Points: nobody reads text of this size."""
_TRANSPARENT = ("transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)")


def _is_invisible(declared: Mapping[str, str], inherited: bool, look: Look, *, ground_known: bool) -> bool:
    """Whether text cannot be seen, unless a descendant makes it visible again."""
    if not declared.keys() & {"font-size", "font", "color", "visibility", "background", "background-color"}:
        return inherited
    if "visibility" in declared:
        return declared["visibility"] in ("hidden", "collapse")
    if _ZERO.fullmatch(declared.get("font-size", "")) or (look.size or MEDIUM) <= TOO_SMALL:
        return True
    if declared.get("color") in _TRANSPARENT:
        return True
    return ground_known and bool(look.fill) and look.colour == look.fill


def _ground_is_known(declared: Mapping[str, str], inherited: bool) -> bool:
    if not inherited or not declared.keys() & {"background", "background-image"}:
        return inherited
    ground = f"{declared.get('background', '')} {declared.get('background-image', '')}"
    return not any(word in ground for word in ("url(", "gradient(", "var("))


def _white_space(value: str | None, inherited: bool) -> bool:
    if value is None:
        return inherited
    return value.startswith(("pre", "break-spaces"))


def computed(element: Any, parent: ComputedStyle, declared: Mapping[str, str]) -> ComputedStyle:
    """The style of `element` (an lxml element) under `parent`, given the declarations that apply to it."""
    tag = element.tag
    parent_size = parent.look.size or MEDIUM
    look = _declared_look(declared, _tag_look(tag, element, parent.look), parent_size)
    link = parent.link or (tag == "a" and element.get("href") is not None)
    if link and not parent.link:
        look = replace(look, colour=parent.look.colour, underline=parent.look.underline)
    hidden, block = _display(declared)
    ground_known = _ground_is_known(declared, parent.ground_known)
    align = declared.get("text-align", element.get("align") or "").lower()
    size = look.size or MEDIUM
    own_indent = _length(declared.get("text-indent", ""), size) if "text-indent" in declared else None
    return ComputedStyle(
        look=look,
        link=link,
        centred=(align == "center" or tag == "center") if align or tag == "center" else parent.centred,
        indent=parent.indent if own_indent is None else own_indent,
        keeps_lines=_white_space(declared.get("white-space"), parent.keeps_lines or tag in _PRE_TAGS),
        list_style=_list_style(declared, parent.list_style),
        hidden=hidden or parent.hidden or element.get("hidden") is not None,
        block=block,
        struck=_is_struck(tag, declared, parent.struck),
        invisible=_is_invisible(declared, parent.invisible, look, ground_known=ground_known),
        ground_known=ground_known,
        raised=_RAISED_TAGS.get(tag, parent.raised),
        case=_case(declared.get("text-transform"), parent.case),
    )


_WORD_START = compiled(r"(?<![^\W_])[a-z]")
CASES: Mapping[str, Callable[[str], str]] = {
    "uppercase": str.upper,
    "lowercase": str.lower,
    "capitalize": lambda text: _WORD_START.sub(lambda found: found[0].upper(), text),
}


def _case(declared: str | None, inherited: str) -> str:
    return inherited if declared is None else declared if declared in CASES else ""


def _list_style(declared: Mapping[str, str], inherited: str) -> str:
    return declared.get("list-style-type") or declared.get("list-style", "").partition(" ")[0] or inherited
