"""What is asked of a PDF's bytes."""

from __future__ import annotations

import zlib

from agreement_tool.read.pdf.raw import broken_streams
from tests.read.pdf.raw import Raw

WHOLE = zlib.compress(b"0 0 m 100 100 l S\n" * 200)
CUT = WHOLE[:-12]


def with_glyph(glyph: bytes, content: bytes) -> bytes:
    """A file with a Type 3 font of one glyph, as browsers print what they cannot embed, and one packed content."""
    raw = Raw()
    drawn = raw.add("<< /Filter /FlateDecode >>", glyph)
    raw.add("<< /Filter /FlateDecode >>", content)
    raw.add(f"<< /Type /Font /Subtype /Type3 /CharProcs <</g0 {drawn}\n/g1 {drawn}>> >>")
    raw.page("")
    return raw.bytes()


def test_content_that_ends_early_is_counted() -> None:
    assert broken_streams(with_glyph(WHOLE, WHOLE)) == 0
    assert broken_streams(with_glyph(WHOLE, CUT)) == 1


def test_glyphs_hold_no_text_and_are_not_looked_at() -> None:
    assert broken_streams(with_glyph(CUT, WHOLE)) == 0
    assert broken_streams(with_glyph(CUT, CUT)) == 1
