"""pdfium's text page as runs: everything per character goes through `map` into arrays, one style a text object.

Python walks blocks, not characters: a block is a stretch of objects set alike, and it is cut only where a glyph does
not stand right behind the one before it. See docs/decisions/0085-runs-from-blocks.md.
"""

from __future__ import annotations

import ctypes
import itertools
from array import array
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from operator import ne
from typing import Any, NamedTuple

from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import BREAK_GAP, FAR, TextRun, TextStyle
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.read.pdf.pdfium_shapes import bounds_of
from agreement_tool.read.pdf.pdfium_style import StyleReader, exhaust
from agreement_tool.text.patterns import compiled

# Characters that pdfium invents, or that carry no ink and no meaning; and blanks, some of which it invents.
_DOUBTFUL = compiled("[ \0\n\r\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")
# pdfium marks a hyphen at a line's end, where a word may be broken; a soft hyphen that is drawn is one too.
_HYPHEN = compiled("[\x02\xad]")
_IN_PLACE_OF_HYPHEN = "\ufffe"
"""What stands for the first in the text of a whole page."""
_ZERO_WIDTH = 0.01
"""Points."""
_HAN = "\u2e80"
"""Characters from here on are set on the em."""
_LAST_PLAIN = "\ufe00"
"""No character from _HAN to here is doubtful."""
_LEVEL = 0.5
"""Points: how far above or below its first character one of a run may stand."""


class _Block(NamedTuple):
    """Characters [start, end) of a page whose text objects follow one another and are set alike."""

    start: int
    end: int
    style: TextStyle
    overprinted: bool


class _Piece(NamedTuple):
    """Characters of a block that stand level, each right behind the one before. Points, y down."""

    text: str
    lefts: list[float]
    right: float
    baseline: float
    style: TextStyle
    overprinted: bool


class _Places(NamedTuple):
    """Where each character of a page stands: points from the page's top left, y down."""

    lefts: list[float]
    baselines: list[float]
    edges: list[float]
    """The right edge of its box."""


