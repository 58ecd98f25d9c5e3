"""Lines into blocks: which printed lines surely continue the one before, and how strongly the rest begin anew.

Evidence is a table of (what it says, weight, when it holds); the sum says begins (> 0) or continues (< 0). A line that
may carry a clause number stays a block of its own, with the sum: whether it is a number is for `depth` to infer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal

from agreement_tool.model import Line, Span
from agreement_tool.structure import spans as runs
from agreement_tool.structure.candidates import Candidate, candidates, generated_candidate
from agreement_tool.structure.forms import is_form_field, is_signature_field
from agreement_tool.structure.wording import (
    CANNOT_BEGIN,
    is_definition,
    is_sentence_end,
    is_unfinished,
    looks_like_heading,
)

WIDEST_HANG = 12
"""Ems: no hanging indent is wider."""
FEW = 3
"""So many sure cases at least before a habit is believed."""
LEAST_CONTRAST = 0.08
"""Line heights by which the gap between paragraphs must exceed the one inside to say anything."""
CERTAIN = 9.0
"""A format that says where paragraphs begin is believed."""


Fixed = Literal["table", "signature", "repeated", "part"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a line that may begin one. `start`: > 0 begins, < 0 continues the block before; 0…±CERTAIN."""

    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    start: float
    candidates: tuple[Candidate, ...] = ()
    fixed: Fixed | None = None
    """What the block is known to be before any numbering is looked at."""

    @property
    def text(self) -> str:
        """Its text, wrapped lines joined."""
        return runs.text_of(self.spans)

    @property
    def first(self) -> Line:
        """The line it begins with: the evidence of where and how it is printed."""
        return self.lines[0]

    @property
    def is_table(self) -> bool:
        """A table, kept whole."""
        return self.fixed == "table"


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

    size: float | None
    """The body's font size in points."""
    flush: float | None
    """Indent at which unnumbered paragraphs that begin with a first-line indent go on; None: no such indents."""
    all_bold: bool
    """Bold throughout: then bold says nothing."""
    gaps: Gaps | None = None
    """How paragraphs are set apart; None where the gaps above their lines do not differ."""
    hang: float | None = None
    """How far the second line of a numbered paragraph stands right (or left: < 0) of its first; None: no habit."""
    margins: tuple[float, ...] = (0.0,)
    """Slacks at which lines are customarily broken: 0, and more where hanging paragraphs lost their indent."""


@dataclass(frozen=True, slots=True)
class Seam:
    """Two neighbouring lines."""

    above: Line
    below: Line
    above_text: str
    below_text: str
    layout: Layout

    @property
    def numbered(self) -> bool:
        """The line above may begin with a clause number."""
        return bool(candidates(self.above_text))

    @property
    def hangs(self) -> float | None:
        """How far the line below is from where a second line would stand, in ems; None: no telling."""
        if self.layout.hang is None or not self.numbered or self.above.indent is None or self.below.indent is None:
            return None
        return self.step - self.layout.hang

    @property
    def first_line(self) -> float | None:
        """Ems the line below stands right of where paragraphs go on; None where first lines are not indented."""
        if self.layout.flush is None or self.below.indent is None or self.below.centred:
            return None
        return self.below.indent - self.layout.flush

    @property
    def room(self) -> float | None:
        """Ems left on the line above after the first word of the line below, had it stood there."""
        if self.above.slack is None:
            return None
        slack = self.above.slack
        return min(
            slack - margin for margin in self.layout.margins if margin == 0 or slack > margin - 1
        ) - first_word_width(self.below_text)

    @property
    def full(self) -> bool:
        """The line above reaches a margin: what follows could not have stood on it."""
        return self.room is not None and self.room < 1.2

    @property
    def short(self) -> bool:
        """The line above ends well before the margin."""
        return self.room is not None and self.room >= 6

    @property
    def step(self) -> float:
        """How far the line below begins right of the line above, in ems."""
        if self.above.indent is None or self.below.indent is None:
            return 0.0
        return self.below.indent - self.above.indent


def first_word_width(text: str) -> float:
    """Ems that the first unbreakable piece of `text` takes: one Chinese character, or a Latin word."""
    width = 0.0
    for char in text[:40]:
        if not char.isascii() or char == " ":
            break
        width += 0.5
    return max(width, 1.0)


def _is_bold(line: Line) -> bool:
    return bool(line.spans) and all("bold" in span.marks for span in line.spans if span.text.strip())


def _size_changes(seam: Seam) -> bool:
    above, below = seam.above.size, seam.below.size
    return above is not None and below is not None and abs(above - below) > 0.08 * max(above, below)


