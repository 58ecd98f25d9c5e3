"""pdfium's text page as runs.

One style read per text object, not per character; everything per character goes through `map` into arrays.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agreement_tool.read.pdf.frame import Frame
from agreement_tool.read.pdf.page import BREAK_GAP, Run, Style, Styles
from agreement_tool.read.pdf.pdfium_api import Matrix, pdfium

# Characters that pdfium invents, or that carry no ink and no meaning.
_NOISE = {0, 0x0A, 0x0D, 0xFFFE, 0xFFFF, 0xFEFF, 0x200B}
UNTOLD = re.compile(r"|(?:CIDFont\+)?[A-Za-z]{0,4}[-_]?\d{0,4}")
"""Font names that say nothing of the face: none at all, F1, TT2, CIDFont+F2."""


class Fonts:
    """Names, identities and flags of the document's fonts, and the styles set in them."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._keys: dict[tuple[str, int], int] = {}
        self._unnamed = 0
        self._on_page: dict[int, tuple[str, int, int]] = {}

    def turn_page(self) -> None:
        """Forget handles: pdfium lets go of a page's fonts and uses their addresses again."""
        self._on_page = {}

    def of(self, handle: int) -> tuple[str, int, int]:
        """(name without subset prefix, key, descriptor flags)."""
        found = self._on_page.get(handle)
        if found is None:
            name, flags = _font_name(handle), max(0, pdfium().FPDFFont_GetFlags(handle))
            found = self._on_page[handle] = (name, self._key(name, flags), flags)
        return found

    def _key(self, name: str, flags: int) -> int:
        # Fonts whose name says nothing are told apart by handle, so one per page; keys below zero.
        if UNTOLD.fullmatch(name):
            self._unnamed -= 1
            return self._unnamed
        return self._keys.setdefault((name, flags), len(self._keys) + 1)


class TextPage:
    """A page's characters as parallel arrays, before they are runs."""

    def __init__(self, handle: int) -> None:
        lib = pdfium()
        count = max(0, lib.FPDFText_CountChars(handle))
        every, page = range(count), itertools.repeat(handle)
        self.codes: list[int] = list(map(lib.FPDFText_GetUnicode, page, every))
        self.objects: list[int | None] = list(map(lib.FPDFText_GetTextObject, page, every))
        self.origins = _filled(lib.FPDFText_GetCharOrigin, handle, count, ctypes.c_double, 2)
        self.boxes = _filled(lib.FPDFText_GetLooseCharBox, handle, count, ctypes.c_float, 4)


def _filled(function: Any, handle: int, count: int, kind: Any, fields: int) -> Any:
    """Call `function(handle, index, *addresses)` for every index into one flat array."""
    array = (kind * (fields * count))()
    start, step = ctypes.addressof(array), ctypes.sizeof(kind)
    stride = fields * step
    whole = range(start, start + stride * count, stride)
    if kind is ctypes.c_double:  # x and y have an address each; a rectangle has one for all four
        ends = range(start + step, start + step + stride * count, stride)
        for _ in map(function, itertools.repeat(handle), range(count), whole, ends):
            pass
    else:
        for _ in map(function, itertools.repeat(handle), range(count), whole):
            pass
    return array


@dataclass(slots=True)
class TextLayer:
    """A page's runs in content order, each with the text object it comes from."""

    runs: list[Run]
    owners: list[int]
    styles: dict[int, Style]
    """Every text object that gave characters, and how it is set."""


def text_layer(handle: int, frame: Frame, fonts: Fonts) -> TextLayer:
    """Read a text page."""
    page = TextPage(handle)
    layer = TextLayer([], [], {})
    matrix = Matrix()
    for obj, first, last in _objects(page.objects):
        style = layer.styles.get(obj)
        if style is None:
            # The character's matrix, not the object's: it holds the forms around it, a watermark's turn among them.
            pdfium().FPDFText_GetMatrix(handle, first, matrix)
            style = layer.styles[obj] = style_of(obj, matrix, frame, fonts)
        for run in _object_runs(page, first, last, style, frame):
            layer.runs.append(run)
            layer.owners.append(obj)
    return layer


def _objects(objects: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """Stretches of characters of one text object: (object, first, end)."""
    position = 0
    for obj, group in itertools.groupby(objects):
        end = position + sum(1 for _ in group)
        if obj:
            yield obj, position, end
        position = end


def _object_runs(page: TextPage, first: int, end: int, style: Style, frame: Frame) -> Iterator[Run]:
    letters: list[str] = []
    lefts: list[float] = []
    right = baseline = 0.0
    reach = BREAK_GAP * style.size
    for index in range(first, end):
        code = page.codes[index]
        if code in _NOISE:
            continue
        left, line = frame.point(page.origins[2 * index], page.origins[2 * index + 1])
        if letters and (abs(line - baseline) > 0.5 or not -reach < left - right < reach or left <= lefts[-1]):
            yield Run("".join(letters), array("f", lefts), right, baseline, style)
            letters, lefts = [], []
        if not letters:
            baseline = line
        letters.append(chr(code))
        lefts.append(left)
        right = _right_edge(page, index, left, style, frame)
    if letters:
        yield Run("".join(letters), array("f", lefts), right, baseline, style)


def _right_edge(page: TextPage, index: int, left: float, style: Style, frame: Frame) -> float:
    # pdfium's loose box is the advance box joined with the ink box: ink that hangs over would look like a wider glyph.
    box = page.boxes[4 * index : 4 * index + 4]
    right = max(frame.point(box[0], box[3])[0], frame.point(box[2], box[1])[0])
    return min(right, left + style.size) if page.codes[index] > 0x2E7F else right


def style_of(obj: int, matrix: Matrix, frame: Frame, fonts: Fonts) -> Style:
    """How a text object is set, its text matrix given."""
    lib = pdfium()
    size = ctypes.c_float()
    lib.FPDFTextObj_GetFontSize(obj, size)
    name, key, flags = fonts.of(lib.FPDFTextObj_GetFont(obj))
    scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b)
    style = Style(
        font=name,
        font_key=key,
        size=round(abs(size.value) * scale, 1),
        colour=fill_colour(obj),
        mode=max(0, lib.FPDFTextObj_GetTextRenderMode(obj)),
        angle=frame.angle(math.degrees(math.atan2(matrix.b, matrix.a))),
        flags=flags,
        slant=_slant(matrix),
    )
    return fonts.styles.of(style)


def _slant(matrix: Matrix) -> float:
    # The cosine between the two axes of the text matrix: 0 for upright glyphs however the line is turned.
    across, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    return round((matrix.a * matrix.c + matrix.b * matrix.d) / (across * up), 2) if across and up else 0.0


def fill_colour(obj: int) -> tuple[int, int, int]:
    """An object's fill colour as seen on white; black when it has none that can be told."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium().FPDFPageObj_GetFillColor(obj, red, green, blue, alpha):
        return 0, 0, 0
    if alpha.value == 255:
        return red.value, green.value, blue.value
    veil = 255 - alpha.value
    red_seen, green_seen, blue_seen = (veil + part.value * alpha.value // 255 for part in (red, green, blue))
    return red_seen, green_seen, blue_seen


def _font_name(handle: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium().FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    raw = buffer.raw[: max(0, min(length, len(buffer)) - 1)]
    return plain_font_name(raw)


def plain_font_name(raw: bytes) -> str:
    """A BaseFont as text, without its subset prefix 'ABCDEF+'. Old Word writes GBK bytes."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    prefix, plus, rest = name.partition("+")
    return rest if plus and len(prefix) == 6 and prefix.isupper() else name
