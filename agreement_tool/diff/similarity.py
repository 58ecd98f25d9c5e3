"""How alike two clauses read, from 0 to 1."""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.diff.layout import PlacedClause
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import is_latin

HEADING_SAYS = 0.4
"""What an equal heading is worth when the text below it was rewritten."""
LATIN_PIECE = 4
"""Letters that say as much as two Han characters: any two English sentences share half of their letters in order, and
most pairs of letters."""
BOXES = "□☐☑☒■"
TICKED = 0.9
"""The same line with another box ticked."""
FILLED_IN = 0.9
"""A name of something with a colon, and the same line filled in."""
CAPTION = 0.7
"""What the caption of a line is worth beside its value."""
FEW_WORDS = 4
BLANK = 0.5
"""Two clauses without a word (a bare number, an empty row): neither alike nor different."""


def similarity(old: PlacedClause, new: PlacedClause) -> float:
    """Likeness of two clauses' own wording (heading and text); what stands under them is not looked at."""
    if old.key == new.key:
        return 1.0 if old.key else BLANK
    if any(box in old.key for box in BOXES) and _unticked(old.key) == _unticked(new.key):
        return TICKED
    if _filled_in(*sorted((old.key, new.key), key=len)):
        return FILLED_IN
    captions = _FIELD.fullmatch(old.key), _FIELD.fullmatch(new.key)
    if captions[0] and captions[1]:
        return _of_fields(captions[0], captions[1])
    whole = _without_links(old.key, new.key)
    if old.heading and old.heading == new.heading:
        return max(whole, HEADING_SAYS + (1 - HEADING_SAYS) * ratio(old.text, new.text))
    return whole


def _of_fields(old: re.Match[str], new: re.Match[str]) -> float:
    """Of two lines with a caption and a value. The caption says which line it is: 住宿费：10元 is not 差旅费：10元."""
    return CAPTION * ratio(old[1], new[1]) + (1 - CAPTION) * ratio(old[2], new[2])


def _filled_in(short: str, long: str) -> bool:
    """Whether a line that only names something says it now: 监督者：, 监督者：监察规章的运行."""
    return short.endswith(":") and len(short) > 2 and long.startswith(short)


def _without_links(old: str, new: str) -> float:
    """The ratio of two keys, without the addresses of pages where both have words beside them: one address says no more
    than another."""
    words = (_LINK.sub("", old), _LINK.sub("", new)) if "://" in old + new else (old, new)
    return min(ratio(*words), ratio(old, new)) if min(map(len, words)) >= FEW_WORDS else ratio(old, new)


_FIELD = compiled(r"([^:,;.。，；]{2,10}):([^:,;。，；]{1,30})")
_LINK = compiled(r"https?://[\w./\-?=&%#~:+@!]*", re.ASCII)


def _unticked(key: str) -> str:
    return "".join(each for each in key if each not in BOXES)


def ratio(old: str, new: str) -> float:
    """Mean of shared characters in order and shared pairs of characters.

    Any two sentences of legal Chinese share a third of their characters in order, but hardly any pairs: the mean keeps
    strangers near 0.2 and edited clauses above 0.5.
    """
    if not old or not new:
        return 0.0
    from rapidfuzz.distance import Indel

    ordered = Indel.normalized_similarity(old, new)
    if min(len(old), len(new)) < 4:
        return ordered
    if is_latin(old) and is_latin(new):
        ordered, length = max(0.0, 2 * ordered - 1), LATIN_PIECE
    else:
        length = 2
    a, b = pieces(old, length), pieces(new, length)
    return (ordered + 2 * len(a & b) / (len(a) + len(b) or 1)) / 2


@lru_cache(maxsize=32768)
def pieces(key: str, length: int) -> frozenset[str]:
    """Every so many neighbouring characters of a key."""
    return frozenset(key[at : at + length] for at in range(len(key) - length + 1))
