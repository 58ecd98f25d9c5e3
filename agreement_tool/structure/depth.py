"""The best numbering tree for a run of blocks: a beam search over the numbers that stand open.

Every block is decided once, in reading order: a numbered unit at some depth, an unnumbered paragraph, a heading that
begins a part or stands inside one, or more of the block before. Constraints forbid, preferences price, the cheapest
course wins; where another course was nearly as cheap, that is reported, never hidden.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, NamedTuple

from agreement_tool.structure.blocks import Block
from agreement_tool.structure.candidates import SURE, Candidate
from agreement_tool.structure.constraints import allowed
from agreement_tool.structure.placement import Opened, Placement, numbers_skipped
from agreement_tool.structure.preferences import ROOT, cost
from agreement_tool.structure.scene import Scene, scenes

WIDTH = 12
"""Courses kept at any time."""
HOPELESS = 10.0
"""A course this much dearer than the best is dropped."""
EXPECTED = 2.0
"""The most that a number which was to come costs where its line seems to go on with the one above."""
NEAR_TIE = 0.5
"""Two courses this near in cost are a doubt worth reporting."""

Role = Literal["unit", "paragraph", "continuation", "part", "heading", "table", "signature", "repeated"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a block is. `depth`: how many numbered units stand above it (units only)."""

    role: Role
    depth: int = 0
    candidate: Candidate | None = None
    anew: bool = False
    """A numbering of its own begins at the root."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a course, newest first."""

    decision: Decision
    earlier: Step | None


