"""The changes as an Excel list (变更清单): one row a change, important ones first to filter, a column to decide in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Agreement, Change, Clause, Diff, Segment
from agreement_tool.report.diff_view import DiffRow, changed_rows, side
from agreement_tool.report.diff_words import TYPE_NAMES, shown_categories
from agreement_tool.report.xlsx import Column, Link, Rich, Sheet, Value, workbook

COLUMNS = (
    Column(Bilingual("序号", "No."), 5),
    Column(Bilingual("重要", "Important"), 6),
    Column(Bilingual("旧版条款", "Old clause"), 16),
    Column(Bilingual("新版条款", "New clause"), 16),
    Column(Bilingual("变更", "Change"), 9),
    Column(Bilingual("旧版文字", "Old text"), 44),
    Column(Bilingual("新版文字", "New text"), 44),
    Column(Bilingual("说明", "Why"), 30),
    Column(Bilingual("涉及", "Touches"), 14),
)
DECISIONS = (Bilingual("接受", "accepted"), Bilingual("质疑", "questioned"), Bilingual("待定", "open"))


def diff_xlsx(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> bytes:
    """The .xlsx file."""
    listed = [
        cells for row in changed_rows(old, new, diff) for change in row.changes for cells in _rows(row, change, lang)
    ]
    numbered = [[number, *cells] for number, cells in enumerate(listed, start=1)]
    sheet = Sheet(Bilingual("变更清单", "Changes"), COLUMNS, numbered, DECISIONS)
    return workbook(sheet, (old, new), lang)


def _rows(row: DiffRow, change: Change, lang: str) -> Iterator[Sequence[Value]]:
    segments = change.segments or (row.title if change.type == "heading" else row.text)
    yield (
        "★" if change.material else "",
        _cited(row.old, row.old_names, 0),
        _cited(row.new, row.new_names, 1),
        TYPE_NAMES[change.type].in_language(lang),
        _shown(segments, "old") if change.old else "",
        _shown(segments, "new") if change.new else "",
        change.why.in_language(lang) if change.why else "",
        "、".join(shown_categories(change, lang)),
    )


def _cited(clauses: Sequence[Clause], names: Sequence[str], agreement: int) -> Value:
    if not clauses:
        return ""
    return Link(clauses[0].eid, "、".join(names) or clauses[0].heading or clauses[0].eid, agreement)


def _shown(segments: Sequence[Segment], which: str) -> Rich:
    shown = side(segments, "old" if which == "old" else "new")
    return Rich(tuple((segment.text, "" if segment.op == "equal" else segment.op) for segment in shown))
