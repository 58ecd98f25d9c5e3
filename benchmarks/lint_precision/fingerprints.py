"""What a label knows a finding by: a hash of its rule and the words around its place."""

from __future__ import annotations

import hashlib

from agreement_tool.model import Agreement, Finding

AROUND, WITHIN = 30, 60
"""Code points before and behind the place, and of the place itself, that make a fingerprint."""


def fingerprint(tree: Agreement, finding: Finding) -> str:
    """What a label knows a finding by."""
    clause = next((clause for clause in tree.walk() if clause.eid == finding.eid), None)
    words = ""
    if clause is not None:
        text = {"label": clause.label or "", "title": clause.heading, "text": clause.text}[finding.field]
        start, end = finding.start or 0, finding.end if finding.end is not None else len(text)
        words = f"{text[max(0, start - AROUND) : start]}|{text[start:end][:WITHIN]}|{text[end : end + AROUND]}"
    return hashlib.sha256(f"{finding.code}|{finding.field}|{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
