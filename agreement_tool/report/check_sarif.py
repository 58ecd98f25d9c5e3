"""Findings as SARIF 2.1.0 (OASIS), for code scanning."""

from __future__ import annotations

from typing import Any

from agreement_tool.model import RuleNote, Severity
from agreement_tool.report.findings import CheckReport, Located
from agreement_tool.text.spelled import json_file

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: CheckReport, *, version: str, lang: str = "zh") -> str:
    """One run; columns are code points, fingerprints do not depend on lines."""
    index = {rule.code: place for place, rule in enumerate(report.rules)}
    driver = {
        "name": "agreement",
        "version": version,
        "language": "en" if lang == "en" else "zh-CN",
        "rules": [_rule(rule, lang) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, index, lang) for found in report.findings],
    }
    return json_file({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleNote, lang: str) -> dict[str, Any]:
    english = lang == "en"
    what = rule.section("what" if english else "问题") or rule.section("summary")
    why = rule.section("why" if english else "理由")
    shown: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name if english else rule.zh},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if what:
        shown["fullDescription"] = {"text": what}
        shown["help"] = {"text": "\n".join(part for part in (what, why) if part)}
    return shown


def _result(found: Located, index: dict[str, int], lang: str) -> dict[str, Any]:
    finding = found.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message.in_language(lang)},
        "locations": [_location(found)],
        "partialFingerprints": {"agreementClause/v1": found.fingerprint},
        "baselineState": "unchanged" if found.known else "new",
        "rank": round(finding.confidence * 100, 1),
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    return result


def _location(found: Located) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(found.path)}}
    if found.line is not None:
        region: dict[str, Any] = {"startLine": found.line}
        if found.column is not None:
            region["startColumn"] = found.column
        if found.end_column is not None:
            region["endColumn"] = found.end_column
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if found.citation:
        location["logicalLocations"] = [{"name": found.citation, "fullyQualifiedName": found.finding.eid}]
    return location


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"), safe="/._-~")
