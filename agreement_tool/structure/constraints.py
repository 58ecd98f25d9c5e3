"""Certainty: what a numbering tree cannot be. A placement that breaks one of these is never considered.

```
一、            一、
  1.      not   1.     (1. opens a tier; it never stands beside 一、 once it has stood under it)
```
"""

from __future__ import annotations

from collections.abc import Callable

from agreement_tool.structure.placement import Placement

DEEPEST = 12
"""Tiers. Nine are Word's most, part and chapter above them, and one to spare."""
SELF_NESTED = 4
"""So often a style may stand inside itself, as lists that a format nests do."""
_ORDERED_UNITS = ("部分", "编", "篇", "章", "节", "条", "款", "项", "目")


def unit_stands_in_a_wider_unit(placement: Placement) -> bool:
    """A 章 never stands in a 条, nor a 条 in a 条."""
    if placement.candidate.label.unit not in _ORDERED_UNITS:
        return True
    own = _ORDERED_UNITS.index(placement.candidate.label.unit)
    return all(
        opened.candidate.label.unit not in _ORDERED_UNITS or _ORDERED_UNITS.index(opened.candidate.label.unit) < own
        for opened in placement.ancestors
    )


def attachment_stands_at_the_root(placement: Placement) -> bool:
    """附件一 is part of the document, not of a clause, unless a list only names it."""
    return not placement.candidate.attached or not placement.ancestors


def tiers_grow_downwards(placement: Placement) -> bool:
    """3.1 never stands under 3.1 or 4.2.1: a tiered number has more tiers than the tiered number above it."""
    own = placement.candidate.label
    if own.tiers < 2 or own.opening:
        return True
    return all(
        opened.candidate.label.tiers < own.tiers
        for opened in placement.ancestors
        if opened.candidate.label.numeral == "arabic" and opened.candidate.label.tiers > 1
    )


def siblings_have_equal_tiers(placement: Placement) -> bool:
    """3.1 and 3.1.1 never stand side by side; 3. stands beside 2.2 where no 2. is printed, 3.1.1 below 1. 2. in 3.1,
    3. beside 2.2 in 二、, where the drafter left the leading tier out from there on."""
    before, own = placement.before, placement.candidate.label
    if before is None or before.candidate.label.numeral != "arabic" or own.numeral != "arabic":
        return True
    elder = before.candidate.label
    if placement.parent is None:
        return elder.tiers == own.tiers or (own.tiers == 1 and own.number[0] == elder.number[0] + 1)
    above = placement.parent.candidate.label.number
    if own.tiers == 1 < elder.tiers:
        return placement.skipped == 0 and elder.number[:-1] == above
    return elder.tiers == own.tiers or (own.tiers > 1 and own.number[:-1] == above)


def no_deeper_than_anyone_counts(placement: Placement) -> bool:
    """Nobody numbers a thirteenth tier, or one style inside itself again and again: equal labels are no tiers."""
    ancestors = placement.ancestors
    if len(ancestors) < SELF_NESTED:
        return True
    own = placement.candidate.style
    return len(ancestors) < DEEPEST and sum(opened.candidate.style == own for opened in ancestors) < SELF_NESTED


CONSTRAINTS: tuple[Callable[[Placement], bool], ...] = (
    no_deeper_than_anyone_counts,
    unit_stands_in_a_wider_unit,
    attachment_stands_at_the_root,
    tiers_grow_downwards,
    siblings_have_equal_tiers,
)


def allowed(placement: Placement) -> bool:
    """Whether no constraint forbids it."""
    # A loop: a generator costs more than the constraints do, seven thousand times in a long agreement.
    for constraint in CONSTRAINTS:  # noqa: SIM110
        if not constraint(placement):
            return False
    return True
