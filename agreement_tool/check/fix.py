"""Fixing: apply, check again, keep only what survives; repeat until nothing more is to be fixed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.edits import apply, compatible
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Edit, Finding, Fix

Check = Callable[[Agreement], Sequence[Finding]]
_ROUNDS = 12
"""Fixes that change labels make others possible; each round is one check, and a handful always suffices."""


_HARMS = Bilingual("改动会触及文字，或者触及待填的空白", "the change would touch words, or room to write in")
_BRINGS_OTHERS = Bilingual("改动之后会出现别的问题", "the change would bring other findings")


@frozen
class Fixed:
    """The agreement after fixing, how many findings went, and what was not fixed, each with its `refusal`."""

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
        wanted = [f for f in findings if f.fix and (f.fix.safe or unsafe) and _name(agreement, f) not in refused]
        for finding in wanted:
            if finding.fix and finding.fix.safe and not is_harmless(agreement, finding.fix):
                refused[_name(agreement, finding)] = replace(finding, refusal=_HARMS)
        open_to_fix = [finding for finding in wanted if _name(agreement, finding) not in refused]
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
    unfixable = [finding for finding in findings if finding.refusal] if unsafe else []
    return Fixed(agreement, count, (*refused.values(), *unfixable))


def fix_one(agreement: Agreement, finding: Finding, check: Check) -> Agreement | None:
    """The agreement after one finding's safe fix; None where it has none, or it does not survive as in `fix_all`."""
    if finding.fix is None or not finding.fix.safe or not is_harmless(agreement, finding.fix):
        return None
    outcome = _try(agreement, tuple(check(agreement)), (finding.fix,), check)
    return outcome[0] if outcome else None


_BLANKS = frozenset(" \t\u00a0\u3000")
_FILL_IN_MARKS = frozenset("_＿□")
"""What a field to fill in is made of, with blanks."""


def is_harmless(agreement: Agreement, fix: Fix) -> bool:
    """Whether a fix changes no word that a reader sees and takes away nothing that may be a field.

    Letters, digits and Han characters stay as they are but for width; a blank may go beside a mark, never
    between two words; room to write in stays.
    """
    clauses = {clause.eid: clause for clause in agreement.walk()}
    return all(_is_harmless_edit(clauses[edit.eid], edit) for edit in fix.edits)


def _is_harmless_edit(clause: Clause, edit: Edit) -> bool:
    text = {"label": clause.label or "", "title": clause.heading, "text": clause.text}[edit.field]
    old = text[edit.start : edit.end]
    if _words(old) != _words(edit.replacement) or any(char in _FILL_IN_MARKS for char in old):
        return False
    if not old or any(char not in _BLANKS for char in old):
        return True
    before, behind = text[edit.start - 1 : edit.start], text[edit.end : edit.end + 1]
    beside_mark = not (before.isalnum() and behind.isalnum())
    return len(old) == 1 and beside_mark and before not in _BLANKS and behind not in _BLANKS


def _words(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


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
    """Those that survive alone, together; those that do not are refused for good."""
    survivors: list[Finding] = []
    for finding in chosen:
        if _try(agreement, before, (finding.fix,) if finding.fix else (), check) is not None:
            survivors.append(finding)
        else:
            refused[_name(agreement, finding)] = replace(finding, refusal=_BRINGS_OTHERS)
    return next(
        (
            outcome
            for some in (survivors, survivors[:1])
            if some and (outcome := _together(agreement, before, some, check)) is not None
        ),
        None,
    )


def _try(agreement: Agreement, before: Sequence[Finding], fixes: Sequence[Fix], check: Check) -> Outcome | None:
    """The outcome, if some findings go, none comes, and nothing but what the fixes name has changed."""
    edited = apply(agreement, fixes)
    if not _changes_only_what_it_names(agreement, edited, fixes):
        return None
    after = tuple(check(edited))
    came = _counted_by_rule(edited, after) - _counted_by_rule(agreement, before)
    return (edited, after) if not came and len(after) < len(before) else None


def _changes_only_what_it_names(old: Agreement, new: Agreement, fixes: Sequence[Fix]) -> bool:
    """Every label, heading and text that no edit names is the same, and the tree has the same shape."""
    named = {(edit.eid, edit.field) for fix in fixes for edit in fix.edits}
    before, after = list(old.walk()), list(new.walk())
    return len(before) == len(after) and all(
        one.kind == other.kind
        and ((one.eid, "label") in named or one.label == other.label)
        and ((one.eid, "title") in named or one.heading == other.heading)
        and ((one.eid, "text") in named or one.text == other.text)
        for one, other in zip(before, after, strict=True)
    )


def _counted_by_rule(agreement: Agreement, findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    """Findings counted by rule and by the identity of their clause, which survives renumbering."""
    wids = {clause.eid: clause.wid for clause in agreement.walk()}
    return Counter((finding.code, wids.get(finding.eid or "", "")) for finding in findings)


def _name(agreement: Agreement, finding: Finding) -> tuple[str, str, str]:
    wid = next((clause.wid for clause in agreement.walk() if clause.eid == finding.eid), "")
    return (finding.code, wid, finding.message.en)
