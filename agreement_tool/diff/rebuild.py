"""The new version told from the old one, and back: `apply(old, diff)` is the new version, to the last mark and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.inline import compare_texts
from agreement_tool.model import Agreement, Clause, Diff, Rebuilt, RunLength, Segment, Span


def rebuilt(alignment: Alignment, names: tuple[str, ...] = ()) -> Iterator[Rebuilt]:
    """Every clause of the new version in reading order, its wording told from its counterpart's. `names`: see
    inline."""
    back = alignment.back
    for node in alignment.new.nodes:
        before = alignment.old[back[node.index]].clause if node.index in back else None
        yield _describe(before, node.clause, node.depth, names)


def _describe(old: Clause | None, new: Clause, depth: int, names: tuple[str, ...]) -> Rebuilt:
    return Rebuilt(
        depth=depth,
        old=old.eid if old else None,
        eid=new.eid,
        wid=new.wid,
        kind=new.kind,
        label=new.label,
        number=new.number,
        page=new.page,
        generated=new.generated,
        rows=new.rows,
        title=compare_texts(old.heading if old else "", new.heading, names=names),
        title_runs=_runs(new.title),
        text=compare_texts(old.text if old else "", new.text, names=names),
        text_runs=_runs(new.spans),
    )


def _runs(spans: Iterable[Span]) -> tuple[RunLength, ...]:
    return tuple(RunLength(len(span.text), span.marks, span.signals) for span in spans)


def apply(old: Agreement, diff: Diff) -> Agreement:
    """The new version. ValueError when `diff` was not made from `old`."""
    if diff.head is None:
        raise ValueError("this diff does not carry the new version's head")
    clauses = {clause.eid: clause for clause in old.walk()}
    return replace(diff.head, clauses=_tree([(step.depth, _clause(step, clauses)) for step in diff.rebuilt]))


def _clause(step: Rebuilt, clauses: Mapping[str, Clause]) -> Clause:
    before = clauses.get(step.old) if step.old is not None else None
    if step.old is not None and before is None:
        raise ValueError(f"the old version has no clause {step.old}")
    return Clause(
        eid=step.eid,
        wid=step.wid,
        kind=step.kind,
        label=step.label,
        number=step.number,
        title=_spans(edited(before.heading if before else "", step.title), step.title_runs),
        spans=_spans(edited(before.text if before else "", step.text), step.text_runs),
        page=step.page,
        generated=step.generated,
        rows=step.rows,
    )


def edited(old: str, segments: Iterable[Segment]) -> str:
    """`old` with the edits made. ValueError when the segments were not made from `old`."""
    at, pieces = 0, []
    for segment in segments:
        if segment.op == "insert":
            pieces.append(segment.text)
            continue
        end = at + len(segment.text)
        if old[at:end] != segment.text:
            raise ValueError(f"expected {segment.text!r} at {at}, found {old[at:end]!r}")
        pieces += [old[at:end]] * (segment.op == "equal")
        at = end
    if at != len(old):
        raise ValueError(f"{len(old) - at} characters of the old text are not accounted for")
    return "".join(pieces)


def _spans(text: str, runs: Iterable[RunLength]) -> tuple[Span, ...]:
    spans, at = [], 0
    for run in runs:
        spans.append(Span(text[at : at + run.length], run.marks, run.signals))
        at += run.length
    return tuple(spans)


def _tree(flat: list[tuple[int, Clause]]) -> tuple[Clause, ...]:
    """Clauses in reading order with their depths -> the tree, built from its end."""
    below: dict[int, list[Clause]] = {}
    for depth, clause in reversed(flat):
        children = tuple(reversed(below.pop(depth + 1, [])))
        below.setdefault(depth, []).append(replace(clause, children=children))
    return tuple(reversed(below.get(0, [])))
