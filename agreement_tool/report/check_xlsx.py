"""Findings as an Excel list (问题清单)."""

from __future__ import annotations

from collections.abc import Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import RuleNote
from agreement_tool.report.findings import SEVERITY_NAMES, CheckReport, Located
from agreement_tool.report.xlsx import Column, Sheet, Value, workbook

COLUMNS = (
    Column(Bilingual("序号", "No."), 5),
    Column(Bilingual("级别", "Severity"), 7),
    Column(Bilingual("规则", "Rule"), 9),
    Column(Bilingual("规则名称", "Name"), 18),
    Column(Bilingual("文件", "File"), 22),
    Column(Bilingual("条款", "Clause"), 16),
    Column(Bilingual("页", "Page"), 5),
    Column(Bilingual("问题", "Finding"), 40),
    Column(Bilingual("原文", "Text"), 44),
    Column(Bilingual("可自动改正", "Fix"), 9),
)
DECISIONS = (Bilingual("已改", "mended"), Bilingual("不是问题", "no fault"), Bilingual("待定", "open"))


def render(report: CheckReport, *, lang: str = "zh") -> bytes:
    """The .xlsx file."""
    rules = {rule.code: rule for rule in report.rules}
    rows = [[number, *_row(found, rules, lang)] for number, found in enumerate(report.findings, start=1)]
    return workbook(Sheet(Bilingual("问题清单", "Findings"), COLUMNS, rows, DECISIONS), (), lang)


def _row(found: Located, rules: dict[str, RuleNote], lang: str) -> Sequence[Value]:
    finding = found.finding
    rule = rules.get(finding.code)
    fix = Bilingual("否", "no") if finding.fix is None else _FIXES[finding.fix.safe]
    cited = found.citation or finding.eid or ""
    return (
        SEVERITY_NAMES[finding.severity].in_language(lang),
        finding.code,
        rule.zh if rule and lang == "zh" else finding.name,
        found.path,
        cited,
        finding.page,
        finding.message.in_language(lang),
        found.excerpt,
        fix.in_language(lang),
    )


_FIXES = {True: Bilingual("是", "safe"), False: Bilingual("须复核", "unsafe")}
