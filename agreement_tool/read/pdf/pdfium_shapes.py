"""pdfium's page objects other than text: rules, filled areas, images, links, and text drawn a second time."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from operator import ne
from typing import Any

from agreement_tool.read.affine import UNMOVED, Affine, joined, moved
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import Bounds
from agreement_tool.read.pdf.pdfium_api import FORM, IMAGE, MAX_FORM_DEPTH, PATH, TEXT, Matrix, Rect, pdfium
from agreement_tool.read.pdf.pdfium_style import fill_colour
from agreement_tool.read.pdf.shapes import Shapes

MAX_SEGMENTS = 4000
"""Longer paths are drawings, not rules."""
MAX_OBJECTS = 200_000
"""Objects looked at on one page. Real pages have up to some ten thousand."""


def shapes_of(page: int, frame: PageBox) -> Shapes:
    """Everything on the page that is not a character."""
    lib = pdfium()
    shapes = Shapes()
    every = _objects(page, lib.FPDFPage_CountObjects(page), lib.FPDFPage_GetObject, UNMOVED, 0)
    remaining = MAX_OBJECTS
    for kind, objects, placed in every:
        _add(shapes, kind, objects[:remaining], placed, frame)
        remaining -= len(objects)
        if remaining <= 0:
            break
    return shapes


def _add(shapes: Shapes, kind: int, objects: Sequence[int], placed: Affine, frame: PageBox) -> None:
    """Add neighbouring objects of one kind."""
    if kind == TEXT:
        shapes.texts += objects
        shapes.placed += itertools.repeat(placed, len(objects))
    elif kind == PATH:
        for obj in objects:
            _add_path(shapes, obj, placed, frame)
    elif kind == IMAGE:
        for obj in objects:
            left, bottom, right, top = bounds_of(obj)
            shapes.add_picture(_box([moved(left, bottom, placed), moved(right, top, placed)], frame))


def _objects(
    parent: int, count: int, get: Any, placed: Affine, depth: int
) -> Iterator[tuple[int, Sequence[int], Affine]]:
    """(kind, neighbouring objects of it, where their parents place them) of everything in a page or form, forms
    opened."""
    lib = pdfium()
    objects = list(map(get, itertools.repeat(parent), range(min(count, MAX_OBJECTS))))
    kinds = list(map(lib.FPDFPageObj_GetType, objects))
    cuts = itertools.compress(range(1, len(kinds)), map(ne, kinds[1:], kinds))
    for first, end in itertools.pairwise((0, *cuts, len(kinds)) if kinds else ()):
        if kinds[first] != FORM:
            yield kinds[first], objects[first:end], placed
            continue
        for obj in objects[first:end] if depth < MAX_FORM_DEPTH else ():
            inner = lib.FPDFFormObj_CountObjects(obj)
            yield from _objects(obj, inner, lib.FPDFFormObj_GetObject, joined(_matrix(obj), placed), depth + 1)


def _matrix(obj: int) -> Affine:
    matrix = Matrix()
    if not pdfium().FPDFPageObj_GetMatrix(obj, ctypes.byref(matrix)):
        return UNMOVED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _add_path(shapes: Shapes, obj: int, placed: Affine, frame: PageBox) -> None:
    lib = pdfium()
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    lib.FPDFPath_GetDrawMode(obj, fill_mode, stroked)
    if not fill_mode.value and not stroked.value:
        return
    colour = fill_colour(obj) if fill_mode.value else _stroke_colour(obj)
    width = _stroke_width(obj) if stroked.value else 0.0
    for points in _subpaths(obj):
        box = _box([moved(x, y, placed) for x, y in points], frame)
        shapes.add(box, colour, width=width, filled=bool(fill_mode.value), corners=len(points))


def _subpaths(obj: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each subpath, in the object's own parent's space."""
    lib = pdfium()
    count = lib.FPDFPath_CountSegments(obj)
    if count > MAX_SEGMENTS:
        return
    own = _matrix(obj)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = lib.FPDFPath_GetPathSegment(obj, index)
        if not lib.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if lib.FPDFPathSegment_GetType(segment) == 2 and points:  # FPDF_SEGMENT_MOVETO
            yield points
            points = []
        points.append(moved(x.value, y.value, own))
    if points:
        yield points


def _box(points: list[tuple[float, float]], frame: PageBox) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _stroke_colour(obj: int) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium().FPDFPageObj_GetStrokeColor(obj, red, green, blue, alpha):
        return red.value, green.value, blue.value
    return 0, 0, 0


def _stroke_width(obj: int) -> float:
    width = ctypes.c_float()
    pdfium().FPDFPageObj_GetStrokeWidth(obj, width)
    return width.value


def links_of(page: int, frame: PageBox) -> Iterator[Bounds]:
    """The rectangles of the page's link annotations."""
    lib = pdfium()
    position, link, rect = ctypes.c_int(0), ctypes.c_void_p(), Rect()
    while lib.FPDFLink_Enumerate(page, position, link):
        if lib.FPDFLink_GetAnnotRect(link, rect):
            yield frame.box(rect.left, rect.bottom, rect.right, rect.top)


def bounds_of(obj: int) -> Bounds:
    """An object's bounding box in user space: left, bottom, right, top."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium().FPDFPageObj_GetBounds(obj, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value
