"""From decided blocks to nested nodes: what stands under what, where unnumbered paragraphs belong."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agreement_tool.structure.blocks import TextBlock, join_blocks
from agreement_tool.structure.headings import is_bold, is_larger
from agreement_tool.structure.search import BlockDecision, Role
from agreement_tool.text.form_lines import (
    is_bare_attachment,
    is_form_field,
    squeezed,
)
from agreement_tool.text.labels import CHAPTER_UNITS
from agreement_tool.text.line_wording import (
    is_bracketed_heading,
    is_farewell,
    is_known_heading,
    is_notice,
    is_preamble,
    looks_like_heading,
    names_a_document,
)
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon

BRACKETS = ("（", "(")
_BEFORE_THE_BODY = compiled(r"(?:重要|特别|郑重)?声明[：:]?|温馨提示[：:]?|PREAMBLE|Preamble|RECITALS|Recitals")
"""Headings, beside the usual notices, of what stands before the body."""
_HEADING_ROLES = ("unit", "part", "heading")
_WIDE_UNITS = (*CHAPTER_UNITS, "条")


@dataclass(slots=True, eq=False)
class Node:
    """A unit, heading, paragraph, table or signature block under construction."""

    role: Role
    block: TextBlock
    decision: BlockDecision
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text after the number."""
        return self.decision.candidate.rest if self.decision.candidate else self.block.text


def merged(blocks: Sequence[TextBlock], decisions: Sequence[BlockDecision]) -> list[tuple[TextBlock, BlockDecision]]:
    """Continuations joined to what they continue; a number alone on its line takes the paragraph below as its text."""
    found: list[tuple[TextBlock, BlockDecision]] = []
    for block, decision in zip(blocks, decisions, strict=True):
        if found and (decision.role == "continuation" or _completes(found[-1], block, decision)):
            above, earlier = found[-1]
            found[-1] = _joined(above, earlier, block)
        elif decision.role == "continuation":
            found.append((block, BlockDecision("paragraph")))
        else:
            found.append((block, decision))
    return found


def _completes(above: tuple[TextBlock, BlockDecision], block: TextBlock, decision: BlockDecision) -> bool:
    candidate = above[1].candidate
    if candidate is None:
        # 附件 on a line, what is attached on the next.
        return above[1].role == "part" and decision.role in ("part", "heading") and is_bare_attachment(above[0].text)
    # 第一章 as a heading of the format, and what is none; 第1条 has a text of its own
    stated = above[0].first.outline is not None and block.first.outline is None
    if candidate.rest or (stated and candidate.label.unit in CHAPTER_UNITS):
        return False
    return decision.role == "paragraph" and not block.candidates


def _joined(above: TextBlock, earlier: BlockDecision, below: TextBlock) -> tuple[TextBlock, BlockDecision]:
    whole = join_blocks(above, replace(below, spaced=True) if earlier.role == "part" else below)
    if earlier.candidate is None:
        return whole, earlier
    order = above.candidates.index(earlier.candidate)
    return whole, replace(earlier, candidate=whole.candidates[order])


