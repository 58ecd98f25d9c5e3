"""Fixing: apply, check again, keep only what survives; repeat until nothing more is to be fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agreement_tool.check.edits import apply, compatible
from agreement_tool.model import Agreement, Finding, Fix

Check = Callable[[Agreement], Sequence[Finding]]
_ROUNDS = 12
"""Fixes that change labels make others possible; each round is one check, and a handful always suffices."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The agreement after fixing, how many findings went, and the fixes that did not survive."""

    agreement: Agreement
    count: int
    refused: tuple[Finding, ...] = ()


def fix_all(agreement: Agreement, check: Check, *, unsafe: bool = False) -> Fixed:
    """Apply every safe fix (with `unsafe`, the others too) that makes its finding go and no new one come.

    `check` is the caller's `run` with the caller's selection, so that a fix is judged by the rules in force.
    """
    count = 0
    refused: dict[tuple[str, str, str], Finding] = {}
    findings = tuple(check(agreement))
    for _ in range(_ROUNDS):
        open_to_fix = [f for f in findings if f.fix and (f.fix.safe or unsafe) and _name(agreement, f) not in refused]
        if not open_to_fix:
            break
        outcome = _together(agreement, findings, open_to_fix, check) or _one_by_one(
            agreement, findings, open_to_fix, check, refused
        )
        if outcome is None:
            break
        agreement, after = outcome
        count += len(findings) - len(after)
        findings = after
    return Fixed(agreement, count, tuple(refused.values()))


Outcome = tuple[Agreement, tuple[Finding, ...]]


def _together(
    agreement: Agreement, before: Sequence[Finding], chosen: Sequence[Finding], check: Check
) -> Outcome | None:
    return _try(agreement, before, compatible([finding.fix for finding in chosen if finding.fix]), check)


def _one_by_one(
    agreement: Agreement,
    before: Sequence[Finding],
    chosen: Sequence[Finding],
    check: Check,
    refused: dict[tuple[str, str, str], Finding],
) -> Outcome | None:
    """The first fix that survives alone; those that do not are refused for good."""
    for finding in chosen:
        outcome = _try(agreement, before, (finding.fix,) if finding.fix else (), check)
        if outcome is not None:
            return outcome
        refused[_name(agreement, finding)] = finding
    return None


def _try(agreement: Agreement, before: Sequence[Finding], fixes: Sequence[Fix], check: Check) -> Outcome | None:
    """The outcome, if some findings go and none comes."""
    edited = apply(agreement, fixes)
    after = tuple(check(edited))
    came = _tally(edited, after) - _tally(agreement, before)
    return (edited, after) if not came and len(after) < len(before) else None


def _tally(agreement: Agreement, findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    """Findings counted by rule and by the identity of their clause, which survives renumbering."""
    wids = {clause.eid: clause.wid for clause in agreement.walk()}
    return Counter((finding.code, wids.get(finding.eid or "", "")) for finding in findings)


def _name(agreement: Agreement, finding: Finding) -> tuple[str, str, str]:
    wid = next((clause.wid for clause in agreement.walk() if clause.eid == finding.eid), "")
    return (finding.code, wid, finding.message.en)
