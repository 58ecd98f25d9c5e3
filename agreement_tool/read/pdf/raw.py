"""What a PDF's bytes say, for the questions that pdfium has no function for: are there layers, is it a collection, does
a page's content end before it should.

The catalogue stands in the file as it is, or in a compressed object stream (ISO 32000-1, 7.5.7). Only the latter are
unpacked, and only so far.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from agreement_tool.read.base import Data
from agreement_tool.text.patterns import compiled_bytes

_STREAM = b"stream"
_MOST, _LONGEST = 4000, 4 << 20
"""Object streams looked at; bytes that one may unpack to."""
_HEAD = 400
"""Bytes of an object stream's dictionary."""


def names_in(data: Data, name: bytes) -> bool:
    """Whether the name (with its slash) stands in the file outside compressed pages and pictures. An encrypted file's
    object streams cannot be looked into: there, the answer is yes."""
    if data.find(name) >= 0:
        return True
    if data.find(b"/ObjStm") < 0:
        return False
    return data.find(b"/Encrypt") >= 0 or any(name in unpacked for unpacked in _object_streams(data))


def _object_streams(data: Data) -> Iterator[bytes]:
    at = data.find(b"/ObjStm")
    for _ in range(_MOST):
        if at < 0:
            return
        start = data.find(_STREAM, at)
        if 0 <= start - at <= _HEAD:
            start += len(_STREAM) + (2 if data[start + 6 : start + 8] == b"\r\n" else 1)
            yield _unpacked(bytes(data[start : start + _LONGEST]))
        at = data.find(b"/ObjStm", at + 1)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


_DICTIONARY = 600
"""Bytes before a stream in which its dictionary is looked for."""
_NUMBER = 20
"""Bytes before `obj` in which the object's number stands."""
_GLYPHS = compiled_bytes(rb"/CharProcs\s*<<([^<>]*)>>")
_REFERENCE = compiled_bytes(rb"(\d+)\s+\d+\s+R")
_MOST_UNPACKED = 64 << 20
"""Bytes that a file's streams are unpacked to, at most: a page's content has some ten thousand."""
_NO_CONTENT = (b"/Subtype", b"/Type", b"/Length1", b"/DecodeParms", b"/Width", b"/N ")
"""Names in the dictionaries of pictures, fonts, object streams …; a page's content has none of them."""


def broken_streams(data: Data) -> int:
    """How many pages' contents (and character maps) are packed and end before their end."""
    if data.find(b"/Encrypt") >= 0:
        return 0
    broken, remaining = 0, _MOST_UNPACKED
    for start in _content_streams(data):
        ends_early, length = _unpacked_whole(data, start)
        broken += ends_early
        remaining -= length
        if remaining < 0:
            break
    return broken


def _content_streams(data: Data) -> Iterator[int]:
    glyphs = _glyph_objects(data)
    at = data.find(_STREAM)
    for _ in range(_MOST):
        if at < 0:
            return
        head = bytes(data[max(0, at - _DICTIONARY) : at])
        opening = head.rfind(b"obj")
        if not glyphs or _number(head, opening) not in glyphs:
            head = head[max(opening, 0) :]
            if b"/FlateDecode" in head and not any(name in head for name in _NO_CONTENT):
                yield at + len(_STREAM) + (2 if data[at + 6 : at + 8] == b"\r\n" else 1)
        end = data.find(b"endstream", at)
        at = data.find(_STREAM, end + 9) if end >= 0 else -1


def _number(head: bytes, opening: int) -> bytes:
    """The number of the object that opens there: 12 of `12 0 obj`."""
    words = head[max(0, opening - _NUMBER) : max(0, opening)].split()
    return words[-2] if len(words) > 1 else b""


def _glyph_objects(data: Data) -> frozenset[bytes]:
    """The numbers of objects that draw the glyphs of Type 3 fonts (ISO 32000-1, 9.6.5), as far as the fonts list them
    themselves: a thousand streams in what browsers print, and no text in them."""
    listed = _GLYPHS.finditer(data) if data.find(b"/CharProcs") >= 0 else ()
    return frozenset(number for match in listed for number in _REFERENCE.findall(match.group(1)))


def _unpacked_whole(data: Data, start: int) -> tuple[bool, int]:
    """Whether packed data stops before its last block (a wrong checksum behind that loses nothing), and how many bytes
    it gave."""
    packed = bytes(data[start : min(start + _LONGEST, max(start, data.find(b"endstream", start)))])
    if len(packed) < 2 or packed[0] & 15 != 8 or (packed[0] << 8 | packed[1]) % 31:
        return False, 0  # another filter comes first
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        length = len(unpacker.decompress(packed[2:], _LONGEST))
    except zlib.error:
        return True, 0
    return not unpacker.eof and not unpacker.unconsumed_tail and len(packed) < _LONGEST, length


def patterns_with_text(data: Data) -> int:
    """How many tiling patterns (ISO 32000-1, 8.7.3) have a font: a page drawn as one is text that no engine reads."""
    count, at = 0, data.find(b"/TilingType")
    while at >= 0 and count < _MOST:
        head = bytes(data[max(0, at - _DICTIONARY) : at])
        whole = head[max(head.rfind(b"obj"), 0) :] + bytes(data[at : min(at + _DICTIONARY, data.find(_STREAM, at))])
        count += b"/Font" in whole
        at = data.find(b"/TilingType", at + 1)
    return count
