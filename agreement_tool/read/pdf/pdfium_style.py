"""How pdfium's text objects are set: font, size, colour, render mode, direction.

Producers that place every glyph on its own make an object a character, so this is done up to a thousand times a page:
the C structures are kept and filled anew, and objects set alike share the work of all but reading them.
"""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any

from agreement_tool.read.pdf.frame import Frame
from agreement_tool.read.pdf.page import Style, Styles
from agreement_tool.read.pdf.pdfium_api import Matrix, pdfium

UNTOLD = re.compile(r"|(?:CIDFont\+)?[A-Za-z]{0,4}[-_]?\d{0,4}")
"""Font names that say nothing of the face: none at all, F1, TT2, CIDFont+F2."""

LEAST, LARGEST = 0.1, 10_000.0
"""Points. Damaged files set text in size 0 or infinity; everything measured in ems needs a size."""

Font = tuple[str, int, int]
"""Name without subset prefix, key, descriptor flags."""


class StyleReader:
    """Reads styles of one document's text objects."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, int], int] = {}
        self._unnamed = 0
        self._fonts: dict[int, Font] = {}
        self._styles = Styles()
        self._alike: dict[tuple[Any, ...], Style] = {}
        self._size = ctypes.c_float()
        self._matrix = Matrix()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def turn_page(self) -> None:
        """Forget handles: pdfium lets go of a page's fonts and uses their addresses again."""
        self._fonts.clear()
        self._alike.clear()

    def of_char(self, text_page: int, index: int, obj: int, frame: Frame) -> Style:
        """The style of a text object that is read, by one of its characters."""
        # The character's matrix, not the object's: it holds the forms around it, a watermark's turn among them.
        pdfium().FPDFText_GetMatrix(text_page, index, self._matrix)
        return self._style(obj, frame)

    def of_object(self, obj: int, frame: Frame) -> tuple[Style, float, float]:
        """The style of a text object that gives no characters, and its origin in its parent's space."""
        matrix = self._matrix
        pdfium().FPDFPageObj_GetMatrix(obj, matrix)
        return self._style(obj, frame), matrix.e, matrix.f

    def _style(self, obj: int, frame: Frame) -> Style:
        lib, matrix = pdfium(), self._matrix
        lib.FPDFTextObj_GetFontSize(obj, self._size)
        font, mode = lib.FPDFTextObj_GetFont(obj), lib.FPDFTextObj_GetTextRenderMode(obj)
        turn = (matrix.a, matrix.b, matrix.c, matrix.d)
        said = (font, self._size.value, mode, self._fill(obj), turn, frame.turns)
        known = self._alike.get(said)
        if known is None:
            name, key, flags = self._font(font)
            style = Style(
                name, key, _size(said[1], turn), said[3], max(0, mode), _angle(turn, frame), flags, _slant(turn)
            )
            known = self._alike[said] = self._styles.of(style)
        return known

    def _fill(self, obj: int) -> tuple[int, int, int]:
        return fill_colour(obj, self._colour)

    def _font(self, handle: int) -> Font:
        found = self._fonts.get(handle)
        if found is None:
            name, flags = _font_name(handle), max(0, pdfium().FPDFFont_GetFlags(handle))
            found = self._fonts[handle] = (name, self._key(name, flags), flags)
        return found

    def _key(self, name: str, flags: int) -> int:
        # Fonts whose name says nothing are told apart by handle, so one per page; keys below zero.
        if UNTOLD.fullmatch(name):
            self._unnamed -= 1
            return self._unnamed
        return self._keys.setdefault((name, flags), len(self._keys) + 1)


def fill_colour(obj: int, parts: tuple[ctypes.c_uint, ...] | None = None) -> tuple[int, int, int]:
    """An object's fill colour as seen on white; black when it has none that can be told. `parts`: room for the answer."""
    parts = parts or tuple(ctypes.c_uint() for _ in range(4))
    if not pdfium().FPDFPageObj_GetFillColor(obj, *parts):
        return 0, 0, 0
    red, green, blue, alpha = (part.value for part in parts)
    if alpha == 255:
        return red, green, blue
    veil = 255 - alpha
    return veil + red * alpha // 255, veil + green * alpha // 255, veil + blue * alpha // 255


def _size(nominal: float, turn: tuple[float, float, float, float]) -> float:
    a, b, c, d = turn
    size = abs(nominal) * (math.hypot(c, d) or math.hypot(a, b))
    return round(min(size, LARGEST), 1) or LEAST if math.isfinite(size) else LEAST


def _angle(turn: tuple[float, float, float, float], frame: Frame) -> int:
    return frame.angle(math.degrees(math.atan2(turn[1], turn[0])))


def _slant(turn: tuple[float, float, float, float]) -> float:
    # The cosine between the two axes of the text matrix: 0 for upright glyphs however the line is turned.
    a, b, c, d = turn
    across, up = math.hypot(a, b), math.hypot(c, d)
    return round((a * c + b * d) / (across * up), 2) if across and up else 0.0


def _font_name(handle: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium().FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    return plain_font_name(buffer.raw[: max(0, min(length, len(buffer)) - 1)])


def plain_font_name(raw: bytes) -> str:
    """A BaseFont as text, without its subset prefix 'ABCDEF+'. Old Word writes GBK bytes."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    prefix, plus, rest = name.partition("+")
    return rest if plus and len(prefix) == 6 and prefix.isupper() else name
