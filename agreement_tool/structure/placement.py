"""One way to place one number: what the constraints and preferences judge."""

from __future__ import annotations

from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import Label
from agreement_tool.structure.candidates import Candidate


@frozen
class LayoutFeatures:
    """How a block is printed, as far as numbering cares."""

    start: float
    """Evidence that a paragraph begins here."""
    indent: float | None = None
    """Ems right of the text block's left margin."""
    outline: int | None = None
    """Heading level that the format declares."""
    depth: int | None = None
    """Nesting of a list item that the format declares."""
    items: int | None = None
    """How many list items and quotations of the format it stands in."""
    heading: bool = False
    """Its words after the number read as a heading."""
    bold: bool = False
    """Printed bold throughout."""
    latin: bool = False
    """Its words are mostly in Latin letters: the other language of a bilingual text."""


class OpenNumber(NamedTuple):
    """A number that stands open in the tree: a further one may stand under it or beside it."""

    candidate: Candidate
    layout: LayoutFeatures
    block: int
    """Which block it heads."""
    listed: bool = False
    """It stands in a list that a sentence introduces."""
    children: int = 0
    """How much stands under it so far."""
    bare: bool = True
    """Only numbered units stand under it."""
    elders: int = 0
    """How many units of its list stand before it."""
    elders_bare: bool = True
    """Only numbered units stand under those."""
    elders_go_on: bool = True
    """Each of those ends with a semicolon: the list is one sentence."""
    most: int | None = None
    """The most that stands under one of those; None: it is the first."""
    least: int = 0
    """The least that stands under one of those."""
    elders_head: bool = False
    """One of those reads as a heading."""
    forms: int = 0
    """How many of what stands under it are lines of a form: 使用目的：统计."""
    outside: bool = False
    """It holds a paragraph that stands outside the list of the format in which it is an item, or one of its list before
    it does: the author did not set the paragraphs of items in."""

    def holding(self, *, paragraph: bool, form: bool = False, outside: bool = False) -> OpenNumber:
        """With one more child: a paragraph, or a unit."""
        return self._replace(
            children=self.children + 1,
            bare=self.bare and not paragraph,
            forms=self.forms + form,
            outside=self.outside or outside,
        )


class Placement(NamedTuple):
    """`candidate` under `ancestors`, after its elder sibling `before` (None: it would be the first there)."""

    candidate: Candidate
    layout: LayoutFeatures
    ancestors: tuple[OpenNumber, ...]
    parent: OpenNumber | None
    """The unit it would stand in, the last of `ancestors`; None at the root."""
    before: OpenNumber | None
    homes: frozenset[str]
    """Styles of the units under which this style has stood so far; empty when the style is new."""
    last: int | None
    """The number this style reached last, anywhere; None when the style is new."""
    introduced: bool
    """What stands right before introduces a list, or is a heading."""
    adjacent: bool = False
    """Nothing stands between the unit opened last and this one."""
    headed: bool = False
    """An unnumbered heading inside the unit stands between the number opened last and this one."""
    list_restarts: bool = False
    """A numbering of its own begins at the root, after another has run there."""
    skipped: int | None = None
    """How far the number is from the one expected after `before` (see `numbers_skipped`); None: no telling."""

    listed: bool = False
    """A paragraph in the unit opened last, beside which it would stand, introduces a list."""
    left: tuple[OpenNumber, ...] = ()
    """Units that a paragraph has left since the last unit."""

    @property
    def opens(self) -> bool:
        """It would be the first there."""
        return self.before is None


def numbers_skipped(own: Label, elder: Label, parent: Label | None = None) -> int | None:
    """How far `own` is from the number expected after `elder`: 0 expected, 1 one skipped, -1 the same; None: other
    styles. `parent`: the unit that both would stand in."""
    if not own.number or not elder.number or not alike(own, elder):
        return None
    if own.inserted and own.number == elder.number:
        return own.inserted - elder.inserted - 1
    if own.tiers == 1 < elder.tiers:
        if parent is not None and parent.number == elder.number[:-1]:
            return own.number[0] - elder.number[-1] - 1
        return own.number[0] - elder.number[0] - 1
    if own.tiers != elder.tiers:
        return None
    if own.tiers > 1 and own.tiers == elder.tiers and own.number[:-1] != elder.number[:-1]:
        return 0 if own.number > elder.number and own.number[-1] == 1 else 2
    return own.number[-1] - elder.number[-1] - 1


def alike(own: Label, elder: Label) -> bool:
    """The same numeral and counter word, whatever point or width it is printed with."""
    return own.numeral == elder.numeral and own.unit == elder.unit and bool(own.opening) == bool(elder.opening)
