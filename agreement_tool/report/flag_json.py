"""The audit as JSON (`agreement schema flag`)."""

from __future__ import annotations

from typing import Any

from agreement_tool.model import EmphasisNotice, Evidence, Finding, KeyClause, KeyFlag
from agreement_tool.report.flag_view import FlagView
from agreement_tool.report.unread import unread_json
from agreement_tool.text.spelled import json_file


def flag_json(view: FlagView, lang: str = "zh") -> str:
    """The `flag` format: byte-stable, UTF-8, not escaped."""
    return json_file(as_dict(view, lang))


def as_dict(view: FlagView, lang: str = "zh") -> dict[str, Any]:
    """The document of the `flag` schema."""
    return {
        "agreement": {
            "id": view.agreement.id or None,
            "version": view.agreement.version or None,
            "title": view.agreement.title,
            "source": view.agreement.source.name if view.agreement.source else None,
            "sha256": view.agreement.source.sha256 if view.agreement.source else None,
            "unread": unread_json(view.agreement, lang),
        },
        "promise": _notice(view.audit.notice),
        "clauses": [_clause(view, clause) for clause in view.audit.clauses],
        "findings": [_finding(view, finding, lang) for finding in view.audit.findings],
        "laws": {
            basis.key: {
                "citation": basis.citation,
                "asks": basis.asks.in_language(lang),
                "source": basis.source,
                "checked": basis.checked,
            }
            for basis in view.provisions()
        },
        "summary": {
            "clauses": len(view.audit.clauses),
            **{status: view.counts().get(status, 0) for status in ("full", "partial", "none", "unknown")},
        },
    }


def _notice(notice: EmphasisNotice | None) -> dict[str, Any] | None:
    if notice is None:
        return None
    return {
        "text": notice.text,
        "eid": notice.eid,
        "categories": list(notice.categories),
        "marks": list(notice.marks),
    }


def _clause(view: FlagView, clause: KeyClause) -> dict[str, Any]:
    return {
        "eid": clause.eid,
        "id": clause.wid,
        "label": clause.label,
        "citation": view.cite(clause.eid),
        "page": clause.page,
        "tier": clause.tier,
        "categories": [_flag(flag) for flag in clause.flags],
        "emphasis": {
            "status": clause.emphasis.status,
            "ratio": clause.emphasis.ratio,
            "marks": list(clause.emphasis.marks),
            "signals": list(clause.emphasis.signals),
        },
    }


def _flag(flag: KeyFlag) -> dict[str, Any]:
    return {
        "category": flag.category,
        "tier": flag.tier,
        "basis": list(flag.basis),
        "evidence": [_evidence(piece) for piece in flag.evidence],
        "confidence": flag.confidence,
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    words = [{"start": start, "end": end} for start, end in piece.words]
    return {"start": piece.start, "end": piece.end, "text": piece.text, "words": words}


def _finding(view: FlagView, finding: Finding, lang: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message.in_language(lang),
        "path": view.path,
        "eid": finding.eid,
        "label": finding.label,
        "citation": view.cite(finding.eid) if finding.eid else None,
        "page": finding.page,
        "line": None,
        "column": finding.start + 1 if finding.start is not None else None,
        "endColumn": finding.end + 1 if finding.end is not None else None,
        "confidence": round(finding.confidence, 2),
        "fix": None,
    }