class TreeBuilder:
    """Hangs decided blocks into a forest, in reading order."""

    def __init__(self, items: Sequence[tuple[TextBlock, BlockDecision]]) -> None:
        self.items = items
        self.roots: list[Node] = []
        self.parts: list[Node] = []
        """The unnumbered headings that are open, each inside the one before."""
        self.stack: list[Node] = []
        self.heading: tuple[int, Node] | None = None
        self.returned = False
        self.signed = False
        """The body is signed."""

    def build(self) -> list[Node]:
        """The forest's roots."""
        upcoming = _upcoming_units(self.items)
        body = 1 + max((at for at, (_, one) in enumerate(self.items) if one.role in _HEADING_ROLES), default=-1)
        for index, (block, decision) in enumerate(self.items):
            node = Node(decision.role, block, decision)
            if index and _is_listed(self.items[index - 1][1]) and not _is_listed(decision):
                self.stack, self.parts = [], []  # the list is over, and what headed it
            self._leave_closed_parts(block)
            if decision.role == "unit":
                self._unit(node, index)
            elif decision.role == "part":
                self._part(node)
            elif decision.role == "heading":
                self._inner_heading(node, index, upcoming[index])
            elif decision.role in ("signature", "repeated"):
                self._boundary(node)
            else:
                self._paragraph(node, last=index >= body)
        return _without_head_of_all(self.roots)

    @property
    def part(self) -> Node | None:
        """The innermost open heading that is no unit's."""
        return self.parts[-1] if self.parts else None

    def _leave_closed_parts(self, block: TextBlock) -> None:
        """A heading inside a quotation or a list item heads nothing behind it, if something stands below it there."""
        items = block.first.items
        if items is not None:
            closed = (at for at, part in enumerate(self.parts) if _stands_in(part) > items and _holds_inside(part))
            self._close_parts(next(closed, len(self.parts)))

    def _close_parts(self, first: int) -> None:
        """Leave the headings from `first` on, and all that stands open in them."""
        if first < len(self.parts):
            self.parts, self.stack, self.heading = self.parts[:first], [], None

    def _base(self) -> list[Node]:
        return self.part.children if self.part is not None else self.roots

    def _under(self, depth: int) -> list[Node]:
        """Where children of the open unit at `depth` - 1 go (depth 0: the part or the root)."""
        if self.heading is not None and self.heading[0] == depth:
            return self.heading[1].children
        return self.stack[depth - 1].children if depth else self._base()

    def _part(self, node: Node) -> None:
        self.stack, self.heading, self.returned = [], None, False
        self.parts = [part for part in self.parts if _holds(part, node)]
        self._base().append(node)
        self.parts.append(node)

    def _boundary(self, node: Node) -> None:
        """Nothing numbered goes on past a signature block or the title printed again."""
        outermost = self.stack[0] if self.stack else None
        self.stack, self.heading, self.returned = [], None, False
        if node.role == "signature" and outermost is not None and self._is_signed_separately(outermost):
            outermost.children.append(node)
            return
        self.signed = self.signed or node.role == "signature"
        if node.role == "repeated":
            # After its own cover, the title printed again begins no other part.
            if self.part is None or squeezed(self.part.block.text) != squeezed(node.block.text):
                self.parts = []
            return
        self._base().append(node)

    def _is_signed_separately(self, unit: Node) -> bool:
        """An attachment behind the signed body has a signature block of its own."""
        candidate = unit.decision.candidate
        return candidate is not None and candidate.attached and self.signed

    def _unit(self, node: Node, index: int) -> None:
        depth = self._depth(node)
        if self.heading is not None and (depth < self.heading[0] or _is_past(self.heading, node, depth)):
            self.heading = None
        if depth == 0 and self.part is not None and _stands_at_the_root(node):
            self.parts = []
        elif (
            depth == 0 and self.part is not None and (_is_as_wide(node, self.part) or self._leaves_notice(node, index))
        ):
            self._leave_part()
        self._under(depth).append(node)
        self.stack = [*self.stack[:depth], node]
        self.returned = False

    def _depth(self, node: Node) -> int:
        """How many of the open units the unit stands in."""
        return min(node.decision.depth, len(self.stack))

    def _leaves_notice(self, node: Node, index: int) -> bool:
        """The body's first unit does not stand in the 特别提示 before it."""
        assert self.part is not None
        candidate = node.decision.candidate
        if candidate is None or candidate.label.numeral == "bullet":
            return False
        if self.part.decision.candidate is not None or not self._in_notice():
            return False
        goes_on = any(child.role == "unit" for child in self._base()) and not node.decision.list_restarts
        if goes_on or self._longer_numbering_follows(index):
            return False
        if candidate.label.opening in BRACKETS and not looks_like_heading(candidate.rest):
            return False
        level = node.block.first.outline is not None and node.block.first.outline == self.part.block.first.outline
        headed = level or candidate.label.unit in _WIDE_UNITS or looks_like_heading(candidate.rest)
        return node.decision.list_restarts or headed

    def _in_notice(self) -> bool:
        """Whether the part is a notice before the body; 附件：注销须知 is none."""
        return self.part is not None and _is_before_the_body(self.part)

    def _leave_part(self) -> None:
        """Go back to the heading that the part stands in, if any."""
        self.parts = self.parts[:-1]

    def _longer_numbering_follows(self, index: int) -> bool:
        """Whether a longer numbering begins at the root after the one that item `index` begins, before the next
        part."""
        sizes = [1]
        for _, decision in self.items[index + 1 :]:
            if decision.role in ("part", "signature"):
                break
            if decision.list_restarts or decision.role == "repeated":
                sizes.append(0)
            sizes[-1] += decision.role == "unit"
        return max(sizes) > sizes[0]

    def _inner_heading(self, node: Node, index: int, following: BlockDecision | None) -> None:
        depth = min(self._heading_depth(index, following), self._still_open(node))
        self.heading = None
        self._under(depth).append(node)
        self.stack = self.stack[:depth]
        self.heading = (depth, node)
        self.returned = True

    def _still_open(self, node: Node) -> int:
        """How many of the open units stand in no list item that the format has closed above the node."""
        items = node.block.first.items
        closed = (
            at for at, unit in enumerate(self.stack) if items is not None and (unit.block.first.items or 0) > items
        )
        return next(closed, len(self.stack))

    def _heading_depth(self, index: int, following: BlockDecision | None) -> int:
        """A heading stands beside the units it heads; with text of its own it stands in the unit that is open."""
        least = 1 if self.stack else 0
        if following is None or following.candidate is None:
            return least
        depth = min(following.depth, len(self.stack))
        if self.items[index + 1][1] is following or following.candidate.label.ordinal == 1:
            return depth  # it heads the unit
        # 说明： and its text stand in the unit opened last.
        return len(self.stack) if ends_with_colon(self.items[index][0].text) else max(least, depth)

    def _paragraph(self, node: Node, *, last: bool) -> None:
        """`last`: only paragraphs and signatures follow."""
        depth = min(node.decision.depth, len(self.stack))
        if depth < len(self.stack):
            self.stack = self.stack[:depth]
            self.returned = True
            if not depth and (is_form_field(node.block.text) or is_preamble(node.block.text)):
                self._leave_numbering()
        attached = self.part is not None and self.part.block.text.startswith("附") and is_farewell(node.block.text)
        if last and not depth and (node.block.first.rule_above or attached):
            self.stack, self.heading, self.parts = [], None, []  # what closes the document
        self._under(depth).append(node)

    def _leave_numbering(self) -> None:
        """The parties' form before the body ends the numbered notice above it."""
        self.stack, self.heading = [], None
        if self._in_notice():
            self._leave_part()


