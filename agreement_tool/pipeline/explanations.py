"""Why each block was read as it was: the decision, its rivals, and what each feature adds."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.frozen import frozen
from agreement_tool.model import Line, SourceDocument
from agreement_tool.structure import preferences
from agreement_tool.structure.block_context import block_contexts
from agreement_tool.structure.blocks import TextBlock, blocks_of
from agreement_tool.structure.build import body_of
from agreement_tool.structure.contents import without_contents
from agreement_tool.structure.inline_labels import split_inline_labels
from agreement_tool.structure.line_starts import LineStart, line_starts
from agreement_tool.structure.paragraph_places import ParagraphPlace, place_parts
from agreement_tool.structure.search import BlockDecision, Hypothesis, SearchStep, infer, moves
from agreement_tool.structure.titles import heading_styles, split_title
from agreement_tool.structure.tree_builder import TreeBuilder, merged, walk
from agreement_tool.text.spans import text_of

MOST_RIVALS = 3


@frozen
class BlockReading:
    """One way to read a block after all that stands above it."""

    decision: BlockDecision
    cost: float
    """Natural log-odds against it; 0 is free."""
    parts: tuple[tuple[str, float], ...]
    """Features and what each costs; they leave out what a reading of the characters costs by itself."""


@frozen
class Explanation:
    """A block, how it was read, and what else was thought of there, the cheapest first."""

    block: TextBlock
    chosen: BlockReading
    rivals: tuple[BlockReading, ...]
    heading: str | None = None
    """What of a numbered unit's own words is its heading; '' for none, None for what is no such unit."""


@frozen
class ExplainedLine:
    """A printed line: whether it begins a paragraph, and how the blocks that begin in it were read."""

    line: Line
    start: LineStart
    blocks: tuple[Explanation, ...]


def explain_document(document: SourceDocument) -> Iterator[ExplainedLine]:
    """Every line of the document in reading order, without contents lists and blank lines."""
    lines = [line for line in without_contents(document.lines)[0] if line.text.strip() or line.auto_label]
    body = body_of(blocks_of(lines), document.title)
    decisions = infer(body).decisions
    headings = _headings(body, decisions)
    explanations = deque(replace(one, heading=headings.get(id(one.block.first))) for one in explain(body, decisions))
    pieces = split_inline_labels(lines)
    texts = [[piece.text.strip() for piece in parts] for parts in pieces]
    for line, parts, start in zip(lines, pieces, line_starts(lines, texts), strict=True):
        yield ExplainedLine(line, start, tuple(_taken(explanations, parts)))


def _headings(blocks: Sequence[TextBlock], decisions: Sequence[BlockDecision]) -> dict[int, str]:
    """Each numbered unit's heading, by the identity of its first line."""
    roots = TreeBuilder(merged(blocks, decisions)).build()
    headed = heading_styles(roots)
    units = (node for node, *_ in walk(roots) if node.role == "unit")
    return {id(node.block.first): text_of(split_title(node, headed)[0]) for node in units}


def _taken(explanations: deque[Explanation], pieces: Sequence[Line]) -> Iterator[Explanation]:
    """The next explanations, as far as their blocks begin with these pieces of a line."""
    for piece in pieces:
        first = explanations[0].block.first if explanations else None
        if first is not None and (first.page, first.box, first.text) == (piece.page, piece.box, piece.text):
            yield explanations.popleft()


def explain(blocks: Sequence[TextBlock], decisions: Sequence[BlockDecision]) -> Iterator[Explanation]:
    """Every block of a document that was read by `decisions`.

    A rival that is cheaper than what was chosen is dearer by what stands below.
    """
    hypothesis = Hypothesis()
    for context, decision in zip(block_contexts(blocks), decisions, strict=True):
        readings: list[tuple[BlockReading, Hypothesis]] = []
        for move in moves(hypothesis, context, math.inf):
            if move.step is not None:
                cost = move.cost - hypothesis.cost
                readings.append((BlockReading(move.step.decision, cost, tuple(_parts(move.step))), move))
        readings.sort(key=lambda found: found[0].cost)
        chosen, hypothesis = next(found for found in readings if found[0].decision == decision)
        rivals = [reading for reading, _ in readings if reading.decision != decision]
        yield Explanation(context.block, chosen, tuple(rivals[:MOST_RIVALS]))


def _parts(step: SearchStep) -> Iterator[tuple[str, float]]:
    if isinstance(step.evidence, ParagraphPlace):
        yield from place_parts(step.evidence)
    elif step.evidence is not None:
        yield from preferences.parts(step.evidence)
