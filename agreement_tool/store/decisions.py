"""`clauses/<id>/review.yaml`: people's decisions. One block a decision, in one order, so that git merges two reviewers'
files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from agreement_tool.model.decision import VERDICTS, Decision
from agreement_tool.store.fields import Fields
from agreement_tool.store.files import write_atomic
from agreement_tool.store.listings import Listing, entries, text_of_file
from agreement_tool.text.patterns import compiled

NAME = "review.yaml"
SCHEMA = "review/1"
_ESCAPED = compiled("[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEYS = ("wid", "hash", "subject", "verdict", "note", "reviewer", "date")
_LISTING = Listing(SCHEMA, "decisions", _KEYS, "docs/review.md")


def path_of(root: Path, agreement_id: str) -> Path:
    """Where the decisions on an agreement stand."""
    return root / agreement_id / NAME


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file; none where there is no file. StoreError with every fault and its place."""
    text = text_of_file(path)
    return () if text is None else read(text, name=str(path))


def read(text: str, *, name: str) -> tuple[Decision, ...]:
    """The decisions in a review file's text. StoreError with every fault and its place."""
    return entries(text, _LISTING, _decision, name=name)


def _decision(fields: Fields) -> Decision:
    for key in ("wid", "hash", "subject", "verdict"):
        fields.require(key)
    values = {key: fields.written(key) or "" for key in _KEYS if key != "verdict"}
    return Decision(verdict=fields.word("verdict", VERDICTS) or "open", **values)


def dump(decisions: Iterable[Decision]) -> str:
    """The file's text: sorted by clause, subject, reviewer; every value a JSON string, which is YAML too."""
    lines = [f"schema: {SCHEMA}", "decisions:"]
    ordered = sorted(set(decisions), key=_key)
    for decision in ordered:
        for place, key in enumerate(_KEYS):
            value = getattr(decision, key)
            if value or key in ("wid", "hash", "subject", "verdict"):
                lines.append(f"  {'- ' if place == 0 else '  '}{key}: {_quoted(value)}")
    return "\n".join(lines if ordered else ["schema: review/1", "decisions: []"]) + "\n"


def _quoted(value: str) -> str:
    """A double-quoted scalar; what YAML files may not hold, or would fold, is escaped."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _key(decision: Decision) -> tuple[str, ...]:
    """Every field: two decisions that differ in their note alone stand in one order, whichever came first."""
    first = (decision.wid, decision.subject, decision.reviewer, decision.date, decision.hash, decision.verdict)
    return (*first, *(getattr(decision, key) for key in _KEYS))


def save(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the file, atomically. StoreError where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, dump(decisions))


def merged(mine: Iterable[Decision], theirs: Iterable[Decision]) -> tuple[Decision, ...]:
    """Both files' decisions: of one reviewer's on one subject the latest stands, another reviewer's stands beside
    it."""
    latest: dict[tuple[str, str, str], Decision] = {}
    for decision in (*mine, *theirs):
        key = (decision.wid, decision.subject, decision.reviewer)
        if key not in latest or decision.date >= latest[key].date:
            latest[key] = decision
    return tuple(sorted(latest.values(), key=_key))
