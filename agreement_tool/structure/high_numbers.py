"""Numbers that only the list before them makes labels: 1000. below 999., 200. below 199.

Alone such a number is as well a year (2019.) or an amount (1500.), and is none of a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from agreement_tool.structure.candidates import HIGH, Candidate, high_candidates
from agreement_tool.text.patterns import compiled

if TYPE_CHECKING:
    from agreement_tool.structure.blocks import TextBlock

_HIGH = compiled(r"\s*[第（(〔【\[［]?\s*[0-9０-９.．\-－–]*[0-9０-９]{3}")
_SKIPPED = 2
"""One number may be missing."""
_Series = tuple[str, tuple[int, ...]]
"""The style, and the tiers above the last."""


def with_high_numbers(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """The blocks; those that begin with the number that a list has come to may be its next item."""
    last: dict[_Series, int] = {}
    reached: dict[_Series, int] = {}
    for block in blocks:
        counted = block
        if not block.candidates and block.fixed is None and _HIGH.match(block.text):
            found = [one for one in high_candidates(block.text) if _goes_on(one, last) or _goes_on(one, reached)]
            counted = replace(block, candidates=tuple(found)) if found else block
        for one in counted.candidates[:1]:
            if one.label.ordinal is not None:
                series = _series(one)
                last[series] = one.label.ordinal
                reached[series] = max(reached.get(series, 0), one.label.ordinal)
        yield counted


def _series(found: Candidate) -> _Series:
    return found.style, found.label.number[:-1]


def _goes_on(found: Candidate, numbers: dict[_Series, int]) -> bool:
    """A number behind which a mark or a unit stands, one or two above the last of its kind; 1000.5 is no 1000."""
    label = found.label
    if label.ordinal is None or not (label.closing or label.tiers > 1) or found.rest[:1].isdecimal():
        return False
    before = numbers.get(_series(found), 0)
    return before >= HIGH - _SKIPPED and 0 < label.ordinal - before <= _SKIPPED
