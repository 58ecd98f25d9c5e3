"""Stacked fractions: a numerator over a short rule over a denominator, beside the line that they are a part of.

Their baselines are three, and three rows would be read of them: 未付金额×5, 违约金＝，按日计算。, 10000.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.read.formulas import fraction
from agreement_tool.read.pdf.page import DrawnLine
from agreement_tool.read.pdf.rows import Char, Row, row_of

_SHORTEST, _LONGEST = 0.5, 25.0
"""Ems: how long the rule of a fraction is."""
_ABOVE, _BELOW = (-0.1, 0.8), (0.4, 1.4)
"""Ems from the numerator's baseline down to the rule, and from the rule down to the denominator's."""
_BASELINE_GAP = 2.0
"""Ems between the two baselines, at most: rows of a text are further apart."""
_BESIDE = 1.5
"""Ems from the rule to the nearest character of the line, at most."""
_OVERHANG = 2.0
"""Points by which an operand may stand out of its rule."""


def with_fractions(rows: list[Row], rules: tuple[DrawnLine, ...]) -> tuple[list[Row], tuple[DrawnLine, ...]]:
    """The rows with their fractions in one line, a/b, and the rules that are no part of one."""
    if len(rows) < 3 or not any(rule.horizontal for rule in rules):
        return rows, rules
    used: set[DrawnLine] = set()
    found: list[Row] = []
    at = 0
    while at < len(rows):
        joined = _joined(rows[at : at + 3], rules, used) if at + 2 < len(rows) else None
        found.append(rows[at] if joined is None else joined)
        at += 1 if joined is None else 3
    return (found, tuple(rule for rule in rules if rule not in used)) if used else (rows, rules)


def _joined(three: Sequence[Row], rules: Sequence[DrawnLine], used: set[DrawnLine]) -> Row | None:
    """Numerator, line and denominator as one row; None where they are three."""
    above, line, below = three
    size = max(row.size for row in three)
    if below.baseline - above.baseline > _BASELINE_GAP * size or not above.baseline < line.baseline < below.baseline:
        return None
    rule = next((rule for rule in rules if _divides(rule, above, below, size) and _is_in(rule, line)), None)
    if rule is None:
        return None
    used.add(rule)
    middle = (rule.x0 + rule.x1) / 2
    before = [char for char in line.chars if char.x1 <= middle]
    behind = [char for char in line.chars if char.x1 > middle]
    return row_of(line.page, line.baseline, [*before, *_written(above, below, rule), *behind])


def _divides(rule: DrawnLine, above: Row, below: Row, size: float) -> bool:
    y = (rule.top + rule.bottom) / 2
    return (
        rule.horizontal
        and _SHORTEST * size <= rule.x1 - rule.x0 <= _LONGEST * size
        and _ABOVE[0] * above.size <= y - above.baseline <= _ABOVE[1] * above.size
        and _BELOW[0] * below.size <= below.baseline - y <= _BELOW[1] * below.size
        and all(rule.x0 - _OVERHANG <= row.left and row.right <= rule.x1 + _OVERHANG for row in (above, below))
    )


def _is_in(rule: DrawnLine, line: Row) -> bool:
    """Whether the rule stands in a gap of the line, or right at one of its ends."""
    drawn = [(x0, x1) for char, x0, x1 in zip(line.text, line.x0, line.x1, strict=True) if not char.isspace()]
    if any(x0 < rule.x1 - 1 and x1 > rule.x0 + 1 for x0, x1 in drawn):
        return False
    gaps = [x0 - rule.x1 if x0 >= rule.x1 - 1 else rule.x0 - x1 for x0, x1 in drawn]
    return min(gaps) <= _BESIDE * line.size


def _written(above: Row, below: Row, rule: DrawnLine) -> Iterator[Char]:
    text = fraction(above.text, below.text)
    step = (rule.x1 - rule.x0) / len(text)
    for at, char in enumerate(text):
        yield Char(char, rule.x0 + at * step, rule.x0 + (at + 1) * step, above.styles[0])
