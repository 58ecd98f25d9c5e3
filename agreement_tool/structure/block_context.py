"""What numbering needs to know of a block and its neighbour, worked out once, whatever hypothesis is tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.structure.blocks import TextBlock
from agreement_tool.structure.candidates import Candidate
from agreement_tool.structure.headings import (
    heading_strength,
    is_bold,
    is_issued,
    is_larger,
    reads_as_stated,
)
from agreement_tool.structure.placement import LayoutFeatures
from agreement_tool.text.form_lines import (
    is_bare_attachment,
    is_date,
    is_edition_caption,
    is_edition_note,
    is_form_field,
    is_signature_field,
)
from agreement_tool.text.labels import CHAPTER_UNITS, PART_UNITS
from agreement_tool.text.line_wording import (
    introduces,
    is_bracketed_heading,
    is_known_heading,
    looks_like_heading,
    names_a_document,
)
from agreement_tool.text.sentences import ends_with_colon

TITLES = 0.9
"""How surely the title of a further document is a heading."""
HEADS_A_LIST = 0.4
"""How surely a plain line that reads as a heading is one, where a numbering begins right below it."""
SET_OUT = 0.7
"""How surely a few words at the margin are a heading, where paragraphs are set in."""
FEWEST_INDENTED = 5
NEARLY_ALL = 0.8
_LONG = 30
"""Characters: no heading has so many."""
_LONGEST_SET_OUT = 20
_FIRST_LINE = (1.5, 3.0)
"""Ems that a paragraph's first line is customarily set in."""
_WIDE_RANK = 4
"""Styles that usually number headings: 第一条, 一、."""


@frozen
class BlockContext:
    """One block in its place."""

    index: int
    block: TextBlock
    layout: LayoutFeatures
    introduced: bool
    """What stands right before introduces a list, or is a heading."""
    listed: bool
    """What stands right before introduces a list."""
    may_continue: bool
    """It may be more of the block before."""
    strength: float
    """0…1: how surely it is an unnumbered heading."""
    inward: int = 0
    """1: headings that look so stand inside numbered units; -1: they begin parts; 0: no telling."""


Look = tuple[bool, int | None, bool, bool, bool]
"""Bracketed, heading level of the format, bold, larger, centred."""


class Headings:
    """Where unnumbered headings of each look have stood so far, in the places that leave no doubt."""

    def __init__(self) -> None:
        self._inside: set[Look] = set()
        self._heading_lists: set[Look] = set()
        self._numbered = False

    def inward(self, block: TextBlock, before: TextBlock | None, after: TextBlock | None, strength: float) -> int:
        """Whether the heading stands inside a numbered unit (1) or begins a part (-1); notes where it stands."""
        self._numbered = self._numbered or any(found.form > 0.5 for found in block.candidates)
        if strength <= 0:
            return 0
        if is_bare_attachment(block.text):
            return -1
        look, heads_list = look_of(block), _begins_numbering(after)
        if _opens_a_unit(block, before):
            self._inside.add(look)
        elif heads_list and not self._numbered:
            self._heading_lists.add(look)
        return 1 if look in self._inside else -1 if heads_list and look in self._heading_lists else 0


def look_of(block: TextBlock) -> Look:
    """How a heading is set, as far as headings of one kind share it."""
    line = block.first
    return is_bracketed_heading(block.text), line.outline, is_bold(block), is_larger(block), line.centred


def _opens_a_unit(block: TextBlock, before: TextBlock | None) -> bool:
    """Right below a numbered heading, which cannot be all there is of its unit."""
    if before is None or not _is_numbered_heading(before):
        return False
    own, above = block.first.outline, before.first.outline
    wider = own is not None and (above is None or own < above)
    if before.candidates[0].label.unit in PART_UNITS:
        return not block.text.startswith("附")  # 鉴于： right below 第二部分 is that part's own, however it is set
    of_the_document = is_known_heading(block.text) or names_a_document(block.text)
    return not wider and (is_bracketed_heading(block.text) or not of_the_document)


def _is_numbered_heading(block: TextBlock) -> bool:
    """一、总则, or 1. 总则 set as a heading; a plain 1. 姓名 may be an item of a list."""
    if not block.candidates:
        return False
    found = block.candidates[0]
    stands_out = found.rank <= _WIDE_RANK or is_bold(block) or block.first.outline is not None
    numbered = found.form > 0.5 and found.label.numeral != "bullet"
    return numbered and stands_out and looks_like_heading(found.rest) and not is_form_field(found.rest)


