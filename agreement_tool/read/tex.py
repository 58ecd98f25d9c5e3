r"""Formulas written in TeX, as MathJax and Markdown hold them, in one line: \frac{5}{10000} is 5/10000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreement_tool.read import formulas

_TOKEN = re.compile(r"\\([a-zA-Z]+|.)\s*|([{}^_])|([^\\{}^_]+)", re.DOTALL)
_SIGNS = {
    "times": "×", "div": "÷", "cdot": "·", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sum": "∑", "prod": "∏", "infty": "∞", "ldots": "…", "cdots": "…", "quad": " ",
    "qquad": " ", "degree": "°", "to": "→", "rightarrow": "→", "lt": "<", "gt": ">", "alpha": "α", "beta": "β",
    "pi": "π", "Delta": "Δ", "lbrace": "{", "rbrace": "}",
}  # fmt: skip
_PASSED = frozenset(
    (
        *("left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "textstyle", "limits", "nolimits"),
        *("mathrm", "mathbf", "mathit", "mathop", "text", "textbf", "textrm", "mbox", "operatorname"),
    )
)
"""Commands that say how their argument is set, and not what it is."""
_SPACES = frozenset(",;:! ")
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_DEEPEST = 40


def linear(source: str) -> str:
    """What a formula shows; as it is written where it holds a command that is not known, or a brace too many."""
    reader = _Reader(source)
    shown = " ".join(reader.rest().split())
    return shown if reader.is_understood else " ".join(source.split())


class _Reader:
    def __init__(self, source: str) -> None:
        self._tokens = [found.groups("") for found in _TOKEN.finditer(source)]
        self._at = 0
        self._depth = 0
        self._unknown = False

    @property
    def is_understood(self) -> bool:
        """Whether everything was read, and nothing was guessed at."""
        return not self._unknown and self._at == len(self._tokens) + 1

    def rest(self) -> str:
        """Everything up to the brace that closes the group, or the end."""
        pieces: list[tuple[str, bool]] = []
        while self._at < len(self._tokens) and self._tokens[self._at][1] != "}":
            command, sign, _ = self._tokens[self._at]
            if sign in ("^", "_") and sign:
                pieces[-1:] = [(self._scripts(pieces[-1][0] if pieces else ""), False)]
            else:
                pieces += self._piece(command)
        self._at += 1
        return formulas.juxtaposed(pieces)

    def _piece(self, command: str) -> Iterator[tuple[str, bool]]:
        """One thing, or the letters of a text one by one: a power belongs to the last of them."""
        _, sign, text = self._tokens[self._at]
        if text:
            self._at += 1
            yield from ((letter, False) for letter in _parts(text))
        elif sign == "{":
            yield self._group(), False
        elif command in _FRACTIONS:
            self._at += 1
            yield formulas.fraction(self._group(), self._group()), True
        elif command == "sqrt":
            self._at += 1
            yield formulas.root(self._group()), False
        else:
            self._at += 1
            yield self._sign(command), False

    def _group(self) -> str:
        """The next group without its braces, or the next thing."""
        if self._at >= len(self._tokens) or self._depth > _DEEPEST:
            self._at += 1
            return ""
        command, sign, text = self._tokens[self._at]
        if sign == "{":
            self._at += 1
            self._depth += 1
            inner = self.rest()
            self._depth -= 1
            return inner
        if text:
            # An argument without braces is one character.
            self._tokens[self._at] = ("", "", text[1:]) if text[1:] else ("", "", "")
            self._at += not text[1:]
            return text[:1]
        return "".join(piece for piece, _ in self._piece(command))

    def _scripts(self, base: str) -> str:
        found = {"^": "", "_": ""}
        while self._at < len(self._tokens) and (sign := self._tokens[self._at][1]) in found:
            self._at += 1
            found[sign] = self._group()
        return formulas.scripts(base, found["_"], found["^"])

    def _sign(self, command: str) -> str:
        if command in _SPACES:
            return " "
        if command in _PASSED:
            return ""
        self._unknown |= command.isalnum() and command not in _SIGNS
        return _SIGNS.get(command, command)


def _parts(text: str) -> list[str]:
    """Numbers and words whole, everything else by itself."""
    return re.findall(r"[\d.,]+|[A-Za-z]|\s+|.", text, re.DOTALL)
