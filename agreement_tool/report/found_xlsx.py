"""What was found as an Excel list: one row a clause, with the agreement it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.report.found import FoundClause, FoundReport
from agreement_tool.report.xlsx import Column, Link, Rich, Sheet, Value, workbook

COLUMNS = (
    Column(Bilingual("序号", "No."), 5),
    Column(Bilingual("协议", "Agreement"), 24),
    Column(Bilingual("版本", "Version"), 10),
    Column(Bilingual("条款", "Clause"), 16),
    Column(Bilingual("标题", "Heading"), 18),
    Column(Bilingual("类别", "Categories"), 18),
    Column(Bilingual("级别", "Tier"), 7),
    Column(Bilingual("条文（所查语句加粗）", "Text (what was looked for in bold)"), 80),
    Column(Bilingual("页", "Page"), 5),
)
DECISIONS = (Bilingual("已核对", "checked"), Bilingual("须修改", "to be changed"), Bilingual("待定", "open"))


def found_xlsx(report: FoundReport, lang: str = "zh") -> bytes:
    """The .xlsx file, with a sheet of the agreements that hold something."""
    agreements = [searched for searched, _ in report.by_agreement()]
    places = {id(searched): place for place, searched in enumerate(agreements)}
    rows = [
        [number, *_row(found, places[id(found.searched)], lang)] for number, found in enumerate(report.found, start=1)
    ]
    sheet = Sheet(Bilingual("查找结果", "Found"), COLUMNS, rows, DECISIONS)
    return workbook(sheet, (searched.agreement for searched in agreements), lang)


def _row(found: FoundClause, place: int, lang: str) -> Iterator[Value]:
    yield found.searched.agreement.id
    yield found.searched.agreement.version
    yield Link(found.clause.eid, found.citation, place)
    yield found.heading
    yield found.categories(lang)
    yield found.tier_name(lang)
    yield Rich(tuple(_pieces(found))) if found.clause.text else found.clause.heading
    yield found.clause.page


def _pieces(found: FoundClause) -> Iterator[tuple[str, str]]:
    at, text = 0, found.clause.text
    for sentence in found.sentences:
        yield text[at : sentence.start], ""
        yield text[sentence.start : sentence.end], "mark"
        at = sentence.end
    yield text[at:], ""
