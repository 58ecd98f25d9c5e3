"""App-ready JSON: the clauses flat and in reading order, with permanent ids, must-read marks and content hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import MARKS, TIERS, Agreement, Cell, Clause, Source, Span, Tier
from agreement_tool.text.citations import External
from agreement_tool.text.references import Mention
from agreement_tool.text.spelled import json_file, json_text
from agreement_tool.text.terms import Definition
from agreement_tool.text.whitespace import strip_whitespace
from agreement_tool.version import __version__

SCHEMA = "urn:agreement-tool:schema:app:1.0.0"
SCHEMA_VERSION = "1.0.0"

Json = dict[str, Any]
Resolved = tuple[Mention, tuple[str, ...] | External | None]
"""A cross-reference and the eids it points to, the other document it belongs to, or None when it dangles."""

MOSTLY = 0.5
"""A clause printed with marks on more than this share of its text is must-read, whatever it says."""


@frozen
class AppFacts:
    """What the document says beside the wording."""

    key: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """eid -> key categories."""
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    """eid -> where its reader begins; a key clause without one is as grave as any."""
    references: Mapping[str, Sequence[Resolved]] = field(default_factory=dict)
    """eid -> its cross-references."""
    definitions: Sequence[Definition] = ()
    changes: Json | None = None
    """The summary against the version before."""


def app_json(agreement: Agreement, facts: AppFacts | None = None) -> Json:
    """The document of the `app` schema. Ids in it are wids."""
    facts, hashes = facts or AppFacts(), _hashes(agreement)
    clauses = list(_clauses(agreement, facts, hashes))
    return _document(agreement, facts, hashes, clauses, [each["id"] for each in clauses if each["mustRead"]])


def _clauses(agreement: Agreement, facts: AppFacts, hashes: _Hashes) -> Iterator[Json]:
    """Each clause in reading order."""
    wids = _wids(agreement)
    for (clause, above), digest in zip(agreement.walk_with_parents(), hashes.clauses, strict=True):
        eid = clause.eid
        own = facts.key.get(eid, ()), facts.tiers.get(eid), facts.references.get(eid, ())
        yield _clause(clause, above, f"sha256:{digest.hex()}", wids, *own)


def _wids(agreement: Agreement) -> Mapping[str, str]:
    return {clause.eid: clause.wid for clause in agreement.walk()}


def _document(
    agreement: Agreement, facts: AppFacts, hashes: _Hashes, clauses: Sequence[Json], must_read: Sequence[str]
) -> Json:
    wids = _wids(agreement) if facts.definitions else {}
    return {
        "$schema": SCHEMA,
        "schemaVersion": SCHEMA_VERSION,
        "agreementId": agreement.id,
        "version": agreement.version,
        "title": agreement.title,
        "locale": agreement.locale,
        "status": agreement.status,
        "publishedAt": agreement.published,
        "effectiveAt": agreement.effective,
        "supersedes": agreement.supersedes,
        "contentHash": hashes.content,
        "source": _source(agreement.source),
        "generator": {"name": "agreement_tool", "version": __version__},
        "clauses": clauses,
        "mustRead": must_read,
        "definitions": [
            {"term": definition.term, "aliases": list(definition.aliases), "clauseId": wids[definition.eid]}
            for definition in facts.definitions
        ],
        "changes": facts.changes,
    }


def to_text(document: Json) -> str:
    """The JSON as bytes-stable text: UTF-8 characters as they are, keys in the schema's order, two-space indent."""
    return json_file(document)


def app_pieces(agreement: Agreement, facts: AppFacts) -> Iterator[bytes]:
    """`to_text` of `app_json` in UTF-8, a piece a clause. As values the clauses of a long agreement take five times the
    memory of their text, and the text of a thousand pages is 13 MB."""
    hashes, must_read, between = _hashes(agreement), [], "\n    "
    before, _ = _around(_document(agreement, facts, hashes, [], []))
    yield _encoded(before)
    for clause in _clauses(agreement, facts, hashes):
        yield _encoded(between + json_text(clause).replace("\n", "\n    "))
        between = _NEXT
        if clause["mustRead"]:
            must_read.append(clause["id"])
    _, behind = _around(_document(agreement, facts, hashes, [], must_read))
    yield _encoded(f"{_LAST if between == _NEXT else ''}{behind}\n")


_NEXT, _LAST = ",\n    ", "\n  "
"""Between two clauses, and behind the last."""


def _around(document: Json) -> tuple[str, str]:
    """The JSON of a document without clauses, before and behind where they stand."""
    before, behind = json_text(document).split('"clauses": []', 1)
    return f'{before}"clauses": [', f"]{behind}"


