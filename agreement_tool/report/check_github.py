"""Findings as GitHub workflow commands and a step summary.

GitHub shows at most 10 error, 10 warning and 10 notice annotations a step and cuts a step summary at 1 MiB
(docs.github.com, 'Workflow commands' and 'Job summaries'): the worst come first, the rest are counted.
"""

from __future__ import annotations

from agreement_tool.model import Severity
from agreement_tool.report.diff_markdown import escape
from agreement_tool.report.findings import SEVERITY_NAMES, CheckReport, Located, cited, summary_line, where
from agreement_tool.text.inline import visible
from agreement_tool.text.spelled import for_workflow

PER_KIND = 10
SUMMARY_BYTES = 1_000_000
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_ANNOTATED = tuple(_COMMANDS)


def commands(report: CheckReport, *, lang: str = "zh") -> str:
    """Annotations by severity, then one plain line each for what GitHub would not show, then the summary.

    Notes are not annotated: they are what the rules are not sure of, and belong to whoever asks for them. The summary
    line counts them.
    """
    by_kind = {severity: [f for f in report.new if f.finding.severity is severity] for severity in _ANNOTATED}
    shown = [found for severity in _ANNOTATED for found in by_kind[severity][:PER_KIND]]
    over = [found for severity in _ANNOTATED for found in by_kind[severity][PER_KIND:]]
    plain = [
        _plain(f"{where(found)}: {found.finding.code} {cited(found, lang)} {found.finding.message.in_language(lang)}")
        for found in over
    ]
    return "\n".join([*(_command(found, lang) for found in shown), *plain, summary_line(report, lang)]) + "\n"


def _plain(text: str) -> str:
    """One line that is no command, whatever stands in it."""
    return for_workflow(visible(text.replace("\n", " ")))


def _command(found: Located, lang: str) -> str:
    finding = found.finding
    properties = {"file": found.path, "line": found.line, "col": found.column, "endColumn": found.end_column}
    if found.line is None:
        properties = {"file": found.path}
    written = [f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None]
    written.append(f"title={_property(f'{finding.code} {cited(found, lang)}')}")
    return f"::{_COMMANDS[finding.severity]} {','.join(written)}::{_data(finding.message.in_language(lang))}"


def _data(text: str) -> str:
    """As @actions/core escapes a message, after spelling out what nobody sees."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(report: CheckReport, *, lang: str = "zh") -> str:
    """Markdown for $GITHUB_STEP_SUMMARY: a table of the new findings, worst first, within GitHub's size limit."""
    english = lang == "en"
    head = (
        ["| | Rule | Place | Finding |", "|---|---|---|---|"]
        if english
        else ["| | 规则 | 位置 | 问题 |", "|---|---|---|---|"]
    )
    title = "### agreement check"
    lines, used = [title, "", summary_line(report, lang), ""], 0
    annotated = (found for found in report.new if found.finding.severity in _ANNOTATED)
    rows = [_row(found, lang) for found in sorted(annotated, key=lambda found: found.finding.severity.rank)]
    kept: list[str] = []
    for row in rows:
        used += len(row.encode()) + 1
        if used > SUMMARY_BYTES:
            kept.append(f"| | | | … {len(rows) - len(kept)} |")
            break
        kept.append(row)
    return "\n".join([*lines, *(head + kept if kept else [])]) + "\n"


def _row(found: Located, lang: str) -> str:
    finding = found.finding
    cells = (
        SEVERITY_NAMES[finding.severity].in_language(lang),
        finding.code,
        f"{where(found)} {cited(found, lang)}",
        finding.message.in_language(lang),
    )
    return "| " + " | ".join(escape(cell.replace("\n", " ")) for cell in cells) + " |"
