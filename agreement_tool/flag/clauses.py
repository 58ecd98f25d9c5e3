"""An agreement's clauses -> their key-clause flags, read with who is who, the headings above and the sentence that introduces them."""

from __future__ import annotations

from agreement_tool.flag.matchers import flags_of
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.promise import masked
from agreement_tool.model import Agreement, Clause, KeyFlag


def key_flags(agreement: Agreement) -> dict[str, tuple[KeyFlag, ...]]:
    """Every flagged clause's flags, by eid, in reading order. Signature blocks are never key."""
    parties = parties_of(agreement)
    found = (
        (clause.eid, _flags(clause, above, agreement.title, parties))
        for clause, above in agreement.walk_with_parents()
        if clause.kind != "signature" and clause.text
    )
    return {eid: flags for eid, flags in found if flags}


def _flags(clause: Clause, above: tuple[Clause, ...], title: str, parties: Parties) -> tuple[KeyFlag, ...]:
    headings = [title, *(ancestor.heading for ancestor in above if ancestor.heading)]
    return flags_of(masked(clause.text), [*headings, clause.heading] if clause.heading else headings, parties)
