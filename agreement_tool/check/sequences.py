"""Where a run of numbers goes wrong: the one walk that the numbering rules share.

Two kinds of run count: printed lists (1. 2. 3. under one clause, and 第X条 running on across chapters) and run-in
enumerations inside one clause's text ((i)…；(ii)…).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from agreement_tool.check.run_in import RunIn, run_ins
from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Field
from agreement_tool.text.labels import match_label, style
from agreement_tool.text.outline import Numbered, NumberedList, Outline, counting_family

Slip = Literal["duplicate", "gap", "late-start", "order", "restart"]


@frozen
class Member:
    """One number of a run, with where it is printed: the label's whole, or code points of the clause's text."""

    clause: Clause
    ordinal: int
    inserted: int
    printed: str
    field: Field = "label"
    start: int = 0

    @property
    def end(self) -> int:
        """Code point after its last."""
        return self.start + len(self.printed)


@frozen
class NumberRun:
    """Numbers that ought to count up by one. `starts_at`: what the first should be."""

    members: tuple[Member, ...]
    starts_at: int = 1


@frozen
class SlipAt:
    """A number that is not the expected one. `expected`: the first missing or right number; `before`: who precedes."""

    kind: Slip
    member: Member
    expected: int
    before: Member | None
    run: NumberRun
    place: int
    """Of the member in its run."""


def runs(outline: Outline) -> Iterator[NumberRun]:
    """Every run of an agreement: printed lists first, then run-in enumerations."""
    yield from _list_runs(outline)
    for clause in outline.clauses.values():
        if clause.kind == "table":
            continue  # ② and ⑥ in a form's cells number its fields
        for run_in in run_ins(clause.text):
            yield _run_in_run(clause, run_in)


def slips(run: NumberRun) -> Iterator[SlipAt]:
    """Walk one run. A number that comes later in the run is out of order, not missing; so is one that stands between
    numbers that go on without it."""
    present = {(member.ordinal, member.inserted) for member in run.members}
    ordinals = {ordinal for ordinal, _ in present}
    seen: dict[tuple[int, int], Member] = {}
    before: Member | None = None
    last = run.starts_at - 1
    for place, member in enumerate(run.members):
        key = (member.ordinal, member.inserted)
        following = run.members[place + 1].ordinal if place + 1 < len(run.members) else None
        missing = [number for number in range(last + 1, member.ordinal) if number not in ordinals]
        if before and member.ordinal == 1 and last > 1 and (following in (1, 2) or (following is None and key in seen)):
            yield SlipAt("restart", member, last + 1, before, run, place)
            last, seen = 1, {}
        elif key in seen:
            yield SlipAt("duplicate", member, last + 1, seen[key], run, place)
            last = last + 1 if _is_misprint(last, following) else last
        elif _is_intruder(run.members, place, last):
            yield SlipAt("order", member, last + 1, before, run, place)
            seen[key] = member
            continue
        elif member.ordinal < last:
            yield SlipAt("order", member, last + 1, before, run, place)
        else:
            if missing:
                yield SlipAt("late-start" if before is None else "gap", member, missing[0], before, run, place)
            last = member.ordinal
        seen[key] = member
        before = member


def _is_misprint(last: int, following: int | None) -> bool:
    """1, 2, 2, 4: the second 2 is a misprinted 3, so 4 is no gap. 1, 2, 2, 3: counting goes on."""
    return following == last + 2


def _is_intruder(members: Sequence[Member], place: int, last: int) -> bool:
    """第九条 between 第二条 and 第三条, 第四条: it came from elsewhere, not 第三条."""
    after = [member.ordinal for member in members[place + 1 : place + 3]]
    return members[place].ordinal > last + 2 > 2 and after == [last + 1, last + 2]


def _list_runs(outline: Outline) -> Iterator[NumberRun]:
    open_runs: dict[tuple[str, ...], list[NumberedList]] = {}
    for run in outline.lists:
        key = (run.part, str(run.number_depth), *counting_family(run.first.label))
        before = open_runs.get(key)
        if before and runs_on(before[-1], run):
            before.append(run)
            continue
        if before:
            yield _merged(before)
        open_runs[key] = [run]
    for lists in open_runs.values():
        yield _merged(lists)


def runs_on(before: NumberedList, after: NumberedList) -> bool:
    """第X条 usually runs on across 章 (so does any list that starts one after the last); tiered numbers never do."""
    if after.first.label.tiers > 1 or after.first.ordinal == 1:
        return False
    return after.first.label.unit == "条" or after.first.ordinal == before.last.ordinal + 1


def _merged(lists: Sequence[NumberedList]) -> NumberRun:
    return NumberRun(tuple(_printed(member) for run in lists for member in run.members))


def _printed(member: Numbered) -> Member:
    return Member(member.clause, member.ordinal, member.label.inserted, member.clause.label or "")


def counting_on(outline: Outline) -> Iterator[str]:
    """Clauses whose number is one more than the last one printed in their style, in reading order, whatever the
    tree."""
    last: dict[tuple[str, tuple[int, ...]], int] = {}
    for clause in outline.clauses.values():
        own = outline.label(clause.eid)
        for label in (own, *(reading.label for reading in match_label(clause.heading or clause.text)[:1])):
            if label is None or not label.number:
                continue
            # (5.4) and 5.5 count on: tiers say themselves what they belong to.
            key = ("" if label.tiers > 1 else style(label), label.number[:-1])
            if label is own and last.get(key) == label.number[-1] - 1:
                yield clause.eid
            last[key] = label.number[-1]


def _run_in_run(clause: Clause, run_in: RunIn) -> NumberRun:
    return NumberRun(
        tuple(Member(clause, mark.ordinal, 0, mark.printed, "text", mark.start) for mark in run_in.marks),
    )
