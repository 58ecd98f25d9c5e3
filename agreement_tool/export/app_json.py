"""App-ready JSON: the clauses flat and in reading order, with permanent ids, must-read marks and content hashes."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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


def app_json(
    agreement: Agreement,
    *,
    key: Mapping[str, Sequence[str]] | None = None,
    tiers: Mapping[str, Tier] | None = None,
    references: Mapping[str, Sequence[Resolved]] | None = None,
    definitions: Iterable[Definition] = (),
    changes: Json | None = None,
) -> Json:
    """The document of the `app` schema.

    `key`: eid -> key categories. `tiers`: eid -> where its reader begins; a key clause without one is as grave as any.
    `references`: eid -> its cross-references. `changes`: the summary against the version
    before, or None. Ids in the result are wids.
    """
    wids = {clause.eid: clause.wid for clause in agreement.walk()}
    content = _ContentHash(agreement.title)
    clauses: list[Json] = []
    for clause, above in agreement.walk_with_parents():
        wording = _wording(clause)
        content.add(len(above), wording)
        own = (key or {}).get(clause.eid, ()), (tiers or {}).get(clause.eid), (references or {}).get(clause.eid, ())
        clauses.append(_clause(clause, above, wording, wids, *own))
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
        "contentHash": content.digest(),
        "source": _source(agreement.source),
        "generator": {"name": "agreement_tool", "version": __version__},
        "clauses": clauses,
        "mustRead": [clause["id"] for clause in clauses if clause["mustRead"]],
        "definitions": [
            {"term": definition.term, "aliases": list(definition.aliases), "clauseId": wids[definition.eid]}
            for definition in definitions
        ],
        "changes": changes,
    }


def to_text(document: Json) -> str:
    """The JSON as bytes-stable text: UTF-8 characters as they are, keys in the schema's order, two-space indent."""
    return "".join(_pieces(document))


def to_bytes(document: Json, *, consume: bool = False) -> bytes:
    """`to_text` in UTF-8. A long agreement's text takes two bytes a character, and is never there as a whole.

    `consume`: the document is not needed any more; each clause goes when it is written, and the list is empty at the
    end.
    """
    written = io.BytesIO()
    for piece in _pieces(document, consume=consume):
        # A lone surrogate becomes \\udXXX, which is what JSON wants.
        written.write(piece.encode("utf-8", "backslashreplace"))
    return written.getvalue()


def _pieces(document: Json, *, consume: bool = False) -> Iterator[str]:
    # Clause by clause: json takes a string for every bracket and comma of what it is given, all at once. Nothing but
    # the key reads `"clauses": []`, for a quotation mark inside a string is escaped, as line breaks are.
    around = json_text({**document, "clauses": []})
    before, behind = around.split('"clauses": []', 1)
    yield before + '"clauses": ['
    clauses = document["clauses"]
    for place in range(len(clauses)):
        yield "," if place else ""
        yield "\n    " + json_text(clauses[place]).replace("\n", "\n    ")
        if consume:
            clauses[place] = None
    yield "\n  ]" if clauses else "]"
    if consume:
        clauses.clear()
    yield behind + "\n"


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
