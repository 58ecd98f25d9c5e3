"""What numbering needs to know of a block and its neighbour, worked out once, whatever course is tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreement_tool.structure.blocks import Block
from agreement_tool.structure.forms import is_date, is_form_field
from agreement_tool.structure.headings import heading_strength, is_bold
from agreement_tool.structure.placement import Site
from agreement_tool.structure.wording import introduces, looks_like_heading

HEADS_A_LIST = 0.4
"""How surely a plain line that reads as a heading is one, where a numbering begins right below it."""
_HEADED_UNITS = ("部分", "编", "篇", "章", "节")


@dataclass(frozen=True, slots=True)
class Scene:
    """One block in its place."""

    index: int
    block: Block
    site: Site
    introduced: bool
    """What stands right before introduces a list, or is a heading."""
    may_continue: bool
    """It may be more of the block before."""
    strength: float
    """0…1: how surely it is an unnumbered heading."""


def scenes(blocks: Sequence[Block]) -> Iterator[Scene]:
    """Every block with what its numbering depends on."""
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        yield Scene(
            index=index,
            block=block,
            site=site_of(block),
            introduced=before is not None and (introduces(before.text) or looks_like_heading(before.text)),
            may_continue=before is not None and block.start < 0 and before.fixed is None,
            strength=_strength(block, before, after),
        )


def _strength(block: Block, before: Block | None, after: Block | None) -> float:
    # After a number alone on its line comes that unit's heading or text, never a heading of its own.
    bare = before is not None and any(not candidate.rest for candidate in before.candidates)
    if bare or block.candidates or block.fixed:
        return 0.0
    strength = heading_strength(block)
    return max(strength, HEADS_A_LIST) if _heads_a_list(block, after) else strength


def _heads_a_list(block: Block, after: Block | None) -> bool:
    """A line that reads as a heading, right before a numbering begins."""
    first = after is not None and any(candidate.label.ordinal == 1 for candidate in after.candidates[:1])
    text = block.text
    plain = looks_like_heading(text, 20) and not introduces(text) and not is_form_field(text) and not is_date(text)
    return first and plain and not text.rstrip().endswith(("：", ":")) and block.start > 1


def site_of(block: Block) -> Site:
    """How the block is printed, as far as numbering cares."""
    line = block.first
    rest = block.candidates[0].rest if block.candidates else block.text
    letters = [char for char in rest if char.isalpha()]
    latin = sum(char.isascii() for char in letters) > 0.7 * len(letters) > 0
    heading = looks_like_heading(rest) or any(_always_heads(block, at) for at in range(len(block.candidates)))
    return Site(block.start, line.indent, line.outline, line.depth, heading, is_bold(block), latin)


def _always_heads(block: Block, at: int) -> bool:
    label = block.candidates[at].label
    return label.unit in _HEADED_UNITS or label.opening.startswith("附")
