"""What was found, for a terminal: one row a clause, its number and category left, its sentences right, by agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.report.columns import columns
from agreement_tool.report.found import FoundClause, FoundReport, Searched
from agreement_tool.report.wrapping import wrapped
from agreement_tool.text.inline import visible

NAME_SHARE = 4
"""Clause numbers and categories take a quarter of the width at most; longer ones are wrapped."""
NARROWEST = 24
"""Columns that sentences get whatever the terminal's width."""


def found_text(report: FoundReport, *, lang: str = "zh", width: int = 100) -> str:
    """The list, at most `width` columns wide, and a line that sums it up."""
    lines: list[str] = []
    for searched, clauses in report.by_agreement():
        lines += [*_head(searched, len(clauses), lang, width), *_rows(clauses, lang, width), ""]
    return "\n".join((*lines, report.summary().in_language(lang))) + "\n"


def _head(searched: Searched, count: int, lang: str, width: int) -> Iterator[str]:
    counted = f"{count} 条" if lang != "en" else f"{count}"
    yield from wrapped(visible(f"{searched.name}  {searched.agreement.title}  [{counted}]"), width)


def _rows(clauses: Sequence[FoundClause], lang: str, width: int) -> Iterator[str]:
    names = [tuple(_names(found, lang)) for found in clauses]
    column = min(max(columns(line) for name in names for line in name), width // NAME_SHARE)
    text_width = max(width - column - 4, NARROWEST)
    for found, name in zip(clauses, names, strict=True):
        left = [line for part in name for line in wrapped(part, column)]
        right = list(wrapped(visible(found.quoted()), text_width))
        for row in range(max(len(left), len(right))):
            begin, end = (side[row] if row < len(side) else "" for side in (left, right))
            yield f"  {begin}{' ' * (column - columns(begin))}  {end}".rstrip()


def _names(found: FoundClause, lang: str) -> Iterator[str]:
    yield visible(found.citation)
    if found.heading and found.heading != found.citation:
        yield visible(found.heading)
    if found.flags:
        colon = "：" if lang != "en" else ": "
        yield f"{found.tier_name(lang)}{colon}{found.categories(lang)}"