def _encoded(text: str) -> bytes:
    # A lone surrogate becomes \udXXX, which is what JSON wants.
    return text.encode("utf-8", "backslashreplace")


def content_hash(agreement: Agreement) -> str:
    """sha256 of the wording and its emphasis: title, and each clause's depth, label, title and text with marks.

    Ids, pages, dates, source file and the evidence behind marks do not count: two files that read the same agree.
    """
    return _hashes(agreement).content


class _Hashes(NamedTuple):
    """Of the wording of an agreement, and of each clause by itself in reading order (32 bytes)."""

    content: str
    clauses: Sequence[bytes]


def _hashes(agreement: Agreement) -> _Hashes:
    """Clause by clause: a long agreement's wording as JSON is never there as a whole."""
    content, clauses, separator = hashlib.sha256(f"[{_canonical(agreement.title)},[".encode("ascii")), [], ""
    for clause, above in agreement.walk_with_parents():
        wording = _wording(clause)
        content.update(f"{separator}[{len(above)},{wording}]".encode("ascii"))
        clauses.append(_digest(wording))
        separator = ","
    content.update(b"]]")
    return _Hashes(f"sha256:{content.hexdigest()}", clauses)


def clause_hash(clause: Clause) -> str:
    """sha256 of one clause's own label, title and text with marks."""
    return f"sha256:{_digest(_wording(clause)).hex()}"


def _digest(wording: str) -> bytes:
    return hashlib.sha256(f"[0,{wording}]".encode("ascii")).digest()


def _wording(clause: Clause) -> str:
    """What a clause says: its label, title and text as JSON, without the list's brackets."""
    return _canonical([clause.label, _marked(clause.title), _marked(clause.spans)])[1:-1]


def _marked(spans: Iterable[Span]) -> list[list[Any]]:
    # As `inline.by_marks` joins them; a clause's spans are walked often, and values are made slowly.
    marked: list[list[Any]] = []
    for span in spans:
        if marked and marked[-1][1] == list(span.marks):
            marked[-1][0] += span.text
        elif span.text:
            marked.append([span.text, list(span.marks)])
    return marked


_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def _clause(
    clause: Clause,
    above: tuple[Clause, ...],
    digest: str,
    wids: Mapping[str, str],
    categories: Sequence[str],
    tier: Tier | None,
    references: Sequence[Resolved],
) -> Json:
    return {
        "id": clause.wid,
        "eid": clause.eid,
        "parentId": above[-1].wid if above else None,
        "depth": len(above),
        "kind": clause.kind,
        "label": clause.label,
        "number": list(clause.number) or None,
        "title": clause.heading or None,
        "titleMarks": _marks(clause.title),
        "spans": _spans(clause.spans),
        **({"rows": _rows(clause.rows)} if clause.rows else {}),
        "hash": digest,
        "keyCategories": list(categories),
        "keyTier": (tier or TIERS[0]) if categories else None,
        "mustRead": (bool(categories) and tier != "note") or emphasised_share(clause.spans) > MOSTLY,
        "refs": [_reference(mention, resolved, wids) for mention, resolved in references],
        "page": clause.page,
    }


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [{"text": text, "marks": marks} for text, marks in _marked(spans)]


def _rows(rows: Iterable[Iterable[Cell]]) -> list[list[Json]]:
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Cell) -> Json:
    return {"spans": _spans(cell.spans), "colspan": cell.colspan, "rowspan": cell.rowspan}


def _marks(spans: Iterable[Span]) -> list[str]:
    found = {mark for span in spans for mark in span.marks}
    return [mark for mark in MARKS if mark in found]


def emphasised_share(spans: Iterable[Span]) -> float:
    """Share of the non-blank characters that carry any mark, 0…1; 0 for no text."""
    counts = [(len(strip_whitespace(span.text)), bool(span.marks)) for span in spans]
    total = sum(count for count, _ in counts)
    return sum(count for count, marked in counts if marked) / total if total else 0.0


def _reference(mention: Mention, resolved: tuple[str, ...] | External | None, wids: Mapping[str, str]) -> Json:
    targets = [wids[eid] for eid in resolved] if isinstance(resolved, tuple) else []
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "targetId": targets[0] if targets else None,
        "targetIds": targets,
        "external": resolved.name if isinstance(resolved, External) else None,
    }


def _source(source: Source | None) -> Json | None:
    if source is None:
        return None
    unread = [{"what": entry.what, "count": entry.count, "pages": list(entry.pages)} for entry in source.unread]
    return {"name": source.name, "sha256": source.sha256, "pages": source.pages, "unread": unread}
