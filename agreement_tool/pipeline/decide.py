"""People's decisions applied to what the tool found, and what is still to be decided.

A decision stands as long as the clause's words do. When they change it is to be checked again; when two reviewers say
different things it decides nothing until they agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.config import load_config
from agreement_tool.errors import TargetError
from agreement_tool.flag.audit import audit
from agreement_tool.flag.clauses import key_flags
from agreement_tool.flag.emphasis import emphasis_of, is_known
from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, Agreement, Audit, Change, Clause, Diff, Finding, KeyClause, KeyFlag
from agreement_tool.model.decision import CATEGORY, CHANGE, EMPHASIS, Decision, State, Verdict, words_hash
from agreement_tool.store import decisions as stored

EMPHASIS_CODES = frozenset({"EMP001", "EMP002"})
"""Findings about how one key clause is printed: an accepted emphasis, or no flag left, silences them."""


@frozen
class DecisionEntry:
    """One subject of one clause: what is decided about it, by whom, and whether that still stands."""

    clause: Clause
    subject: str
    state: State
    verdict: Verdict | None
    decisions: tuple[Decision, ...] = ()


class Decisions:
    """The decisions on one agreement, by clause and subject."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all = tuple(decisions)
        self._by_subject: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for decision in self.all:
            self._by_subject[decision.wid, decision.subject].append(decision)

    def __bool__(self) -> bool:
        return bool(self.all)

    def on(self, clause: Clause, subject: str, digest: str = "") -> DecisionEntry:
        """What is decided on a subject of a clause. `digest`: of its words (default: the clause's own)."""
        found = tuple(self._by_subject.get((clause.wid, subject), ()))
        current = [one for one in found if one.hash == (digest or words_hash(clause)) and one.verdict != "open"]
        verdicts = {one.verdict for one in current}
        if len(verdicts) > 1:
            return DecisionEntry(clause, subject, "conflict", None, found)
        if verdicts:
            return DecisionEntry(clause, subject, "decided", verdicts.pop(), found)
        stale = any(one.verdict != "open" for one in found)
        return DecisionEntry(clause, subject, "re-check" if stale else "undecided", None, found)

    def verdict(self, clause: Clause, subject: str, digest: str = "") -> Verdict | None:
        """The verdict that stands; None where there is none."""
        return self.on(clause, subject, digest).verdict

    def added(self, clause: Clause) -> Iterator[str]:
        """Categories that a person added to the clause."""
        for wid, subject in self._by_subject:
            if wid == clause.wid and subject.startswith(CATEGORY) and self.verdict(clause, subject) == "added":
                yield subject.removeprefix(CATEGORY)


def decisions_on(agreement: Agreement, root: Path | None = None) -> Decisions:
    """The decisions that stand beside an agreement's clause files. StoreError where the file cannot be read."""
    if not agreement.id:
        return Decisions(())
    return Decisions(stored.load(stored.path_of(root or load_config().root, agreement.id)))


def reviewed_flags(agreement: Agreement, decisions: Decisions) -> dict[str, tuple[KeyFlag, ...]]:
    """`key_flags` without what was rejected and with what was added."""
    return _decided(agreement, key_flags(agreement), decisions)


def _decided(
    agreement: Agreement, flags: Mapping[str, tuple[KeyFlag, ...]], decisions: Decisions
) -> dict[str, tuple[KeyFlag, ...]]:
    if not decisions:
        return dict(flags)
    found = {}
    for clause in agreement.walk():
        kept = [flag for flag in flags.get(clause.eid, ()) if _verdict(decisions, clause, flag) != "rejected"]
        kept = [replace(f, confidence=1.0) if _verdict(decisions, clause, f) == "confirmed" else f for f in kept]
        known = {flag.category for flag in kept}
        kept += [KeyFlag(name, ()) for name in CATEGORIES if name in set(decisions.added(clause)) - known]
        if kept:
            found[clause.eid] = tuple(kept)
    return found


def _verdict(decisions: Decisions, clause: Clause, flag: KeyFlag) -> Verdict | None:
    return decisions.verdict(clause, CATEGORY + flag.category)


