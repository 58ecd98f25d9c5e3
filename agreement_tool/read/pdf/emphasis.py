"""Which characters stand out, and by which signal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agreement_tool.model import MARKS, Mark, Signal, Span
from agreement_tool.read.pdf.page import Page, Rule, Style
from agreement_tool.read.pdf.rows import Char, Row

Why = frozenset[tuple[Mark, Signal]]
"""A character's marks, each with the signal behind it."""

_BOLD_NAME = re.compile(r"bold|black|heavy|demi|粗", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|斜", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
"""FontDescriptor flag, ISO 32000-1 table 123."""
_EVERYTHING = 0.9
"""A mark that this part of all characters carries says nothing."""


@dataclass(frozen=True, slots=True)
class Body:
    """The document's own body setting, against which emphasis is measured."""

    size: float
    colour: tuple[int, int, int]


def body_of(rows: Sequence[Row]) -> Body:
    """Size and colour that most characters have."""
    sizes: Counter[float] = Counter()
    colours: Counter[tuple[int, int, int]] = Counter()
    for row in rows:
        for char in row.chars:
            sizes[char.style.size] += 1
            colours[char.style.colour] += 1
    return Body(
        sizes.most_common(1)[0][0] if sizes else 10.5,
        colours.most_common(1)[0][0] if colours else (0, 0, 0),
    )


def style_marks(style: Style, body: Body) -> Why:
    """What a style says by itself."""
    why: set[tuple[Mark, Signal]] = set()
    if _BOLD_NAME.search(style.font) or style.flags & _FORCE_BOLD:
        why.add(("bold", "face"))
    if style.mode == 2:
        why.add(("bold", "render-mode"))
    if _ITALIC_NAME.search(style.font):
        why.add(("italic", "face"))
    if _differs(style.colour, body.colour):
        why.add(("colour", "fill"))
    if style.size >= body.size * 1.15:
        why.add(("size", "size"))
    return frozenset(why)


def _differs(colour: tuple[int, int, int], body: tuple[int, int, int]) -> bool:
    return max(abs(one - other) for one, other in zip(colour, body, strict=True)) > 60


def marked(rows: Sequence[Row], pages: Sequence[Page]) -> list[tuple[Span, ...]]:
    """The spans of every row."""
    body = body_of(rows)
    by_number = {page.number: page for page in pages}
    known: dict[Style, Why] = {}
    reasons = [_row_reasons(row, by_number[row.page].rules, body, known) for row in rows]
    idle = _idle_marks(rows, reasons)
    return [_spans(row.chars, why, idle) for row, why in zip(rows, reasons, strict=True)]


def _row_reasons(row: Row, rules: Sequence[Rule], body: Body, known: dict[Style, Why]) -> list[Why]:
    under = [rule for rule in rules if rule.horizontal and -0.05 < (rule.top - row.baseline) / row.size < 0.35]
    reasons = []
    for char in row.chars:
        why = known.get(char.style)
        if why is None:
            why = known[char.style] = style_marks(char.style, body)
        if char.overprinted:
            why |= {("bold", "overprint")}
        middle = (char.x0 + char.x1) / 2
        if any(rule.x0 <= middle <= rule.x1 for rule in under):
            why |= {("underline", "rule")}
        reasons.append(why)
    return reasons


def _idle_marks(rows: Sequence[Row], reasons: Sequence[Sequence[Why]]) -> set[Mark]:
    """Marks that nearly everything carries."""
    total = sum(len(row.chars) for row in rows)
    tally: Counter[Mark] = Counter()
    for row in reasons:
        for why in row:
            tally.update({mark for mark, _ in why})
    return {mark for mark, count in tally.items() if count > _EVERYTHING * total}


def _spans(chars: Sequence[Char], reasons: Sequence[Why], idle: set[Mark]) -> tuple[Span, ...]:
    spans: list[Span] = []
    text, last = "", None
    for char, why in zip(chars, reasons, strict=True):
        if why != last and text:
            spans.append(_span(text, last or frozenset(), idle))
            text = ""
        text, last = text + char.text, why
    spans.append(_span(text, last or frozenset(), idle))
    return tuple(spans)


def _span(text: str, why: Why, idle: set[Mark]) -> Span:
    live = [(mark, signal) for mark, signal in why if mark not in idle]
    marks = {mark for mark, _ in live}
    return Span(text, tuple(mark for mark in MARKS if mark in marks), tuple(sorted({signal for _, signal in live})))
