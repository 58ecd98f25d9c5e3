"""How pdfium's text objects are set: font, size, colour, render mode, direction.

Producers that place every glyph on its own make an object a character, so this is done up to a thousand times a page:
`map` walks them for each property, and objects set alike share the work of all but reading them.
"""

from __future__ import annotations

import collections
import ctypes
import functools
import itertools
import math
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import TextStyle, TextStyles
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.text.patterns import compiled

UNTOLD = compiled(r"|(?:CIDFont\+)?[A-Za-z]{0,4}[-_]?\d{0,4}")
"""Font names that say nothing of the face: none at all, F1, TT2, CIDFont+F2."""

_CARRIED = compiled(r"Helvetica|Arial|Times|Courier|Symbol|ZapfDingbats")
"""The standard 14 fonts of ISO 32000-1, 9.6.2.2, under their own names and Windows': pdfium has outlines for them."""
_OBJECT_RECORD = struct.Struct("=6ff4I")
"""What pdfium fills in for a text object: its matrix, nominal size, fill colour with alpha."""
_LOOK = struct.Struct("=4ff4I")
"""The same without the origin, the only thing in it that no two objects share."""
_RECORD = struct.Struct(f"{_LOOK.size}s")
LEAST, LARGEST = 0.1, 10_000.0
"""Points. Damaged files set text in size 0 or infinity; everything measured in ems needs a size."""

Font = tuple[str, int, int]
"""Name without subset prefix, key, descriptor flags."""
_Said = tuple[int, int, int, tuple[bytes]]
"""What pdfium says of an object: its font, render mode, whether it has a colour, and a record of `_LOOK`."""


class _Looks(dict[_Said, TextStyle]):
    """Styles by what pdfium says, as bytes: nothing is converted for an object set like one before."""

    def __init__(self, style: Callable[[_Said], TextStyle]) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, said: _Said) -> TextStyle:
        style = self[said] = self._style(said)
        return style