def _without_head_of_all(roots: list[Node]) -> list[Node]:
    """A line at the head under which all numbered units would stand heads none: a letterhead, an author, half a title.

    The words of a notice keep the paragraphs right below them; 协议正文 is the heading that it says.
    """
    at = next((at for at, node in enumerate(roots) if node.children or node.role == "unit"), len(roots))
    head = roots[at] if at < len(roots) else None
    if head is not None and not any(node.role in _HEADING_ROLES for node in roots[at + 1 :]):
        roots = [*roots[: at + 1], *_freed(head), *roots[at + 1 :]]
    for node in itertools.takewhile(_heads_nothing, roots):
        node.role = "paragraph"
    return roots


def _freed(head: Node) -> list[Node]:
    """What does not stand under the first heading, taken from it."""
    notice = _is_before_the_body(head)
    first = next((place for place, node in enumerate(head.children) if node.role == "unit"), None)
    if head.role != "part" or first is None or (is_known_heading(head.block.text) and not notice):
        return []
    kept = first if notice else 0
    freed, head.children = head.children[kept:], head.children[:kept]
    return freed


def _heads_nothing(node: Node) -> bool:
    """A line of a cover that is only set as a heading is: who issued the document, its version."""
    stated = node.block.first.outline is not None or _is_of_the_document(node)
    return node.role == "part" and not (node.children or stated)


def _is_past(heading: tuple[int, Node], node: Node, depth: int) -> bool:
    """Whether a numbering in another style begins beside the recitals: 一、 below 鉴于： and its （1）, （2）."""
    at, recitals = heading
    numbered = [child.decision.candidate for child in recitals.children if child.decision.candidate is not None]
    own = node.decision.candidate
    if own is None or not numbered or at != depth or not _is_before_the_body(recitals):
        return False
    return own.label.ordinal == 1 and own.rank < numbered[-1].rank