def reviewed_audit(agreement: Agreement, decisions: Decisions) -> Audit:
    """The audit with people's decisions applied: a rejected flag is silent, an accepted emphasis is no finding."""
    audited = audit(agreement)
    if not decisions:
        return audited
    flags = _decided(agreement, {key.eid: key.flags for key in audited.clauses}, decisions)
    by_eid = {key.eid: key for key in audited.clauses}
    clauses = {clause.eid: clause for clause in agreement.walk()}
    known = is_known(agreement)
    keys = tuple(_key_clause(clauses[eid], flags[eid], by_eid.get(eid), known) for eid in clauses if eid in flags)
    findings = tuple(one for one in audited.findings if not _settled(one, clauses, flags, decisions))
    return replace(audited, clauses=keys, findings=findings)


def _key_clause(clause: Clause, flags: tuple[KeyFlag, ...], key: KeyClause | None, known: bool) -> KeyClause:
    if key is not None:
        return replace(key, flags=flags)
    return KeyClause(clause.eid, clause.wid, clause.label, clause.page, flags, emphasis_of(clause, known=known))


def _settled(
    finding: Finding, clauses: Mapping[str, Clause], flags: Mapping[str, object], decisions: Decisions
) -> bool:
    if finding.code not in EMPHASIS_CODES or finding.eid is None:
        return False
    return finding.eid not in flags or decisions.verdict(clauses[finding.eid], EMPHASIS) == "accepted"


def entries(agreement: Agreement, decisions: Decisions) -> tuple[DecisionEntry, ...]:
    """Every category of every key clause, and whatever else was decided, in reading order."""
    flags = key_flags(agreement)
    found = []
    for clause in agreement.walk():
        flagged = [CATEGORY + flag.category for flag in flags.get(clause.eid, ())]
        decided = [one.subject for one in decisions.all if one.wid == clause.wid and not one.subject.startswith(CHANGE)]
        found += [decisions.on(clause, subject) for subject in dict.fromkeys((*flagged, *decided))]
    return tuple(found)


def undecided(agreement: Agreement, decisions: Decisions) -> tuple[DecisionEntry, ...]:
    """What `check --fail-on undecided` counts: categories of key clauses without a decision that stands."""
    return tuple(one for one in entries(agreement, decisions) if one.state != "decided" and one.subject != EMPHASIS)


def find_clause(agreement: Agreement, named: str) -> Clause:
    """The clause of that eid, else wid, else printed number. TargetError where there is none, or more than one."""
    every = tuple(agreement.walk())
    found = [clause for clause in every if clause.eid == named]
    found = found or [clause for clause in every if clause.wid == named]
    found = found or [clause for clause in every if (clause.label or "").rstrip(".、") == named.rstrip(".、")]
    if len(found) == 1:
        return found[0]
    zh, en = ("没有这一条", "no such clause") if not found else ("有多条", "more than one clause")
    raise TargetError(
        Bilingual(f"{zh}：{named}", f"{en}: {named}"),
        where=f"{agreement.id}@{agreement.version}",
        next_step=Bilingual(
            "请用 eid（见 agreement review list）。", "Name it by its eid (see `agreement review list`)."
        ),
    )


def change_digest(change: Change, old: Mapping[str, Clause], new: Mapping[str, Clause]) -> str:
    """`words_hash` of both sides of a change."""
    before = [old.get(ref.eid) for ref in change.old] or [None]
    return words_hash(*before, *([new.get(ref.eid) for ref in change.new] or [None]))


def digest_of_change(diff: Diff, old: Agreement, new: Agreement, eid: str, subject: str) -> str | None:
    """`change_digest` of the change of that subject (change:text) which a clause of the new side went through."""
    before, after = ({clause.eid: clause for clause in side.walk()} for side in (old, new))
    for change in diff.changes:
        if CHANGE + change.type == subject and any(ref.eid == eid for ref in change.new or change.old):
            return change_digest(change, before, after)
    return None


def without_accepted(diff: Diff, old: Agreement, new: Agreement, decisions: Decisions) -> tuple[Diff, int]:
    """The diff without the changes that a person accepted, and how many those were."""
    before, after = ({clause.eid: clause for clause in side.walk()} for side in (old, new))
    kept = []
    for change in diff.changes:
        clause = _changed(change, before, after)
        digest = change_digest(change, before, after)
        if clause is None or decisions.verdict(clause, CHANGE + change.type, digest) != "accepted":
            kept.append(change)
    return replace(diff, changes=tuple(kept)), len(diff.changes) - len(kept)


def _changed(change: Change, old: Mapping[str, Clause], new: Mapping[str, Clause]) -> Clause | None:
    sides: Sequence[Clause | None] = [new.get(ref.eid) for ref in change.new] or [
        old.get(ref.eid) for ref in change.old
    ]
    return sides[0] if sides else None
