"""Consent records against what was agreed to: does each hold, and must its user be asked again?"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.config import load_config
from agreement_tool.errors import StoreError
from agreement_tool.export.app_json import SCHEMA as APP_SCHEMA
from agreement_tool.frozen import frozen
from agreement_tool.model import Reconsent
from agreement_tool.model.consent import Consent, ConsentFault, Verdict
from agreement_tool.pipeline.compare import compare_agreements
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.pipeline.publish import app_document
from agreement_tool.store import consents as stored
from agreement_tool.store.repository import Repository

CLOCK_TOLERANCE = datetime.timedelta(minutes=5)
"""By which two servers' clocks may differ."""


@frozen
class ShownVersion:
    """What a version showed its users: of the app JSON, what a record is held against."""

    content_hash: str
    must_read: tuple[str, ...]
    clauses: frozenset[str]
    published: str | None


Need = tuple[str | None, Reconsent | None, tuple[Bilingual, ...]]
"""The latest version, what whoever agreed to an earlier one must be asked, and why."""


@dataclass(slots=True)
class _VersionCache:
    """Versions and comparisons that were looked up, each once."""

    repository: Repository
    documents: Mapping[tuple[str, str], ShownVersion]
    shown: dict[tuple[str, str], ShownVersion | None] = field(default_factory=dict)
    needs: dict[tuple[str, str], Need] = field(default_factory=dict)


def checked(
    paths: Sequence[Path],
    *,
    documents: Sequence[Path] = (),
    root: Path | None = None,
    now: datetime.datetime | None = None,
) -> Iterator[Verdict]:
    """Every record of the files, held against the app JSON files in `documents`, else against `root`'s clause files.

    `now`: of whoever checks, with its offset. StoreError where a file cannot be read or is no JSON.
    """
    known = _VersionCache(Repository(root or load_config().root), dict(map(_document, documents)))
    moment = now or datetime.datetime.now(datetime.UTC)
    for path in paths:
        for number, value in stored.records(path):
            yield _verdict(str(path), number, value, known, moment)


def _verdict(path: str, number: int, value: Any, known: _VersionCache, now: datetime.datetime) -> Verdict:
    consent, malformed = stored.read(value)
    if consent is None:
        return Verdict(path, number, None, tuple(ConsentFault("malformed", said) for said in malformed))
    shown = _shown(known, consent.agreement_id, consent.version)
    faults = tuple(_faults(consent, shown, now))
    latest, need, whys = _need(known, consent.agreement_id, consent.version)
    if latest is not None and any(fault.code != "in-future" for fault in faults):
        need, whys = "required", ()  # a record that proves nothing is no consent
    return Verdict(path, number, consent, faults, latest, need, whys)


def _faults(consent: Consent, shown: ShownVersion | None, now: datetime.datetime) -> Iterator[ConsentFault]:
    if consent.agreed_at > now + CLOCK_TOLERANCE:
        yield ConsentFault("in-future", Bilingual("时间在未来", "the time is in the future"))
    if shown is None:
        named = f"{consent.agreement_id}@{consent.version}"
        yield ConsentFault("unknown-version", Bilingual(f"没有 {named}", f"there is no {named}"))
        return
    if consent.content_hash != shown.content_hash:
        yield ConsentFault(
            "other-wording", Bilingual("同意的不是这一版的文字", "this is not the wording of that version")
        )
    elif missing := [each for each in shown.must_read if each not in set(consent.confirmed)]:
        named = _named(missing)
        yield ConsentFault(
            "not-confirmed", Bilingual(f"必读条款未确认：{named}", f"must-read clauses not confirmed: {named}")
        )
    if strange := [each for each in consent.confirmed if each not in shown.clauses]:
        named = _named(strange)
        yield ConsentFault("not-in-text", Bilingual(f"没有这样的条款：{named}", f"no such clauses: {named}"))
    if shown.published and consent.agreed_at.date() < datetime.date.fromisoformat(shown.published):
        yield ConsentFault(
            "too-early", Bilingual(f"早于公布日 {shown.published}", f"before publication on {shown.published}")
        )


def _named(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")


def _shown(known: _VersionCache, agreement_id: str, version: str) -> ShownVersion | None:
    key = (agreement_id, version)
    if key in known.documents:
        return known.documents[key]
    if key not in known.shown:
        known.shown[key] = None
        if version in known.repository.versions(agreement_id):
            agreement = open_target(str(known.repository.find(agreement_id, version))).agreement
            known.shown[key] = _of(app_document(agreement))
    return known.shown[key]


def _need(known: _VersionCache, agreement_id: str, version: str) -> Need:
    """The latest version, and what whoever agreed to `version` must be asked; None where nothing is known of it."""
    key = (agreement_id, version)
    if key not in known.needs:
        versions = known.repository.versions(agreement_id)
        latest = versions[-1] if versions else None
        if latest is None or version not in versions:
            known.needs[key] = (latest, None, ())
        else:
            old, new = (
                open_target(str(known.repository.find(agreement_id, each))).agreement for each in (version, latest)
            )
            diff = compare_agreements(old, new).diff
            known.needs[key] = (latest, diff.reconsent, diff.reconsent_why)
    return known.needs[key]


def _document(path: Path) -> tuple[tuple[str, str], ShownVersion]:
    """An app JSON file, as it was shipped. StoreError where it is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        if document["$schema"] != APP_SCHEMA:
            raise ValueError(document["$schema"])
        return (str(document["agreementId"]), str(document["version"])), _of(document)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        missing = isinstance(error, KeyError)
        raise StoreError(
            Bilingual(
                f"不是 App 用的 JSON：{'没有 ' if missing else ''}{error}",
                f"not an app JSON: {'no ' if missing else ''}{error}",
            ),
            where=str(path),
            next_step=Bilingual("用 agreement export 导出。", "Make it with agreement export."),
        ) from error


def _of(document: Mapping[str, Any]) -> ShownVersion:
    return ShownVersion(
        str(document["contentHash"]),
        tuple(map(str, document["mustRead"])),
        frozenset(str(clause["id"]) for clause in document["clauses"]),
        document["publishedAt"],
    )