class TextPage:
    """A page's characters as parallel arrays, and how each text object that gave them is set."""

    def __init__(self, handle: int, frame: PageBox, reader: StyleReader) -> None:
        lib = pdfium()
        count = max(0, lib.FPDFText_CountChars(handle))
        self._text = _text_of(handle, count)
        self._origins = _filled(lib.FPDFText_GetCharOrigin, handle, count, "d", 2)
        self._boxes = _filled(lib.FPDFText_GetLooseCharBox, handle, count, "f", 4)
        objects = list(map(lib.FPDFText_GetTextObject, itertools.repeat(handle), range(count)))
        self._stretches = [stretch for stretch in _stretches(objects) if stretch[0]]
        # An object may come in several stretches; any of its characters will do.
        self.styles: dict[int, TextStyle] = reader.of_chars(handle, {obj: at for obj, at, _ in self._stretches}, frame)
        self.looks = set(self.styles.values())
        """The styles, each once: a page has a thousand objects and a handful of these."""

    def texts_of(self, objects: Container[int]) -> dict[int, str]:
        """The characters that some text objects gave."""
        found: dict[int, str] = {}
        for obj, first, end in self._stretches:
            if obj in objects:
                found[obj] = found.get(obj, "") + self._text[first:end]
        return found

    def rewrite(self, texts: Mapping[int, str]) -> None:
        """Put other characters, as many, in place of those that some text objects gave."""
        waiting, text = dict(texts), list(self._text)
        for obj, first, end in self._stretches:
            if obj in waiting:
                text[first:end] = waiting[obj][: end - first]
                waiting[obj] = waiting[obj][end - first :]
        self._text = "".join(text)

    def drawn(self, fonts: Collection[int]) -> frozenset[int]:
        """Those of `fonts` (keys) in which a text object of Han characters has a height: the system has outlines for
        it."""
        seen: set[int] = set()
        for obj, first, end in self._stretches:
            key = self.styles[obj].font_key
            if key in fonts and key not in seen and min(self._text[first:end]) >= _HAN:
                left, bottom, right, top = bounds_of(obj)
                if min(right - left, top - bottom) > 0.01:
                    seen.add(key)
        return frozenset(seen)

    def direction(self) -> int:
        """The direction that most characters have, in degrees."""
        angles: Counter[int] = Counter()
        for block in self._blocks(()):
            angles[block.style.angle] += block.end - block.start
        return angles.most_common(1)[0][0] if angles else 0

    def runs(
        self, frame: PageBox, twice: Collection[int], without: Container[int] = (), only: Container[int] | None = None
    ) -> Iterator[TextRun]:
        """The runs in content order; those of the text objects `twice` are overprinted.

        `without` some objects, and of `only` some, where given.
        """
        places = _places(self._origins, self._boxes, frame)
        run: list[_Piece] = []
        for block in self._blocks(twice, without, only):
            for piece in self._single(block, places) if block.end - block.start == 1 else self._pieces(block, places):
                if run and not _goes_on(run[0], run[-1], piece):
                    yield _joined(run)
                    run = []
                run.append(piece)
        if run:
            yield _joined(run)

    def _blocks(
        self, twice: Collection[int], without: Container[int] = (), only: Container[int] | None = None
    ) -> Iterator[_Block]:
        start, end, style, overprinted = 0, 0, None, False
        for obj, first, last in self._stretches:
            if (without and obj in without) or (only is not None and obj not in only):
                continue
            own, doubled = self.styles[obj], bool(twice) and obj in twice
            if own is not style or doubled != overprinted or first != end:
                if style is not None:
                    yield _Block(start, end, style, overprinted)
                start, style, overprinted = first, own, doubled
            end = last
        if style is not None:
            yield _Block(start, end, style, overprinted)

    def _single(self, block: _Block, places: _Places) -> tuple[_Piece, ...]:
        """`_pieces` of one character: browsers print each as an object of its own."""
        start, _, style, overprinted = block
        text = self._text[start]
        left, line, right = places.lefts[start], places.baselines[start], places.edges[start]
        if not (-FAR < left < FAR and -FAR < line < FAR):
            return ()
        if _HAN <= text < _LAST_PLAIN:  # neither doubtful nor a hyphen: most characters of a browser's page
            em = left + style.size
            return (_Piece(text, [left], em if em < right else right, line, style, overprinted),)
        if self._dropped(block, text):
            return ()
        if text >= _HAN:
            right = min(right, left + style.size)
        return (_Piece(_HYPHEN.sub("-", text), [left], right, line, style, overprinted),)

    def _pieces(self, block: _Block, places: _Places) -> Iterator[_Piece]:
        start, end, style, overprinted = block
        text, size = self._text[start:end], style.size
        lefts, baselines = places.lefts[start:end], places.baselines[start:end]
        # The box is the advance joined with the ink: ink that hangs over would look like a wider glyph.
        rights = [
            em if char >= _HAN and (em := left + size) < edge else edge
            for char, left, edge in zip(text, lefts, places.edges[start:end], strict=True)
        ]
        dropped = self._dropped(block, text)
        text = _HYPHEN.sub("-", text)
        cuts = _cuts(lefts, rights, baselines, BREAK_GAP * size)
        if dropped:
            cuts = sorted({*cuts, *dropped, *(at + 1 for at in dropped if at + 1 < end - start)})
        for first, last in itertools.pairwise((0, *cuts, end - start)):
            left, line = lefts[first], baselines[first]
            # Damaged files place glyphs at infinity: each of those is a piece by itself.
            if first not in dropped and -FAR < left < FAR and -FAR < line < FAR:
                yield _Piece(text[first:last], lefts[first:last], rights[last - 1], line, style, overprinted)

    def _dropped(self, block: _Block, text: str) -> Collection[int]:
        """Which of a block's characters, from its start, are none of the agreement's."""
        return {
            found.start()
            for found in _DOUBTFUL.finditer(text)
            if found[0] != " " or self._is_invented(block.start + found.start())
        }

    def _is_invented(self, index: int) -> bool:
        """Whether pdfium put a blank between Han characters that are set apart: it takes no room, a drawn one does.

        What gaps between them mean is for `rows` to say; beside Latin pdfium's word is taken.
        """
        x0, top, x1, bottom = self._boxes[4 * index : 4 * index + 4]
        if min(abs(x1 - x0), abs(top - bottom)) >= _ZERO_WIDTH:
            return False
        beside = self._text[max(0, index - 1) : index] + self._text[index + 1 : index + 2]
        return all(char >= _HAN for char in beside)