class Course(NamedTuple):
    """One way to read everything up to here."""

    cost: float = 0.0
    stack: tuple[Opened, ...] = ()
    homes: Mapping[str, frozenset[str]] = MappingProxyType({})
    """Style -> styles of the units it has stood under."""
    last: Mapping[str, int] = MappingProxyType({})
    """Style -> the number it reached last."""
    step: Step | None = None
    headed: bool = False
    """An unnumbered heading inside the open unit came last."""

    @property
    def key(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Courses with the same open numbers have the same future."""
        return tuple([(opened.candidate.style, opened.candidate.label.number) for opened in self.stack])


_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two readings of one block that cost nearly the same."""

    block: int
    chosen: Decision
    other: Decision
    margin: float
    merged_at: int
    """The block where the two courses came to the same open numbers again."""
    merged: Step
    """The link of the chosen course there."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The winning course, and where it was close."""

    decisions: tuple[Decision, ...]
    ties: tuple[Tie, ...]


def infer(blocks: Sequence[Block]) -> Numbering:
    """Decide every block. Never fails, whatever the lines are."""
    beam: list[Course] = [Course()]
    ties: list[Tie] = []
    for scene in scenes(blocks):
        beam = _pruned(_continued(beam, scene), scene.index, ties)
    for other in beam[1:]:
        _note_tie(beam[0], other, len(blocks) - 1, ties)
    steps = _course_steps(beam[0])
    return Numbering(tuple(step.decision for step in steps), tuple(_still_true(ties, steps)))


def _continued(beam: Sequence[Course], scene: Scene) -> list[Course]:
    """Every course with every reading of the next block, but for those that `_pruned` would drop unseen."""
    found: list[Course] = []
    ceiling = math.inf
    for course in beam:
        moves = list(_moves(course, scene, ceiling))
        ceiling = min([ceiling, *(move.cost + HOPELESS + NEAR_TIE for move in moves)])
        found += moves
    return found


def _moves(course: Course, scene: Scene, ceiling: float) -> Iterator[Course]:
    block = scene.block
    if block.fixed is not None:
        yield _advance(course if block.is_table else _closed(course), Decision(block.fixed), 0.0)
        return
    for candidate in block.candidates:
        yield from _placements(course, candidate, scene, ceiling)
    yield from _unnumbered(course, scene)


def _placements(course: Course, candidate: Candidate, scene: Scene, ceiling: float) -> Iterator[Course]:
    """`candidate` beside or under every number that stands open, or first of a numbering of its own."""
    reading, inside = _reading_price(candidate), max(0.0, -1.0 - scene.site.start) * 0.9
    most = ceiling - course.cost - reading
    if most < min(inside, EXPECTED):
        return
    for placement in _places(course, candidate, scene):
        # The very number that was to come is hardly there by chance, although the line above may be full.
        first = placement.opens and candidate.label.ordinal == 1 and placement.introduced
        expected = (placement.skipped == 0 and candidate.form >= SURE) or (first and candidate.form == 1)
        basic = min(inside, EXPECTED) if expected else inside
        price = cost(placement, most - basic)
        if price <= most - basic:
            yield _opened(course, placement, reading + basic + price, scene.index)


def _places(course: Course, candidate: Candidate, scene: Scene) -> list[Placement]:
    """Every place that no constraint forbids."""
    stack, label = course.stack, candidate.label
    homes = course.homes.get(candidate.style, _NOWHERE)
    last = course.last.get(candidate.style)
    adjacent = bool(stack) and stack[-1].block == scene.index - 1
    site, introduced, headed = scene.site, scene.introduced, course.headed

    def place(depth: int, before: Opened | None, anew: bool = False) -> Placement:
        skipped = None if before is None else numbers_skipped(label, before.candidate.label)
        parent = stack[depth - 1] if depth else None
        return Placement(
            candidate, site, stack[:depth], parent, before, homes, last, introduced, adjacent, headed, anew, skipped
        )

    found = [placement for depth, before in enumerate(stack) if allowed(placement := place(depth, before))]
    if allowed(deepest := place(len(stack), None)):
        found.append(deepest)
    if stack and label.ordinal == 1 and label.tiers == 1:
        found.append(place(0, None, anew=True))
    return found


def _reading_price(candidate: Candidate) -> float:
    """What an unlikely reading of the characters costs: 1.1 as '1.' and '1…' costs most."""
    cut_short = candidate.preference > 0 and candidate.rest[:1].isdigit()
    return 0.8 * candidate.preference + (2.0 if cut_short else 0.0) + (0.6 if candidate.form < 0.5 else 0.0)


def _opened(course: Course, placement: Placement, price: float, index: int) -> Course:
    candidate, depth = placement.candidate, len(placement.ancestors)
    parent = placement.parent.candidate.style if placement.parent else ROOT
    homes, last = course.homes, course.last
    known = homes.get(candidate.style, frozenset())
    if parent not in known:
        homes = {**homes, candidate.style: known | {parent}}
    if candidate.label.ordinal is not None:
        last = {**last, candidate.style: candidate.label.ordinal}
    opened = Opened(candidate, placement.site, index)
    step = Step(Decision("unit", depth, candidate, placement.anew), course.step)
    return Course(course.cost + price, (*placement.ancestors, opened), homes, last, step)


def _unnumbered(course: Course, scene: Scene) -> Iterator[Course]:
    """The block is no numbered unit: a heading, a paragraph, or more of the block before."""
    ignored = max((candidate.form for candidate in scene.block.candidates), default=0.0)
    if scene.may_continue:
        yield _advance(course, Decision("continuation"), 3.0 * ignored)
    elif scene.strength <= 0:
        yield _advance(course, Decision("paragraph"), 9.0 * ignored)
    elif not course.stack:
        # No cheaper than inside the unit that a heading before it has closed.
        yield _advance(course, Decision("part"), 0.2 + scene.strength if scene.inward > 0 else 0.0)
    else:
        deeper = scene.inward or _outline_step(course, scene) or _as_the_outermost(course, scene)
        yield _advance(course, Decision("heading"), 0.2 + scene.strength + (2.0 if deeper < 0 else 0.0))
        yield _advance(_closed(course), Decision("part"), 2.2 - 2.0 * scene.strength + (2.0 if deeper > 0 else 0.0))


def _outline_step(course: Course, scene: Scene) -> int:
    """Whether the format's heading level is below (1) or not below (-1) that of the outermost open unit; 0: not said."""
    own, outermost = scene.site.outline, course.stack[0].site.outline
    if own is None or outermost is None:
        return 0
    return 1 if own > outermost else -1


def _as_the_outermost(course: Course, scene: Scene) -> int:
    """-1: no heading inside a unit; it is bold as the outermost open heading is, and what stands in that is not."""
    outermost = course.stack[0].site
    if not scene.site.bold:
        return 0
    inner = len(course.stack) > 1 and not course.stack[1].site.bold
    return -1 if not outermost.heading or (outermost.bold and inner) else 0


def _closed(course: Course) -> Course:
    """No number stands open any more."""
    return Course(course.cost, (), course.homes, course.last, course.step)


def _advance(course: Course, decision: Decision, price: float) -> Course:
    headed = decision.role == "heading" or course.headed
    return Course(course.cost + price, course.stack, course.homes, course.last, Step(decision, course.step), headed)


def _pruned(courses: list[Course], index: int, ties: list[Tie]) -> list[Course]:
    """The cheapest courses, one for each set of open numbers; a near tie between two that merge is noted."""
    best: dict[tuple[tuple[str, tuple[int, ...]], ...], Course] = {}
    courses.sort(key=lambda course: course.cost)
    for course in courses:
        winner = best.setdefault(course.key, course)
        if winner is not course:
            _note_tie(winner, course, index, ties)
    kept = list(best.values())
    return [course for course in kept[:WIDTH] if course.cost <= kept[0].cost + HOPELESS]


def _note_tie(winner: Course, loser: Course, index: int, ties: list[Tie]) -> None:
    margin = loser.cost - winner.cost
    if margin > NEAR_TIE:
        return
    kept, lost, block = winner.step, loser.step, index
    merged = winner.step
    if merged is None:
        return
    while kept is not None and lost is not None and kept is not lost:
        if replace(kept.decision, anew=False) != replace(lost.decision, anew=False):
            ties.append(Tie(block, kept.decision, lost.decision, margin, index, merged))
            return
        kept, lost, block = kept.earlier, lost.earlier, block - 1


def _course_steps(course: Course) -> list[Step]:
    """Its links, oldest first."""
    found: list[Step] = []
    step = course.step
    while step is not None:
        found.append(step)
        step = step.earlier
    return found[::-1]


def _still_true(ties: Sequence[Tie], steps: Sequence[Step]) -> Iterator[Tie]:
    """Ties on the winning course, one a block."""
    seen: set[int] = set()
    for tie in ties:
        if steps[tie.merged_at] is tie.merged and tie.block not in seen:
            seen.add(tie.block)
            yield tie
