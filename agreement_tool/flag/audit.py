"""The audit: what must stand out, what was promised to, what does, and the findings both ways."""

from __future__ import annotations

from agreement_tool.flag.clauses import flags_and_differences
from agreement_tool.flag.emphasis import emphasis_of, is_known
from agreement_tool.flag.emphasis_notice import find_emphasis_notice
from agreement_tool.flag.findings import findings_of, told
from agreement_tool.flag.parties import parties_of
from agreement_tool.model import Agreement, Audit, Clause, KeyClause, KeyFlag


def audit(agreement: Agreement) -> Audit:
    """The promise, every key clause in reading order with its emphasis, and the findings."""
    notice = find_emphasis_notice(agreement)
    parties = parties_of(agreement)
    flags, differences = flags_and_differences(agreement, parties)
    known = is_known(agreement)
    clauses = tuple(_key_clause(clause, flags[clause.eid], known) for clause in agreement.walk() if clause.eid in flags)
    found = findings_of(agreement, notice, clauses, known=known, contract=parties.contract)
    return Audit(notice, clauses, (*found, *told(agreement, differences)))


def _key_clause(clause: Clause, flags: tuple[KeyFlag, ...], known: bool) -> KeyClause:
    return KeyClause(clause.eid, clause.wid, clause.label, clause.page, flags, emphasis_of(clause, known=known))
