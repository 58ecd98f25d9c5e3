"""The manifest that apps poll: the latest version of every agreement, and who must be asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from agreement_tool.export.app_json import content_hash
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Reconsent
from agreement_tool.text.spelled import json_file

SCHEMA = "urn:agreement-tool:schema:manifest:1.0.0"
SCHEMA_VERSION = "1.0.0"


@frozen
class Current:
    """An agreement's latest version. `reconsent`: each earlier version -> what its users must be asked."""

    agreement: Agreement
    reconsent: Mapping[str, Reconsent]


def manifest(entries: Iterable[Current]) -> dict[str, Any]:
    """The document of the `manifest` schema."""
    return {
        "$schema": SCHEMA,
        "schemaVersion": SCHEMA_VERSION,
        "agreements": {entry.agreement.id: _entry(entry) for entry in entries},
    }


def to_text(document: Mapping[str, Any]) -> str:
    """Byte-stable: it holds no time, so that whoever polls sees a change only where there is one."""
    return json_file(document)


def _entry(entry: Current) -> dict[str, Any]:
    return {
        "version": entry.agreement.version,
        "contentHash": content_hash(entry.agreement),
        "publishedAt": entry.agreement.published,
        "effectiveAt": entry.agreement.effective,
        "reconsent": dict(entry.reconsent),
    }
