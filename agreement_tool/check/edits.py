"""Applying a fix's edits to an agreement: marks stay on the characters that stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from agreement_tool.model import Agreement, Clause, Edit, Field, Fix, Span
from agreement_tool.text.addresses import Addresses
from agreement_tool.text.labels import parse_label


def apply(agreement: Agreement, fixes: Iterable[Fix]) -> Agreement:
    """A new agreement with every edit made. Addresses (eid) follow the new labels; identities (wid) stay.

    ValueError when two edits overlap: choose with `compatible` first.
    """
    edits: dict[tuple[str, Field], set[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            edits.setdefault((edit.eid, edit.field), set()).add(edit)
    clauses = tuple(_edited(clause, edits) for clause in agreement.clauses)
    edited = replace(agreement, clauses=clauses)
    return with_new_eids(edited) if any(field == "label" for _, field in edits) else edited


def compatible(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """The fixes in order, without those that overlap one chosen before; an edit that two share is no overlap."""
    chosen: list[Fix] = []
    taken: dict[tuple[str, Field], list[Edit]] = {}
    for fix in fixes:
        if any(_clash(edit, other) for edit in fix.edits for other in taken.get((edit.eid, edit.field), ())):
            continue
        chosen.append(fix)
        for edit in fix.edits:
            taken.setdefault((edit.eid, edit.field), []).append(edit)
    return tuple(chosen)


def _clash(one: Edit, other: Edit) -> bool:
    return one != other and one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)


def _edited(clause: Clause, edits: Mapping[tuple[str, Field], set[Edit]]) -> Clause:
    children = tuple(_edited(child, edits) for child in clause.children)
    label, number = clause.label, clause.number
    if label is not None and (clause.eid, "label") in edits:
        label = "".join(span.text for span in _respan((Span(label),), edits[clause.eid, "label"]))
        parsed = parse_label(label)
        number = parsed.number if parsed else number
    return replace(
        clause,
        label=label,
        number=number,
        title=_respan(clause.title, edits.get((clause.eid, "title"), set())),
        spans=_respan(clause.spans, edits.get((clause.eid, "text"), set())),
        children=children,
    )


def _respan(spans: tuple[Span, ...], edits: set[Edit]) -> tuple[Span, ...]:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        spans = _replace(spans, edit)
    return spans


def _replace(spans: tuple[Span, ...], edit: Edit) -> tuple[Span, ...]:
    """The replacement takes the marks of the first character it replaces (inserting: of the one before)."""
    result: list[Span] = []
    place, written = 0, False
    for span in spans:
        start, end = max(edit.start - place, 0), min(edit.end - place, len(span.text))
        here = place <= edit.start < place + len(span.text) or (edit.start == edit.end == place + len(span.text))
        if (here and not written) or (start < len(span.text) and end > 0):
            new = edit.replacement if here and not written else ""
            written = written or here
            result.append(replace(span, text=span.text[:start] + new + span.text[max(end, start) :]))
        else:
            result.append(span)
        place += len(span.text)
    return tuple(span for span in result if span.text)


def with_new_eids(agreement: Agreement) -> Agreement:
    """The agreement with every eid made anew from its labels, as when it is loaded."""
    addresses = Addresses()

    def visit(clause: Clause, parent: str) -> Clause:
        label = parse_label(clause.label, clause.number) if clause.label else None
        eid = addresses.address(parent, clause.kind, label)
        return replace(clause, eid=eid, children=tuple(visit(child, eid) for child in clause.children))

    return replace(agreement, clauses=tuple(visit(clause, "") for clause in agreement.clauses))