def block_contexts(blocks: Sequence[TextBlock]) -> Iterator[BlockContext]:
    """Every block with what its numbering depends on."""
    headings = Headings()
    indented = _is_body_indented(blocks)
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        strength = _strength(block, before, after)
        if indented and not strength and _is_set_out(block, after):
            strength = SET_OUT
        yield BlockContext(
            index=index,
            block=block,
            layout=layout_features(block),
            introduced=before is not None and (introduces(before.text) or looks_like_heading(before.text)),
            listed=before is not None and introduces(before.text),
            may_continue=before is not None and block.start < 0 and before.fixed is None,
            strength=strength,
            inward=headings.inward(block, before, after, strength),
        )


def _strength(block: TextBlock, before: TextBlock | None, after: TextBlock | None) -> float:
    # After a number alone on its line comes that unit's heading or text, never a heading of its own.
    bare = before is not None and any(not candidate.rest for candidate in before.candidates)
    if bare or block.candidates or block.fixed:
        return 0.0
    if _ends_an_item(block, before, after):
        return 0.0
    strength = heading_strength(block)
    if _titles_a_document(block, before, after):
        return max(strength, TITLES)
    return max(strength, HEADS_A_LIST) if _heads_a_list(block, after) else strength


def _ends_an_item(block: TextBlock, before: TextBlock | None, after: TextBlock | None) -> bool:
    """Its last words inside a list item or quotation of the format, below others there: bold, they head nothing."""
    own = block.first.items
    if not own or block.first.outline is not None or before is None or (before.first.items or 0) < own:
        return False
    return after is None or (after.first.items or 0) < own or after.first.depth is not None


def _titles_a_document(block: TextBlock, before: TextBlock | None, after: TextBlock | None) -> bool:
    """The title of a further document, above the date of its edition, however it is set."""
    if after is None or block.start <= 1 or not names_a_document(block.text) or not looks_like_heading(block.text):
        return False
    if before is not None and before.candidates and looks_like_heading(before.text):
        return False  # text of that heading's
    return is_edition_note(after.text) or is_edition_caption(after.text)


def _is_body_indented(blocks: Sequence[TextBlock]) -> bool:
    """Whether unnumbered paragraphs are set in at their first line, nearly all of them."""
    indents = [
        block.first.indent for block in blocks if len(block.text) >= _LONG and not (block.candidates or block.fixed)
    ]
    inward = sum(indent is not None and _FIRST_LINE[0] <= indent <= _FIRST_LINE[1] for indent in indents)
    return inward >= FEWEST_INDENTED and inward >= NEARLY_ALL * len(indents)


def _is_set_out(block: TextBlock, after: TextBlock | None) -> bool:
    """A few words at the margin, above a paragraph set in at its first line."""
    text, indent = block.text, block.first.indent
    if block.candidates or block.fixed or block.start <= 1 or after is None or after.candidates or after.fixed:
        return False
    if (
        indent is None
        or indent >= _FIRST_LINE[0] / 2
        or block.first.centred
        or (after.first.indent or 0) < _FIRST_LINE[0]
    ):
        return False
    words = looks_like_heading(text, _LONGEST_SET_OUT) and not (ends_with_colon(text) or introduces(text))
    return words and len(after.text) >= _LONG and not (is_signature_field(text) or is_form_field(text))


def _heads_a_list(block: TextBlock, after: TextBlock | None) -> bool:
    """A line that reads as a heading, right before a numbering begins."""
    text = block.text
    plain = looks_like_heading(text, 20) and not (introduces(text) or is_form_field(text) or is_date(text))
    return _begins_numbering(after) and plain and not is_issued(text) and not ends_with_colon(text) and block.start > 1


def _begins_numbering(block: TextBlock | None) -> bool:
    return block is not None and any(candidate.label.ordinal == 1 for candidate in block.candidates[:1])


def layout_features(block: TextBlock) -> LayoutFeatures:
    """How the block is printed, as far as numbering cares."""
    line = block.first
    rest = block.candidates[0].rest if block.candidates else block.text
    letters = [char for char in rest if char.isalpha()]
    latin = sum(char.isascii() for char in letters) > 0.7 * len(letters) > 0
    filled = is_form_field(rest) and not ends_with_colon(rest)
    stated = line.outline is not None and reads_as_stated(rest)
    heading = ((stated or looks_like_heading(rest)) and not filled) or any(map(_always_heads, block.candidates))
    return LayoutFeatures(
        block.start, line.indent, line.outline, line.depth, line.items, heading, is_bold(block), latin
    )


def _always_heads(candidate: Candidate) -> bool:
    label = candidate.label
    return label.unit in CHAPTER_UNITS or label.opening.startswith("附")
