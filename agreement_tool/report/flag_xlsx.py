"""Key clauses as an Excel list (条款清单): the gravest first, with evidence, basis and a column to decide in."""

from __future__ import annotations

from collections.abc import Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Clause, KeyClause
from agreement_tool.model.names import CATEGORY_NAMES, MARK_NAMES, STATUS_NAMES, TIER_NAMES, listed
from agreement_tool.report.flag_view import FlagView, pieces
from agreement_tool.report.xlsx import Column, Link, Rich, Sheet, Value, workbook

COLUMNS = (
    Column(Bilingual("序号", "No."), 5),
    Column(Bilingual("级别", "Tier"), 6),
    Column(Bilingual("条款", "Clause"), 16),
    Column(Bilingual("页", "Page"), 5),
    Column(Bilingual("类别", "Categories"), 16),
    Column(Bilingual("条文（关键语句加粗）", "Text (evidence in bold)"), 70),
    Column(Bilingual("显著标识", "Emphasis"), 12),
    Column(Bilingual("标识方式", "Marks"), 12),
    Column(Bilingual("依据", "Basis"), 40),
    Column(Bilingual("问题", "Findings"), 40),
)
DECISIONS = (
    Bilingual("确认", "confirmed"),
    Bilingual("不是重点条款", "rejected"),
    Bilingual("标识已足够", "emphasis accepted"),
    Bilingual("待定", "open"),
)


def flag_xlsx(view: FlagView, lang: str = "zh") -> bytes:
    """The .xlsx file."""
    clauses = view.clauses
    rows = [[number, *_row(view, key, clauses[key.eid], lang)] for number, key in enumerate(view.by_tier(), start=1)]
    sheet = Sheet(Bilingual("条款清单", "Key clauses"), COLUMNS, rows, DECISIONS)
    return workbook(sheet, (view.agreement,), lang)


def _row(view: FlagView, key: KeyClause, clause: Clause, lang: str) -> Sequence[Value]:
    text = Rich(tuple((piece.text, "mark" if piece.evidence else "") for piece in pieces(clause.spans, key)))
    basis = dict.fromkeys(view.basis[name].citation for flag in key.flags for name in flag.basis if name in view.basis)
    return (
        TIER_NAMES[key.tier].in_language(lang),
        Link(key.eid, view.cite(key.eid)),
        key.page,
        listed(CATEGORY_NAMES, dict.fromkeys(flag.category for flag in key.flags)).in_language(lang),
        text if text.pieces else clause.heading,
        STATUS_NAMES[key.emphasis.status].in_language(lang),
        listed(MARK_NAMES, key.emphasis.marks).in_language(lang),
        "\n".join(basis),
        "\n".join(finding.message.in_language(lang) for finding in view.findings_on(key.eid)),
    )
