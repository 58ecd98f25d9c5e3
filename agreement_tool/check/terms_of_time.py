"""Terms given by two dates: 自2026年5月1日起至2027年4月30日止."""

from __future__ import annotations

from itertools import pairwise

from agreement_tool.check.figures import Day, days
from agreement_tool.text.patterns import compiled

_BETWEEN = compiled(r"\s*+(?:日?起)?\s*+[（(]?[^，。；至到]{0,4}[）)]?\s*+(?:，|,)?\s*+(?:至|到|[-–—~～－]{1,2})\s*+")

_TO = compiled("[至到–—~～－-]")


def spans(text: str) -> tuple[tuple[Day, Day], ...]:
    """Each first and last day of a term, in order."""
    if not _TO.search(text):
        return ()
    found = days(text)
    return tuple((first, last) for first, last in pairwise(found) if _BETWEEN.fullmatch(text[first.end : last.start]))
