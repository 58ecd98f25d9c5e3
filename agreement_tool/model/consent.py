"""A consent (同意记录): who agreed to which wording, when and where, and which must-read clauses were confirmed."""

from __future__ import annotations

import datetime
from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model.change import Reconsent

FaultCode = Literal[
    "malformed", "unknown-version", "other-wording", "not-confirmed", "not-in-text", "in-future", "too-early"
]


@frozen
class Consent:
    """One record. The schema `consent` says the same of its JSON."""

    agreement_id: str
    version: str
    content_hash: str
    """Of the app JSON that was shown: sha256:…"""
    confirmed: tuple[str, ...]
    """Ids (wids) of the must-read clauses that the user confirmed, one by one."""
    agreed_at: datetime.datetime
    """With its offset from UTC."""
    user: str
    """A reference that the app's back end resolves; no name, no telephone number."""
    channel: str
    """Where: ios, android, web, mini-program, counter …"""
    read_to_end: bool | None = None
    """Whether the end of the text was reached; None where that was not observed."""


@frozen
class ConsentFault:
    """Why a record does not hold."""

    code: FaultCode
    message: Bilingual


@frozen
class Verdict:
    """What was found of one record."""

    path: str
    number: int
    """In its file, from 1; the line of a .jsonl file."""
    consent: Consent | None
    """None where the record is malformed."""
    faults: tuple[ConsentFault, ...]
    latest: str | None = None
    """The agreement's last version; None where the agreement is not known."""
    reconsent: Reconsent | None = None
    """What the user must be asked now; None where the agreement is not known."""
    whys: tuple[Bilingual, ...] = ()
