"""Findings as a GitLab Code Quality report (a subset of the Code Climate spec)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from agreement_tool.model import Severity
from agreement_tool.report.findings import CheckReport, Located, cited
from agreement_tool.text.spelled import json_file

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: CheckReport, *, lang: str = "zh") -> str:
    """New findings only; GitLab drops entries whose fingerprints repeat, so a repeated one is numbered."""
    seen: Counter[str] = Counter()
    entries = []
    for found in report.new:
        seen[found.fingerprint] += 1
        entries.append(_entry(found, seen[found.fingerprint], lang))
    return json_file(entries)


def _entry(found: Located, nth: int, lang: str) -> dict[str, Any]:
    finding = found.finding
    return {
        "description": f"{cited(found, lang)} {finding.message.in_language(lang)}",
        "check_name": finding.code,
        "fingerprint": found.fingerprint if nth == 1 else f"{found.fingerprint}-{nth}",
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": found.path, "lines": {"begin": found.line or 1}},
    }
