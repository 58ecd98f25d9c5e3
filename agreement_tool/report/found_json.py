"""What was found as JSON (`agreement schema find`)."""

from __future__ import annotations

from typing import Any

from agreement_tool.report.found import FoundClause, FoundReport
from agreement_tool.text.spelled import json_file


def found_json(report: FoundReport) -> str:
    """The `find` format: byte-stable, UTF-8, not escaped."""
    return json_file(as_dict(report))


def as_dict(report: FoundReport) -> dict[str, Any]:
    """The document of the `find` schema."""
    return {
        "query": {"categories": list(report.categories), "text": report.text or None},
        "agreements": [
            {
                "id": searched.agreement.id,
                "version": searched.agreement.version,
                "title": searched.agreement.title,
                "path": searched.path,
            }
            for searched in report.searched
        ],
        "clauses": [_clause(found) for found in report.found],
        "summary": {
            "agreements": len(report.searched),
            "holding": sum(1 for _ in report.by_agreement()),
            "clauses": len(report.found),
        },
    }


def _clause(found: FoundClause) -> dict[str, Any]:
    clause = found.clause
    return {
        "agreementId": found.searched.agreement.id,
        "version": found.searched.agreement.version,
        "eid": clause.eid,
        "id": clause.wid,
        "label": clause.label,
        "citation": found.citation,
        "heading": found.heading or None,
        "page": clause.page,
        "categories": [
            {"category": flag.category, "tier": flag.tier, "confidence": flag.confidence} for flag in found.flags
        ],
        "tier": found.tier,
        "sentences": [{"start": each.start, "end": each.end, "text": each.text} for each in found.sentences],
    }
