"""A new version of an agreement takes over the permanent identities of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agreement_tool.model import Agreement, Clause
from agreement_tool.store.repository import Repository, read
from agreement_tool.store.slugs import version_key


def inherit_ids(agreement: Agreement, repository: Repository) -> Agreement:
    """`agreement` as the successor of the version before it in the repository; as it is when it is the first.

    Matched clauses keep their wid, whatever their number is now; new clauses get one that no clause had.
    """
    previous = _previous(agreement, repository)
    if previous is None:
        return agreement
    from agreement_tool.diff.compare import compare

    wids = {clause.eid: clause.wid for clause in previous.walk()}
    inherited = {new: wids[old] for old, new in compare(previous, agreement).matches}
    taken = frozenset(wids.values())
    return replace(
        agreement,
        supersedes=agreement.supersedes or previous.version,
        clauses=tuple(_named(clause, inherited, taken, agreement.version) for clause in agreement.clauses),
    )


def _previous(agreement: Agreement, repository: Repository) -> Agreement | None:
    earlier = [
        version
        for version in repository.versions(agreement.id)
        if version_key(version) < version_key(agreement.version)
    ]
    return read(repository.path(agreement.id, earlier[-1])).agreement if earlier else None


def _named(clause: Clause, inherited: Mapping[str, str], taken: frozenset[str], version: str) -> Clause:
    fresh = f"{clause.eid}@{version}" if clause.eid in taken else clause.eid
    return replace(
        clause,
        wid=inherited.get(clause.eid, fresh),
        children=tuple(_named(child, inherited, taken, version) for child in clause.children),
    )
