"""Addresses of clauses: Akoma Ntoso's eId style, unique in the agreement ('art_3__lvl_3-2').

`structure` asks for them when it builds a tree and `store` when it loads one, so that the YAML need not spell them out.
"""

from __future__ import annotations

from collections import Counter

from agreement_tool.model import ClauseKind, Label

_PREFIXES: dict[ClauseKind, str] = {
    "part": "part", "heading": "hd", "chapter": "chp", "section": "sec", "article": "art", "level": "lvl",
    "paragraph": "para", "item": "item", "point": "pt", "table": "tbl", "signature": "sig",
}  # fmt: skip


class Addresses:
    """Hands out eids, asked for in reading order. One instance an agreement."""

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
