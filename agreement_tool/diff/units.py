"""Units a reader takes in at one glance: quantities, clause numbers, addresses, Latin words. Never cut inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge

from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities

_HAN = "〇零一二三四五六七八九十百千"
_PATTERN = "|".join(
    (
        r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{2}\s?T?[0-9]{2}:[0-9]{2}(?::[0-9]{2})?",
        r"(?:https?://|www\.)[\w\-./?%&=#:~+@!]+",
        r"[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9_\-]{1,63}(?:\.[A-Za-z0-9_\-]{1,63}){1,8}",
        rf"第?[0-9]+(?:\.[0-9]+)+条?|第\s?(?:[0-9]+|[{_HAN}]+)\s?(?:编|章|节|条|款|项|目|部分)(?:之[{_HAN}]+)?",
        r"\$\{[^{}\n]{1,60}\}|\{\{[^{}\n]{1,60}\}\}",
        r"[0-9０-９]+(?:[.,][0-9]+)*",
        r"[A-Za-z][A-Za-z0-9_\-]*(?:\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9]))?",
    )
)


@frozen
class Unit:
    """Code points [start, end) of a text that belong together."""

    start: int
    end: int


@cache
def _program() -> re.Pattern[str]:
    return compiled(_PATTERN)


def units(text: str) -> Iterator[Unit]:
    """The units of a text by their beginnings; where two overlap, the one that begins first."""
    found = (Unit(match.start(), match.end()) for match in _program().finditer(text))
    amounts = (Unit(each.start, each.end) for each in quantities(text))
    end = 0
    for unit in merge(amounts, found, key=lambda each: (each.start, -each.end)):
        if unit.start >= end:
            yield unit
            end = unit.end
