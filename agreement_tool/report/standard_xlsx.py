"""An agreement against standard clauses as an Excel list: forbidden wording first, then what became of each clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model.standard import Comparison, ForbiddenUse, StandardReport
from agreement_tool.report.standard_view import FORBIDDEN, STATUS_NAMES, StandardView, shown, split_use, use_notes
from agreement_tool.report.xlsx import Column, Link, Rich, Sheet, Value, workbook

COLUMNS = (
    Column(Bilingual("序号", "No."), 5),
    Column(Bilingual("结果", "Result"), 9),
    Column(Bilingual("重要", "Important"), 6),
    Column(Bilingual("标准条款", "Standard clause"), 22),
    Column(Bilingual("文件", "File"), 18),
    Column(Bilingual("协议条款", "Clause"), 16),
    Column(Bilingual("对照（删去的标准文字、增加的文字）", "Comparison"), 80),
    Column(Bilingual("说明", "Notes"), 32),
)
DECISIONS = (Bilingual("接受", "accepted"), Bilingual("须改回", "to be restored"), Bilingual("待定", "open"))


def standard_xlsx(report: StandardReport, lang: str = "zh") -> bytes:
    """The .xlsx file."""
    view = StandardView(report)
    listed = [_use(view, use, lang) for use in report.forbidden]
    listed += [_row(view, each, lang) for _, found in view.grouped() for each in found]
    rows = [[number, *row] for number, row in enumerate(listed, start=1)]
    sheet = Sheet(Bilingual("标准条款对照", "Standard clauses"), COLUMNS, rows, DECISIONS)
    return workbook(sheet, (report.agreement,), lang)


def _use(view: StandardView, use: ForbiddenUse, lang: str) -> Sequence[Value]:
    before, found, behind = split_use(use)
    pieces = (before, ""), (found, "delete"), (behind, "")
    return (
        FORBIDDEN.in_language(lang), "★", use.wording.words, "forbidden.yaml", Link(use.eid, view.use_cited(use)),
        Rich(pieces), "\n".join(use_notes(use, lang)),
    )  # fmt: skip


def _row(view: StandardView, comparison: Comparison, lang: str) -> Sequence[Value]:
    standard = comparison.standard
    cited = view.cited(comparison, lang)
    return (
        STATUS_NAMES[comparison.status].in_language(lang),
        "★" if comparison.material and comparison.status != "verbatim" else "",
        standard.name,
        standard.source,
        Link(comparison.target[0], cited) if comparison.target else "",
        Rich(tuple(_pieces(comparison))),
        "\n".join(view.notes(comparison, lang)),
    )


def _pieces(comparison: Comparison) -> Iterator[tuple[str, str]]:
    if comparison.status == "missing":
        yield comparison.standard.text, "delete"
    for segment in shown(comparison):
        yield segment.text, "" if segment.op == "equal" else segment.op
