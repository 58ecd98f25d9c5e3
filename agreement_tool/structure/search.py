"""The best numbering tree for a run of blocks: a beam search over the numbers that stand open.

Every block is decided once, in reading order: a numbered unit at some depth, an unnumbered paragraph, a heading that
begins a part or stands inside one, or more of the block before. Constraints forbid, preferences price, the cheapest
hypothesis wins; where another hypothesis was nearly as cheap, that is reported, never hidden.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.structure.block_context import BlockContext, block_contexts
from agreement_tool.structure.blocks import TextBlock
from agreement_tool.structure.candidates import SURE, Candidate
from agreement_tool.structure.constraints import allowed
from agreement_tool.structure.paragraph_places import ParagraphPlace, is_closed, places
from agreement_tool.structure.placement import LayoutFeatures, OpenNumber, Placement, alike, numbers_skipped
from agreement_tool.structure.preferences import ROOT, cost

WIDTH = 12
"""Courses kept at any time."""
HOPELESS = 10.0
"""A hypothesis this much dearer than the best is dropped."""
EXPECTED = 2.0
"""The most that a number which was to come costs where its line seems to go on with the one above."""
FAR_OFF = 5.0
"""No paragraph stands in a unit where it costs so much, whatever follows."""
LONE = 1.0
"""What it costs to leave a list of one item behind: a lone （i） at a line's head is rather part of a sentence."""
AGAINST_THE_LOOK, AGAINST_THE_LEVEL = 2.0, 12.0
"""What it costs a heading to stand otherwise than those set like it, and further out than the format's level says."""
NEAR_TIE = 0.5
"""Two hypotheses this near in cost are a doubt worth reporting."""
NOTED = 4.0
"""Two hypotheses this near in cost are noted: how probable a clause is depends on them."""

Role = Literal["unit", "paragraph", "continuation", "part", "heading", "table", "signature", "repeated"]


@frozen
class BlockDecision:
    """What a block is. `depth`: how many numbered units stand above it (units and paragraphs)."""

    role: Role
    depth: int = 0
    candidate: Candidate | None = None
    list_restarts: bool = False
    """A numbering of its own begins at the root."""
    listed: bool = False
    """It stands in a list that a sentence introduces."""


@frozen
class SearchStep:
    """One link of a hypothesis, newest first."""

    decision: BlockDecision
    earlier: SearchStep | None
    evidence: Placement | ParagraphPlace | None = None
    """What the decision was priced by."""


Key = tuple[bool | tuple[str, tuple[int, ...]], ...]


class Hypothesis(NamedTuple):
    """One way to read everything up to here."""

    cost: float = 0.0
    stack: tuple[OpenNumber, ...] = ()
    homes: Mapping[str, frozenset[str]] = MappingProxyType({})
    """Style -> styles of the units it has stood under."""
    last: Mapping[str, int] = MappingProxyType({})
    """Style -> the number it reached last."""
    step: SearchStep | None = None
    headed: bool = False
    """An unnumbered heading inside the open unit came last."""
    returned: bool = False
    """A paragraph or a heading has left the unit opened last."""
    at_the_end: float = 0.0
    """What it costs more if the part ends here."""
    left: tuple[OpenNumber, ...] = ()
    """Units that paragraphs have left since the last unit was opened."""

    @property
    def key(self) -> Key:
        """Hypotheses with the same open numbers have the same future."""
        numbers = [(opened.candidate.style, opened.candidate.label.number) for opened in self.stack]
        return self.at_the_end > 0, *numbers


_NOWHERE: frozenset[str] = frozenset()


@frozen
class Tie:
    """Two readings of one block that cost nearly the same."""

    block: int
    chosen: BlockDecision
    other: BlockDecision
    margin: float
    merged_at: int
    """The block where the two hypotheses came to the same open numbers again."""
    merged: SearchStep
    """The link of the chosen hypothesis there."""


@frozen
class SearchResult:
    """The winning hypothesis, and where it was close."""

    decisions: tuple[BlockDecision, ...]
    ties: tuple[Tie, ...]


def infer(blocks: Sequence[TextBlock]) -> SearchResult:
    """Decide every block. Never fails, whatever the lines are."""
    beam: list[Hypothesis] = [Hypothesis()]
    ties: list[Tie] = []
    for context in block_contexts(blocks):
        beam = _pruned(_continued(beam, context), context.index, ties)
    beam = _pruned([_closed(hypothesis) for hypothesis in beam], len(blocks) - 1, ties)
    for other in beam[1:]:
        _note_tie(beam[0], other, len(blocks) - 1, ties)
    steps = _steps_of(beam[0])
    return SearchResult(tuple(step.decision for step in steps), tuple(_still_true(ties, steps)))


