"""One way to place one number: what the constraints and preferences judge."""

from __future__ import annotations

from dataclasses import dataclass

from agreement_tool.structure.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Site:
    """How a block is printed, as far as numbering cares."""

    start: float
    """Evidence that a paragraph begins here."""
    indent: float | None = None
    """Ems right of the text block's left margin."""
    outline: int | None = None
    """Heading level that the format declares."""
    depth: int | None = None
    """Nesting of a list item that the format declares."""
    heading: bool = False
    """Its words after the number read as a heading."""
    bold: bool = False
    """Printed bold throughout."""
    latin: bool = False
    """Its words are mostly in Latin letters: the other language of a bilingual text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A number that stands open in the tree: a further one may stand under it or beside it."""

    candidate: Candidate
    site: Site
    block: int
    """Which block it heads."""
    introduces: bool = False
    """Its own text ends by introducing a list."""


@dataclass(frozen=True, slots=True)
class Placement:
    """`candidate` under `ancestors`, after its elder sibling `before` (None: it would be the first there)."""

    candidate: Candidate
    site: Site
    ancestors: tuple[Opened, ...]
    before: Opened | None
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
    anew: bool = False
    """A numbering of its own begins at the root, after another has run there."""

    @property
    def parent(self) -> Opened | None:
        """The unit it would stand in; None at the root."""
        return self.ancestors[-1] if self.ancestors else None

    @property
    def opens(self) -> bool:
        """It would be the first there."""
        return self.before is None
