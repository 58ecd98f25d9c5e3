"""An agreement against standard clauses as JSON (`agreement schema standard`)."""

from __future__ import annotations

from typing import Any

from agreement_tool.model.standard import Comparison, ForbiddenUse, StandardReport
from agreement_tool.report.standard_view import StandardView
from agreement_tool.report.unread import unread_json
from agreement_tool.text.spelled import json_file


def standard_json(report: StandardReport, lang: str = "zh") -> str:
    """The `standard` format: byte-stable, UTF-8, not escaped."""
    return json_file(as_dict(report, lang))


def as_dict(report: StandardReport, lang: str = "zh") -> dict[str, Any]:
    """The document of the `standard` schema."""
    view, counts = StandardView(report), report.counts()
    return {
        "agreement": {
            "id": report.agreement.id or None,
            "version": report.agreement.version or None,
            "title": report.agreement.title,
            "path": report.path,
            "unread": unread_json(report.agreement, lang),
        },
        "standard": report.folder,
        "clauses": [_comparison(view, each, lang) for each in report.comparisons],
        "forbidden": [_use(view, use) for use in report.forbidden],
        "summary": {
            "clauses": len(report.comparisons),
            **counts,
            "material": sum(each.material for each in report.comparisons if each.status != "verbatim"),
            "forbidden": len(report.forbidden),
            "forbiddenWordings": report.wordings,
        },
    }


def _comparison(view: StandardView, comparison: Comparison, lang: str) -> dict[str, Any]:
    standard = comparison.standard
    return {
        "standard": {
            "file": standard.source,
            "eid": standard.eid,
            "label": standard.label,
            "heading": standard.heading or None,
            "text": standard.text,
        },
        "status": comparison.status,
        "citation": view.cited(comparison, lang) or None,
        "target": [
            {"eid": eid, "id": view.outline.clauses[eid].wid, "label": view.outline.clauses[eid].label}
            for eid in comparison.target
        ],
        "beside": list(comparison.beside),
        "segments": [[segment.op, segment.text] for segment in comparison.segments],
        "filled": [{"blank": blank, "text": words} for blank, words in comparison.filled],
        "coverage": comparison.coverage,
        "material": comparison.material,
        "categories": list(comparison.categories),
        "why": [reason.in_language(lang) for reason in comparison.reasons],
    }


def _use(view: StandardView, use: ForbiddenUse) -> dict[str, Any]:
    clause = view.outline.clauses[use.eid]
    return {
        "words": use.wording.words,
        "why": use.wording.why or None,
        "instead": use.wording.instead or None,
        "eid": use.eid,
        "id": clause.wid,
        "label": clause.label,
        "citation": view.use_cited(use),
        "page": clause.page,
        "field": "title" if use.in_heading else "text",
        "start": use.evidence.start,
        "end": use.evidence.end,
        "text": use.evidence.text,
        "sentence": use.sentence,
    }