def _continued(beam: Sequence[Hypothesis], context: BlockContext) -> list[Hypothesis]:
    """Every hypothesis with every reading of the next block, but for those that `_pruned` would drop unseen."""
    found: list[Hypothesis] = []
    ceiling = math.inf
    for hypothesis in beam:
        read = list(moves(hypothesis, context, ceiling))
        ceiling = min([ceiling, *(move.cost + HOPELESS + NEAR_TIE for move in read)])
        found += read
    return found


def moves(hypothesis: Hypothesis, context: BlockContext, ceiling: float) -> Iterator[Hypothesis]:
    """Every reading of the next block after `hypothesis` that costs no more than `ceiling`."""
    block = context.block
    if block.fixed is not None:
        if block.is_table:
            yield from _paragraphs(hypothesis, context, "table", 0.0, ceiling)
        else:
            yield _advance(_closed(hypothesis), BlockDecision(block.fixed), 0.0)
        return
    for candidate in block.candidates:
        yield from _placements(hypothesis, candidate, context, ceiling)
    yield from _unnumbered(hypothesis, context, ceiling)


def _placements(
    hypothesis: Hypothesis, candidate: Candidate, context: BlockContext, ceiling: float
) -> Iterator[Hypothesis]:
    """`candidate` beside or under every number that stands open, or first of a numbering of its own."""
    reading, inside = _reading_price(candidate), max(0.0, -context.layout.start)
    most = ceiling - hypothesis.cost - reading
    if most < min(inside, EXPECTED):
        return
    for placement in _places(hypothesis, candidate, context):
        # The very number that was to come is hardly there by chance, although the line above may be full.
        first = placement.opens and candidate.label.ordinal == 1 and placement.introduced
        expected = (placement.skipped == 0 and candidate.form >= SURE) or (first and candidate.form == 1)
        basic = min(inside, EXPECTED) if expected else inside
        price = cost(placement, most - basic)
        if price <= most - basic:
            yield _opened(hypothesis, placement, reading + basic + price, context.index, context.listed)


def _places(hypothesis: Hypothesis, candidate: Candidate, context: BlockContext) -> list[Placement]:
    """Every place that no constraint forbids."""
    stack, label = hypothesis.stack, candidate.label
    homes = hypothesis.homes.get(candidate.style, _NOWHERE)
    last = hypothesis.last.get(candidate.style)
    adjacent = bool(stack) and stack[-1].block == context.index - 1
    layout, introduced, headed = context.layout, context.introduced, hypothesis.headed

    def place(depth: int, before: OpenNumber | None, list_restarts: bool = False) -> Placement:
        parent = stack[depth - 1] if depth else None
        above = parent.candidate.label if parent else None
        skipped = None if before is None else numbers_skipped(label, before.candidate.label, above)
        return Placement(
            candidate,
            layout,
            stack[:depth],
            parent,
            before,
            homes,
            last,
            introduced,
            adjacent,
            headed,
            list_restarts,
            skipped,
            context.listed and depth == len(stack) - 1,
            hypothesis.left,
        )

    found = [placement for depth, before in enumerate(stack) if allowed(placement := place(depth, before))]
    if allowed(deepest := place(len(stack), None)):
        found.append(deepest)
    if stack and label.ordinal == 1 and label.tiers == 1 and not _is_nested(layout, stack[0]):
        found.append(place(0, None, list_restarts=True))
    return found


def _is_nested(layout: LayoutFeatures, outermost: OpenNumber) -> bool:
    """Whether the format sets the item inside the list of the outermost open unit: its numbering is none of its own."""
    return layout.depth is not None and outermost.layout.depth is not None and layout.depth > outermost.layout.depth


def _reading_price(candidate: Candidate) -> float:
    """What an unlikely reading of the characters costs: 1.1 as '1.' and '1…' costs most."""
    cut_short = candidate.preference > 0 and candidate.rest[:1].isdigit()
    return 0.8 * candidate.preference + (4.0 if cut_short else 0.0) + (0.6 if candidate.form < 0.5 else 0.0)


