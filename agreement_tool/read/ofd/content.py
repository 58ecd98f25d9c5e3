"""A page's objects as runs, rules, filled areas and pictures. Source: GB/T 33190-2016, 8 (graphics) and 11 (text)."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agreement_tool.read.affine import Affine, joined, moved
from agreement_tool.read.ofd.document import Drawing, Font, OfdPage, Resources, colour_of
from agreement_tool.read.ofd.package import child, children, local
from agreement_tool.read.ofd.values import (
    MM,
    box,
    deltas,
    matrix,
    number,
    subpaths,
)
from agreement_tool.read.pdf.page import BREAK_GAP, Bounds, TextRun, TextStyle, TextStyles
from agreement_tool.read.pdf.shapes import Shapes

_BOLD = 600
"""Weight, 100…1000, from which a face is bold; 400 is regular."""
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
"""As a PDF's font descriptor says it (ISO 32000-1, table 123), which the rest of the reader knows."""
_FILL_AND_STROKE = 2
_MAX_NESTING = 16
"""Page blocks and composite objects inside each other."""
_MOST = 200_000
"""Objects looked at on one page."""
_UNKNOWN = "\ufffd"
"""What stands for a glyph that the file gives no character for."""
_GROUPS = {"Content", "Layer", "PageBlock"}


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page."""

    runs: list[TextRun] = field(default_factory=list)
    unseen: list[TextRun] = field(default_factory=list)
    """The words of objects that the file does not show."""
    shapes: Shapes = field(default_factory=Shapes)


class Drawer:
    """Draws pages of one document."""

    def __init__(self, resources: Resources, styles: TextStyles) -> None:
        self._resources = resources
        self._styles = styles
        self._keys: dict[tuple[str, bool, bool], int] = {}

    def page(self, sheet: OfdPage) -> Drawn:
        """Everything on the page, its templates among it."""
        drawn = Drawn()
        origin: Affine = (1.0, 0.0, 0.0, 1.0, -sheet.area[0], -sheet.area[1])
        left = _MOST
        for root in sheet.layers:
            for element in self._objects(child(root, "Content"), 0):
                left -= 1
                if left < 0:
                    return drawn
                self._add(drawn, element, origin, 0)
        return drawn

    def appearance(self, annotation: Any, sheet: OfdPage) -> Drawn:
        """What an annotation draws."""
        drawn = Drawn()
        look = child(annotation, "Appearance")
        place = box(look.get("Boundary")) if look is not None else None
        x, y = (place[0], place[1]) if place else (0.0, 0.0)
        origin: Affine = (1.0, 0.0, 0.0, 1.0, x - sheet.area[0], y - sheet.area[1])
        for element in self._objects(look, 0):
            self._add(drawn, element, origin, 0)
        return drawn

    def _objects(self, parent: Any | None, depth: int) -> Iterator[Any]:
        """Text, path, image and composite objects in drawing order: layers in the background first."""
        if parent is None or depth > _MAX_NESTING:
            return
        elements = list(parent)
        if local(parent) == "Content":
            order = {"Background": 0, "Body": 1, "Foreground": 2}
            elements.sort(key=lambda element: order.get(element.get("Type", "Body"), 1))
        for element in elements:
            if local(element) in _GROUPS:
                yield from self._objects(element, depth + 1)
            else:
                yield element

    def _add(self, drawn: Drawn, element: Any, placed: Affine, depth: int) -> None:
        kind = local(element)
        boundary = box(element.get("Boundary"))
        x, y = (boundary[0], boundary[1]) if boundary else (0.0, 0.0)
        whole = joined(joined(matrix(element.get("CTM")), (1.0, 0.0, 0.0, 1.0, x, y)), placed)
        if kind == "TextObject":
            self._add_text(drawn, element, whole)
        elif element.get("Visible") == "false":
            return
        elif kind == "PathObject":
            self._add_path(drawn, element, whole)
        elif kind == "ImageObject":
            drawn.shapes.add_picture(_picture_box(element, placed))
        elif kind == "CompositeObject" and depth < _MAX_NESTING:
            unit = self._resources.composites.get(element.get("ResourceID", ""))
            for inner in self._objects(child(unit, "Content"), 0):
                self._add(drawn, inner, whole, depth + 1)

    # --- text

    def _add_text(self, drawn: Drawn, element: Any, placed: Affine) -> None:
        style = self._style(element, placed)
        stretch = number(element.get("HScale")) or 1.0
        nameless = child(element, "CGTransform") is not None
        for code in children(element, "TextCode"):
            text = code.text or ""
            if nameless and not text.strip():
                text = _UNKNOWN * max(1, len(text))
            runs = _runs(code, text, style, placed, stretch)
            (drawn.unseen if element.get("Visible") == "false" else drawn.runs).extend(runs)

    def aslant(self, run: TextRun, angle: int) -> TextRun:
        """The run in the same style, turned."""
        style = run.style if run.style.angle else self._styles.of(replace(run.style, angle=angle))
        return run._replace(style=style)

    def _style(self, element: Any, placed: Affine) -> TextStyle:
        a, b, c, d, _, _ = placed
        across, up = math.hypot(a, b), math.hypot(c, d)
        font = self._resources.fonts.get(element.get("Font", ""), Font(""))
        drawing = self._resources.drawings.get(element.get("DrawParam", ""), Drawing())
        bold = font.bold or (number(element.get("Weight")) or 400) >= _BOLD
        italic = font.italic or element.get("Italic") == "true"
        look = (font.name, bold, italic)
        stroked = element.get("Stroke") == "true" and element.get("Fill") != "false"
        return self._styles.of(
            TextStyle(
                font=font.name,
                font_key=self._keys.setdefault(look, len(self._keys) + 1),
                size=max(0.1, min(10_000.0, round((number(element.get("Size")) or 3.5) * (up or across) * MM, 1))),
                colour=colour_of(element, "FillColor") or drawing.fill or (0, 0, 0),
                mode=_FILL_AND_STROKE if stroked else 0,
                angle=round(math.degrees(math.atan2(-b, a))) if across else 0,
                flags=_FORCE_BOLD * bold | _ITALIC * italic,
                slant=round((a * c + b * d) / (across * up), 2) if across and up else 0.0,
            )
        )

    # --- paths

    def _add_path(self, drawn: Drawn, element: Any, placed: Affine) -> None:
        drawing = self._resources.drawings.get(element.get("DrawParam", ""), Drawing())
        filled, stroked = element.get("Fill") == "true", element.get("Stroke") != "false"
        if not filled and not stroked:
            return
        kind = "FillColor" if filled else "StrokeColor"
        colour = colour_of(element, kind) or (drawing.fill if filled else drawing.stroke) or (0, 0, 0)
        width = (number(element.get("LineWidth")) or drawing.width or 0.353) * MM if stroked else 0.0
        for points in subpaths(_abbreviated(element)):
            bounds = _bounds([moved(x, y, placed) for x, y in points])
            drawn.shapes.add(bounds, colour, width=width, filled=filled, corners=len(points))


def _abbreviated(element: Any) -> str:
    data = child(element, "AbbreviatedData")
    return (data.text or "") if data is not None else ""


def _picture_box(element: Any, placed: Affine) -> Bounds:
    x, y, width, height = box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return _bounds([moved(x, y, placed), moved(x + width, y + height, placed)])


def _bounds(points: Sequence[tuple[float, float]]) -> Bounds:
    xs, ys = [x * MM for x, _ in points], [y * MM for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _runs(code: Any, text: str, style: TextStyle, placed: Affine, stretch: float) -> Iterator[TextRun]:
    """A TextCode's characters: runs that end where the pen moves on by more than a character."""
    size = style.size
    points = [(x * MM, y * MM) for x, y in _origins(code, text, style, placed, stretch)]
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _follows(points[at - 1], points[at], text[at - 1], size):
            continue
        lefts = array("f", (x for x, _ in points[start:at]))
        yield TextRun(text[start:at], lefts, points[at - 1][0] + _advance(text[at - 1]) * size, points[start][1], style)
        start = at


