"""PDF files written object by object, for what no drawing library makes: forms, layers, notes, wrong character maps."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

A4 = (595, 842)
LEFT, TOP, LEADING, SIZE = 90, 760, 20, 12

_SONG = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [ 1 95 500 814 939 500 ] /CIDSystemInfo << "
    "/Registry (Adobe) "
    "/Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 "
    "/FontBBox [ -25 -254 1000 880 ] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
)


class Raw:
    """A PDF in the making. References are strings like `5 0 R`."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b"", b""]
        self.font = self.add(_SONG)
        self.vertical_font = self.add(_SONG.replace("UniGB-UCS2-H", "UniGB-UCS2-V"))
        self._pages: list[str] = []
        self.catalog = ""

    def add(self, body: str, stream: bytes | None = None) -> str:
        """Add an object: a dictionary as text, with its stream if it has one."""
        data = body.encode("latin-1")
        if stream is not None:
            data = data.rstrip().removesuffix(b">>") + b" /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream)
        self._objects.append(data)
        return f"{len(self._objects) - 1} 0 R"

    def page(
        self,
        content: str,
        *,
        more: str = "",
        notes: tuple[str, ...] = (),
        resources: Mapping[str, str] | None = None,
        box: tuple[int, int] = A4,
    ) -> str:
        """Add a page; `more` goes into its dictionary, `resources` beside its fonts."""
        stream = self.add("<< >>", content.encode("latin-1"))
        beside = " ".join(f"/{name} {value}" for name, value in (resources or {}).items())
        own = f"/Font << /F1 {self.font} /F2 {self.vertical_font} >> {beside}"
        place = f"/MediaBox [ 0 0 {box[0]} {box[1]} ]" if "/MediaBox" not in more else ""
        page = self.add(
            f"<< /Type /Page /Parent 2 0 R {place} /Contents {stream} /Resources << {own} >> /Annots [ "
            f"{' '.join(notes)} ] {more} >>"
        )
        self._pages.append(page)
        return page

    def bytes(self) -> bytes:
        """The file."""
        self._objects[1] = f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>".encode("latin-1")
        self._objects[2] = f"<< /Type /Pages /Count {len(self._pages)} /Kids [ {' '.join(self._pages)} ] >>".encode()
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._objects[1:], 1):
            places.append(len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
        return bytes(out)


def shown(text: str, x: float = LEFT, y: float = TOP, *, size: float = SIZE, mode: int = 0, font: str = "F1") -> str:
    """The operators that show one line of text."""
    return f"BT /{font} {size} Tf {mode} Tr 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def paragraph(*lines: str, first: float = TOP, left: float = LEFT) -> str:
    """Lines one under the other."""
    return "".join(shown(line, left, first - index * LEADING) for index, line in enumerate(lines))


def string(text: str) -> str:
    """A text string object, UTF-16 with its mark."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def note(subtype: str, box: tuple[float, float, float, float], more: str = "") -> str:
    """An annotation's dictionary; `box` from the page's bottom left."""
    rect = " ".join(str(edge) for edge in box)
    return f"<< /Type /Annot /Subtype /{subtype} /Rect [ {rect} ] /F 4 {more} >>"


def over(box: tuple[float, float, float, float]) -> str:
    """QuadPoints of one stretch."""
    left, bottom, right, top = box
    return f"/QuadPoints [ {left} {top} {right} {top} {left} {bottom} {right} {bottom} ]"


def grey_image(width: int = 8, height: int = 8, *, level: int = 128) -> tuple[str, bytes]:
    """An image object of one grey: its dictionary and its stream."""
    pixels = zlib.compress(bytes([level]) * (width * height))
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Filter /FlateDecode >>"
    )
    return head, pixels


def placed_image(name: str, x: float, y: float, width: float, height: float) -> str:
    """The operators that draw an image."""
    return f"q {width} 0 0 {height} {x} {y} cm /{name} Do Q\n"