def _opened(hypothesis: Hypothesis, placement: Placement, price: float, index: int, listed: bool) -> Hypothesis:
    candidate, depth = placement.candidate, len(placement.ancestors)
    parent = placement.parent.candidate.style if placement.parent else ROOT
    homes, last = hypothesis.homes, hypothesis.last
    known = homes.get(candidate.style, frozenset())
    if parent not in known:
        homes = {**homes, candidate.style: known | {parent}}
    if candidate.label.ordinal is not None:
        last = {**last, candidate.style: candidate.label.ordinal}
    price += _left_alone(hypothesis.stack[depth + (placement.before is not None) :])
    opened = _unit(placement, index, listed)
    ancestors = placement.ancestors
    if ancestors:
        ancestors = (*ancestors[:-1], ancestors[-1].holding(paragraph=False))
    after_all = not hypothesis.stack and bool(hypothesis.left) and candidate.label.ordinal == 1
    restarts = placement.list_restarts or after_all
    step = SearchStep(BlockDecision("unit", depth, candidate, restarts, opened.listed), hypothesis.step, placement)
    return Hypothesis(hypothesis.cost + price, (*ancestors, opened), homes, last, step)


def _unit(placement: Placement, index: int, listed: bool) -> OpenNumber:
    """The unit as one that stands open, with what is known of its elder siblings."""
    candidate, elder = placement.candidate, placement.before
    if elder is None or not _same_list(elder.candidate, candidate):
        return OpenNumber(candidate, placement.layout, index, listed)
    return OpenNumber(
        candidate,
        placement.layout,
        index,
        elder.listed,
        elders=elder.elders + 1,
        elders_bare=elder.elders_bare and elder.bare,
        elders_go_on=elder.elders_go_on and elder.candidate.rest.rstrip().endswith(("；", ";")),
        most=max(elder.most or 0, elder.children),
        least=elder.children if elder.most is None else min(elder.least, elder.children),
        elders_head=elder.elders_head or elder.layout.heading,
        outside=elder.outside,
    )


def _same_list(elder: Candidate, own: Candidate) -> bool:
    if own.style != elder.style and not (alike(own.label, elder.label) and own.label.tiers == elder.label.tiers):
        return False
    return own.label.ordinal is None or elder.label.ordinal is None or own.label.ordinal > elder.label.ordinal


def _unnumbered(hypothesis: Hypothesis, context: BlockContext, ceiling: float) -> Iterator[Hypothesis]:
    """The block is no numbered unit: a heading, a paragraph, or more of the block before."""
    ignored = max((candidate.form for candidate in context.block.candidates), default=0.0)
    if context.may_continue:
        yield _advance(hypothesis, BlockDecision("continuation"), 3.0 * ignored)
    elif context.strength <= 0:
        yield from _paragraphs(hypothesis, context, "paragraph", 12.0 * ignored, ceiling)
    elif not hypothesis.stack:
        # No cheaper than inside the unit that a heading, or a paragraph, before it has closed.
        price = 0.2 + context.strength if context.inward > 0 else 0.0
        price += AGAINST_THE_LEVEL * _is_below_what_was_left(hypothesis, context)
        yield _advance(hypothesis, BlockDecision("part"), price)
    else:
        stated = 0 if context.inward else _outline_step(hypothesis, context)
        deeper = context.inward or stated or _as_the_outermost(hypothesis, context)
        inside, part = 0.2 + context.strength, 2.2 - 2.0 * context.strength
        outward = AGAINST_THE_LEVEL if stated > 0 else AGAINST_THE_LOOK
        yield _advance(hypothesis, BlockDecision("heading"), inside + AGAINST_THE_LOOK * (deeper < 0))
        yield _advance(_closed(hypothesis), BlockDecision("part"), part + outward * (deeper > 0))


def _paragraphs(
    hypothesis: Hypothesis, context: BlockContext, role: Role, price: float, ceiling: float
) -> Iterator[Hypothesis]:
    """The block in every open unit whose paragraph, or table, it may be."""
    stack = hypothesis.stack
    if not stack:
        yield _advance(hypothesis, BlockDecision(role), price)
        return
    last = stack[-1]
    if last.block == context.index - 1 and not last.candidate.rest:
        yield _advance(
            hypothesis, BlockDecision(role, len(stack)), price
        )  # a number alone on its line: this is its text
        return
    returned = hypothesis.returned or hypothesis.headed
    block, most = context.block, min(FAR_OFF, ceiling - hypothesis.cost - price)
    text = block.signing if block.is_table else block.text
    for place, here, at_the_end in places(text, block.first, stack, returned, most):
        depth = place.depth
        kept = (*stack[: depth - 1], _with_paragraph(stack[depth - 1], place)) if depth else ()
        at_the_end = max(hypothesis.at_the_end, 0.0 if block.is_table and not text else at_the_end)
        total = price + here + _left_alone(stack[depth:]) + (0.0 if depth else at_the_end)
        yield Hypothesis(
            hypothesis.cost + total,
            kept,
            hypothesis.homes,
            hypothesis.last,
            SearchStep(BlockDecision(role, depth), hypothesis.step, place),
            hypothesis.headed,
            returned or depth < len(stack),
            at_the_end if depth else 0.0,
            (*stack[depth:], *hypothesis.left),
        )


