"""What a PDF's catalogue names, for the questions that pdfium has no function for: are there layers, is it a
collection.

The catalogue stands in the file as it is, or in a compressed object stream (ISO 32000-1, 7.5.7). Only the latter are
unpacked, and only so far.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from agreement_tool.read.base import Data

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
