"""Renumbering a list that slipped, with every reference that points into it.

Nothing is renumbered when a reference cannot be followed for certain: one that names a doubled number, or one that
points nowhere now and would point somewhere afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.check.relabel import print_like
from agreement_tool.check.sequences import NumberRun
from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Edit, Fix
from agreement_tool.text.citations import External, targets
from agreement_tool.text.numerals import write_han
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import Mention, Step, mentions

Numbers = Mapping[str, tuple[int, ...]]
"""eid -> its new number, for clauses whose number changes."""


@frozen
class Named:
    """A mention in clause `eid`, and for each of its steps the clauses that the mention up to there names."""

    eid: str
    mention: Mention
    steps: tuple[tuple[Step, tuple[str | None, ...]], ...]


def renumbering(outline: Outline, run: NumberRun, references: Sequence[Named]) -> Fix | None:
    """The unsafe fix that makes a printed list count up by one; None when it cannot be proved to keep every
    reference."""
    numbers = _new_numbers(outline, run)
    if not numbers or _doubled(outline, numbers) & _referred(references) or _would_gain(outline, references, numbers):
        return None
    rewritten = list(_reference_edits(references, numbers))
    if any(edit is None for edit in rewritten):
        return None
    labels = [_label_edit(outline, outline.clauses[eid], number) for eid, number in numbers.items()]
    return Fix(False, (*labels, *(edit for edit in rewritten if edit is not None)))


def _new_numbers(outline: Outline, run: NumberRun) -> dict[str, tuple[int, ...]]:
    """New numbers of the run's members that change, and of the tiered numbers below that extend theirs."""
    numbers: dict[str, tuple[int, ...]] = {}
    expected = run.starts_at
    for member in run.members:
        label = outline.label(member.clause.eid)
        if member.field != "label" or label is None or label.inserted:
            return {}
        if member.ordinal != expected:
            new = (*label.number[:-1], expected)
            numbers[member.clause.eid] = new
            numbers.update(_below(outline, member.clause, label.number, new))
        expected += 1
    return numbers


def _below(
    outline: Outline, clause: Clause, old: tuple[int, ...], new: tuple[int, ...]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for child in clause.walk():
        label = outline.label(child.eid) if child.eid != clause.eid else None
        if label and label.tiers > len(old) and label.number[: len(old)] == old:
            yield child.eid, (*new, *label.number[len(old) :])


def _label_edit(outline: Outline, clause: Clause, number: tuple[int, ...]) -> Edit:
    label = outline.label(clause.eid)
    printed = print_like(label, number) if label else ""
    return Edit(clause.eid, "label", 0, len(clause.label or ""), printed)


def _doubled(outline: Outline, numbers: Numbers) -> set[str]:
    """Clauses that share a printed number with another of their siblings, where either is to change."""
    families: dict[str, tuple[Clause, ...]] = {}
    wanted: dict[str, set[str | None]] = {}
    for eid in numbers:
        parent = outline.parent(eid)
        family = parent.eid if parent else ""
        families[family] = outline.siblings(eid)
        wanted.setdefault(family, set()).add(outline.clauses[eid].label)
    found: set[str] = set()
    for family, siblings in families.items():
        counts = Counter(sibling.label for sibling in siblings)
        found.update(one.eid for one in siblings if one.label in wanted[family] and counts[one.label] > 1)
    return found


def named_references(outline: Outline) -> tuple[Named, ...]:
    """Every mention of this agreement's own clauses, step by step. Computed once for all renumberings."""
    return tuple(
        Named(clause.eid, mention, tuple(_named_by(outline, clause.eid, mention)))
        for clause in outline.clauses.values()
        for mention in mentions(clause.text)
        if mention.steps and not isinstance(targets(outline, clause.eid, mention), External)
    )


def _named_by(outline: Outline, eid: str, mention: Mention) -> Iterator[tuple[Step, tuple[str | None, ...]]]:
    for depth in range(1, len(mention.steps) + 1):
        found = targets(outline, eid, replace(mention, steps=mention.steps[:depth]))
        if not isinstance(found, External):
            yield mention.steps[depth - 1], tuple(target.eid for target in found)


def _referred(references: Sequence[Named]) -> set[str]:
    return {
        named
        for reference in references
        if not reference.mention.relative
        for _, found in reference.steps
        for named in found
        if named is not None
    }


def _would_gain(outline: Outline, references: Sequence[Named], numbers: Numbers) -> bool:
    """A reference that points nowhere, whose number one of the clauses is about to take."""
    taken = {(_unit(outline, eid), number) for eid, number in numbers.items()}
    for reference in references:
        for step, found in () if reference.mention.relative else reference.steps:
            named = {(unit, number) for number in step.numbers for unit in (step.unit, "")}
            if None in found and named & taken:
                return True
    return False


def _unit(outline: Outline, eid: str) -> str:
    label = outline.label(eid)
    return label.unit if label else ""


_NUMERAL = compiled(r"[〇零一二两三四五六七八九十百千]+|[0-9０-９]+(?:[.．][0-9０-９]+)*|[a-zA-Z]+")


def _reference_edits(references: Sequence[Named], numbers: Numbers) -> Iterator[Edit | None]:
    """One edit a numeral to rewrite; None where a mention cannot be rewritten."""
    for reference in references:
        eid, mention = reference.eid, reference.mention
        numerals = list(_NUMERAL.finditer(re.sub(r"《[^》]*》|条款", lambda m: "　" * len(m[0]), mention.text)))
        place = 0
        for step, found in reference.steps:
            if step.relative:
                place += 1 if step.count > 1 else 0
                continue
            named = _ends(found) if _is_range(step, mention) else found
            if any(target in numbers for target in found):
                yield from _rewritten(eid, mention, numerals[place : place + len(named)], named, found, numbers)
            place += len(named) + (1 if step.inserted else 0)


def _is_range(step: Step, mention: Mention) -> bool:
    return len(step.numbers) > 1 and re.search(r"[至到\-–—~～－]", mention.text) is not None


def _ends(found: tuple[str | None, ...]) -> tuple[str | None, ...]:
    return (found[0], found[-1]) if len(found) > 1 else found


def _rewritten(
    eid: str,
    mention: Mention,
    numerals: list[re.Match[str]],
    named: tuple[str | None, ...],
    found: tuple[str | None, ...],
    numbers: Numbers,
) -> Iterator[Edit | None]:
    changed_inside = len(named) != len(found) and any(target in numbers for target in found[1:-1])
    if len(numerals) != len(named) or (changed_inside and not all(target in numbers for target in found)):
        yield None
        return
    for numeral, target in zip(numerals, named, strict=True):
        if target is not None and target in numbers:
            start = mention.start + numeral.start()
            yield Edit(eid, "text", start, start + len(numeral[0]), _like(numeral[0], numbers[target]))


def _like(printed: str, number: tuple[int, ...]) -> str:
    """The new number in the system in which the reference prints the old one."""
    if not printed[0].isascii() and not printed[0].isdigit():
        return write_han(number[-1])
    if printed[0].isalpha():
        return chr(ord("a" if printed.islower() else "A") + number[-1] - 1)
    tiers = printed.count(".") + printed.count("．") + 1
    return ".".join(str(tier) for tier in number[-tiers:])
