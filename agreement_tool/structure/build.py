"""SourceDocument -> Agreement: the one door of this stage."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.model import (
    Agreement,
    Built,
    Clause,
    ClauseKind,
    Furniture,
    Line,
    Place,
    Source,
    SourceDocument,
    Span,
)
from agreement_tool.structure.attachments import with_attachments_titles, with_listed_attachments
from agreement_tool.structure.blocks import TextBlock, blocks_of
from agreement_tool.structure.certainty import certainties
from agreement_tool.structure.clause_evidence import ClauseEvidence, evidence
from agreement_tool.structure.contents import without_contents, without_navigation
from agreement_tool.structure.doubts import doubts_of
from agreement_tool.structure.headings import (
    ends_the_part_before,
    title_blocks,
    with_cover,
    with_repeated_title,
)
from agreement_tool.structure.kinds import kind_of
from agreement_tool.structure.line_starts import CERTAIN
from agreement_tool.structure.lost_points import with_lost_points
from agreement_tool.structure.search import BlockDecision, Role, infer
from agreement_tool.structure.signature import with_signatures
from agreement_tool.structure.titles import HeadingStyles, heading_styles, split_title
from agreement_tool.structure.tree_builder import Node, TreeBuilder, merged
from agreement_tool.structure.unread_places import with_clauses
from agreement_tool.text import spans as runs
from agreement_tool.text.addresses import Addresses
from agreement_tool.text.form_lines import is_edition_note
from agreement_tool.text.line_wording import is_notice, names_a_document
from agreement_tool.text.whitespace import bounded_spans


def build(document: SourceDocument) -> Built:
    """The document's clause tree and where each clause is printed. Never fails, whatever the lines are."""
    return build_with_evidence(document)[0]


def build_with_evidence(document: SourceDocument) -> tuple[Built, tuple[ClauseEvidence, ...]]:
    """As `build`, and for each clause, in reading order, what speaks for and against it."""
    lines, navigation = without_navigation([_bounded(line) for line in document.lines])
    lines, contents = without_contents(lines)
    title, blocks, printed = _without_title(blocks_of(lines), document.title)
    title = bounded_spans(title)
    body = _with_boundaries(blocks, runs.text_of(title))
    numbering = infer(body)
    items = merged(body, numbering.decisions)
    roots = TreeBuilder(items).build()
    margins = {id(body[tie.block].first): tie.margin for tie in numbering.ties}
    known = tuple(evidence(roots, margins))
    probable = {id(one.node): value for one, value in zip(known, certainties(known), strict=True)}
    assembly = _Assembly(heading_styles(roots), probable)
    clauses = tuple(assembly.clause(node, "", None) for node in roots)
    unread = with_clauses(document.unread, clauses)
    agreement = Agreement(
        id="",
        version="",
        title=runs.text_of(title),
        title_spans=title,
        clauses=clauses,
        source=Source(document.name, document.sha256, document.pages, document.reader, unread=unread),
        furniture=(*document.furniture, *navigation, *contents, *_repeated(items, printed)),
        doubts=(*document.doubts, *doubts_of(runs.text_of(title), body, numbering, clauses, known)),
    )
    return Built(agreement, tuple(assembly.places)), known


def _bounded(line: Line) -> Line:
    spans = line.spans if line.rows else bounded_spans(line.spans)
    return line if spans is line.spans else replace(line, spans=spans)


def body_of(blocks: Sequence[TextBlock], declared: str | None) -> tuple[TextBlock, ...]:
    """What the search decides of: the blocks without the title, boundaries marked."""
    title, rest, _ = _without_title(blocks, declared)
    return _with_boundaries(rest, runs.text_of(title))


def _with_boundaries(blocks: Sequence[TextBlock], title: str) -> tuple[TextBlock, ...]:
    """The blocks with repeated titles marked and signature lines joined."""
    read = with_listed_attachments(with_lost_points(blocks))
    marked = with_attachments_titles(with_cover(with_repeated_title(read, title)))
    ends = [block.fixed is not None or ends_the_part_before(block) for block in marked]
    return with_signatures(marked, ends)


def _repeated(items: Sequence[tuple[TextBlock, BlockDecision]], title: Sequence[TextBlock]) -> Iterator[Furniture]:
    for block, decision in items:
        if decision.role == "repeated" and block not in title:
            pages = (block.first.page,) if block.first.page is not None else ()
            yield Furniture(block.text, "repeated", pages)


def _without_title(
    blocks: Sequence[TextBlock], declared: str | None
) -> tuple[tuple[Span, ...], tuple[TextBlock, ...], tuple[TextBlock, ...]]:
    """The title's spans, the other blocks, and the title's own, which stay where they end a notice above them."""
    chosen = title_blocks(blocks, declared)
    if not chosen:
        return ((Span(declared.strip()),) if declared else ()), tuple(blocks), ()
    above, below = blocks[: chosen[0]], blocks[chosen[-1] + 1 :]
    title = runs.join(*(blocks[index].spans for index in chosen))
    ends_notice = any(block.candidates for block in above)
    printed = tuple(replace(blocks[index], fixed="repeated") for index in chosen if ends_notice)
    dates = tuple(itertools.takewhile(lambda block: is_edition_note(block.text), reversed(above)))[::-1]
    first = tuple(replace(block, start=CERTAIN) for block in below[:1])
    return title, (*_without_head(above[: len(above) - len(dates)]), *printed, *dates, *first, *below[1:]), printed


def _without_head(above: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """What stands above the title; a line right above it that names a document, as a page's section does, heads
    nothing."""
    last = above[-1] if above else None
    if last is None or last.candidates or last.fixed or not names_a_document(last.text) or is_notice(last.text):
        return tuple(above)
    return (*above[:-1], replace(last, fixed="paragraph"))


class _Assembly:
    """Nodes into frozen clauses, with addresses and places."""

    def __init__(self, headed: HeadingStyles, certainty: Mapping[int, float]) -> None:
        self._headed = headed
        self._certainty = certainty
        self._addresses = Addresses()
        self.places: list[tuple[str, tuple[Place, ...]]] = []

    def clause(self, node: Node, parent: str, parent_kind: ClauseKind | None) -> Clause:
        """The node and everything under it."""
        label = node.decision.candidate.label if node.decision.candidate else None
        kind = _kind(node, parent, parent_kind)
        eid = self._addresses.address(parent, kind, label)
        title, own = split_title(node, self._headed)
        self.places.append((eid, tuple(_places(node.block))))
        return Clause(
            eid=eid,
            wid=eid,
            kind=kind,
            label=label.text if label else None,
            number=label.number if label else (),
            title=bounded_spans(title),
            spans=own if node.block.first.rows else bounded_spans(own),
            page=node.block.first.page,
            generated=bool(node.decision.candidate and node.decision.candidate.generated),
            rows=node.block.first.rows,
            children=tuple(self.clause(child, eid, kind) for child in node.children),
            certainty=round(self._certainty[id(node)], 3),
        )


_ROLE_KINDS: dict[Role, ClauseKind] = {"heading": "heading", "table": "table", "signature": "signature"}


def _kind(node: Node, parent: str, parent_kind: ClauseKind | None) -> ClauseKind:
    if node.decision.candidate is not None:
        return kind_of(node.decision.candidate, parent_kind, node.decision.listed)
    if node.role == "part":
        return "part" if node.children and not parent else "heading"
    return _ROLE_KINDS.get(node.role, "paragraph")


def _places(block: TextBlock) -> Iterator[Place]:
    for line in block.lines:
        if line.page is not None and line.box is not None:
            yield Place(line.page, line.box)
