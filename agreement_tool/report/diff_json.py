"""A diff as JSON (export/schema/diff.json): UTF-8, stable, two-space indent."""

from __future__ import annotations

from typing import Any

from agreement_tool.model import Agreement, Change, ClauseRef, Diff
from agreement_tool.report.diff_words import counts
from agreement_tool.report.unread import unread_json
from agreement_tool.text.spelled import json_file


def diff_json(diff: Diff, lang: str = "zh", *, old: Agreement | None = None, new: Agreement | None = None) -> str:
    """The JSON text, ending in a newline. `lang` chooses the language of `why`; the sides tell what was not read."""
    document = diff_document(diff, lang)
    document["unread"] = {side: unread_json(one, lang) if one else [] for side, one in (("old", old), ("new", new))}
    return json_file(document)


def diff_document(diff: Diff, lang: str = "zh") -> dict[str, Any]:
    """The JSON document. One clause is an object, several (a split, a merge, a sentence moved between two) a list,
    none is null."""
    return {
        "old": diff.old,
        "new": diff.new,
        "changes": [change_document(change, lang) for change in diff.changes],
        "summary": {
            "counts": counts(diff.changes),
            "material": sum(change.material for change in diff.changes),
            "reconsent": diff.reconsent,
            "reconsentWhy": [why.in_language(lang) for why in diff.reconsent_why],
            "documentKinds": list(diff.documents),
            "replacements": [
                {"old": each.old, "new": each.new, "clauses": each.clauses, "occurrences": each.occurrences}
                for each in diff.replacements
            ],
            "followedReferences": [
                {"clause": reference_document(followed.clause), "old": followed.old, "new": followed.new}
                for followed in diff.followed
            ],
        },
    }


def change_document(change: Change, lang: str) -> dict[str, Any]:
    """One change as JSON."""
    return {
        "type": change.type,
        "old": _side(change.old, change.type == "merged" or len(change.old) > 1),
        "new": _side(change.new, change.type == "split" or len(change.new) > 1),
        "segments": [[segment.op, segment.text] for segment in change.segments],
        "material": change.material,
        "categories": list(change.categories),
        "why": change.why.in_language(lang) if change.why else "",
    }


def _side(refs: tuple[ClauseRef, ...], several: bool) -> Any:
    if several:
        return [reference_document(ref) for ref in refs]
    return reference_document(refs[0]) if refs else None


def reference_document(ref: ClauseRef) -> dict[str, Any]:
    """A clause of either version as JSON."""
    return {"eid": ref.eid, "id": ref.id, "label": ref.label, "title": ref.title}
