"""Text that is on a page and that nobody sees: under a later picture or ground, clipped away, on a layer switched off.

pdfium's text page holds all of it. What is seen is asked of the drawn page: drawn again with its text invisible, it
looks different where a character is seen. Drawing takes as long as reading, so it is done only where something on the
page can hide text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float
from operator import sub

from agreement_tool.read.affine import moved
from agreement_tool.read.ocr import PageImage
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.notes import piece_of
from agreement_tool.read.pdf.page import Bounds, Fill, TextRun, TextStyle
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.read.pdf.pdfium_draw import drawn
from agreement_tool.read.pdf.pdfium_shapes import bounds_of
from agreement_tool.read.pdf.shapes import Shapes

_INVISIBLE = 3
_CONTRAST = 16
"""Grey values (of 255) by which a point of a seen character differs from the ground, at least."""
_ABOVE, _BELOW = 0.8, 0.1
"""The part of the em looked at, around the baseline."""
_BRIEF = 2
"""Fewer characters in a row than these are not called hidden: a mark may leave hardly a point of ink."""
_SMALLEST = 4.0
"""Points: smaller characters are drawn too faintly to be judged at a pixel a point."""
_LINE = (0.6, 2.0)
"""Ems: how high and wide an area is, at least, in which words can hide."""
_MOST = 3000
"""Text objects that are looked at on one page."""
_STAGES = 6
"""Stages of a page's text, at most: the page is drawn once more for each."""
DPI = 144


def stages_of(shapes: Shapes, frame: PageBox, styles: Iterable[TextStyle], *, suspect: bool) -> list[list[int]]:
    """The page's text objects in stages, each drawn before a ground or picture that lies over text; none where nothing
    can hide text. `suspect`: something else on the page may."""
    cuts = sorted({before for before, box in shapes.covers if _lies_over(shapes, before, box, frame)})[-_STAGES:]
    if not cuts and not suspect and not _has_a_texts_colour(shapes.fills, styles) and not _clipped(shapes.texts):
        return []
    bounds = [0, *cuts, len(shapes.texts)]
    return [shapes.texts[start:end] for start, end in itertools.pairwise(bounds) if end > start]


def _lies_over(shapes: Shapes, before: int, box: Bounds, frame: PageBox) -> bool:
    """Whether one of the first `before` text objects lies under the box."""
    first = max(0, before - _MOST)
    for obj, placed in zip(shapes.texts[first:before], shapes.placed[first:before], strict=True):
        left, bottom, right, top = bounds_of(obj)
        if right > left:
            x, y = frame.point(*moved((left + right) / 2, (bottom + top) / 2, placed))
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return True
    return False


def _has_a_texts_colour(fills: Iterable[Fill], styles: Iterable[TextStyle]) -> bool:
    looks = {(style.colour, style.size) for style in styles}
    return any(
        max(abs(one - other) for one, other in zip(fill.colour, colour, strict=True)) < _CONTRAST
        and fill.bottom - fill.top >= _LINE[0] * size
        and fill.x1 - fill.x0 >= _LINE[1] * size
        for fill in fills
        for colour, size in looks
    )


def _clipped(texts: Sequence[int]) -> bool:
    lib = pdfium()
    clips = list(map(lib.FPDFPageObj_GetClipPath, texts[:_MOST]))
    counts = list(map(lib.FPDFClipPath_CountPaths, clips))
    if max(counts, default=0) < 1:
        return False
    return any(count > 0 and _outside(obj, clip, count) for obj, clip, count in zip(texts, clips, counts, strict=False))


def _outside(obj: int, clip: int, count: int) -> bool:
    x0, y0, x1, y1 = bounds_of(obj)
    if x1 - x0 < 0.01:
        return False
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    height = y1 - y0
    for left, bottom, right, top in (_clip_box(clip, path) for path in range(count)):
        inside = left <= x <= right and bottom <= y <= top
        if not inside or x1 > right + 2 * height or x0 < left - 2 * height:
            return True
    return False


def _clip_box(clip: int, path: int) -> tuple[float, float, float, float]:
    lib = pdfium()
    xs, ys = [], []
    x, y = c_float(), c_float()
    for index in range(max(0, min(64, lib.FPDFClipPath_CountPathSegments(clip, path)))):
        if lib.FPDFPathSegment_GetPoint(lib.FPDFClipPath_GetPathSegment(clip, path, index), x, y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (-1e9, -1e9, 1e9, 1e9)


def split_by_visibility(
    page: int, width: float, height: float, stages: Iterable[tuple[Sequence[int], Sequence[TextRun]]]
) -> tuple[list[TextRun], list[TextRun]]:
    """Runs (seen, unseen) of a loaded page, by stages: (text objects, the runs they gave). The objects are invisible
    afterwards.

    A stage's text is made invisible while all that was drawn later stands: what changes was seen. What is drawn
    invisible, aslant or very small is for others to judge: it is among the seen.
    """
    lib = pdfium()
    seen: list[TextRun] = []
    unseen: list[TextRun] = []
    shown = drawn(page, width, height, DPI, grey=True, annotations=True)
    for texts, runs in stages:
        for obj in texts:
            lib.FPDFTextObj_SetTextRenderMode(obj, _INVISIBLE)
        ground = drawn(page, width, height, DPI, grey=True, annotations=True)
        for run in runs:
            if _is_for_others(run):
                seen.append(run)
                continue
            for is_seen, piece in _pieces(run, shown, ground):
                (seen if is_seen else unseen).append(piece)
        shown = ground
    return seen, unseen


def _is_for_others(run: TextRun) -> bool:
    style = run.style
    return style.mode == _INVISIBLE or style.angle != 0 or style.size < _SMALLEST or not run.text.strip()


def _pieces(run: TextRun, shown: PageImage, ground: PageImage) -> Iterator[tuple[bool, TextRun]]:
    edges = (*run.lefts[1:], run.right)
    size = run.style.size
    found = [
        None
        if char.isspace()
        else _differ(shown, ground, (x0, run.baseline - _ABOVE * size, x1, run.baseline + _BELOW * size))
        for char, x0, x1 in zip(run.text, run.lefts, edges, strict=True)
    ]
    if not any(seen is False for seen in found):
        yield True, run
        return
    start = 0
    for state, group in itertools.groupby(_settled(found)):
        end = start + len(list(group))
        # A mark by itself may leave hardly a point of ink.
        yield state or not any(map(str.isalnum, run.text[start:end])), piece_of(run, start, end, edges)
        start = end


def _settled(found: Sequence[bool | None]) -> list[bool]:
    """Blanks as the character before them; brief stretches as the rest."""
    states: list[bool] = []
    for seen in found:
        states.append(seen if seen is not None else states[-1] if states else True)
    settled: list[bool] = []
    for state, group in itertools.groupby(states):
        length = len(list(group))
        settled += [state or (length < _BRIEF and len(states) > length)] * length
    return settled


def _differ(shown: PageImage, ground: PageImage, box: tuple[float, float, float, float]) -> bool:
    """Whether the two pictures of a page differ in a box of the page, in points; where the box is off the page, too."""
    scale = DPI / 72
    left, right = max(0, round(box[0] * scale)), min(shown.width, round(box[2] * scale))
    top, bottom = max(0, round(box[1] * scale)), min(shown.height, round(box[3] * scale))
    if right <= left or bottom <= top:
        return True
    for row in range(top, bottom):
        start = row * shown.stride
        one, other = shown.pixels[start + left : start + right], ground.pixels[start + left : start + right]
        if one != other and max(map(abs, map(sub, one, other))) >= _CONTRAST:
            return True
    return False
