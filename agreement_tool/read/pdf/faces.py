"""What a font's name and descriptor say of its weight, slope and family."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from agreement_tool.read.pdf.page import TextStyle
from agreement_tool.text.patterns import compiled

Family = Literal["song", "hei", "other"]

_BOLD = compiled(
    r"bold|black|heavy|(?<![a-z])demi|semibd|(?<=[-_,])(?:bd|b)$|-W[6-9]\b|粗|特黑|大黑|dahei|cuhei|tehei",
    re.IGNORECASE,
)
_ITALIC = compiled(r"italic|oblique|(?<=[-_,])(?:it|i)$|斜", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
"""FontDescriptor flags, ISO 32000-1 table 123."""
_SLANT = 0.15
"""A text matrix sheared by more than this is a fake italic (Word shears by about 0.33)."""

_SONG = compiled(
    r"song|simsun|宋|fangsong|仿|kai|楷|serif(?!.*sans)|mincho|ming|明|times|roman|bousung|fzxbs|fzss|fzfs|fzk",
    re.IGNORECASE,
)
# Sans faces that hold Han are Hei by their look: Noto Sans CJK, Source Han Sans, Droid Sans Fallback, WenQuanYi …
_HEI = compiled(
    r"hei|黑|gothic|yahei|(?<!serif)sans(?!.*(?:serif|song|ming|kai))|wenquanyi|文泉|droid|pingfang|苹方|fallback",
    re.IGNORECASE,
)
_MAJORITY, _MINORITY = 0.5, 0.4
"""Parts of a document's Han characters: a Song body has more than the one, emphasis by Hei less than the other."""


def is_bold_face(style: TextStyle) -> bool:
    """Whether the font says of itself that it is bold."""
    return bool(style.flags & _FORCE_BOLD) or _is_named_bold(style.font)


@lru_cache(maxsize=256)
def _is_named_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def is_italic_face(style: TextStyle) -> bool:
    """Whether the font says that it is italic, or the text matrix slants it."""
    return bool(_ITALIC.search(style.font) or style.flags & _ITALIC_FLAG or abs(style.slant) > _SLANT)


def family_of(font: str) -> Family:
    """Song (with FangSong, Kai and Western serif), Hei, or neither by name."""
    if _HEI.search(font):
        return "hei"
    return "song" if _SONG.search(font) else "other"


def is_plain(font: str) -> bool:
    """Whether a font of neither family is known for a body face, whose bold has a name of its own."""
    return bool(compiled(r"dengxian|等线", re.IGNORECASE).search(font))


def hei_emphasises(han_fonts: Iterable[tuple[str, int]]) -> bool:
    """Whether Hei is this document's way to stand out: a minority of Hei in a body of Song. (font, Han characters)."""
    tally: Counter[Family] = Counter()
    for font, count in han_fonts:
        tally[family_of(font)] += count
    total = sum(tally.values())
    return bool(total) and tally["song"] > _MAJORITY * total and 0 < tally["hei"] < _MINORITY * total
