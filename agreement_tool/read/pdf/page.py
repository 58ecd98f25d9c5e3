"""What an engine says about one page: runs of text, rules and filled areas. The two engines give the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is set. One value is shared by all runs set alike."""

    font: str
    """BaseFont without its subset prefix; '' when the font has none (Type 3)."""
    font_key: int
    """Tells fonts apart that have the same name, within one document and engine."""
    size: float
    """Effective size in points, after every matrix, to a tenth."""
    colour: tuple[int, int, int] = (0, 0, 0)
    """Fill colour, 0…255 each."""
    mode: int = 0
    """Text render mode of ISO 32000-1, table 106: 2 = fill and stroke, 3 = invisible."""
    angle: int = 0
    """Direction of the text in whole degrees, anticlockwise; 0 = upright."""
    flags: int = 0
    """FontDescriptor flags of ISO 32000-1, table 123; 0 when unknown."""
    slant: float = 0.0
    """Sideways shear of the text matrix (a fake italic), as a share of the size."""


class Run(NamedTuple):
    """Characters set alike on one baseline, left to right. Coordinates in points from the page's top left, y down."""

    text: str
    lefts: tuple[float, ...]
    """The left edge of each character of `text`."""
    right: float
    """The right edge of the last one."""
    baseline: float
    style: Style
    overprinted: bool = False
    """The same glyphs stand here twice, a hair apart."""
    ink: tuple[float, ...] = ()
    """Ink of each character in em squares; measured only where the font's name says nothing."""


class Rule(NamedTuple):
    """A straight line, or a path thin enough to be seen as one. Points from the page's top left, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int] = (0, 0, 0)

    @property
    def horizontal(self) -> bool:
        """Wider than high."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """A filled area that is no rule: a highlight, the ground of a table's cell. Points, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an engine sees it, in content order."""

    number: int
    """1-based."""
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    links: tuple[tuple[float, float, float, float], ...] = ()
    """Rectangles of hyperlinks: x0, top, x1, bottom."""
    pictured: float = 0.0
    """Part of its area that images cover, 0…1 (overlaps counted twice, capped)."""
    glyphs: int = 0
    """Text objects on the page, readable or not."""
