"""A new version of an agreement takes over the permanent identities of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agreement_tool.model import Agreement, Clause
from agreement_tool.store.repository import Repository, read
from agreement_tool.store.slugs import version_key


def inherit_ids(agreement: Agreement, repository: Repository) -> Agreement:
    """`agreement` as the successor of the version before it in the repository; as it is when it is the first.

    Matched clauses keep their wid, whatever their number is now; new clauses get one that no clause of any other
    version of the agreement has: an id is never used again.
    """
    others = {
        version: read(repository.path(agreement.id, version)).agreement
        for version in repository.versions(agreement.id)
        if version != agreement.version
    }
    earlier = [version for version in others if version_key(version) < version_key(agreement.version)]
    if not earlier:
        return agreement
    from agreement_tool.diff.compare import matched

    previous = others[earlier[-1]]
    wids = {clause.eid: clause.wid for clause in previous.walk()}
    inherited = {new: wids[old] for old, new in matched(previous, agreement)}
    taken = {clause.wid for other in others.values() for clause in other.walk()}
    return replace(
        agreement,
        supersedes=agreement.supersedes or previous.version,
        clauses=tuple(_named(clause, inherited, taken, agreement.version) for clause in agreement.clauses),
    )


def _named(clause: Clause, inherited: Mapping[str, str], taken: set[str], version: str) -> Clause:
    wid = inherited.get(clause.eid) or unused_id(clause.eid, version, taken)
    taken.add(wid)
    return replace(
        clause, wid=wid, children=tuple(_named(child, inherited, taken, version) for child in clause.children)
    )


def unused_id(eid: str, version: str, taken: set[str]) -> str:
    """A permanent id that is not `taken`: the address,
    with the version where an earlier clause had it: art_3, art_3@2, art_3@2-2."""
    names = (eid, f"{eid}@{version}", *(f"{eid}@{version}-{again}" for again in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