def _with_paragraph(opened: OpenNumber, place: ParagraphPlace) -> OpenNumber:
    return opened.holding(paragraph=True, form=place.wording.form, outside=is_closed(opened, place.items))


def _left_alone(left: Sequence[OpenNumber]) -> float:
    return LONE * sum(opened.candidate.label.ordinal == 1 for opened in left)


def _is_below_what_was_left(hypothesis: Hypothesis, context: BlockContext) -> bool:
    """Whether the format's heading level is below that of a unit that a paragraph has left."""
    own, left = context.layout.outline, [opened.layout.outline for opened in hypothesis.left]
    return own is not None and any(level is not None and level < own for level in left)


def _outline_step(hypothesis: Hypothesis, context: BlockContext) -> int:
    """Whether the format's heading level is below (1) or not below (-1) that of the outermost open unit; 0: not
    said."""
    own, outermost = context.layout.outline, hypothesis.stack[0].layout.outline
    if own is None or outermost is None:
        return 0
    return 1 if own > outermost else -1


def _as_the_outermost(hypothesis: Hypothesis, context: BlockContext) -> int:
    """-1: no heading inside a unit; it is bold as the outermost open heading is, and what stands in that is not."""
    outermost = hypothesis.stack[0].layout
    if not context.layout.bold:
        return 0
    inner = len(hypothesis.stack) > 1 and not hypothesis.stack[1].layout.bold
    return -1 if not outermost.heading or (outermost.bold and inner) else 0


def _closed(hypothesis: Hypothesis) -> Hypothesis:
    """No number stands open any more."""
    return hypothesis._replace(
        cost=hypothesis.cost + hypothesis.at_the_end, stack=(), headed=False, returned=False, at_the_end=0.0, left=()
    )


def _advance(hypothesis: Hypothesis, decision: BlockDecision, price: float) -> Hypothesis:
    cost, stack, homes, last, step, headed, returned, at_the_end, left = hypothesis
    headed = headed or decision.role == "heading"
    return Hypothesis(cost + price, stack, homes, last, SearchStep(decision, step), headed, returned, at_the_end, left)


def _pruned(hypotheses: list[Hypothesis], index: int, ties: list[Tie]) -> list[Hypothesis]:
    """The cheapest hypotheses, one for each set of open numbers; a near tie between two that merge is noted."""
    best: dict[Key, Hypothesis] = {}
    hypotheses.sort(key=lambda hypothesis: hypothesis.cost)
    for hypothesis in hypotheses:
        winner = best.setdefault(hypothesis.key, hypothesis)
        if winner is not hypothesis:
            _note_tie(winner, hypothesis, index, ties)
    kept = list(best.values())
    return [hypothesis for hypothesis in kept[:WIDTH] if hypothesis.cost <= kept[0].cost + HOPELESS]


def _note_tie(winner: Hypothesis, loser: Hypothesis, index: int, ties: list[Tie]) -> None:
    margin = loser.cost - winner.cost
    if margin > NOTED:
        return
    kept, lost, block = winner.step, loser.step, index
    merged = winner.step
    if merged is None:
        return
    while kept is not None and lost is not None and kept is not lost:
        if not _same_reading(kept.decision, lost.decision):
            ties.append(Tie(block, kept.decision, lost.decision, margin, index, merged))
            return
        kept, lost, block = kept.earlier, lost.earlier, block - 1


def _same_reading(one: BlockDecision, other: BlockDecision) -> bool:
    """Whether two readings of a block are the same, wherever its numbering restarts."""
    return (one.role, one.depth, one.candidate) == (other.role, other.depth, other.candidate)


def _steps_of(hypothesis: Hypothesis) -> list[SearchStep]:
    """Its links, oldest first."""
    found: list[SearchStep] = []
    step = hypothesis.step
    while step is not None:
        found.append(step)
        step = step.earlier
    return found[::-1]


def _still_true(ties: Sequence[Tie], steps: Sequence[SearchStep]) -> Iterator[Tie]:
    """Ties on the winning hypothesis, the nearest of each block."""
    seen: set[int] = set()
    for tie in sorted(ties, key=lambda tie: (tie.block, tie.margin)):
        if steps[tie.merged_at] is tie.merged and tie.block not in seen:
            seen.add(tie.block)
            yield tie