def _text_of(handle: int, count: int) -> str:
    """A page's characters: in one call, where the text of the whole page has one unit for each, which most do."""
    lib = pdfium()
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = lib.FPDFText_GetText(handle, 0, count, buffer)
    text = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass") if length == count + 1 else ""
    if len(text) != count or _IN_PLACE_OF_HYPHEN in text:
        codes = map(lib.FPDFText_GetUnicode, itertools.repeat(handle), range(count))
        text = "".join(map(chr, codes))
    return text


def _filled(function: Any, handle: int, count: int, kind: str, fields: int) -> array[float]:
    """Call `function(handle, index, *addresses)` for every index; what it fills in, in one flat array."""
    buffer: array[float] = array(kind)
    buffer.frombytes(bytes(buffer.itemsize * fields * count))
    start, step = buffer.buffer_info()[0], buffer.itemsize
    stride = fields * step
    # x and y have an address each; a rectangle has one for all four.
    firsts = range(start, start + stride * count, stride)
    addresses = (firsts, range(start + step, start + step + stride * count, stride)) if fields == 2 else (firsts,)
    exhaust(map(function, itertools.repeat(handle), range(count), *addresses))
    return buffer


def _stretches(objects: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """Stretches of characters of one text object: (object, first, end). 0 for those of none."""
    cuts = itertools.compress(range(1, len(objects)), map(ne, objects[1:], objects))
    for first, end in itertools.pairwise((0, *cuts, len(objects)) if objects else ()):
        yield objects[first] or 0, first, end


def _places(origins: array[float], boxes: array[float], frame: PageBox) -> _Places:
    if frame.turns:
        points = list(map(frame.point, origins[::2], origins[1::2]))
        corners = map(frame.box, boxes[::4], boxes[3::4], boxes[2::4], boxes[1::4])
        return _Places([x for x, _ in points], [y for _, y in points], [box[2] for box in corners])
    baselines = [frame.top - y for y in origins[1::2]]
    if not frame.left:
        return _Places(origins[::2].tolist(), baselines, boxes[2::4].tolist())
    return _Places([x - frame.left for x in origins[::2]], baselines, [x - frame.left for x in boxes[2::4]])


def _cuts(lefts: Sequence[float], rights: Sequence[float], baselines: Sequence[float], reach: float) -> list[int]:
    """The characters that do not, beyond doubt, carry on the run of the one before."""
    pairs = zip(lefts[1:], lefts, rights, baselines[1:], baselines, strict=False)
    return [
        at
        for at, (left, before, right, line, level) in enumerate(pairs, 1)
        if not (-reach < left - right < reach and -FAR < before < left < FAR and line == level)
    ]


def _goes_on(first: _Piece, before: _Piece, piece: _Piece) -> bool:
    """Whether a piece carries on the run that begins with `first` and now ends with `before`."""
    reach, left = BREAK_GAP * before.style.size, piece.lefts[0]
    return (
        piece.style is before.style
        and piece.overprinted == before.overprinted
        and -reach < left - before.right < reach
        and left > before.lefts[-1]
        and abs(piece.baseline - first.baseline) <= _LEVEL
    )


def _joined(pieces: Sequence[_Piece]) -> TextRun:
    if len(pieces) == 1:
        text, lefts, right, baseline, style, overprinted = pieces[0]
        return TextRun(text, array("f", lefts), right, baseline, style, overprinted)
    lefts = [left for piece in pieces for left in piece.lefts]
    first, last = pieces[0], pieces[-1]
    text = "".join(piece.text for piece in pieces)
    return TextRun(text, array("f", lefts), last.right, first.baseline, first.style, first.overprinted)
