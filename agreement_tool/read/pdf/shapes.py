"""Paths as rules and filled areas, the same way for both engines."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreement_tool.read.affine import Affine
from agreement_tool.read.pdf.page import FAR, Bounds, DrawnLine, Fill

THIN = 2.5
"""A path at most this thick, in points, is a rule."""


@dataclass(slots=True)
class Shapes:
    """Gathered while walking a page's objects."""

    rules: list[DrawnLine] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    """pdfium's text objects."""
    placed: list[Affine] = field(default_factory=list)
    """Where each text object's parents place it."""
    pictures: list[Bounds] = field(default_factory=list)
    covers: list[tuple[int, Bounds]] = field(default_factory=list)
    """Grounds and images: how many text objects were drawn before each, and its box."""
    picture_area: float = 0.0
    """Square points that images cover."""

    def add(
        self, box: Bounds, colour: tuple[int, int, int], *, width: float = 0.0, filled: bool = False, corners: int = 2
    ) -> None:
        """Add a painted subpath: `width` of its stroke, `corners` it has."""
        x0, top, x1, bottom = box
        if not all(-FAR < edge < FAR for edge in box):
            return
        if min(x1 - x0, bottom - top) <= THIN:
            self._add_rule(box, colour, 0.0 if filled else width)
        elif filled:
            self.fills.append(Fill(*box, colour))
            self._covers_from_now_on(box)
        elif corners >= 4:
            # The outline of a rectangle: its four sides are rules (a table's cell, a tick box, a page border).
            for side in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
                self.rules.append(DrawnLine(*side, colour))

    def add_picture(self, box: Bounds) -> None:
        """Add an image."""
        x0, top, x1, bottom = box
        if not all(-FAR < edge < FAR for edge in box):
            return
        self.pictures.append(box)
        self._covers_from_now_on(box)
        self.picture_area += max(0.0, x1 - x0) * max(0.0, bottom - top)

    def pictured(self, width: float, height: float) -> float:
        """`Page.pictured` for a page of that size."""
        return min(1.0, self.picture_area / (width * height)) if width > 0 and height > 0 else 0.0

    def _covers_from_now_on(self, box: Bounds) -> None:
        if self.texts:
            self.covers.append((len(self.texts), box))

    def _add_rule(self, box: Bounds, colour: tuple[int, int, int], width: float) -> None:
        x0, top, x1, bottom = box
        if max(x1 - x0, bottom - top) <= 0:
            return
        half = width / 2
        flat = x1 - x0 >= bottom - top
        across, down = (0.0, half) if flat else (half, 0.0)
        self.rules.append(DrawnLine(x0 - across, top - down, x1 + across, bottom + down, colour))
