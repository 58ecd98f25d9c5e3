"""Formulas of web pages (MathML) in one line. Source: MathML Core, Presentation MathML 3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreement_tool.read import formulas

_DEEPEST = 60
_SILENT = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts"})
_LARGE = "∑∏∫⋃⋂∐"


def linear(element: Any, depth: int = 0) -> str:
    """What a <math> element prints, in one line."""
    if not isinstance(element.tag, str) or element.tag in _SILENT or depth > _DEEPEST:
        return ""
    parts = [linear(child, depth + 1) for child in element if isinstance(child.tag, str)]
    shape = _SHAPES.get(element.tag)
    if shape is not None and parts:
        return shape(parts)
    if element.tag == "mfenced":
        divider = (element.get("separators") or ",")[:1]
        return formulas.fenced(element.get("open", "("), parts, element.get("close", ")"), divider)
    own = " ".join((element.text or "").split())
    fractions = [child.tag == "mfrac" for child in element if isinstance(child.tag, str)]
    return own + formulas.juxtaposed(list(zip(parts, fractions, strict=True)))


def _at(parts: list[str], place: int) -> str:
    return parts[place] if place < len(parts) else ""


def _scripts(parts: list[str], below: str, above: str) -> str:
    if parts[0].strip() and parts[0].strip() in _LARGE:
        return formulas.large_operator(parts[0].strip(), below, above, "") + " "
    return formulas.scripts(parts[0], below, above)


_SHAPES: dict[str, Callable[[list[str]], str]] = {
    "mfrac": lambda parts: formulas.fraction(parts[0], _at(parts, 1)),
    "msqrt": lambda parts: formulas.root("".join(parts)),
    "mroot": lambda parts: formulas.root(parts[0], _at(parts, 1)),
    "msup": lambda parts: _scripts(parts, "", _at(parts, 1)),
    "msub": lambda parts: _scripts(parts, _at(parts, 1), ""),
    "msubsup": lambda parts: _scripts(parts, _at(parts, 1), _at(parts, 2)),
    "munder": lambda parts: _scripts(parts, _at(parts, 1), ""),
    "mover": lambda parts: _scripts(parts, "", _at(parts, 1)),
    "munderover": lambda parts: _scripts(parts, _at(parts, 1), _at(parts, 2)),
    "mtable": lambda parts: "; ".join(part.strip() for part in parts),
    "mtr": lambda parts: ", ".join(part.strip() for part in parts),
    "semantics": lambda parts: parts[0],
}
