"""Where in two texts an edit stands: the sentences it joins, and the phrases it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agreement_tool.diff.inline import compare_texts
from agreement_tool.model import Segment
from agreement_tool.text.patterns import compiled

Spans = list[tuple[int, int]]
"""Stretches of a text: from, to."""
CLAUSE_MARKS = "。；;！？!?\n"


def spots(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Sentences of both sides that an edit joins, as (old, new)."""
    i = j = 0
    runs: list[list[int]] = []
    anchors = [(0, 0)]
    for segment in compare_texts(old, new):
        length = len(segment.text)
        if segment.op == "equal":
            anchors += [(i, j), (i + length, j + length)]
        else:
            i_end, j_end = i + length * (segment.op == "delete"), j + length * (segment.op == "insert")
            entire = segment.text[-1] in CLAUSE_MARKS
            runs.append([*_sentence(old, i, i_end, entire), *_sentence(new, j, j_end, entire)])
        i += length * (segment.op != "insert")
        j += length * (segment.op != "delete")
    anchors.append((len(old), len(new)))
    return ((old[run[0] : run[1]], new[run[2] : run[3]]) for run in _whole_runs(old, new, runs, anchors))


def _whole_runs(
    old: str, new: str, runs: Iterable[list[int]], anchors: Sequence[tuple[int, int]]
) -> Iterator[list[int]]:
    """Runs that hold, on each side, all that the other side's sentences became; those that overlap as one."""
    whole: list[list[int]] = []
    for run in runs:
        if run[0] < run[1] and run[2] < run[3]:
            run[3] = max(run[3], _sentence(new, *(_across(anchors, run[1], 0),) * 2, True)[1])
            run[1] = max(run[1], _sentence(old, *(_across(anchors, run[3], 1),) * 2, True)[1])
        if whole and (run[0] < whole[-1][1] or run[2] < whole[-1][3]):
            last = whole[-1]
            whole[-1] = [min(last[0], run[0]), max(last[1], run[1]), min(last[2], run[2]), max(last[3], run[3])]
        else:
            whole.append(run)
    return iter(whole)


def _across(anchors: Sequence[tuple[int, int]], at: int, side: int) -> int:
    """The place in the other text that a place in this one is equal to, or lies nearest before."""
    here, there = max((anchor[side], anchor[1 - side]) for anchor in anchors if anchor[side] <= at)
    after = min((anchor[1 - side] for anchor in anchors if anchor[side] > at), default=there)
    return min(there + at - here, after)


def _sentence(text: str, start: int, end: int, entire: bool) -> tuple[int, int]:
    """The sentence or sentences that [start, end) lies in; empty at a border that an `entire` one goes into."""
    if start == end and (entire or start == len(text)) and (start == 0 or text[start - 1] in CLAUSE_MARKS):
        return start, start
    first = max((text.rfind(mark, 0, start) for mark in CLAUSE_MARKS), default=-1) + 1
    stops = [at for mark in CLAUSE_MARKS if (at := text.find(mark, max(start, end - 1))) >= 0]
    return first, min(stops) + 1 if stops else len(text)


def edited_phrases(old: str, new: str) -> tuple[str, str]:
    """Both without the phrases that no edit touches: what the change is about stands near it."""
    kept: tuple[list[str], list[str]] = [], []
    start = [0, 0]
    texts = (old, new)
    spans = _touched_spans(compare_texts(old, new))
    for side, text in enumerate(texts):
        pieces = _PHRASES.findall(text)
        for piece in pieces:
            end = start[side] + len(piece)
            if any(first < end and last > start[side] for first, last in spans[side]):
                inside = "，" if start[side] and not kept[side] else ""  # a phrase is no beginning of a sentence
                kept[side].append(inside + piece)
            start[side] = end
    return "".join(kept[0]), "".join(kept[1])


_PHRASES = compiled("[^，,；;]+[，,；;]?|[，,；;]")


def changed_spans(old: str, new: str) -> tuple[Spans, Spans]:
    """The stretches of both texts that edits are in; an edit of one side is a place without length in the other."""
    spans: tuple[Spans, Spans] = [], []
    at = [0, 0]
    for segment in compare_texts(old, new):
        ends = [
            place + len(segment.text) * (segment.op != op) for place, op in zip(at, ("insert", "delete"), strict=True)
        ]
        if segment.op != "equal":
            for side in (0, 1):
                spans[side].append((at[side], ends[side]))
        at = ends
    return spans


def _touched_spans(segments: Iterable[Segment]) -> tuple[Spans, Spans]:
    """The stretches of both texts that edits touch; an edit of one side touches its place in the other."""
    spans: tuple[Spans, Spans] = [], []
    at = [0, 0]
    for segment in segments:
        length = len(segment.text)
        if segment.op == "equal":
            at = [at[0] + length, at[1] + length]
            continue
        side = segment.op == "insert"
        spans[side].append((at[side], at[side] + length))
        other = not side
        spans[other].append((max(0, at[other] - 1), at[other] + 1))
        at[side] += length
    return spans
