"""Word's formulas (Office Math) in one line. Source: ECMA-376 part 1, §22.1.2."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from agreement_tool.read import formulas
from agreement_tool.read.docx.package import W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NOT_PRINTED = frozenset({f"{MATH}{name}" for name in ("rPr", "ctrlPr", "argPr")} | {f"{W}rPr"})
_ROW_DIVIDER = "; "


def linear(element: Any, left_out: frozenset[str] = frozenset()) -> str:
    """What an m:oMath or m:oMathPara prints, in one line. `left_out`: tags of tracked changes that do not count."""
    return _Linear(left_out).text(element)


class _Linear:
    """One formula being written out. Recursion is bounded: the package refuses deep XML."""

    def __init__(self, left_out: frozenset[str]) -> None:
        self._left_out = left_out

    def text(self, element: Any) -> str:
        """Everything under an element, side by side."""
        return formulas.juxtaposed([(self._one(child), child.tag == f"{MATH}f") for child in self._children(element)])

    def _children(self, element: Any) -> list[Any]:
        return [child for child in element if child.tag not in _NOT_PRINTED and child.tag not in self._left_out]

    def _one(self, element: Any) -> str:
        tag = element.tag
        if tag in (f"{MATH}t", f"{W}t"):
            return element.text or ""
        shape = _SHAPES.get(tag.removeprefix(MATH)) if tag.startswith(MATH) else None
        return shape(self, element) if shape else self.text(element)

    def part(self, element: Any, name: str) -> str:
        """The text of an element's m:`name`; '' without one."""
        found = element.find(f"{MATH}{name}")
        return "" if found is None else self.text(found)

    def parts(self, element: Any, name: str) -> list[str]:
        """The texts of all its m:`name`."""
        return [self.text(part) for part in element.findall(f"{MATH}{name}")]


def _property(element: Any, name: str, default: str = "") -> str:
    """The m:val of a property: m:naryPr/m:chr, m:dPr/m:begChr …; one without a value is an empty character."""
    found = element.find(f"{MATH}{element.tag.removeprefix(MATH)}Pr/{MATH}{name}")
    return default if found is None else (found.get(f"{MATH}val") or "")


def _is_on(element: Any, name: str, *, default: bool = False) -> bool:
    found = element.find(f"{MATH}{element.tag.removeprefix(MATH)}Pr/{MATH}{name}")
    return default if found is None else (found.get(f"{MATH}val") or "1") not in ("0", "off", "false")


def _fraction(of: _Linear, element: Any) -> str:
    above, below = of.part(element, "num"), of.part(element, "den")
    if _property(element, "type") == "noBar":
        return f"({above.strip()}; {below.strip()})"
    return formulas.fraction(above, below)


def _root(of: _Linear, element: Any) -> str:
    degree = "" if _is_on(element, "degHide") else of.part(element, "deg")
    return formulas.root(of.part(element, "e"), degree)


def _nary(of: _Linear, element: Any) -> str:
    below = "" if _is_on(element, "subHide") else of.part(element, "sub")
    above = "" if _is_on(element, "supHide") else of.part(element, "sup")
    return formulas.large_operator(_property(element, "chr", "∫"), below, above, of.part(element, "e"))


def _delimiters(of: _Linear, element: Any) -> str:
    return formulas.fenced(
        _property(element, "begChr", "("),
        of.parts(element, "e"),
        _property(element, "endChr", ")"),
        _property(element, "sepChr", "|"),
    )


def _before_base(of: _Linear, element: Any) -> str:
    own = formulas.scripts("", of.part(element, "sub"), of.part(element, "sup"))
    return f"{own.removeprefix('()')}{formulas.bracketed(of.part(element, 'e'), power=True)}"


def _phantom(of: _Linear, element: Any) -> str:
    return of.part(element, "e") if _is_on(element, "show", default=True) else ""


def _matrix(of: _Linear, element: Any) -> str:
    return formulas.matrix(of.parts(row, "e") for row in element.findall(f"{MATH}mr"))


def _array(of: _Linear, element: Any) -> str:
    return _ROW_DIVIDER.join(_stripped(of.parts(element, "e")))


def _stripped(parts: Iterable[str]) -> list[str]:
    # & aligns the rows of an array and is not printed.
    return [part.replace("&", "").strip() for part in parts]


_SHAPES: dict[str, Callable[[_Linear, Any], str]] = {
    "f": _fraction,
    "rad": _root,
    "nary": _nary,
    "d": _delimiters,
    "sPre": _before_base,
    "phant": _phantom,
    "m": _matrix,
    "eqArr": _array,
    "sSup": lambda of, element: formulas.scripts(of.part(element, "e"), above=of.part(element, "sup")),
    "sSub": lambda of, element: formulas.scripts(of.part(element, "e"), of.part(element, "sub")),
    "sSubSup": lambda of, element: formulas.scripts(
        of.part(element, "e"), of.part(element, "sub"), of.part(element, "sup")
    ),
    "limLow": lambda of, element: formulas.scripts(of.part(element, "e"), of.part(element, "lim")),
    "limUpp": lambda of, element: formulas.scripts(of.part(element, "e"), above=of.part(element, "lim")),
    "func": lambda of, element: formulas.function(of.part(element, "fName"), of.part(element, "e")),
    "acc": lambda of, element: formulas.accented(of.part(element, "e"), _property(element, "chr", "\u0302")),
    "bar": lambda of, element: formulas.accented(of.part(element, "e"), "\u0305"),
    "groupChr": lambda of, element: of.part(element, "e"),
}
