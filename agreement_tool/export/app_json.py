"""App-ready JSON: the clauses flat and in reading order, with permanent ids, must-read marks and content hashes."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import MARKS, TIERS, Agreement, Cell, Clause, Source, Span, Tier
from agreement_tool.text.citations import External
from agreement_tool.text.references import Mention
from agreement_tool.text.spelled import json_text
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
    facts = facts or AppFacts()
    content = _ContentHash(agreement.title)
    clauses = list(_clauses(agreement, facts, content))
    return _document(agreement, facts, content.digest(), clauses, [each["id"] for each in clauses if each["mustRead"]])


def _clauses(agreement: Agreement, facts: AppFacts, content: _ContentHash) -> Iterator[Json]:
    """Each clause in reading order; `content` is told of it."""
    wids = _wids(agreement)
    for clause, above in agreement.walk_with_parents():
        wording = _wording(clause)
        content.add(len(above), wording)
        eid = clause.eid
        own = facts.key.get(eid, ()), facts.tiers.get(eid), facts.references.get(eid, ())
        yield _clause(clause, above, wording, wids, *own)


def _wids(agreement: Agreement) -> Mapping[str, str]:
    return {clause.eid: clause.wid for clause in agreement.walk()}


def _document(
    agreement: Agreement, facts: AppFacts, digest: str, clauses: Sequence[Json], must_read: Sequence[str]
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
        "contentHash": digest,
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
    return json_text(document) + "\n"


def app_bytes(agreement: Agreement, facts: AppFacts) -> bytes:
    """`to_text` of `app_json` in UTF-8, each clause written when it is made: as values the clauses of a long agreement
    take five times the memory of their text."""
    content, must_read, written = _ContentHash(agreement.title), [], io.BytesIO()
    before, _ = _around(_document(agreement, facts, _NO_DIGEST, [], []))
    written.write(_encoded(before))
    place = written.getvalue().index(_encoded(_DIGEST_KEY)) + len(_DIGEST_KEY)
    separator = "\n    "
    for clause in _clauses(agreement, facts, content):
        written.write(_encoded(separator + json_text(clause).replace("\n", "\n    ")))
        separator = ",\n    "
        if clause["mustRead"]:
            must_read.append(clause["id"])
    _, behind = _around(_document(agreement, facts, _NO_DIGEST, [], must_read))
    written.write(_encoded(("" if separator == "\n    " else "\n  ") + behind + "\n"))
    written.seek(place)
    written.write(_encoded(content.digest()))
    return written.getvalue()


_NO_DIGEST = f"sha256:{'0' * 64}"
"""Stands where the content hash will: it is known when the last clause is written."""
_DIGEST_KEY = '"contentHash": "'
"""Nothing but the key reads so, for a quotation mark inside a string is escaped."""


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
    content = _ContentHash(agreement.title)
    for clause, above in agreement.walk_with_parents():
        content.add(len(above), _wording(clause))
    return content.digest()


class _ContentHash:
    """`content_hash`, clause by clause: a long agreement's wording as JSON is never there as a whole."""

    def __init__(self, title: str) -> None:
        self._hash = hashlib.sha256(f"[{_canonical(title)},[".encode("ascii"))
        self._separator = ""

    def add(self, depth: int, wording: _Wording) -> None:
        """The next clause in reading order, under so many others."""
        self._hash.update(f"{self._separator}[{depth},{wording.canonical}]".encode("ascii"))
        self._separator = ","

    def digest(self) -> str:
        """Of all that were added; to be asked for once."""
        self._hash.update(b"]]")
        return f"sha256:{self._hash.hexdigest()}"


def clause_hash(clause: Clause) -> str:
    """sha256 of one clause's own label, title and text with marks."""
    return _wording(clause).hash


class _Wording(NamedTuple):
    """What a clause says, as JSON of its label, title and text: worked out once for both hashes and the document."""

    canonical: str
    spans: list[list[Any]]

    @property
    def hash(self) -> str:
        """Of the clause by itself."""
        return f"sha256:{hashlib.sha256(f'[0,{self.canonical}]'.encode('ascii')).hexdigest()}"


def _wording(clause: Clause) -> _Wording:
    spans = _marked(clause.spans)
    return _Wording(_canonical([clause.label, _marked(clause.title), spans])[1:-1], spans)


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
    wording: _Wording,
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
        "spans": [{"text": text, "marks": marks} for text, marks in wording.spans],
        **({"rows": _rows(clause.rows)} if clause.rows else {}),
        "hash": wording.hash,
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
