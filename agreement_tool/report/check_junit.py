"""Findings as JUnit XML: a suite an agreement, a test case a finding; a clean agreement is one passing case."""

from __future__ import annotations

from html import escape

from agreement_tool.model import Severity
from agreement_tool.report.findings import SEVERITY_NAMES, CheckReport, Located, cited, where
from agreement_tool.text.spelled import xml_text

# An attribute's white space would be read back as blanks.
_WHITE_SPACE = {ord("\n"): "&#10;", ord("\r"): "&#13;", ord("\t"): "&#9;"}


def render(report: CheckReport, *, lang: str = "zh") -> str:
    """Errors and warnings are failures; infos and what the baseline knows are skipped cases with their message."""
    suites = [_suite(path, [f for f in report.findings if f.path == path], lang) for path in report.paths]
    failures = sum(1 for found in report.findings if _fails(found))
    tests = sum(max(1, sum(1 for f in report.findings if f.path == path)) for path in report.paths)
    head = f'<testsuites name="agreement check" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def _fails(found: Located) -> bool:
    return not found.known and found.finding.severity is not Severity.INFO


def _suite(path: str, findings: list[Located], lang: str) -> str:
    cases = [_case(found, lang) for found in findings] or [f'    <testcase classname={_attr(path)} name="check"/>']
    failures = sum(1 for found in findings if _fails(found))
    skipped = len(findings) - failures
    head = f'  <testsuite name={_attr(path)} tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}">'
    return "\n".join([head, *cases, "  </testsuite>"])


def _case(found: Located, lang: str) -> str:
    finding = found.finding
    message = finding.message.in_language(lang)
    name = f"{finding.code} {cited(found, lang)} {found.fingerprint[:8]}"
    line = f' line="{found.line}"' if found.line is not None else ""
    head = f"    <testcase classname={_attr(found.path)} name={_attr(name)} file={_attr(found.path)}{line}>"
    if not _fails(found):
        return f"{head}<skipped message={_attr(message)}/></testcase>"
    kind = SEVERITY_NAMES[finding.severity].in_language(lang)
    body = f"{where(found)} {cited(found, lang)}\n{message}" + (f"\n{found.excerpt}" if found.excerpt else "")
    return f"{head}<failure type={_attr(kind)} message={_attr(message)}>{_text(body)}</failure></testcase>"


def _attr(text: str) -> str:
    escaped = escape(xml_text(text)).translate(_WHITE_SPACE)
    return f'"{escaped}"'


def _text(text: str) -> str:
    return escape(xml_text(text), quote=False)
