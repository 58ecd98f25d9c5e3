"""Whether a page's text layer can be used, or the page is a picture of text."""

from __future__ import annotations

from collections.abc import Container

from agreement_tool.read.pdf.page import Page
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

_FEW, _SCARCE = 5, 40
"""Characters: none to speak of; no more than a stamp or a running head."""
_SOME_PICTURE, _MOSTLY_PICTURE = 0.15, 0.6
"""Parts of the page that images cover."""
_OUTLINES = 150
"""Filled paths: a page whose text was turned into outlines has one or more a character."""
_GARBLED = 0.3
"""Part of the characters that mean nothing: a font without a usable map to Unicode."""

# Characters that say only that their font has no usable map: controls, private code points, the sign for none.
MEANINGLESS = compiled("[\0-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def is_picture(page: Page, unreliable: Container[int] = ()) -> bool:
    """Whether the page shows text that its text layer does not hold. `unreliable`: keys of fonts whose characters are
    not what they show."""
    text = strip_whitespace("".join([run.text for run in page.runs]))
    wrong = sum(len(strip_whitespace(run.text)) for run in page.runs if run.style.font_key in unreliable)
    garbled = max(wrong, len(MEANINGLESS.findall(text)))
    if len(text) > _SCARCE and garbled > _GARBLED * len(text):
        return True
    readable = len(text) - garbled
    if readable < _FEW:
        return page.pictured > _SOME_PICTURE or len(page.fills) > _OUTLINES or page.glyphs > _FEW
    return readable < _SCARCE and page.pictured > _MOSTLY_PICTURE
