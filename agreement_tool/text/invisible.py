"""Characters that stand in a text and print nothing: zero-width marks, soft hyphens, directional controls.

Copied web pages and Word files carry them inside labels and words, where they break every comparison.
Source: Unicode Default_Ignorable_Code_Point, without the selectors that choose between printed
forms of a character (emoji, Han variants).
"""

from __future__ import annotations

from agreement_tool.text.patterns import compiled

_INVISIBLE = compiled(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U000e0000-\U000e007f]+"
)
_OVERRIDES = frozenset("\u202d\u202e\u2066\u2067\u2068")
"""Controls that make a text be shown in another order than it is stored: 001 as 100."""


def without_invisible(text: str) -> tuple[str, int, bool]:
    """(the text without them, how many stood in it, whether one of them may change the order of display)."""
    if text.isascii():
        return text, 0, False
    cleaned = _INVISIBLE.sub("", text)
    gone = len(text) - len(cleaned)
    return cleaned, gone, bool(gone) and any(character in _OVERRIDES for character in text)
