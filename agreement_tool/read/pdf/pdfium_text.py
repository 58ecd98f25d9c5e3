"""pdfium's text page as runs: everything per character goes through `map` into arrays, one style a text object."""

from __future__ import annotations

import ctypes
import itertools
from array import array
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping
from typing import Any

from agreement_tool.read.pdf.frame import Frame
from agreement_tool.read.pdf.page import BREAK_GAP, FAR, Run, Style
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.read.pdf.pdfium_shapes import bounds_of
from agreement_tool.read.pdf.pdfium_style import StyleReader, exhaust

# Characters that pdfium invents, or that carry no ink and no meaning.
_NOISE = frozenset(
    {0, 0x0A, 0x0D, 0xFFFE, 0xFFFF, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}
)
_HYPHENS, _HYPHEN = frozenset({0x02, 0xAD}), "-"
"""pdfium marks a hyphen at a line's end, where a word may be broken; a soft hyphen that is drawn is one too."""
_BLANK, _NO_ROOM = 0x20, 0.01
"""A space; points."""
_HAN = 0x2E80
"""Code points from here on are set on the em."""


class TextPage:
    """A page's characters as parallel arrays, and how each text object that gave them is set."""

    def __init__(self, handle: int, frame: Frame, reader: StyleReader) -> None:
        lib = pdfium()
        count = max(0, lib.FPDFText_CountChars(handle))
        every, page = range(count), itertools.repeat(handle)
        self._codes: list[int] = list(map(lib.FPDFText_GetUnicode, page, every))
        self._origins = _filled(lib.FPDFText_GetCharOrigin, handle, count, ctypes.c_double, 2)
        self._boxes = _filled(lib.FPDFText_GetLooseCharBox, handle, count, ctypes.c_float, 4)
        self._stretches = list(_stretches(list(map(lib.FPDFText_GetTextObject, page, every))))
        # An object may come in several stretches; any of its characters will do.
        self.styles: dict[int, Style] = reader.of_chars(handle, {obj: at for obj, at, _ in self._stretches}, frame)

    def texts_of(self, objects: Container[int]) -> dict[int, str]:
        """The characters that some text objects gave."""
        found: dict[int, str] = {}
        for obj, first, end in self._stretches:
            if obj in objects:
                found[obj] = found.get(obj, "") + "".join(map(chr, self._codes[first:end]))
        return found

    def rewrite(self, texts: Mapping[int, str]) -> None:
        """Put other characters, as many, in place of those that some text objects gave."""
        waiting = dict(texts)
        for obj, first, end in self._stretches:
            if obj in waiting:
                self._codes[first:end] = map(ord, waiting[obj][: end - first])
                waiting[obj] = waiting[obj][end - first :]

    def drawn(self, fonts: Collection[int]) -> frozenset[int]:
        """Those of `fonts` (keys) in which a text object of Han characters has a height: the system has outlines for
        it."""
        seen: set[int] = set()
        for obj, first, end in self._stretches:
            key = self.styles[obj].font_key
            if key in fonts and key not in seen and all(code >= _HAN for code in self._codes[first:end]):
                left, bottom, right, top = bounds_of(obj)
                if min(right - left, top - bottom) > 0.01:
                    seen.add(key)
        return frozenset(seen)

    def direction(self) -> int:
        """The direction that most characters have, in degrees."""
        angles: Counter[int] = Counter()
        for obj, first, end in self._stretches:
            angles[self.styles[obj].angle] += end - first
        return angles.most_common(1)[0][0] if angles else 0

    def runs(
        self, frame: Frame, twice: Collection[int], without: Container[int] = (), only: Container[int] | None = None
    ) -> Iterator[Run]:
        """The runs in content order; those of the text objects `twice` are overprinted.

        `without` some objects, and of `only` some, where given.
        """
        letters: list[str] = []
        lefts: list[float] = []
        style, overprinted, right, baseline = None, False, 0.0, 0.0
        for obj, index in self._characters():
            if obj in without or (only is not None and obj not in only):
                continue
            code = self._codes[index]
            left, line = frame.point(self._origins[2 * index], self._origins[2 * index + 1])
            if not (-FAR < left < FAR and -FAR < line < FAR):
                continue  # nowhere: damaged files place glyphs at infinity
            if letters and style is not None:
                reach = BREAK_GAP * style.size
                follows = -reach < left - right < reach and left > lefts[-1] and abs(line - baseline) <= 0.5
                if not follows or style is not self.styles[obj] or overprinted != (obj in twice):
                    yield Run("".join(letters), array("f", lefts), right, baseline, style, overprinted)
                    letters, lefts = [], []
            if not letters:
                style, overprinted, baseline = self.styles[obj], obj in twice, line
            letters.append(_HYPHEN if code in _HYPHENS else chr(code))
            lefts.append(left)
            right = self._right_edge(index, left, code, frame, self.styles[obj].size)
        if letters and style is not None:
            yield Run("".join(letters), array("f", lefts), right, baseline, style, overprinted)

    def _characters(self) -> Iterator[tuple[int, int]]:
        for obj, first, end in self._stretches:
            for index in range(first, end):
                code = self._codes[index]
                if code not in _NOISE and not (code == _BLANK and self._is_invented(index)):
                    yield obj, index

    def _is_invented(self, index: int) -> bool:
        """Whether pdfium put a blank between Han characters that are set apart: it takes no room, a drawn one does.

        What gaps between them mean is for `rows` to say; beside Latin pdfium's word is taken.
        """
        x0, top, x1, bottom = self._boxes[4 * index : 4 * index + 4]
        if min(abs(x1 - x0), abs(top - bottom)) >= _NO_ROOM:
            return False
        return all(
            code >= _HAN for code in (*self._codes[max(0, index - 1) : index], *self._codes[index + 1 : index + 2])
        )

    def _right_edge(self, index: int, left: float, code: int, frame: Frame, size: float) -> float:
        # The loose box is the advance box joined with the ink box: ink that hangs over would look like a wider glyph.
        x0, top, x1, bottom = self._boxes[4 * index : 4 * index + 4]
        right = x1 - frame.left if not frame.turns else frame.box(x0, bottom, x1, top)[2]
        return min(right, left + size) if code >= _HAN else right


def _filled(function: Any, handle: int, count: int, kind: Any, fields: int) -> list[float]:
    """Call `function(handle, index, *addresses)` for every index; what it fills in, in one flat list."""
    room = (kind * (fields * count))()
    start, step = ctypes.addressof(room), ctypes.sizeof(kind)
    stride = fields * step
    # x and y have an address each; a rectangle has one for all four.
    firsts = range(start, start + stride * count, stride)
    addresses = (firsts, range(start + step, start + step + stride * count, stride)) if fields == 2 else (firsts,)
    exhaust(map(function, itertools.repeat(handle), range(count), *addresses))
    return list(room)


def _stretches(objects: list[int | None]) -> Iterator[tuple[int, int, int]]:
    """Stretches of characters of one text object: (object, first, end)."""
    position = 0
    for obj, group in itertools.groupby(objects):
        end = position + len(list(group))
        if obj:
            yield obj, position, end
        position = end