def _origins(code: Any, text: str, style: TextStyle, placed: Affine, stretch: float) -> Iterator[tuple[float, float]]:
    """Where each character stands on the page, in millimetres."""
    x, y = number(code.get("X")) or 0.0, number(code.get("Y")) or 0.0
    across = deltas(code.get("DeltaX"), len(text))
    down = deltas(code.get("DeltaY"), len(text))
    scale = math.hypot(placed[0], placed[1]) or 1.0
    em = style.size / MM / scale
    for at, char in enumerate(text):
        yield moved(x, y, placed)
        # Without any delta the characters stand side by side, as their widths have it; the last one given goes on.
        side_by_side = 0.0 if down else _advance(char) * em * stretch
        x += across[min(at, len(across) - 1)] if across else side_by_side
        y += down[min(at, len(down) - 1)] if down else 0.0


def _follows(before: tuple[float, float], after: tuple[float, float], char: str, size: float) -> bool:
    step = after[0] - before[0]
    # A Latin letter's step is its width: only a step wider than any letter is a gap.
    longest = _advance(char) + BREAK_GAP if char > "\u2e7f" else 1.0
    return 0 < step <= longest * size and abs(after[1] - before[1]) <= 0.5


def _advance(char: str) -> float:
    return 1.0 if char > "\u2e7f" or char in "“”‘’…—·" else 0.5
