"""What an inserted paragraph looks like: like its nearest neighbour of the same kind in the original file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Mark
from agreement_tool.report.diff_stream import Part, Piece

_NUMERALS = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百千零〇]+|[a-zA-Z]|[①-⑳]")


@frozen
class ParagraphKind:
    """What makes two paragraphs alike: depth, the label's shape (第#条, （#）), and which parts stand in it."""

    depth: int
    shape: str
    parts: frozenset[Part]


@dataclass(slots=True)
class Template:
    """A paragraph of the original: its kind, its element, a run and the marks it carries for each part."""

    order: int
    kind: ParagraphKind
    element: Any
    generated: bool
    """Its number is Word's own: a paragraph made after it gets one, and none is typed."""
    separator: str = " "
    """What stands between its number and its words."""
    looks: dict[Part, tuple[Any, tuple[Mark, ...]]] = field(default_factory=dict)
    clause: str = ""
    """eid of the old clause that it prints."""

    def look(self, part: Part) -> tuple[Any, tuple[Mark, ...]]:
        """A run and its marks for a part; the text's where the part has none of its own."""
        order: tuple[Part, ...] = (part, "text", "title", "label")
        for wanted in order:
            if wanted in self.looks:
                return self.looks[wanted]
        return (None, ())


def kind_of(pieces: Sequence[Piece], clause: Clause | None, depth: int) -> ParagraphKind:
    """The kind of a line made of these pieces."""
    parts = frozenset(piece.part for piece in pieces if piece.text.strip())
    label = clause.label if clause is not None and "label" in parts else None
    return ParagraphKind(depth, _NUMERALS.sub("#", label or ""), parts)


def choose(templates: Sequence[Template], kind: ParagraphKind, order: int, clause: str = "") -> Template | None:
    """The template most like `kind`, and of equals the nearest, an earlier one first.

    A moved clause (`clause`: its eid in the old version) brings its own along.
    """
    own_lines = [template for template in templates if clause and template.clause == clause]
    templates = [template for template in own_lines if template.kind.parts & kind.parts] or templates

    def distance(template: Template) -> tuple[int, int, int]:
        own = template.kind
        unlike = 4 * (own.shape != kind.shape) + 3 * (own.depth != kind.depth) + 2 * (own.parts != kind.parts)
        return unlike, abs(template.order - order), int(template.order > order)

    best = min(templates, key=distance, default=None)
    return best if best is not None and (own_lines or distance(best)[0] < 9) else None
