"""Line numbers: a column of figures in the left margin that count the printed lines, whatever the lines say.

Word prints them beside pleadings and drafts under negotiation, at every line or at every fifth. They are no clause's
numbers: they stand before lines that go on in the middle of a sentence.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.frozen import frozen
from agreement_tool.model import Furniture
from agreement_tool.read.pdf.furniture import PageRows
from agreement_tool.read.pdf.rows import Row, row_of
from agreement_tool.text.patterns import compiled

_NUMBER = compiled(r"\d{1,4}(?!\d)")
_LEAST_GAP = 0.5
"""Ems between a line's number and the line, at least."""
_STEPS = (1, 2, 5, 10)
"""Lines from one printed number to the next."""
_FEWEST = {1: 8, 2: 4, 5: 2, 10: 2}
"""Numbers on a page that show what they are; a page after such a page needs but one."""
_BROKEN_OFF = 0.2
"""Part of the numbered lines, at least, that go on where the line above was full: an item begins at none of them."""
_ENDS = "。．.；;：:！!？?…"
_FULL, _WIDE = 2.0, 2.5
"""Ems that a full line ends before the margin, at most; a step from character to character that crosses columns."""
_NEAR = 3.0
"""Points by which the column's edge differs from page to page."""


@frozen
class _Numbered:
    """A row that begins with figures: which row of its page, the number, where it ends, where the text begins."""

    at: int
    number: int
    digits: int
    edge: float
    text: float | None
    """None: the row is nothing but a number."""


def without_line_numbers(sheets: Sequence[PageRows]) -> tuple[list[PageRows], tuple[Furniture, ...]]:
    """The pages without the numbers of their lines, and those."""
    found = [_of_page(sheet.rows) for sheet in sheets]
    edges = [max(one.edge for one in numbers) for numbers in found if numbers]
    if not edges:
        return list(sheets), ()
    left: list[PageRows] = []
    pages: dict[str, list[int]] = {}
    for sheet, numbers in zip(sheets, found, strict=True):
        kept = numbers or _continued(sheet.rows, edges)
        left.append(sheet._replace(rows=list(_without(sheet.rows, kept))) if kept else sheet)
        if kept:
            pages.setdefault(" ".join(str(one.number) for one in kept), []).append(sheet.page.number)
    return left, tuple(Furniture(text, "other", tuple(numbers)) for text, numbers in pages.items())


def _of_page(rows: Sequence[Row]) -> list[_Numbered]:
    """The numbers of a page's lines, where they show what they are."""
    column = _column(rows)
    if len(column) < min(_FEWEST.values()):
        return []
    step = column[1].number - column[0].number
    if step not in _STEPS or len(column) < _FEWEST[step] or not _counts(column, step):
        return []
    if step == 1 and _broken_off(rows, column) < _BROKEN_OFF * len(column):
        return []
    return column


def _continued(rows: Sequence[Row], edges: Sequence[float]) -> list[_Numbered]:
    """The few numbers of a page whose neighbours are numbered in that column."""
    column = [one for one in _column(rows) if any(abs(one.edge - edge) < _NEAR for edge in edges)]
    steps = {two.number - one.number for one, two in itertools.pairwise(column)}
    return column if len(steps) <= 1 and steps <= set(_STEPS) else []


def _column(rows: Sequence[Row]) -> list[_Numbered]:
    """The figures that stand left of everything else, all but what is no line of the text (a head, a foot)."""
    found = [one for at, row in enumerate(rows) if (one := _numbered(at, row)) is not None]
    if not found:
        return []
    numbered = {one.at for one in found}
    begins = [one.text for one in found if one.text is not None]
    begins += [row.left for at, row in enumerate(rows) if at not in numbered]
    text = min(begins, default=0.0)
    # A page's number stands elsewhere; a clause's, among the lines.
    return [one for one in found if one.edge <= text] if all(one.edge <= text for one in found if one.text) else []


def _numbered(at: int, row: Row) -> _Numbered | None:
    match = _NUMBER.match(row.text)
    if match is None:
        return None
    end = match.end()
    behind = next((index for index in range(end, len(row.text)) if not row.text[index].isspace()), None)
    if behind is None:
        return _Numbered(at, int(match[0]), end, row.x1[end - 1], None) if end == len(row.text) else None
    if row.x0[behind] - row.x1[end - 1] < _LEAST_GAP * row.size:
        return None
    return _Numbered(at, int(match[0]), end, row.x1[end - 1], row.x0[behind])


def _counts(column: Sequence[_Numbered], step: int) -> bool:
    """Whether the numbers go up by the step, once in so many rows."""
    return all(two.number - one.number == step and two.at - one.at == step for one, two in itertools.pairwise(column))


def _broken_off(rows: Sequence[Row], column: Sequence[_Numbered]) -> int:
    """How many numbered lines go on with the sentence of a full line above them."""
    margin = max(row.right for row in rows)
    above = (rows[two.at - 1] for one, two in itertools.pairwise(column) if two.at == one.at + 1)
    return sum(
        row.text[-1] not in _ENDS
        and not row.text[-1].isdigit()
        and margin - row.right <= _FULL * row.size
        and not _has_wide_gap(row)
        for row in above
    )


def _has_wide_gap(row: Row) -> bool:
    first = next((index for index, char in enumerate(row.text) if not char.isdigit() and not char.isspace()), 0)
    gaps = (after - before for before, after in itertools.pairwise(_edges(row, first)))
    return any(gap > _WIDE * row.size for gap in gaps)


def _edges(row: Row, first: int) -> Iterator[float]:
    return (row.x0[index] for index in range(first, len(row.text)) if not row.text[index].isspace())


def _without(rows: Sequence[Row], numbers: Sequence[_Numbered]) -> Iterator[Row]:
    cut = {one.at: one for one in numbers}
    for at, row in enumerate(rows):
        if at not in cut:
            yield row
        elif cut[at].text is not None:
            chars = list(row.chars[cut[at].digits :])
            while chars and chars[0].text.isspace():
                chars.pop(0)
            yield replace(row_of(row.page, _baseline(row, chars[0].x0), chars), column=row.column)


def _baseline(row: Row, left: float) -> float:
    """The baseline of the run that begins at the text; the number's own may differ."""
    return next((baseline for start, baseline in row.baselines if start >= left - 1), row.baseline)
