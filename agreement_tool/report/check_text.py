"""Findings for people: `full` shows the place with a caret, `concise` is one line each."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.model import RuleNote, Severity
from agreement_tool.report.columns import underline, window
from agreement_tool.report.findings import SEVERITY_NAMES, CheckReport, Located, cited, summary_line, where
from agreement_tool.text.inline import pictured

_WIDTH = 96
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_DIM, _RESET = "\x1b[2m", "\x1b[0m"


def full(report: CheckReport, *, lang: str = "zh", colour: bool = False) -> str:
    """Every finding as a paragraph, then the summary."""
    rules = {rule.code: rule for rule in report.rules}
    blocks = ["\n".join(_block(found, rules.get(found.finding.code), lang, colour)) for found in report.findings]
    remarks = [remark.in_language(lang) for remark in report.extra]
    return "\n\n".join([*blocks, "\n".join([*remarks, summary_line(report, lang)])]) + "\n"


def concise(report: CheckReport, *, lang: str = "zh") -> str:
    """path:line:column: code severity citation message."""
    lines = [_line(found, lang) for found in report.findings]
    remarks = [remark.in_language(lang) for remark in report.extra]
    return "\n".join([*lines, *remarks, summary_line(report, lang)]) + "\n"


def _line(found: Located, lang: str) -> str:
    finding = found.finding
    severity = SEVERITY_NAMES[finding.severity].in_language(lang)
    known = " [基线]" if lang != "en" else " [baseline]"
    message = finding.message.in_language(lang)
    line = f"{where(found)}: {finding.code} {severity} {cited(found, lang)} {message}{known if found.known else ''}"
    return pictured(line)


def _block(found: Located, rule: RuleNote | None, lang: str, colour: bool) -> Iterator[str]:
    finding = found.finding
    severity = SEVERITY_NAMES[finding.severity].in_language(lang)
    name = rule.zh if rule and lang != "en" else finding.name
    paint, dim, reset = (_COLOURS[finding.severity], _DIM, _RESET) if colour else ("", "", "")
    yield f"{pictured(where(found))}: {paint}{finding.code} {severity}{reset} {name}  {pictured(cited(found, lang))}"
    yield f"  {pictured(finding.message.in_language(lang))}"
    if found.excerpt:
        shown, start, end = window(pictured(found.excerpt), *found.caret, _WIDTH)
        yield f"  {dim}|{reset} {shown}"
        yield f"  {dim}|{reset} {paint}{underline(shown, start, end)}{reset}"
    yield from (f"  {dim}={reset} {note}" for note in _notes(found, lang))


def _notes(found: Located, lang: str) -> Iterator[str]:
    finding = found.finding
    if finding.fix:
        option = "--fix" if finding.fix.safe else "--unsafe-fixes"
        yield f"可用 {option} 修复" if lang != "en" else f"fixable with {option}"
    if finding.refusal:
        why = finding.refusal.in_language(lang)
        yield f"不能自动改正：{why}" if lang != "en" else f"no automatic fix: {why}"
    if finding.confidence < 1:
        percent = round(finding.confidence * 100)
        yield f"把握 {percent}%" if lang != "en" else f"{percent}% sure"
    if found.known:
        yield "在基线内" if lang != "en" else "in the baseline"
