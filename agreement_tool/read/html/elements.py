"""What single elements of a page are and show: stacks of paragraphs, decoration, repeated formulas, printed text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreement_tool.read.flow import Run
from agreement_tool.read.html.boilerplate import SILENT
from agreement_tool.read.html.controls import control_text
from agreement_tool.read.html.formulas import linear
from agreement_tool.read.paragraphs import BREAK, SOFT_BREAK
from agreement_tool.text.patterns import compiled

STACK = 3
"""So many spans at least are a stack of paragraphs."""
SHORTEST = 4
"""Characters: a paragraph of the stack has so many at least, else the spans are pieces of one, as 2 . 3."""
_ENDED = "。；：！？.;:!?日"

_BARE_NUMBER = re.compile(r"\s*[0-9]{1,3}(?:\.[0-9]{1,3})+\s*")


def space_after_number(runs: list[Run]) -> list[Run]:
    """A number in an element of its own does not run into the word behind it: 3.4 and 40club."""
    filled = [number for number, run in enumerate(runs) if run.text.strip()]
    if len(filled) < 2:
        return runs
    first, second = filled[:2]
    before, after = runs[first].text, runs[second].text
    between = "".join(run.text for run in runs[first + 1 : second])
    if between or not _BARE_NUMBER.fullmatch(before) or before[-1:].isspace() or not after[:1].isdigit():
        return runs
    return [*runs[:first], replace(runs[first], text=f"{before} "), *runs[first + 1 :]]


def repeats_formula(element: Any) -> bool:
    """Whether an element draws, for the eye, a formula that stands beside it in MathML."""
    if element.get("aria-hidden") != "true":
        return False
    parent = element.getparent()
    beside = (
        [] if parent is None else [child for child in parent if child is not element and isinstance(child.tag, str)]
    )
    return any(child.tag == "math" or next(child.iter("math"), None) is not None for child in beside)


def shown_as_text(element: Any) -> str | None:
    """What a form control or a formula shows; None for another element."""
    return linear(element) if element.tag == "math" else control_text(element)


_DECORATION = re.compile(r"icon|logo|avatar|arrow|btn|button|close|loading|banner|qrcode|emoji", re.IGNORECASE)
_AROUND = frozenset({"nav", "aside", "button"})
_ICON = 32
"""CSS pixels: a picture that is no larger on both sides holds no wording."""


def is_decoration(element: Any) -> bool:
    """Whether an <img> is an icon, a logo or a part of the page's frame rather than of its text."""
    names = " ".join(element.get(name) or "" for name in ("class", "id", "src", "alt"))
    sides = [element.get(side) or "" for side in ("width", "height")]
    if all(side.removesuffix("px").isdecimal() and int(side.removesuffix("px")[:6]) <= _ICON for side in sides):
        return True
    in_data = names if len(names) < 400 else names[:40]
    if _DECORATION.search(in_data):
        return True
    return any(above.tag in _AROUND for above in element.iterancestors()) and not holds_wording(element)


_LARGE, _TELLING = 100, 10
"""CSS pixels on both sides; characters of an alternative text: an icon of a menu has neither."""


def holds_wording(element: Any) -> bool:
    """Whether an <img> in a page's frame is none of its icons: declared large, or described by a sentence."""
    sides = [(element.get(side) or "").removesuffix("px") for side in ("width", "height")]
    large = all(side.isdecimal() and int(side[:6]) >= _LARGE for side in sides)
    return large or len("".join((element.get("alt") or "").split())) >= _TELLING


def is_stack(element: Any) -> bool:
    """Whether a block holds nothing but spans, each on its own line of the source, most of which end as sentences do.

    A stylesheet that we do not have makes blocks of them.
    """
    children = [child for child in element if isinstance(child.tag, str)]
    if len(children) < STACK or any(child.tag != "span" for child in children):
        return False
    between = [element.text, *(child.tail for child in element)]
    if any(piece and piece.strip() for piece in between) or not all("\n" in (piece or "") for piece in between[1:-1]):
        return False
    texts = [text for child in children if (text := "".join(child.itertext()).strip())]
    ended = sum(text[-1] in _ENDED for text in texts)
    return ended * 2 >= max(STACK, len(texts)) and all(len(text) >= SHORTEST for text in texts)


def printed(element: Any) -> Iterator[str]:
    """Every piece of text in an element, but for what never prints."""
    pending = [(element, False)]
    while pending:
        node, is_tail = pending.pop()
        if is_tail:
            yield node.tail or ""
            continue
        inside = isinstance(node.tag, str) and node.tag not in SILENT
        if node.tag == "svg":
            yield from node.itertext()
        elif isinstance(node.tag, str):
            yield (node.get("alt") if node.tag == "img" else control_text(node)) or ""
        if inside:
            yield node.text or ""
            for child in reversed(node):
                pending += [(child, True), (child, False)]


def covers(element: Any, name: str) -> int:
    """How many columns or rows a cell covers by its `name` (colspan, rowspan): 1…100."""
    value = (element.get(name) or "1").strip()
    return max(1, min(100, int(value))) if value.isdecimal() else 1


_SPACES = compiled(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]+")


def collapsed(text: str, *, keep: bool) -> str:
    """Collapse white space as HTML does, but keep where the source broke the line (SOFT_BREAK)."""
    if keep:
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", BREAK)
    return _SPACES.sub(lambda space: SOFT_BREAK if "\n" in space.group() else " ", text)


def is_reordered(declared: Mapping[str, str]) -> bool:
    """Whether the sheet shows an element's children, or the element among its siblings, in another order than they
    stand."""
    turned = f"{declared.get('flex-direction', '')} {declared.get('flex-flow', '')}"
    return "reverse" in turned or declared.get("order", "0").strip() not in ("0", "initial", "unset", "inherit")


_FOLDING = ("height", "max-height", "width", "max-width")


def is_folded(declared: Mapping[str, str]) -> bool:
    """Whether an element with words is cut to no height or width: the panel of an accordion before it is opened."""
    if not declared.get("overflow", declared.get("overflow-y", "")).startswith(("hidden", "clip")):
        return False
    return any(declared.get(side) in ("0", "0px", "0em", "0%") for side in _FOLDING)


_HIDING = frozenset(
    "hidden hide d-none is-hidden u-hidden invisible sr-only visually-hidden screen-reader-text none".split()  # noqa: SIM905
)
"""Classes of widespread style sheets (Bootstrap, Tailwind, Bulma, WordPress) that take their element out of sight."""


def is_hidden_by_name(element: Any) -> bool:
    """Whether an element with words carries a class that hides it in widespread style sheets."""
    names = (element.get("class") or "").split()
    return not _HIDING.isdisjoint(names) and any(text.strip() for text in element.itertext())
