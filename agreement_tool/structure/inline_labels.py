"""Numbers glued to what stands before them on the line: '…签订。十一、补充协议', '第六条 1. 甲方…'."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agreement_tool.model import Line
from agreement_tool.structure import spans as runs
from agreement_tool.structure.candidates import SURE, Candidate, candidates
from agreement_tool.structure.wording import looks_like_heading
from agreement_tool.text.patterns import compiled

_AFTER_SENTENCE = compiled(r"(?<=[。；！？])\s*(?=[第一二三四五六七八九十\d])")
_LONGEST_HEADING = 20


def split_inline_labels(line: Line) -> tuple[Line, ...]:
    """The line cut before numbers that are glued into it; mostly the line itself."""
    if line.rows or line.auto_label:
        return (line,)
    text = line.text
    cuts = [at for at in (_nested_number(text), _glued_heading(text)) if at]
    if not cuts:
        return (line,)
    pieces = [runs.cut(line.spans, start, end) for start, end in pairwise([0, *sorted(cuts), len(text)])]
    first, *later = (spans for spans in pieces if runs.text_of(spans).strip())
    rest = (replace(line, spans=spans, starts=None, gap=None, centred=False, outline=None) for spans in later)
    return (replace(line, spans=first), *rest)


def _nested_number(text: str) -> int:
    """Where the first item's number follows its article's on the same line; 0 when none does."""
    for outer in candidates(text.strip())[:1]:
        if outer.form < 1 or outer.label.ordinal is None or outer.label.opening in ("（", "("):
            continue
        if any(_opens_a_list(inner, outer) for inner in candidates(outer.rest)[:1]):
            return text.index(outer.rest)
    return 0


def _opens_a_list(inner: Candidate, outer: Candidate) -> bool:
    return inner.form == 1 and inner.label.number == (1,) and inner.rank > outer.rank and bool(inner.rest)


def _glued_heading(text: str) -> int:
    """Where a heading was glued to the sentence before it; 0 when none was."""
    for match in _AFTER_SENTENCE.finditer(text):
        found = candidates(text[match.end() :])[:1]
        if match.end() and any(_heads(candidate) or (match.group() and _is_tiered(candidate)) for candidate in found):
            return match.end()
    return 0


def _is_tiered(candidate: Candidate) -> bool:
    """3.6 behind a sentence and a blank: whether it is the number to come, `depth` finds out."""
    return candidate.label.tiers > 1 and candidate.form >= SURE and bool(candidate.rest)


def _heads(candidate: Candidate) -> bool:
    label = candidate.label
    wide = label.unit in ("章", "节", "条") or (
        label.closing in ("、", ".", "．", "") and not label.opening and candidate.form > 0.7
    )
    return wide and looks_like_heading(candidate.rest, _LONGEST_HEADING)
