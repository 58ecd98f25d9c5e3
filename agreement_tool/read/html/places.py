"""Where an element stands among its siblings, as CSS's structural pseudo-classes ask (Selectors 4 §14).

The siblings are looked at once for each parent: `li:nth-child(2n)` in a list of twenty thousand entries asks each of
them for its place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_NTH = re.compile(r"nth-(last-)?(child|of-type)\((.*)\)")
_FORMULA = re.compile(r"([+-]?\d*)n(?:\s*([+-]\s*\d+))?|([+-]?\d+)")
_NAMED = {"odd": "2n+1", "even": "2n"}
_Positions = tuple[int, int, int, int]
"""From the front and from the back, among all and among those of the same tag; 1-based."""


class Places:
    """The places of one tree's elements, as they stood when first asked for."""

    def __init__(self) -> None:
        self._by_parent: dict[Any, dict[Any, _Positions]] = {}

    def holds(self, element: Any, place: str) -> bool:
        """Whether a structural pseudo-class holds: first-child, nth-of-type(2n+1), empty, root."""
        if place == "root":
            return element.getparent() is None
        if place == "empty":
            return len(element) == 0 and not (element.text or "")
        if place.startswith("only-"):
            return all(self.holds(element, place.replace("only", side)) for side in ("first", "last"))
        if place.startswith(("first-", "last-")):
            side, _, kind = place.partition("-")
            place = f"nth-{'last-' if side == 'last' else ''}{kind}(1)"
        found = _NTH.fullmatch(place)
        if found is None:
            return False
        column = (1 if found.group(1) else 0) + (2 if found.group(2) == "of-type" else 0)
        return _is_nth(self._positions(element)[column], found.group(3))

    def _positions(self, element: Any) -> _Positions:
        parent = element.getparent()
        if parent is None:
            return (1, 1, 1, 1)
        known = self._by_parent.get(parent)
        if known is None or element not in known:
            known = self._by_parent[parent] = _places_under(parent)
        return known[element]


def _places_under(parent: Any) -> dict[Any, _Positions]:
    children = [child for child in parent if isinstance(child.tag, str)]
    of_tag, seen = Counter(child.tag for child in children), Counter[str]()
    found: dict[Any, _Positions] = {}
    for place, child in enumerate(children):
        seen[child.tag] += 1
        found[child] = (place + 1, len(children) - place, seen[child.tag], of_tag[child.tag] - seen[child.tag] + 1)
    return found


def _is_nth(position: int, formula: str) -> bool:
    formula = formula.strip().lower()
    found = _FORMULA.fullmatch(_NAMED.get(formula, formula).replace(" ", ""))
    if found is None:
        return False
    if found.group(3):
        return position == int(found.group(3))
    step = int(found.group(1) + "1" if found.group(1) in ("", "+", "-") else found.group(1))
    rest = position - int(found.group(2) or 0)
    return rest == 0 if step == 0 else rest % step == 0 and rest // step >= 0
