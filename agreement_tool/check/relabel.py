"""Printing a number in a label's style: the hand behind the fixes that restyle and renumber."""

from __future__ import annotations

import re

from agreement_tool.model import Label
from agreement_tool.text.labels import FOLDED_PUNCTUATION
from agreement_tool.text.numerals import write_han, write_numeral
from agreement_tool.text.patterns import compiled

_FULL = {"(": "（", ")": "）", ",": "，", ":": "："}
_JOINT = compiled(r"[.．\-－–]")
_DOUBLED_POINT = compiled(r"\.{2,}")
"""十五．. in one width is 十五., not 十五..: a point typed twice is a slip."""
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def print_like(model: Label, number: tuple[int, ...], inserted: int = 0) -> str:
    """`number` printed as `model` is: opening, numeral system, joint and closing. ValueError beyond the system's
    end."""
    joint = next(iter(_JOINT.findall(model.text[len(model.opening) :])), ".")
    printed = joint.join(write_numeral(tier, model.numeral) for tier in number)
    closing = re.sub(r"之[一二三四五六七八九十]+", "", model.closing)
    if inserted:
        closing = closing.replace(model.unit, f"{model.unit}之{write_han(inserted)}", 1)
    return f"{model.opening}{printed}{closing}"


def one_width(label: str, *, full: bool) -> str:
    """The same label with its brackets and points in one width: （1) -> （1） or (1). Digits become half-width."""
    half = _DOUBLED_POINT.sub(".", label.translate(FOLDED_PUNCTUATION).translate(_WIDE_DIGITS))
    return "".join(_FULL.get(char, char) for char in half) if full else half
