"""Findings as JSON (docs/: `agreement schema check`)."""

from __future__ import annotations

from typing import Any

from agreement_tool.report.findings import CheckReport, Located
from agreement_tool.text.spelled import json_file


def render(report: CheckReport, *, lang: str = "zh") -> str:
    """The `check` format: byte-stable, UTF-8, not escaped."""
    return json_file(as_dict(report, lang=lang))


def as_dict(report: CheckReport, *, lang: str = "zh") -> dict[str, Any]:
    """The document of the `check` schema."""
    counts = report.counts()
    return {
        "findings": [_finding(found, lang) for found in report.findings],
        "summary": {
            "agreements": len(report.paths),
            "clauses": report.clauses,
            "errors": counts["error"],
            "warnings": counts["warning"],
            "infos": counts["info"],
            "baseline": len(report.findings) - len(report.new),
            "suppressed": report.suppressed,
            "fixed": report.fixed,
        },
    }


def _finding(found: Located, lang: str) -> dict[str, Any]:
    finding = found.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message.in_language(lang),
        "path": found.path,
        "eid": finding.eid,
        "label": finding.label,
        "citation": found.citation or None,
        "page": finding.page,
        "line": found.line,
        "column": found.column,
        "endColumn": found.end_column,
        "field": finding.field,
        "text": found.excerpt[found.caret[0] : found.caret[1]] or None,
        "confidence": round(finding.confidence, 2),
        "fix": {"safe": finding.fix.safe} if finding.fix else None,
        "fixRefused": finding.refusal.in_language(lang) if finding.refusal else None,
        "fingerprint": found.fingerprint,
        "baseline": found.known,
    }
