r"""EQ fields, which older Word versions typeset formulas, circled numbers and boxed ticks with.

`EQ \f(1,2)` is 1/2, `eq \o\ac(○,1)` is ①, `eq \x(√)` a ticked box. Source: ECMA-376 part 1, §17.16.5.16.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from agreement_tool.read import formulas

_DEEPEST = 20
_COMMAND = re.compile(r"\\([a-z]{1,2})", re.IGNORECASE)
_OPTION = re.compile(r"\s*\\([a-z]{2})\s*(?:\\?([^\s\\(,;])?(\d*))", re.IGNORECASE)
_CIRCLES = "○〇◯Ｏ⭕"
_BOXES = "□☐▢◻"
_CIRCLED = {str(number): chr(0x245F + number) for number in range(1, 21)} | {
    str(number): chr(0x3251 + number - 21) for number in range(21, 36)
} | {character: chr(0x3280 + place) for place, character in enumerate("一二三四五六七八九十")}  # fmt: skip


def equation(text: str) -> str | None:
    """What an EQ field prints, in one line; None where its instruction cannot be followed."""
    try:
        return _Equation(text).whole().strip() or None
    except _UnreadableError:
        return None


class _UnreadableError(ValueError):
    """The instruction is not what Word writes."""


class _Equation:
    """A recursive descent over an EQ instruction."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self, depth: int = 0, ends: str = "") -> str:
        """Text and commands up to one of `ends`, or to the end."""
        if depth > _DEEPEST:
            raise _UnreadableError
        pieces: list[tuple[str, bool]] = []
        while self._at < len(self._text) and self._text[self._at] not in ends:
            pieces.append(self._piece(depth))
        return formulas.juxtaposed(pieces)

    def _piece(self, depth: int) -> tuple[str, bool]:
        character = self._text[self._at]
        if character != "\\":
            self._at += 1
            return ("", False) if character in "\r\n" else (character, False)
        found = _COMMAND.match(self._text, self._at)
        if not found:
            self._at += 2  # an escaped bracket or comma
            return self._text[self._at - 1 : self._at], False
        self._at = found.end()
        name = found.group(1).lower()[:1]
        if len(found.group(1)) == 2:
            self._at -= 1  # \fs is \f: commands have one letter, their options two
        return self._command(name, depth), name == "f"

    def _command(self, name: str, depth: int) -> str:
        options = self._options()
        parts = self._arguments(depth)
        shape = _SHAPES.get(name)
        if shape is None:
            raise _UnreadableError
        return shape(parts, options)

    def _options(self) -> dict[str, str]:
        options: dict[str, str] = {}
        while found := _OPTION.match(self._text, self._at):
            options[found.group(1).lower()] = found.group(2) or found.group(3)
            self._at = found.end()
        return options

    def _arguments(self, depth: int) -> list[str]:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if self._text[self._at : self._at + 1] != "(":
            return []
        parts = []
        while True:
            self._at += 1
            parts.append(self.whole(depth + 1, ",;)"))
            if self._at >= len(self._text):
                raise _UnreadableError
            if self._text[self._at] == ")":
                self._at += 1
                return parts


def _overstruck(parts: list[str], options: dict[str, str]) -> str:
    """Characters over each other: a number in a circle, a tick in a box; else all of them."""
    outer, inner = parts[0].strip() if parts else "", "".join(part.strip() for part in parts[1:])
    if inner[:1] in tuple(_CIRCLES + _BOXES) and outer[:1] not in tuple(_CIRCLES + _BOXES):
        outer, inner = inner[:1], outer
    if outer[:1] in tuple(_CIRCLES):
        return _CIRCLED.get(inner, f"({inner})")
    if outer[:1] in tuple(_BOXES):
        return _ticked(inner)
    return outer + inner


def _ticked(mark: str) -> str:
    if mark in ("√", "✓", "✔", "∨", "Ⅴ", "v", "V"):
        return "☑"
    if mark in ("×", "x", "X", "✗", "✕"):
        return "☒"
    return f"[{mark}]" if mark else "□"


def _bracketed(parts: list[str], options: dict[str, str]) -> str:
    opening = options.get("lc") or options.get("bc") or "("
    closing = options.get("rc") or {"(": ")", "[": "]", "{": "}", "<": ">"}.get(options.get("bc") or "(", "")
    return formulas.fenced(opening, [", ".join(parts)], closing)


def _fraction(parts: list[str], options: dict[str, str]) -> str:
    if len(parts) != 2:
        raise _UnreadableError
    return formulas.fraction(*parts)


def _root(parts: list[str], options: dict[str, str]) -> str:
    return formulas.root(parts[-1], parts[0] if len(parts) > 1 else "") if parts else "√"


def _script(parts: list[str], options: dict[str, str]) -> str:
    text = ", ".join(parts)
    if "do" in options:
        return formulas.lowered(text)
    return formulas.raised(text)


def _integral(parts: list[str], options: dict[str, str]) -> str:
    sign = "∑" if "su" in options else "∏" if "pr" in options else "∫"
    below, above, operand = (*parts, "", "", "")[:3]
    return formulas.large_operator(sign, below, above, operand)


_SHAPES: dict[str, Callable[[list[str], dict[str, str]], str]] = {
    "a": lambda parts, options: "; ".join(part.strip() for part in parts),
    "b": _bracketed,
    "d": lambda parts, options: "",
    "f": _fraction,
    "i": _integral,
    "l": lambda parts, options: ", ".join(parts),
    "o": _overstruck,
    "r": _root,
    "s": _script,
    "x": lambda parts, options: _ticked("".join(parts).strip()),
}
