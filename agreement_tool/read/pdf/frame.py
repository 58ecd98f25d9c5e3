"""From PDF user space to points from the page's top left, y down, as the page is shown."""

from __future__ import annotations

from agreement_tool.frozen import frozen


@frozen
class PageBox:
    """A page's visible box in user space and its /Rotate."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    """Clockwise quarter turns, 0…3."""

    @property
    def width(self) -> float:
        """Of the page as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def turned(self, quarters: int) -> PageBox:
        """The same page turned clockwise by so many more quarters."""
        return PageBox(self.left, self.bottom, self.right, self.top, (self.turns + quarters) % 4)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A user space point as (from the left, from the top)."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A user space rectangle as (x0, top, x1, bottom)."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def angle(self, degrees: float) -> int:
        """A direction in user space as it is seen on the shown page, in whole degrees −179…180."""
        seen = round(degrees - 90 * self.turns) % 360
        return seen - 360 if seen > 180 else seen
