"""Where and on what a paragraph stands, as far as it decides what is seen: drop caps, frames off the page, paper."""

from __future__ import annotations

import re
from typing import Any

from agreement_tool.read.docx.package import child, value

_LOWEST, _FAR = 40, -2000
"""Twips: two points; more than an inch left of or above what the frame is placed by."""

_PAPER = 0xF0
"""Least red, green and blue of a colour that nobody tells from the paper's."""


def is_paper(colour: str) -> bool:
    """Whether a colour, six hex digits, looks like white paper."""
    if len(colour) != 6 or colour[0] != "f":
        return False
    return all(int(colour[at : at + 2], 16) >= _PAPER for at in (0, 2, 4))


def is_out_of_sight(properties: Any | None) -> bool:
    """Whether a w:pPr sets its paragraph on lines of no height, or in a frame off the page."""
    spacing, frame = child(properties, "spacing"), child(properties, "framePr")
    height = _twips(spacing, "line")
    if value(spacing, "lineRule") == "exact" and height is not None and height < _LOWEST:
        return True
    return any((place := _twips(frame, side)) is not None and place < _FAR for side in ("x", "y"))


def _twips(element: Any | None, name: str) -> int | None:
    text = value(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None


def is_drop_cap(properties: Any | None) -> bool:
    """Whether a paragraph is the large first letter of the next one (ECMA-376 part 1, §17.3.1.11)."""
    return value(child(properties, "framePr"), "dropCap") in ("drop", "margin")
