"""OFD's value types as Python's: numbers, boxes, matrices, deltas, colours, paths. Source: GB/T 33190-2016, 7.3, 8.3,
9."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice

from agreement_tool.read.affine import UNMOVED, Affine

MM = 72 / 25.4
"""Points a millimetre."""
MOST = 200_000
"""Numbers that one value may hold: a line of text has a hundred."""
_FAR = 1e6
"""Millimetres. Nothing on a page lies so far out."""

Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres, y down."""
Colour = tuple[int, int, int]


def numbers(text: str | None) -> list[float]:
    """The numbers of a list; what is none is left out."""
    return [value for part in islice((text or "").split(), MOST) if (value := number(part)) is not None]


def number(text: str | None) -> float | None:
    """A finite number within reason, or None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < _FAR else None


def box(text: str | None) -> Box | None:
    """ST_Box."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def matrix(text: str | None) -> Affine:
    """A CTM; the unit matrix where there is none."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else UNMOVED


def deltas(text: str | None, wanted: int) -> list[float]:
    """Steps from character to character, at most `wanted`: `g 3 4.2` says 4.2 three times."""
    parts = (text or "").split()
    steps: list[float] = []
    at = 0
    while at < len(parts) and len(steps) < wanted:
        if parts[at].lower() == "g" and at + 2 < len(parts):
            times, step = number(parts[at + 1]), number(parts[at + 2])
            steps += [step or 0.0] * max(0, min(int(times or 0), wanted - len(steps)))
            at += 3
        else:
            steps.append(number(parts[at]) or 0.0)
            at += 1
    return steps


def colour(text: str | None) -> Colour | None:
    """A colour of one (grey), three (RGB) or four (CMYK) parts of 0…255; # marks hexadecimal ones."""
    parts = [_part(part) for part in (text or "").split()]
    if any(part is None for part in parts):
        return None
    known = [max(0, min(255, part)) for part in parts if part is not None]
    if len(known) == 1:
        return known[0], known[0], known[0]
    if len(known) == 3:
        return known[0], known[1], known[2]
    if len(known) == 4:
        cyan, magenta, yellow, black = known
        red, green, blue = ((255 - part) * (255 - black) // 255 for part in (cyan, magenta, yellow))
        return red, green, blue
    return None


def _part(text: str) -> int | None:
    try:
        return int(text[1:], 16) if text.startswith("#") else int(float(text))
    except (ValueError, OverflowError):
        return None


_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""AbbreviatedData's operators: start, move, line, quadratic, cubic, arc, close; and their operands."""


def subpaths(text: str | None) -> Iterator[list[tuple[float, float]]]:
    """The points of each subpath of AbbreviatedData; of an arc, its end."""
    points: list[tuple[float, float]] = []
    for operator, values in _operations(text):
        if operator in "SM" and points:
            yield points
            points = []
        coordinates: Sequence[float] = values[5:] if operator == "A" else values
        points += zip(coordinates[::2], coordinates[1::2], strict=False)
    if points:
        yield points


def _operations(text: str | None) -> Iterator[tuple[str, list[float]]]:
    parts = iter(islice((text or "").split(), MOST))
    for part in parts:
        if part in _OPERANDS:
            values = [number(operand) for operand in islice(parts, _OPERANDS[part])]
            if len(values) == _OPERANDS[part] and None not in values:
                yield part, [value for value in values if value is not None]
