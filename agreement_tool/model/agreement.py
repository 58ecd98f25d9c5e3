"""An agreement: its title, its dates, where it came from and its tree of clauses."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.frozen import frozen
from agreement_tool.model.clause import Clause
from agreement_tool.model.source import Box, Doubt, Furniture, Span
from agreement_tool.model.unread import Unread


@frozen
class Source:
    """The file an agreement was read from."""

    name: str
    sha256: str
    pages: int | None = None
    reader: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    """Facts of the reading, for the record: body face, body size, confidence, …"""
    unread: tuple[Unread, ...] = ()
    """What the file shows and no clause holds; empty where all was read."""


@frozen
class Agreement:
    """One version of one agreement. `id` and `version` are ASCII slugs; '' while not yet decided."""

    id: str
    version: str
    title: str
    """The document's own title as printed; '' when it has none."""
    clauses: tuple[Clause, ...] = ()
    title_spans: tuple[Span, ...] = ()
    """The title with its marks; its text equals `title`."""
    source: Source | None = None
    published: str | None = None
    """Publication date, ISO 8601 (YYYY-MM-DD)."""
    effective: str | None = None
    """Date of effect, ISO 8601."""
    supersedes: str | None = None
    """The version this one replaces."""
    locale: str = "zh-CN"
    status: str = "draft"
    furniture: tuple[Furniture, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """Every clause in reading order."""
        for clause in self.clauses:
            yield from clause.walk()

    def walk_with_parents(self) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
        """Every clause in reading order with its ancestors, outermost first."""

        def visit(clause: Clause, above: tuple[Clause, ...]) -> Iterator[tuple[Clause, tuple[Clause, ...]]]:
            yield clause, above
            for child in clause.children:
                yield from visit(child, (*above, clause))

        for clause in self.clauses:
            yield from visit(clause, ())


@frozen
class Place:
    """Where a piece of a clause is printed: evidence for crops. Not stored in YAML."""

    page: int
    box: Box


@frozen
class Built:
    """What `structure.build` returns: the agreement and, by eid, where each clause is printed."""

    agreement: Agreement
    places: tuple[tuple[str, tuple[Place, ...]], ...] = ()
