"""pdfium's text page as runs.

One style read per text object, not per character; everything per character goes through `map` into arrays.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any

from agreement_tool.read.pdf.frame import Frame
from agreement_tool.read.pdf.page import Run, Style
from agreement_tool.read.pdf.pdfium_api import Matrix, pdfium

# Characters that pdfium invents, or that carry no ink and no meaning.
_NOISE = {0, 0x0A, 0x0D, 0xFFFE, 0xFFFF, 0xFEFF, 0x200B}
_BREAK_GAP = 0.15
"""A run ends where the next glyph stands further away than this, in ems."""


class Fonts:
    """Names and flags of the document's fonts, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, int, int]] = {}

    def of(self, handle: int) -> tuple[str, int, int]:
        """(name without subset prefix, key, descriptor flags)."""
        found = self._known.get(handle)
        if found is None:
            found = (_font_name(handle), len(self._known) + 1, max(0, pdfium().FPDFFont_GetFlags(handle)))
            self._known[handle] = found
        return found


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


def runs_of(handle: int, frame: Frame, fonts: Fonts) -> tuple[list[Run], set[int]]:
    """The page's runs in content order, and the text objects they come from."""
    page = TextPage(handle)
    styles: dict[int, Style] = {}
    runs: list[Run] = []
    for obj, first, last in _objects(page.objects):
        style = styles.get(obj)
        if style is None:
            style = styles[obj] = style_of(obj, frame, fonts)
        runs.extend(_object_runs(page, first, last, style, frame))
    return runs, set(styles)


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
    reach = _BREAK_GAP * style.size
    for index in range(first, end):
        code = page.codes[index]
        if code in _NOISE:
            continue
        left, line = frame.point(page.origins[2 * index], page.origins[2 * index + 1])
        if letters and (abs(line - baseline) > 0.5 or not -reach < left - right < reach or left <= lefts[-1]):
            yield Run("".join(letters), tuple(lefts), right, baseline, style)
            letters, lefts = [], []
        if not letters:
            baseline = line
        letters.append(chr(code))
        lefts.append(left)
        right = _right_edge(page, index, left, style, frame)
    if letters:
        yield Run("".join(letters), tuple(lefts), right, baseline, style)


def _right_edge(page: TextPage, index: int, left: float, style: Style, frame: Frame) -> float:
    # pdfium's loose box is the advance box joined with the ink box: ink that hangs over would look like a wider glyph.
    box = page.boxes[4 * index : 4 * index + 4]
    right = max(frame.point(box[0], box[3])[0], frame.point(box[2], box[1])[0])
    return min(right, left + style.size) if page.codes[index] > 0x2E7F else right


def style_of(obj: int, frame: Frame, fonts: Fonts) -> Style:
    """How a text object is set."""
    lib = pdfium()
    size, matrix = ctypes.c_float(), Matrix()
    lib.FPDFTextObj_GetFontSize(obj, size)
    lib.FPDFPageObj_GetMatrix(obj, matrix)
    name, key, flags = fonts.of(lib.FPDFTextObj_GetFont(obj))
    scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b)
    return Style(
        font=name,
        font_key=key,
        size=round(abs(size.value) * scale, 1),
        colour=fill_colour(obj),
        mode=max(0, lib.FPDFTextObj_GetTextRenderMode(obj)),
        angle=frame.angle(math.degrees(math.atan2(matrix.b, matrix.a))),
        flags=flags,
        slant=_slant(matrix),
    )


def _slant(matrix: Matrix) -> float:
    # The cosine between the two axes of the text matrix: 0 for upright glyphs however the line is turned.
    across, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    return round((matrix.a * matrix.c + matrix.b * matrix.d) / (across * up), 2) if across and up else 0.0


def fill_colour(obj: int) -> tuple[int, int, int]:
    """An object's fill colour; black when it has none that can be told."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium().FPDFPageObj_GetFillColor(obj, red, green, blue, alpha):
        return red.value, green.value, blue.value
    return 0, 0, 0


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