class StyleReader:
    """Reads styles of one document's text objects."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, int], int] = {}
        self._unnamed = 0
        self._fonts: dict[int, Font] = {}
        self._styles = TextStyles()
        self.borrowed: set[int] = set()
        """Keys of fonts that neither the file nor pdfium carries: they are drawn with what the system has."""
        self._alike: dict[int, _Looks] = {}
        """By the page's quarter turns."""
        self._buffer = ctypes.create_string_buffer(_OBJECT_RECORD.size)
        start = ctypes.addressof(self._buffer)
        self._matrix, self._size = start, start + 24
        self._colour = tuple(range(start + 28, start + 44, 4))

    def turn_page(self) -> None:
        """Forget handles: pdfium lets go of a page's fonts and uses their addresses again."""
        self._fonts.clear()
        self._alike.clear()

    def of_chars(self, text_page: int, firsts: Mapping[int, int], frame: PageBox) -> dict[int, TextStyle]:
        """The styles of text objects that are read; `firsts`: object -> one of its characters."""
        lib, size, count = pdfium(), _LOOK.size, len(firsts)
        buffer = ctypes.create_string_buffer(size * count)
        start = ctypes.addressof(buffer)

        def places(offset: int) -> range:
            return range(start + offset, start + offset + size * count, size)

        # The character's matrix, not the object's: it holds the forms around it, a watermark's turn among them. Its
        # origin, the last two of six values, is written over by what follows.
        exhaust(map(lib.FPDFText_GetMatrix, itertools.repeat(text_page), firsts.values(), places(0)))
        exhaust(map(lib.FPDFTextObj_GetFontSize, firsts, places(16)))
        coloured = list(map(lib.FPDFPageObj_GetFillColor, firsts, *map(places, (20, 24, 28, 32))))
        fonts, modes = map(lib.FPDFTextObj_GetFont, firsts), map(lib.FPDFTextObj_GetTextRenderMode, firsts)
        said = zip(fonts, modes, coloured, _RECORD.iter_unpack(buffer.raw), strict=False)
        return dict(zip(firsts, map(self._looks(frame).__getitem__, said), strict=False))

    def of_object(self, obj: int, frame: PageBox) -> tuple[TextStyle, float, float]:
        """The style of a text object that gives no characters, and its origin in its parent's space."""
        pdfium().FPDFPageObj_GetMatrix(obj, self._matrix)
        style = self._style(obj, frame)
        x, y = _OBJECT_RECORD.unpack(self._buffer.raw)[4:6]
        return style, x, y

    def adopted(self, style: TextStyle, unnamed: dict[int, int]) -> TextStyle:
        """The style that another process's reader gave, as one of this reader's. `unnamed`: that one's keys -> ours."""
        if style.font_key > 0:
            key = self._key(style.font, style.flags)
        else:
            key = unnamed.get(style.font_key) or self._key(style.font, style.flags)
            unnamed[style.font_key] = key
        return self._styles.of(replace(style, font_key=key))

    def _style(self, obj: int, frame: PageBox) -> TextStyle:
        lib = pdfium()
        lib.FPDFTextObj_GetFontSize(obj, self._size)
        coloured = lib.FPDFPageObj_GetFillColor(obj, *self._colour)
        font, mode = lib.FPDFTextObj_GetFont(obj), lib.FPDFTextObj_GetTextRenderMode(obj)
        raw = self._buffer.raw
        return self._looks(frame)[font, mode, coloured, (raw[:16] + raw[24:],)]

    def _looks(self, frame: PageBox) -> _Looks:
        found = self._alike.get(frame.turns)
        if found is None:
            found = self._alike[frame.turns] = _Looks(functools.partial(self._look, frame))
        return found

    def _look(self, frame: PageBox, said: _Said) -> TextStyle:
        font, mode, coloured, (record,) = said
        *turn, size, red, green, blue, alpha = _LOOK.unpack(record)
        # A negative size turns the glyphs by half: with a matrix turned the same way they are upright.
        a, b, c, d = turn if size >= 0 else [-part for part in turn]
        colour = seen_on_white(red, green, blue, alpha) if coloured else (0, 0, 0)
        name, key, flags = self._font(font)
        look = (_size(size, (a, b, c, d)), colour, max(0, mode), _angle((a, b, c, d), frame), flags)
        return self._styles.of(TextStyle(name, key, *look, _slant((a, b, c, d))))

    def _font(self, handle: int) -> Font:
        found = self._fonts.get(handle)
        if found is None:
            name, flags = _font_name(handle), max(0, pdfium().FPDFFont_GetFlags(handle))
            found = self._fonts[handle] = (name, self._key(name, flags), flags)
            if pdfium().FPDFFont_GetIsEmbedded(handle) == 0 and not _CARRIED.match(name):
                self.borrowed.add(found[1])
        return found

    def _key(self, name: str, flags: int) -> int:
        # Fonts whose name says nothing are told apart by handle, so one per page; keys below zero.
        if UNTOLD.fullmatch(name):
            self._unnamed -= 1
            return self._unnamed
        return self._keys.setdefault((name, flags), len(self._keys) + 1)


def exhaust(calls: Iterator[Any]) -> None:
    """Make every call, at the speed of C."""
    collections.deque(calls, maxlen=0)


def fill_colour(obj: int) -> tuple[int, int, int]:
    """An object's fill colour as seen on white; black when it has none that can be told."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium().FPDFPageObj_GetFillColor(obj, *map(ctypes.byref, parts)):
        return 0, 0, 0
    return seen_on_white(*(part.value for part in parts))


def seen_on_white(red: int, green: int, blue: int, alpha: int) -> tuple[int, int, int]:
    """A colour of 0…255 a part as it looks on white paper."""
    veil = 255 - alpha
    return veil + red * alpha // 255, veil + green * alpha // 255, veil + blue * alpha // 255


def _size(nominal: float, turn: tuple[float, float, float, float]) -> float:
    a, b, c, d = turn
    size = abs(nominal) * (math.hypot(c, d) or math.hypot(a, b))
    return round(min(size, LARGEST), 1) or LEAST if math.isfinite(size) else LEAST


def _angle(turn: tuple[float, float, float, float], frame: PageBox) -> int:
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
