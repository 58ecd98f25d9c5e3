"""What the check reports are written from: findings with their places, and the rules that made them."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual, Finding, RuleNote, Severity


@frozen
class Located:
    """A finding and where a reader finds it. Lines and columns are 1-based; columns count code points."""

    finding: Finding
    path: str
    """As given by the user, with forward slashes."""
    citation: str = ""
    """第三条第（二）项; '' for the whole document."""
    line: int | None = None
    """In the file at `path`, when that is text; None for PDF, DOCX and the like."""
    column: int | None = None
    end_column: int | None = None
    excerpt: str = ""
    """The sentence, label or title it stands in."""
    caret: tuple[int, int] = (0, 0)
    """Code points of `excerpt` to underline."""
    fingerprint: str = ""
    """Stable over edits elsewhere: from the clause's identity, the rule and the text, never from the line."""
    known: bool = False
    """Listed in the baseline: shown and counted, but no reason to fail."""


@frozen
class CheckReport:
    """The outcome of one run over one or more agreements."""

    findings: tuple[Located, ...]
    rules: tuple[RuleNote, ...]
    paths: tuple[str, ...] = ()
    """Every agreement that was checked."""
    clauses: int = 0
    fixed: int = 0
    """How many findings `--fix` removed in this run."""
    suppressed: int = 0
    """How many findings a reasoned comment silenced."""
    extra: tuple[Bilingual, ...] = field(default=())
    """Remarks on the run, such as fixes that were refused."""

    @property
    def new(self) -> tuple[Located, ...]:
        """Findings that the baseline does not list."""
        return tuple(found for found in self.findings if not found.known)

    def counts(self) -> Counter[str]:
        """New findings by severity."""
        return Counter(found.finding.severity.value for found in self.new)


SEVERITY_NAMES = {
    Severity.ERROR: Bilingual("错误", "error"),
    Severity.WARNING: Bilingual("警告", "warning"),
    Severity.INFO: Bilingual("提示", "info"),
}


def where(found: Located) -> str:
    """path:line:column, as far as known."""
    parts = [found.path, *(str(number) for number in (found.line, found.column) if found.line is not None and number)]
    return ":".join(parts)


def cited(found: Located, lang: str) -> str:
    """The citation and the page: 第三条第（二）项（第 4 页）."""
    page = found.finding.page
    place = found.citation or ("全文" if lang != "en" else "whole document")
    if page is None:
        return place
    return f"{place}（第 {page} 页）" if lang != "en" else f"{place} (p. {page})"


def summary_line(report: CheckReport, lang: str) -> str:
    """One line: how many of what, how many fixable, how many known."""
    counts = report.counts()
    fixable = sum(1 for found in report.new if found.finding.fix)
    known = len(report.findings) - len(report.new)
    if lang == "en":
        text = (
            f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} infos in "
            f"{len(report.paths)} agreements"
        )
        tail = (
            (fixable, "fixable"),
            (report.fixed, "fixed"),
            (known, "in the baseline"),
            (report.suppressed, "suppressed"),
        )
        return text + "".join(f"; {count} {what}" for count, what in tail if count)
    text = f"{len(report.paths)} 份协议：{counts['error']} 个错误、{counts['warning']} 个警告、{counts['info']} 个提示"
    zh_tail = ((fixable, "可修复"), (report.fixed, "已修复"), (known, "在基线内"), (report.suppressed, "已注明忽略"))
    return text + "".join(f"；{count} 个{what}" for count, what in zh_tail if count)
