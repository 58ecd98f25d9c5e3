"""An opened TARGET -> what an app or a reader takes: key clauses flagged, references resolved, then exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agreement_tool.export.app_json import AppFacts, Resolved, app_json, app_pieces, to_text
from agreement_tool.export.registry import writer
from agreement_tool.flag import matchers
from agreement_tool.model import Agreement, Diff, Tier, gravest
from agreement_tool.pipeline.decide import decisions_on, reviewed_flags
from agreement_tool.text.citations import references
from agreement_tool.text.outline import Outline
from agreement_tool.text.terms import definitions


def preload(format_name: str) -> None:
    """Load what the format needs late and takes a while, when there is time for it."""
    if format_name == "json":
        matchers.prepare()


def publish(agreement: Agreement, format_name: str, *, changes: Diff | None = None, lang: str = "zh") -> str | bytes:
    """The agreement in one of `export.registry.FORMATS`. `changes`: against the version before, for the app."""
    if format_name == "json":
        return to_text(app_document(agreement, changes=changes, lang=lang))
    return writer(format_name)(agreement)


def published(
    agreement: Agreement, format_name: str, *, changes: Diff | None = None, lang: str = "zh"
) -> str | bytes | Iterator[bytes]:
    """What `publish` gives, as it is written to a file: JSON in UTF-8, piece by piece."""
    if format_name == "json":
        return app_file(agreement, changes=changes, lang=lang)
    return publish(agreement, format_name)


def app_file(agreement: Agreement, *, changes: Diff | None = None, lang: str = "zh") -> Iterator[bytes]:
    """The app JSON as a file holds it, piece by piece."""
    return app_pieces(agreement, _facts(agreement, changes, lang))


def app_document(agreement: Agreement, *, changes: Diff | None = None, lang: str = "zh") -> dict[str, Any]:
    """The app JSON with key categories, references and definitions filled in."""
    return app_json(agreement, _facts(agreement, changes, lang))


def _facts(agreement: Agreement, changes: Diff | None, lang: str) -> AppFacts:
    key, tiers = _key(agreement)
    outline = Outline(agreement)
    return AppFacts(
        key, tiers, _references(outline), definitions(outline), _summary(changes, lang) if changes else None
    )


def key_categories(agreement: Agreement) -> Mapping[str, tuple[str, ...]]:
    """eid -> key categories, as `flag` finds them and people decided."""
    return _key(agreement)[0]


def _key(agreement: Agreement) -> tuple[dict[str, tuple[str, ...]], dict[str, Tier]]:
    """eid -> key categories, and where its reader begins. The evidence, which takes more memory, is let go."""
    flags = reviewed_flags(agreement, decisions_on(agreement))
    return (
        {eid: tuple(flag.category for flag in found) for eid, found in flags.items()},
        {eid: gravest(found) for eid, found in flags.items()},
    )


def _references(outline: Outline) -> Mapping[str, list[Resolved]]:
    found: dict[str, list[Resolved]] = {}
    for eid, mention, resolved in references(outline):
        found.setdefault(eid, []).append((mention, resolved))
    return found


def _summary(diff: Diff, lang: str) -> dict[str, Any]:
    return {
        "from": diff.old,
        "reconsent": diff.reconsent,
        "summary": [
            {
                "type": change.type,
                "clauseIds": [reference.id for reference in (change.new or change.old)],
                "material": change.material,
                "why": change.why.in_language(lang) if change.why else "",
            }
            for change in diff.changes
        ],
    }
