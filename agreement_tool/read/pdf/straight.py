"""Pages that were scanned a little aslant, with their text layer: set straight before anything is compared by height.

A line that climbs by one degree is eight points higher at its end than at its beginning, and its letters stand on as
many rows; text at any angle but a right one is otherwise taken for a watermark.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import replace

from agreement_tool.read.pdf.page import Page, TextRun, TextStyle, TextStyles

SLIGHT = 10
"""Whole degrees: watermarks climb more steeply."""
_MOST = 0.5
"""Part of the page's characters that share the angle, at least."""


def straightened(page: Page, styles: TextStyles) -> Page:
    """The page turned about its top left so that most of its text is level; the page itself where it is."""
    if not any(style.angle and abs(style.angle) <= SLIGHT for style in {run.style for run in page.runs}):
        return page
    angles: Counter[int] = Counter()
    for run in page.runs:
        angles[run.style.angle] += len(run.text)
    angle, count = angles.most_common(1)[0]
    if not angle or abs(angle) > SLIGHT or count < _MOST * angles.total():
        return page
    level: dict[TextStyle, TextStyle] = {}
    runs = tuple(_turned(run, angle, level, styles) if run.style.angle == angle else run for run in page.runs)
    return replace(page, runs=runs)


def _turned(run: TextRun, degrees: int, level: dict[TextStyle, TextStyle], styles: TextStyles) -> TextRun:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    if run.style not in level:
        level[run.style] = styles.of(replace(run.style, angle=0))
    start = run.lefts[0]
    left = start * cosine - run.baseline * sine
    # `lefts` are measured level already, from a line that climbs: the letters are so much wider along it.
    lefts = array("f", (left + (other - start) / cosine for other in run.lefts))
    return run._replace(
        lefts=lefts,
        right=left + (run.right - start) / cosine,
        baseline=run.baseline * cosine + start * sine,
        style=level[run.style],
    )