def _weight_changes(seam: Seam) -> bool:
    return not seam.layout.all_bold and _is_bold(seam.above) != _is_bold(seam.below)


def _hangs_as_usual(seam: Seam) -> bool:
    # Where second lines stand flush with first ones, standing there says nothing.
    return seam.hangs is not None and abs(seam.hangs) < 0.5 and abs(seam.layout.hang or 0.0) >= 0.5


def _heading_below(seam: Seam) -> bool:
    apart = _weight_changes(seam) and _is_bold(seam.below) and is_sentence_end(seam.above_text)
    return apart and (seam.below.slack or 0.0) > 6 and looks_like_heading(seam.below_text)


def _gap(seam: Seam) -> float:
    """How the room above reads: > 0 between paragraphs, < 0 inside one."""
    gap = seam.below.gap
    if gap is None:
        return 0.0
    if seam.layout.gaps is None:
        return min(max(gap - 0.25, 0.0), 2.0)
    return seam.layout.gaps.reads(gap)


def _ends_short_of_wrap(seam: Seam) -> bool:
    return seam.short and not is_unfinished(seam.above_text)


EVIDENCE: tuple[tuple[str, float, Callable[[Seam], bool | float]], ...] = (
    ("the line above reaches the margin in mid-sentence", -3.0, lambda s: s.full and not is_sentence_end(s.above_text)),
    ("the line above reaches the margin", -2.0, lambda s: s.full),
    ("the line above ends a sentence", 1.5, lambda s: is_sentence_end(s.above_text)),
    ("the line above ends a clause of a sentence only", -0.7, lambda s: s.above_text.endswith(("；", ";"))),
    ("the line above ends a sentence short of the margin", 2.5, lambda s: not s.full and s.above.slack is not None and is_sentence_end(s.above_text)),
    ("the line above is in mid-sentence", -1.5, lambda s: not is_sentence_end(s.above_text) and not s.short),
    ("the line above stops well short of the margin", 3.0, _ends_short_of_wrap),
    ("the line above cannot end a paragraph", -3.0, lambda s: is_unfinished(s.above_text)),
    ("the line above introduces something", 1.0, lambda s: s.above_text.rstrip().endswith(("：", ":"))),
    ("no paragraph begins so", -6.0, lambda s: s.below_text[:1] in CANNOT_BEGIN),
    ("the room above", 3.5, _gap),
    ("the size changes", 3.0, _size_changes),
    ("a bold line meets one that is not", 1.5, _weight_changes),
    ("a bold heading below a sentence", 1.5, _heading_below),
    ("one of them is centred", 2.5, lambda s: s.above.centred != s.below.centred),
    ("first-line indent", 3.0, lambda s: s.hangs is None and 1.2 < (s.first_line or 0.0) < 6),
    ("where a second line of a numbered paragraph stands", -1.5, _hangs_as_usual),
    ("not where a second line would stand", 2.0, lambda s: s.hangs is not None and abs(s.hangs) > 1.0),
    ("no first-line indent where they are the habit", -2.0, lambda s: s.first_line is not None and abs(s.first_line) < 0.6),
    ("a term defined", 1.5, lambda s: is_sentence_end(s.above_text) and is_definition(s.below_text)),
    ("one line of a form after another", 5.0, lambda s: is_form_field(s.above_text) and is_form_field(s.below_text)),
    ("a caption and its blank", 2.0, lambda s: not s.full and is_form_field(s.below_text)),
    ("a line to sign on", 2.5, lambda s: not s.full and is_signature_field(s.below_text)),
    ("a heading above", 1.5, lambda s: not s.full and looks_like_heading(s.above_text) and not is_unfinished(s.above_text)),
)  # fmt: skip


def start_evidence(seam: Seam) -> float:
    """> 0: the line below begins a paragraph; < 0: it continues the line above."""
    if seam.below.starts is not None:
        return CERTAIN if seam.below.starts else -CERTAIN
    if seam.above.rows or seam.below.rows or seam.below.auto_label or seam.above.outline != seam.below.outline:
        return CERTAIN
    total = sum(weight * float(holds(seam)) for _, weight, holds in EVIDENCE)
    return max(-CERTAIN, min(CERTAIN, total or 0.1))


def layout_of(lines: Sequence[Line]) -> Layout:
    """What is usual in the document."""
    sizes = [line.size for line in lines if line.size is not None and not line.rows]
    body = [line for line in lines if len(line.text.strip()) > 12 and not line.centred and not line.rows]
    bold = sum(_is_bold(line) for line in body)
    return Layout(
        size=median(sizes) if sizes else None,
        flush=usual_flush(lines),
        all_bold=bold > 0.6 * len(body) > 0,
        gaps=usual_gaps(lines),
        hang=usual_hang(lines),
        margins=customary_margins(body),
    )


