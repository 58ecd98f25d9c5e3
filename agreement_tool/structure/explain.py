"""Why each block was read as it was: the decision, its rivals, and what each feature adds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreement_tool.structure import preferences
from agreement_tool.structure.block_context import block_contexts
from agreement_tool.structure.blocks import Block
from agreement_tool.structure.paragraph_places import Place, place_parts
from agreement_tool.structure.search import Decision, Hypothesis, Step, moves

MOST_RIVALS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a block after all that stands above it."""

    decision: Decision
    cost: float
    """Natural log-odds against it; 0 is free."""
    parts: tuple[tuple[str, float], ...]
    """Features and what each costs; they leave out what a reading of the characters costs by itself."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A block, how it was read, and what else was thought of there, the cheapest first."""

    block: Block
    chosen: Reading
    rivals: tuple[Reading, ...]


def explain(blocks: Sequence[Block], decisions: Sequence[Decision]) -> Iterator[Explanation]:
    """Every block of a document that was read by `decisions`.

    A rival that is cheaper than what was chosen is dearer by what stands below.
    """
    hypothesis = Hypothesis()
    for context, decision in zip(block_contexts(blocks), decisions, strict=True):
        readings: list[tuple[Reading, Hypothesis]] = []
        for move in moves(hypothesis, context, math.inf):
            if move.step is not None:
                cost = move.cost - hypothesis.cost
                readings.append((Reading(move.step.decision, cost, tuple(_parts(move.step))), move))
        readings.sort(key=lambda found: found[0].cost)
        chosen, hypothesis = next(found for found in readings if found[0].decision == decision)
        rivals = [reading for reading, _ in readings if reading.decision != decision]
        yield Explanation(context.block, chosen, tuple(rivals[:MOST_RIVALS]))


def _parts(step: Step) -> Iterator[tuple[str, float]]:
    if isinstance(step.evidence, Place):
        yield from place_parts(step.evidence)
    elif step.evidence is not None:
        yield from preferences.parts(step.evidence)
