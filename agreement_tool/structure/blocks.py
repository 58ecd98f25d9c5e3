"""Lines into blocks: certain continuations joined, everything that may begin a numbered unit kept apart.

A line that may carry a clause number stays a block of its own: whether it is a number is for `depth` to infer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Line, Span
from agreement_tool.structure.candidates import SURE, Candidate, candidates, numbered_candidates
from agreement_tool.structure.high_numbers import with_high_numbers
from agreement_tool.structure.inline_labels import split_inline_labels
from agreement_tool.structure.line_starts import CERTAIN, line_starts
from agreement_tool.text import spans as runs
from agreement_tool.text.form_lines import is_signature
from agreement_tool.text.spacing import Spacing

INLINE_PIECE = -0.5
"""Evidence for a piece cut out of a line: it goes on, unless its number is the one expected."""
_SIGNED_ROWS = 6
"""A table that is there to be signed says so in one of its first rows."""
Fixed = Literal["table", "signature", "repeated", "part", "paragraph"]


@frozen
class TextBlock:
    """A paragraph, or a line that may begin one. `start`: > 0 begins, < 0 continues the block before; 0…±CERTAIN."""

    lines: tuple[Line, ...]
    spans: tuple[Span, ...]
    start: float
    candidates: tuple[Candidate, ...] = ()
    fixed: Fixed | None = None
    """What the block is known to be before any numbering is looked at."""
    spaced: bool = False
    """Where it goes on the block before, a blank stands between them."""
    nearest: float = CERTAIN
    """How near, in log-odds, the least sure of the joins inside it was to being none."""
    swallowed: bool = False
    """A line that looks very much like a numbered one was joined to those before it."""

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

    @property
    def signing(self) -> str:
        """Of a table that is there to be signed, a line that says so; empty where none does."""
        cells = (runs.text_of(cell.spans) for row in self.first.rows[:_SIGNED_ROWS] for cell in row)
        return next((line for text in cells for line in text.splitlines()[:1] if is_signature(line)), "")


def blocks_of(lines: Sequence[Line]) -> tuple[TextBlock, ...]:
    """The document's blocks in reading order; blank lines go."""
    printed = [line for line in lines if line.text.strip() or line.auto_label]
    return tuple(_gathered(with_high_numbers(_started(printed))))


def _started(lines: Sequence[Line]) -> Iterator[TextBlock]:
    """Each line, or each piece of one that numbers are glued into, with the evidence that a paragraph begins there."""
    habit = Spacing(line.text for line in lines)
    pieces = split_inline_labels(lines)
    first = [_block_of(parts[0], CERTAIN) for parts in pieces]
    texts = [
        (block.text, *(part.text.strip() for part in parts[1:])) for block, parts in zip(first, pieces, strict=True)
    ]
    scores = [start.score for start in line_starts(lines, texts)]  # what they rest on is let go at once
    for at, (block, score) in enumerate(zip(first, scores, strict=True)):
        spaced = at > 0 and habit.has_blank(lines[at - 1].text.strip(), block.text)
        yield TextBlock(block.lines, block.spans, score, block.candidates, block.fixed, spaced)
        for before, piece in pairwise(pieces[at]):
            begins = CERTAIN if is_signature(piece.text.strip()) else INLINE_PIECE
            yield replace(_block_of(piece, begins), spaced=before.text[-1:].isspace())


def _gathered(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Continuations joined, unless they may begin a numbered unit."""
    held: list[TextBlock] = []
    for block in blocks:
        if held and block.start < 0 and (not block.candidates or block.start <= -CERTAIN):
            held.append(block)
            continue
        if held:
            yield join_blocks(*held)
        held = [block]
    if held:
        yield join_blocks(*held)


def _block_of(line: Line, start: float) -> TextBlock:
    spans = line.spans if line.rows else runs.strip(line.spans)
    text = runs.text_of(spans)
    found = () if line.rows or "\n" in text else candidates(text)
    if line.auto_label and not line.rows:
        found = numbered_candidates(line.auto_label, text, line.depth)
    return TextBlock((line,), spans, start, found, "table" if line.rows else None)


def join_blocks(first: TextBlock, *rest: TextBlock) -> TextBlock:
    """Blocks that prove to be one paragraph."""
    if not rest:
        return first
    return replace(
        first,
        lines=tuple(line for block in (first, *rest) for line in block.lines),
        spans=runs.join(
            first.spans,
            *(block.spans for block in rest),
            blanks=[number for number, block in enumerate(rest, start=1) if block.spaced],
        ),
        candidates=_longer(first, "".join(block.text for block in rest)),
        nearest=min(first.nearest, *(min(block.nearest, abs(block.start)) for block in rest)),
        swallowed=first.swallowed
        or any(block.swallowed or any(one.form >= SURE for one in block.candidates) for block in rest),
    )


def _longer(above: TextBlock, more: str) -> tuple[Candidate, ...]:
    return tuple(replace(found, rest=found.rest + more) for found in above.candidates)
