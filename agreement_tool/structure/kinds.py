"""Kinds of clauses, by their labels."""

from __future__ import annotations

from agreement_tool.model import ClauseKind
from agreement_tool.structure.candidates import Candidate

_UNIT_KINDS: dict[str, ClauseKind] = {
    "部分": "part", "编": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article", "款": "level",
    "项": "item", "目": "point",
}  # fmt: skip
_LIST_NUMERALS = ("circled", "bracketed", "dotted", "ideographic", "lower", "upper", "roman", "bullet")


def kind_of(candidate: Candidate, parent: ClauseKind | None, listed: bool) -> ClauseKind:
    """What a numbered unit is: by its counter word, else an item of a list (a point inside an item), else a level."""
    label = candidate.label
    if label.unit and not candidate.listed:
        return _UNIT_KINDS.get(label.unit, "part")
    bracketed = (
        candidate.listed or bool(label.opening) or label.closing[:1] in (")", "）") or label.numeral in _LIST_NUMERALS
    )
    outermost = parent in (None, "part")
    if not (bracketed or (listed and not outermost)) or label.tiers > 1:
        return "level"
    return "point" if parent in ("item", "point") else "item"
