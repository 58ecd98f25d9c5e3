"""Footnotes: small lines at the foot of a page that begin with the sign by which the text above cites them.

They are no part of the sentence that the page ends in, and their numbers are none of the agreement's.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.rows import Row

_SMALLER = 0.93
"""Times the body's size."""
_SIGN = r"\s*(?:[\[［〔(（]?([\d¹²³⁰⁴-⁹]{1,3})[\]］〕)）]?|([①-⑳⑴-⒇])|([*＊†‡§※]{1,3}))(?![\d.．、，年月日])"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SEPARATOR = (30.0, 0.6)
"""Points, and part of the page's width: how long the rule above footnotes is, at least and at most."""
_ABOVE = 3.0
"""Ems of a footnote from the rule to its first line, at most."""
_LOW = 0.4
"""Footnotes begin below this part of the page."""


@frozen
class Footnote:
    """A footnote's lines as one text."""

    page: int
    sign: str
    text: str


def without_footnotes(rows: Sequence[Row], pages: Sequence[Page]) -> tuple[list[Row], list[Footnote]]:
    """The rows without footnotes; and the footnotes."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    known = {page.number: page for page in pages}
    kept: list[Row] = []
    notes: list[Footnote] = []
    for number, group in itertools.groupby(rows, key=lambda row: row.page):
        page_rows = list(group)
        start = _start(page_rows, known[number], body)
        kept += page_rows[:start]
        notes += _notes(page_rows[start:])
    return kept, notes


def _start(rows: Sequence[Row], page: Page, body: float) -> int:
    """Where the page's footnotes begin: its last rows, all small, the first with a sign; cited or under a rule."""
    at = len(rows)
    while at > 0 and rows[at - 1].size <= _SMALLER * body and rows[at - 1].baseline > _LOW * page.height:
        at -= 1
    for start in range(at, len(rows)):
        sign = _sign(rows[start])
        above = rows[:start]
        if sign and above and (_under_rule(rows[start], page) or _is_cited(sign, above)):
            return start
    return len(rows)


def _sign(row: Row) -> str:
    found = re.match(_SIGN, row.text)
    if found is None or found.end() >= len(row.text.rstrip()):
        return ""
    return next(part for part in found.groups() if part).translate(_RAISED)


def _under_rule(row: Row, page: Page) -> bool:
    """Whether a short rule at the left edge of the text stands right above the row."""
    return any(
        rule.horizontal
        and _SEPARATOR[0] <= rule.x1 - rule.x0 <= _SEPARATOR[1] * page.width
        and 0 < row.baseline - rule.bottom <= _ABOVE * row.size
        and abs(rule.x0 - row.left) <= 3 * row.size
        for rule in page.rules
    )


def _is_cited(sign: str, rows: Sequence[Row]) -> bool:
    """Whether a row above holds the sign small, as it is set in the text that cites a note."""
    return any(
        sign
        in "".join(
            char for char, style in zip(row.text, row.styles, strict=True) if style.size <= 0.8 * row.size
        ).translate(_RAISED)
        or (sign in "*＊†‡※①②③④⑤⑥⑦⑧⑨" and sign in row.text)
        for row in rows
    )


def _notes(rows: Sequence[Row]) -> Iterator[Footnote]:
    texts: list[tuple[int, str, list[str]]] = []
    for row in rows:
        sign = _sign(row)
        if sign or not texts:
            texts.append((row.page, sign, [row.text]))
        else:
            texts[-1][2].append(row.text)
    for page, sign, parts in texts:
        yield Footnote(page, sign, "".join(parts))
