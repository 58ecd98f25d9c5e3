"""Layouts: how a document is set. Fifty-two of them, named; each draws its settings by its name, every value in
turn."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Numbers = Literal["flush", "indented", "hanging", "stepped", "stepped-first"]
Gaps = Literal["none", "even", "headings", "small-large"]
Headings = Literal["plain", "bold", "hei", "larger"]
PAGES: dict[str, tuple[float, float]] = {"A4": (595, 842), "A5": (420, 595), "slide": (720, 405), "phone": (320, 640)}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set; lengths in points unless a unit is said."""

    name: str
    page: str
    size: float
    leading: float
    """Times the size."""
    first_indent: float
    """Of unnumbered paragraphs, in ems."""
    numbers: Numbers
    gaps: Gaps
    headings: Headings
    run_in: bool
    """A heading and its first paragraph stand on one line where an article (第…条) allows it."""
    justified: bool
    columns: int
    wide_title: bool
    running_head: bool
    contents: bool
    hard_lines: int
    """Characters after which every line is broken, whatever the page's width; 0: never."""
    separator: str


VALUES: dict[str, tuple[object, ...]] = {
    "page": ("A4", "A4", "A5", "slide", "A4", "phone"),
    "size": (9.0, 10.5, 12.0, 14.0),
    "leading": (1.1, 1.35, 1.6, 2.2),
    "first_indent": (0.0, 2.0),
    "numbers": ("flush", "indented", "hanging", "stepped", "stepped-first"),
    "gaps": ("none", "even", "headings", "small-large"),
    "headings": ("plain", "bold", "hei", "larger"),
    "run_in": (False, False, True),
    "justified": (True, True, False),
    "columns": (1, 1, 1, 1, 2),
    "wide_title": (True, False),
    "running_head": (False, True),
    "contents": (False, False, False, True),
    "hard_lines": (0, 0, 0, 0, 0, 34),
    "separator": ("", " ", "　"),
}
COUNT = 52


def _shuffled() -> dict[str, list[object]]:
    """For each setting its values in turn, shuffled: every value stands in its share of the layouts."""
    drawn = {}
    for setting, values in VALUES.items():
        column = [values[place % len(values)] for place in range(COUNT)]
        random.Random(f"typeset {setting}").shuffle(column)
        drawn[setting] = column
    return drawn


def layouts() -> tuple[Layout, ...]:
    """Every layout."""
    drawn = _shuffled()
    made = []
    for place in range(COUNT):
        settings = {setting: column[place] for setting, column in drawn.items()}
        if settings["columns"] == 2 and settings["page"] in ("A5", "phone"):
            settings["page"] = "A4"
        if settings["hard_lines"]:
            settings |= {"justified": False, "columns": 1, "page": "A4", "size": 10.5}
        made.append(Layout(name=f"L{place + 1:02d}", **settings))  # type: ignore[arg-type]
    return tuple(made)