def usual_gaps(lines: Sequence[Line]) -> Gaps | None:
    """The usual gap inside a paragraph and between two, from the places where the words alone leave no doubt."""
    inside: list[float] = []
    between: list[float] = []
    for above, below in pairwise(lines):
        if below.gap is None or above.slack is None or above.rows or below.rows:
            continue
        if above.slack < 1.5 and not is_sentence_end(above.text) and not candidates(below.text.strip()):
            inside.append(below.gap)
        elif above.slack > 4 and is_sentence_end(above.text) and candidates(below.text.strip()):
            between.append(below.gap)
    if len(inside) < FEW or len(between) < FEW:
        return None
    low, high = median(inside), median(between)
    apart = sum(gap > (low + high) / 2 for gap in between)
    return Gaps(low, high, strict=apart >= 0.95 * len(between)) if high - low > LEAST_CONTRAST else None


def usual_flush(lines: Sequence[Line]) -> float | None:
    """Where paragraphs with a first-line indent go on: the sure continuations stand left of the sure beginnings."""
    inside: list[float] = []
    first: list[float] = []
    for above, below in pairwise(lines):
        if above.slack is None or above.indent is None or below.indent is None or below.centred:
            continue
        if above.slack < 1.5 and not is_sentence_end(above.text) and not candidates(below.text.strip()):
            inside.append(below.indent)
        elif above.slack > 4 and is_sentence_end(above.text) and not candidates(below.text.strip()):
            first.append(below.indent)
    if len(inside) < FEW or len(first) < FEW:
        return None
    flush = median(inside)
    return flush if sum(1.2 < indent - flush < 6 for indent in first) >= 0.6 * len(first) else None


def usual_hang(lines: Sequence[Line]) -> float | None:
    """How far second lines of numbered paragraphs stand right of their first, where most do alike."""
    steps = [
        below.indent - above.indent
        for above, below in pairwise(lines)
        if above.slack is not None
        and above.slack < 1.5
        and not is_sentence_end(above.text)
        and above.indent is not None
        and below.indent is not None
        and candidates(above.text.strip())
        and not candidates(below.text.strip())
    ]
    if len(steps) < FEW:
        return None
    usual = median(steps)
    return usual if sum(abs(step - usual) < 0.5 for step in steps) >= 0.7 * len(steps) else None


def customary_margins(body: Sequence[Line]) -> tuple[float, ...]:
    """Slacks (whole ems) where many lines break off in mid-sentence: only a margin makes lines do that."""
    broken: Counter[int] = Counter()
    alike: Counter[int] = Counter()
    for line in body:
        if line.slack is not None and line.slack <= WIDEST_HANG:
            alike[round(line.slack)] += 1
            broken[round(line.slack)] += not is_sentence_end(line.text)
    often = max(3.0, 0.02 * len(body))
    return (
        0.0,
        *(float(slack) for slack, count in sorted(alike.items()) if count >= often and broken[slack] >= 0.6 * count),
    )


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The document's blocks in reading order; blank lines go."""
    printed = [line for line in lines if line.text.strip() or line.auto_label]
    layout = layout_of(printed)
    return tuple(_gathered(printed, layout))


def _gathered(lines: Sequence[Line], layout: Layout) -> Iterator[Block]:
    held: Block | None = None
    above: Line | None = None
    for line in lines:
        block = _block_of(line, CERTAIN)
        if above is not None:
            seam = Seam(above, line, above.text.strip(), block.text, layout)
            block = replace(block, start=start_evidence(seam))
        above = line
        if held is not None and block.start < 0 and (not block.candidates or block.start <= -CERTAIN):
            held = join_blocks(held, block)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _block_of(line: Line, start: float) -> Block:
    spans = line.spans if line.rows else runs.strip(line.spans)
    text = runs.text_of(spans)
    found = () if line.rows else generated_candidate(line.auto_label, text) if line.auto_label else candidates(text)
    return Block((line,), spans, start, found, "table" if line.rows else None)


def join_blocks(above: Block, below: Block) -> Block:
    """Two blocks that prove to be one paragraph."""
    return replace(
        above,
        lines=(*above.lines, *below.lines),
        spans=runs.join(above.spans, below.spans),
        candidates=_longer(above, below.text),
    )


def _longer(above: Block, more: str) -> tuple[Candidate, ...]:
    return tuple(replace(found, rest=found.rest + more) for found in above.candidates)