def _is_colon_heading(text: str) -> bool:
    """A heading that ends with a colon, and heads no part of every agreement's as 正文： does."""
    return ends_with_colon(text) and not is_notice(squeezed(text)) and not is_known_heading(text)


def _is_before_the_body(part: Node) -> bool:
    text = squeezed(part.block.text)
    return (is_notice(text) and not text.startswith("附")) or bool(_BEFORE_THE_BODY.fullmatch(text))


def _holds(part: Node, node: Node) -> bool:
    """Whether an unnumbered heading stands inside another: h3 after h2, 用户的权利： after 权利和义务."""
    outer, inner = part.block.first.outline, node.block.first.outline
    if outer is not None and inner is not None and outer != inner:
        return outer < inner
    if part.block.text.startswith("附") and squeezed(node.block.text) in squeezed(part.block.text):
        return True  # 附件：《注销须知》 and the title of the 注销须知
    if _is_before_the_body(node) and names_a_document(part.block.text) and not _is_before_the_body(part):
        return True  # a further document's own preamble
    if _is_set_off(part) and not _is_set_off(node) and not (outer or inner or _is_of_the_document(node)):
        return True  # a few plain words below a bold heading
    if outer is not None and inner is not None:
        return False
    return _is_colon_heading(node.block.text) and not _is_colon_heading(part.block.text)


def _stands_in(node: Node) -> int:
    """How many list items and quotations of the format it stands in."""
    return node.block.first.items or 0


def _holds_inside(part: Node) -> bool:
    """Whether what the heading heads begins in the list item or quotation that the heading stands in."""
    return bool(part.children) and _stands_in(part.children[0]) >= _stands_in(part)


def _is_set_off(part: Node) -> bool:
    return is_bold(part.block) or is_larger(part.block)


def _is_of_the_document(part: Node) -> bool:
    """附则, 【正文】, 第三方服务条款: it heads a part of the document, however it is set."""
    text = part.block.text
    known = is_known_heading(text) or is_bracketed_heading(text) or names_a_document(text)
    return known or is_notice(squeezed(text)) or text.startswith("附")


def _is_as_wide(node: Node, part: Node) -> bool:
    """Whether a numbered heading stands on the level of the heading above, which names no document: the format says so,
    or it is a chapter set as a heading above that has text of its own (公司简介 before 第一章)."""
    own, outer = node.block.first.outline, part.block.first.outline
    if own is None or outer is None:
        alike = outer is None and bool(part.children) and _is_chapter(node) and _are_set_alike(node, part)
    else:
        alike = own <= outer
    if not alike or part.decision.candidate is not None:
        return False
    return not (names_a_document(part.block.text) or part.block.text.startswith("附") or _is_before_the_body(part))


def _is_chapter(node: Node) -> bool:
    candidate = node.decision.candidate
    return candidate is not None and candidate.label.unit in CHAPTER_UNITS


def _are_set_alike(node: Node, part: Node) -> bool:
    return is_bold(node.block) == is_bold(part.block) and is_larger(node.block) == is_larger(part.block)


def _stands_at_the_root(node: Node) -> bool:
    """附件一 and 第二部分 are parts themselves, but for an attachment that a list names."""
    candidate = node.decision.candidate
    return candidate is not None and (candidate.attached or candidate.label.unit in ("部分", "编"))


def _is_listed(decision: BlockDecision) -> bool:
    """An attachment that a list names at the root, below 附件：."""
    return decision.candidate is not None and decision.candidate.listed and not decision.depth


def _upcoming_units(items: Sequence[tuple[TextBlock, BlockDecision]]) -> list[BlockDecision | None]:
    """For each item the next unit after it in the same part; None when the part ends first."""
    upcoming: list[BlockDecision | None] = []
    following: BlockDecision | None = None
    for _, decision in reversed(items):
        upcoming.append(following)
        if decision.role == "unit":
            following = decision
        elif decision.role in ("part", "signature", "repeated"):
            following = None
    return list(reversed(upcoming))


def walk(nodes: Sequence[Node], above: Node | None = None) -> Iterator[tuple[Node, Node | None, Node | None]]:
    """Every node in reading order, with its parent and its elder sibling."""
    before = None
    for node in nodes:
        yield node, above, before
        yield from walk(node.children, node)
        before = node
