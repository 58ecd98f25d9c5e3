"""Kinds and addresses of clauses: Akoma Ntoso's eId style, unique in the agreement ('art_3__lvl_3-2')."""

from __future__ import annotations

from collections import Counter

from agreement_tool.model import ClauseKind, Label

_UNIT_KINDS: dict[str, ClauseKind] = {
    "部分": "part", "编": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article", "款": "level",
    "项": "item", "目": "point",
}  # fmt: skip
_PREFIXES: dict[ClauseKind, str] = {
    "part": "part", "heading": "hd", "chapter": "chp", "section": "sec", "article": "art", "level": "lvl",
    "paragraph": "para", "item": "item", "point": "pt", "table": "tbl", "signature": "sig",
}  # fmt: skip
_LIST_NUMERALS = ("circled", "bracketed", "dotted", "ideographic", "lower", "upper", "roman", "bullet")


def kind_of(label: Label, parent: ClauseKind | None, listed: bool) -> ClauseKind:
    """What a numbered unit is: by its counter word, else an item of a list (a point inside an item), else a level."""
    if label.unit:
        return _UNIT_KINDS.get(label.unit, "part")
    bracketed = bool(label.opening) or label.closing[:1] in (")", "）") or label.numeral in _LIST_NUMERALS
    if not (bracketed or listed) or label.tiers > 1:
        return "level"
    return "point" if parent in ("item", "point") else "item"


class Addresses:
    """Hands out eids. One instance an agreement."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()
        self._unnumbered: Counter[tuple[str, ClauseKind]] = Counter()

    def address(self, parent: str, kind: ClauseKind, label: Label | None) -> str:
        """The eid of the next clause of that kind and label under `parent` ('' at the root)."""
        eid = f"{parent}__{self._step(parent, kind, label)}" if parent else self._step(parent, kind, label)
        self._taken[eid] += 1
        # A number used twice among siblings still needs an address of its own.
        return eid if self._taken[eid] == 1 else f"{eid}~{self._taken[eid]}"

    def _step(self, parent: str, kind: ClauseKind, label: Label | None) -> str:
        prefix = "att" if label is not None and label.opening.startswith("附") else _PREFIXES[kind]
        if label is None or not label.number:
            self._unnumbered[parent, kind] += 1
            return f"{prefix}_{self._unnumbered[parent, kind]}"
        number = "-".join(map(str, label.number))
        return f"{prefix}_{number}" + (f"bis{label.inserted}" if label.inserted else "")
