"""Where a line of mixed Chinese and Latin text may be broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agreement_tool.report.columns import columns

_PIECE = re.compile(r"\n|[!-~]+ ?|[^!-~\n]")  # quicker than to open the store of patterns, which --help does not need
"""What stays together: a Latin word with the blank behind it; any other character stands alone."""

_NEVER_FIRST = frozenset("，。；：、！？）》】”’」』…,.;:!?)]}%％")
_NEVER_LAST = frozenset("（《【“‘「『([{")


def breaks(text: str, width: int) -> Iterator[int]:
    """Offsets at which to begin a new line so that none is wider than `width` columns (a Latin word may be)."""
    start = used = 0
    last_opening = -1
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "\n":
            start, used = match.end(), 0
            continue
        need = columns(piece.rstrip())
        if used + need > width and match.start() > start and piece[0] not in _NEVER_FIRST:
            at = last_opening if last_opening == match.start() - 1 and last_opening > start else match.start()
            yield at
            start, used = at, columns(text[at : match.start()])
        used += columns(piece)
        last_opening = match.start() if piece in _NEVER_LAST else -1


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, without blanks at their ends."""
    edges = [0, *breaks(text, width), len(text)]
    for start, end in pairwise(edges):
        yield text[start:end].strip()
