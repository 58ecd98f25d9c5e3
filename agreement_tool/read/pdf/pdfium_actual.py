"""/ActualText: what a file says that glyphs mean (ISO 32000-1, 14.9.4), and whether that is what the page shows.

It is meant for glyphs that no character map describes, a ligature or a word broken by a hyphen. pdfium gives it in
place of the glyphs' own characters, and nobody who looks at the page sees it: where both can be read and differ, the
page shows one wording and its text layer says another. What is shown counts.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Mapping, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.read.pdf.pdfium_text import TextPage
from agreement_tool.read.pdf.symbols import is_symbol_font
from agreement_tool.read.pdf.usable import MEANINGLESS
from agreement_tool.text.invisible import without_invisible
from agreement_tool.text.whitespace import strip_whitespace
from agreement_tool.text.width import match_key

_KEY = b"ActualText"
_LONGEST = 4000
"""Bytes of one that are read."""
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\x02"))
"""A hyphen at a line's end is what it is written for most often: a soft one, or nothing, for the one that is shown."""
_MARKS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))

Claim = tuple[str, str]
"""What the page shows, and what its text layer says in its place."""


@frozen
class _Span:
    """The text objects between the marks of one /ActualText, in content order, and what it says."""

    mark: int
    said: bytes
    objects: tuple[int, ...]

    @property
    def text(self) -> str:
        """What it says (a text string of ISO 32000-2, 7.9.2.2)."""
        for mark, encoding in _MARKS:
            if self.said.startswith(mark):
                return self.said.removeprefix(mark).decode(encoding, "replace")
        return self.said.decode("latin-1")


class ActualTexts:
    """Every /ActualText of a loaded page: taken away, so that its text is read as the glyphs' own characters."""

    def __init__(self, document: int | None, texts: Sequence[int]) -> None:
        self._document = document
        self.spans = _taken_away(texts)

    def put_back(self, page: TextPage) -> bool:
        """Give those back without which the text, `page`, cannot be read; whether there are any: read it anew then."""
        texts = self._texts(page)
        needed = [span for span in self.spans if _is_needed(_shown(span, texts), span, page)]
        for span in needed:
            pdfium().FPDFPageObjMark_SetBlobParam(
                self._document, span.objects[0], span.mark, _KEY, span.said, len(span.said)
            )
        self.spans = [span for span in self.spans if span not in needed] if needed else self.spans
        return bool(needed)

    def compare(self, page: TextPage) -> tuple[Claim, ...]:
        """Where the page shows something else than is said. Where it shows the same, `page` takes it as it is said."""
        claims: list[Claim] = []
        parts: dict[int, str] = {}
        texts = self._texts(page)
        for span in self.spans:
            shown, said = _shown(span, texts), span.text
            if _key(shown) != _key(said):
                claims.append((shown, said))
            elif shown != said:
                parts.update(_text_by_object(span, texts))
        page.rewrite(parts)
        return tuple(claims)

    def _texts(self, page: TextPage) -> dict[int, str]:
        return page.texts_of({obj for span in self.spans for obj in span.objects})


def _shown(span: _Span, texts: Mapping[int, str]) -> str:
    return "".join(texts.get(obj, "") for obj in span.objects)


def _is_needed(shown: str, span: _Span, page: TextPage) -> bool:
    """Whether the glyphs' own characters are no text, or the same one in another number of characters."""
    key = _key(shown)
    if not key or MEANINGLESS.search(key):
        return True
    if any(obj in page.styles and is_symbol_font(page.styles[obj].font) for obj in span.objects):
        return True  # a symbol font's codes look like letters and are none
    return key == _key(span.text) and len(shown) != len(span.text)


def _text_by_object(span: _Span, texts: Mapping[int, str]) -> dict[int, str]:
    """What a span says, object by object."""
    said = span.text
    parts: dict[int, str] = {}
    for obj in span.objects:
        count = len(texts.get(obj, ""))
        parts[obj], said = said[:count], said[count:]
    return parts


def _key(text: str) -> str:
    return strip_whitespace(match_key(without_invisible(text)[0]).translate(_HYPHENS)).lower()


def _taken_away(texts: Sequence[int]) -> list[_Span]:
    lib = pdfium()
    counts = list(map(lib.FPDFPageObj_CountMarks, texts))
    if not any(counts):
        return []
    owners = list(itertools.chain.from_iterable(map(itertools.repeat, texts, counts)))
    marks = list(map(lib.FPDFPageObj_GetMark, owners, itertools.chain.from_iterable(map(range, counts))))
    said = {mark: text for mark, obj in dict(zip(marks, owners, strict=True)).items() if (text := _taken(obj, mark))}
    objects: dict[int, list[int]] = {mark: [] for mark in said}
    for mark, obj in zip(marks, owners, strict=True) if said else ():
        if mark in said:
            objects[mark].append(obj)
    spans = (_Span(mark, text, tuple(objects[mark])) for mark, text in said.items())
    return [span for span in spans if span.text]


def _taken(obj: int, mark: int) -> bytes:
    """A mark's /ActualText, which it has no longer afterwards; empty where it has none."""
    lib = pdfium()
    length = ctypes.c_ulong()
    if not lib.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, length) or not 0 < length.value <= _LONGEST:
        return b""
    buffer = ctypes.create_string_buffer(length.value)
    lib.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, buffer, len(buffer), length)
    lib.FPDFPageObjMark_RemoveParam(obj, mark, _KEY)
    return buffer.raw
