"""Whether a document sets blanks between Chinese and Latin: where a line wraps there, the page does not show it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreement_tool.text.patterns import compiled

_HAN = r"[\u4e00-\u9fff]"
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (compiled(rf"(?:{before})(?={after})"), compiled(rf"(?:{before}) (?={after})"), compiled(rf"(?:{before})\n{after}"))
    for before, after in (
        (_HAN, r"[A-Za-z]"),
        (r"[A-Za-z]", _HAN),
        (_HAN, r"[0-9]"),
        (r"[0-9]", _HAN),
        (r"[^\s□（(：:，。；、]", "□"),
    )
)
"""Kinds of neighbours: without a blank between them, with one, and at the end and the beginning of two lines."""
_ENOUGH = 5
_SHARE = 0.8
"""So often at least, and in so large a part of the cases, a blank stands there: then it is a habit."""


class Spacing:
    """A document's habits, learnt inside its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        text = "\n".join(lines)
        self._wraps: list[re.Pattern[str]] = []
        for close, with_blank, wrapped in _KINDS:
            spaced = len(with_blank.findall(text))
            if spaced >= _ENOUGH and spaced >= _SHARE * (spaced + len(close.findall(text))):
                self._wraps.append(wrapped)

    def has_blank(self, above: str, below: str) -> bool:
        """Whether a blank belongs between the end of a line and what goes on below it."""
        pair = f"{above[-1:]}\n{below[:1]}"
        return any(wrapped.match(pair) for wrapped in self._wraps)
