"""Zip files written byte by byte, so that every field may lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.read.docx.word import docx, p, unzipped
from tests.read.ofd import making

SENTENCE = "第一条 用户应当遵守本协议的全部条款。本公司对任何损失不承担责任。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called, what it holds, and what its headers say of it."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    size: int | None = None
    """As the headers say; None: as it is."""
    crc: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    attributes: int = 0
    offset: int | None = None
    """Of the local header, as the directory says."""
    descriptor: bytes = b""
    """What follows the data."""

    @property
    def packed(self) -> bytes:
        if self.method != 8:
            return self.data
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        return squeeze.compress(self.data) + squeeze.flush()


def written(entries: Sequence[Entry], *, comment: bytes = b"", count: int | None = None, before: bytes = b"") -> bytes:
    """A zip file of these entries; `count` is what its end says."""
    out, directory = bytearray(before), bytearray()
    for entry in entries:
        at = len(out) if entry.offset is None else entry.offset
        packed = entry.packed
        size = len(entry.data) if entry.size is None else entry.size
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        name = entry.name if entry.local_name is None else entry.local_name
        common = struct.pack("<HHHHIII", entry.flags, entry.method, 0, 0x21, crc, len(packed), size)
        out += b"PK\3\4" + struct.pack("<H", 20) + common + struct.pack("<HH", len(name), len(entry.extra))
        out += name + entry.extra + packed + entry.descriptor
        directory += b"PK\1\2" + struct.pack("<HH", 0x0314, 20) + common
        directory += struct.pack("<HHHHHII", len(entry.name), len(entry.extra), 0, 0, 0, entry.attributes, at)
        directory += entry.name + entry.extra
    told = len(entries) if count is None else count
    end = struct.pack("<HHHHIIH", 0, 0, told, told, len(directory), len(out), len(comment))
    return bytes(out + directory + b"PK\5\6" + end + comment)


def _entries(data: bytes) -> list[Entry]:
    return [Entry(name.encode(), content) for name, content in unzipped(data).items()]


def word() -> list[Entry]:
    """The entries of a small Word file, its text last."""
    return sorted(_entries(docx(p(SENTENCE))), key=lambda entry: entry.name == b"word/document.xml")


def ofd() -> list[Entry]:
    """The entries of a small OFD file, a page last."""
    made = making.Ofd(pages=[making.text(SENTENCE[:20], making.LEFT, making.TOP)]).bytes()
    return sorted(_entries(made), key=lambda entry: b"Pages" in entry.name or b"Page" in entry.name)


def _last(**changes: object) -> Callable[[list[Entry]], bytes]:
    return lambda entries: written([*entries[:-1], replace(entries[-1], **changes)])  # type: ignore[arg-type]


def _all(**changes: object) -> Callable[[list[Entry]], bytes]:
    return lambda entries: written([replace(entry, **changes) for entry in entries])  # type: ignore[arg-type]


def _added(*more: Entry) -> Callable[[list[Entry]], bytes]:
    return lambda entries: written([*entries, *more])


def _overlapping(entries: list[Entry]) -> bytes:
    """Two hundred entries that share one packed text of 100 MB."""
    kernel = Entry(b"a", bytes(100 * 2**20))
    body = written([*entries, kernel])
    return written([*entries, kernel, *(replace(kernel, name=b"a%d" % n, data=b"", size=2**27,
                                                offset=body.index(b"PK\3\4", 1)) for n in range(200))])  # fmt: skip


def _again(entries: list[Entry]) -> bytes:
    """The text twice under one name, the second time with other words."""
    other = entries[-1].data.replace("不承担".encode(), "承担".encode())
    return written([*entries, replace(entries[-1], data=other)])


def _large_sizes(entries: list[Entry]) -> bytes:
    extra = struct.pack("<HHQQQ", 1, 24, 2**63, 2**63, 2**63)
    return written([*entries[:-1], replace(entries[-1], size=0xFFFFFFFF, extra=extra)])


def _nested(entries: list[Entry]) -> bytes:
    data = written(entries)
    for _ in range(30):
        data = written([*entries, Entry(b"word/embeddings/x.docx", data, method=0)])
    return data


def _encoded(entries: list[Entry], name: str) -> bytes:
    """The text as XML that says this encoding, and is in it where there is one."""
    text = entries[-1].data.decode().replace("UTF-8", name)
    return written([*entries[:-1], replace(entries[-1], data=text.encode("utf-16" if "16" in name else "utf-8"))])


ODD: dict[str, Callable[[list[Entry]], bytes]] = {
    "names twice": _again,
    "one name a thousand times": lambda entries: written([*entries, *[entries[-1]] * 1_000]),
    "encrypted": _all(flags=1),
    "strongly encrypted": _all(flags=0x41),
    "method unknown": _last(method=97),
    "method bzip2": _last(method=12),
    "method lzma": _last(method=14),
    "size too small": _last(size=10),
    "size of 4 GB": _last(size=0xFFFFFFFE),
    "size of nothing": _last(size=0),
    "sizes of 64 bits": _large_sizes,
    "half an extra": _last(extra=b"\1\0\x20\0ab"),
    "a long extra": _last(extra=b"\1\0\0\0" * 16_000),
    "wrong sum": _last(crc=1),
    "another name inside": _last(local_name=b"../../../../tmp/x"),
    "descriptor that lies": _last(flags=8, descriptor=b"PK\7\x08" + b"\xff" * 12),
    "names that lead out": _added(*(Entry(name, b"x") for name in (b"../../x", b"/etc/x", b"C:\\x", b"a\\..\\..\\x"))),
    "names of controls": _added(Entry(b"\x1b[2Ja\x00b", b"x"), Entry("\u202e::error".encode(), b"x", flags=0x800)),
    "name not utf-8": _added(Entry(b"\xff\xfe\x80", b"x", flags=0x800)),
    "a link": _added(Entry(b"word/media/x", b"/etc/passwd", attributes=0o120777 << 16)),
    "a folder for the text": lambda entries: written([*entries[:-1], Entry(entries[-1].name + b"/", b"")]),
    "overlapping": _overlapping,
    "offset outside": _last(offset=0xFFFFFFF0),
    "offset on itself": _last(offset=0),
    "count too large": lambda entries: written(entries, count=65_000),
    "count of none": lambda entries: written(entries, count=0),
    "a comment that ends it": lambda entries: written(entries, comment=b"PK\5\6" + bytes(18) + b"x" * 60_000),
    "a megabyte before": lambda entries: written(entries, before=b"MZ" + bytes(2**20)),
    "ends a thousand times": lambda entries: written(entries) + (b"PK\5\6" + bytes(18)) * 1_000,
    "text cut": lambda entries: written([*entries[:-1], replace(entries[-1], data=entries[-1].data[:-30])]),
    "text in utf-16": lambda entries: _encoded(entries, "UTF-16"),
    "text in no encoding": lambda entries: _encoded(entries, "x-none"),
    "text in utf-7": lambda entries: _encoded(entries, "UTF-7"),
    "in itself": _nested,
}
"""What may be odd about a zip, whatever it holds: name -> maker from good entries."""
