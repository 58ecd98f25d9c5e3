"""A document's habits of setting paragraphs, learnt from the places where the words alone leave no doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from agreement_tool.model import Line
from agreement_tool.structure.candidates import candidates
from agreement_tool.structure.wording import is_sentence_end, is_unfinished

WIDEST_HANG = 12
"""Ems: no hanging indent is wider."""
FEW = 3
"""So many sure cases at least before a habit is believed."""
BRIEF = 3
"""So many sure ends of paragraphs to one line inside a paragraph make a document of brief ones …"""
FEWEST_BRIEF = 10
"""… where there are at least so many."""
HARDLY_BEGUN = 15
"""Ems left on a line that no wrapping leaves, but where lines are broken at blanks only."""
LEAST_CONTRAST = 0.08
"""Line heights by which the gap between paragraphs must exceed the one inside to say anything."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The usual gaps above lines, in line heights beyond the document's leading."""

    inside: float
    """Between two lines of one paragraph."""
    between: float
    """Between two paragraphs."""
    strict: bool
    """Hardly any paragraph begins without its gap."""

    def reads(self, gap: float) -> float:
        """1 where the gap is one between paragraphs, -1 where it is one inside (-2 where gaps are strict)."""
        amount = 2.0 * (gap - self.inside) / (self.between - self.inside) - 1.0
        return min(1.0, max(-1.0, amount)) * (2.0 if self.strict and amount < 0 else 1.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the document as a whole is set: what a line is compared with."""

    flush: float | None
    """Indent at which paragraphs that begin with a first-line indent go on; None: no such indents."""
    all_bold: bool
    """Bold throughout: then bold says nothing."""
    gaps: Gaps | None = None
    """How paragraphs are set apart; None where the gaps above their lines do not differ."""
    hang: float | None = None
    """How far the second line of a numbered paragraph stands right (or left: < 0) of its first; None: no habit."""
    second_lines: float | None = None
    """Indent that second lines of numbered paragraphs keep to, however far their first are indented; None: none."""
    all_indented: bool = True
    """Unnumbered paragraphs are known to begin with that indent as well, so that a line without it begins none."""
    brief: bool = False
    """Most paragraphs have one line: a sentence that ends at the margin most likely ends its paragraph too."""
    ragged: bool = False
    """Lines are broken at blanks only, of which Chinese has few: they end anywhere."""
    margins: tuple[float, ...] = (0.0,)
    """Slacks at which lines are customarily broken: 0, and more where hanging paragraphs lost their indent."""


def layout_of(lines: Sequence[Line]) -> Layout:
    """What is usual in the document."""
    body = [line for line in lines if len(line.text.strip()) > 12 and not line.centred and not line.rows]
    bold = sum(is_bold(line) for line in body)
    inside, between = _sure_pairs(lines)
    flush, all_indented = usual_flush(inside, between)
    return Layout(
        flush=flush,
        all_indented=all_indented,
        all_bold=bold > 0.6 * len(body) > 0,
        gaps=usual_gaps(inside, between),
        hang=usual_hang(inside),
        second_lines=usual_second_lines(inside),
        brief=len(between) >= max(FEWEST_BRIEF, BRIEF * len(inside)),
        ragged=sum((line.right_space or 0.0) >= HARDLY_BEGUN and is_unfinished(line.text) for line in lines) >= FEW,
        margins=customary_margins(body),
    )


def is_bold(line: Line) -> bool:
    """Bold throughout."""
    return bool(line.spans) and all("bold" in span.marks for span in line.spans if span.text.strip())


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two neighbouring lines, and whether each may begin with a clause number."""

    above: Line
    below: Line
    above_numbered: bool
    below_numbered: bool


def _sure_pairs(lines: Sequence[Line]) -> tuple[list[_Pair], list[_Pair]]:
    """Pairs surely inside one paragraph, and pairs surely between two."""
    inside: list[_Pair] = []
    between: list[_Pair] = []
    for pair in _pairs(lines):
        ends = is_sentence_end(pair.above.text)
        right_space = pair.above.right_space or 0.0
        if right_space < 1.5 and not ends and not pair.below_numbered:
            inside.append(pair)
        elif right_space > 4 and ends:
            between.append(pair)
    return inside, between


def _pairs(lines: Sequence[Line]) -> Iterator[_Pair]:
    numbered = [bool(candidates(line.text.strip())) for line in lines]
    for at, (above, below) in enumerate(pairwise(lines)):
        if above.right_space is not None and not (above.rows or below.rows):
            yield _Pair(above, below, numbered[at], numbered[at + 1])


def usual_gaps(inside: Sequence[_Pair], between: Sequence[_Pair]) -> Gaps | None:
    """The usual gap inside a paragraph, and between two of which the second is numbered."""
    close = [pair.below.gap for pair in inside if pair.below.gap is not None]
    apart = [pair.below.gap for pair in between if pair.below.gap is not None and pair.below_numbered]
    if len(close) < FEW or len(apart) < FEW:
        return None
    low, high = median(close), median(apart)
    clear = sum(gap > (low + high) / 2 for gap in apart)
    return Gaps(low, high, strict=clear >= 0.95 * len(apart)) if high - low > LEAST_CONTRAST else None


def usual_flush(inside: Sequence[_Pair], between: Sequence[_Pair]) -> tuple[float | None, bool]:
    """Where paragraphs with a first-line indent go on: sure continuations stand left of sure beginnings.

    Where that is no habit of unnumbered paragraphs, or too few are sure, but continuations keep to one indent, a line
    that stands where beginnings do begins one; of lines without the indent nothing is said then (False).
    """
    going_on = [pair.below.indent for pair in inside if pair.below.indent is not None and not pair.below.centred]
    if len(going_on) < FEW:
        return None, False
    flush = median(going_on)
    plain, numbered = _first_lines(between, flush)
    if len(plain) >= FEW and sum(plain) >= 0.6 * len(plain):
        return flush, True
    kept = sum(abs(indent - flush) < 0.5 for indent in going_on) >= 0.9 * len(going_on)
    first = [*plain, *numbered]
    return (flush if kept and sum(first) >= max(FEW, 0.5 * len(first)) else None), False


def _first_lines(between: Sequence[_Pair], flush: float) -> tuple[list[bool], list[bool]]:
    """Whether sure beginnings of plain and of numbered paragraphs are indented as first lines are."""
    plain: list[bool] = []
    numbered: list[bool] = []
    for pair in between:
        if pair.below.indent is not None and not pair.below.centred:
            (numbered if pair.below_numbered else plain).append(1.2 < pair.below.indent - flush < 6)
    return plain, numbered


def usual_hang(inside: Sequence[_Pair]) -> float | None:
    """How far second lines of numbered paragraphs stand right of their first, where most do alike."""
    steps = [
        pair.below.indent - pair.above.indent
        for pair in inside
        if pair.above_numbered and pair.above.indent is not None and pair.below.indent is not None
    ]
    if len(steps) < FEW:
        return None
    usual = median(steps)
    return usual if sum(abs(step - usual) < 0.5 for step in steps) >= 0.7 * len(steps) else None


def usual_second_lines(inside: Sequence[_Pair]) -> float | None:
    """Where second lines of paragraphs with an indented first one stand, where hardly any stands elsewhere."""
    pairs = [pair for pair in inside if pair.above.indent is not None and pair.below.indent is not None]
    after = [pair.below.indent for pair in pairs if pair.above_numbered and pair.below.indent is not None]
    if len(after) < FEW:
        return None
    usual = median(after)
    left = sum((pair.above.indent or 0.0) > usual + 1.2 for pair in pairs if pair.above_numbered)
    kept = sum(abs(indent - usual) < 0.5 for indent in after)
    return usual if kept >= 0.9 * len(after) and left >= 0.7 * len(after) else None


def customary_margins(body: Sequence[Line]) -> tuple[float, ...]:
    """Slacks (whole ems) where many lines break off in mid-sentence: only a margin makes lines do that."""
    broken: Counter[int] = Counter()
    alike: Counter[int] = Counter()
    for line in body:
        if line.right_space is not None and line.right_space <= WIDEST_HANG:
            alike[round(line.right_space)] += 1
            broken[round(line.right_space)] += not is_sentence_end(line.text)
    often = max(3.0, 0.02 * len(body))
    return (
        0.0,
        *(
            float(right_space)
            for right_space, count in sorted(alike.items())
            if count >= often and broken[right_space] >= 0.6 * count
        ),
    )
