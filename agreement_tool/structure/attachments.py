"""Attachments that are only named in a list, and the titles of what is attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.structure.blocks import TextBlock
from agreement_tool.structure.candidates import Candidate
from agreement_tool.text.form_lines import is_attachment_caption, speaks_of_attachments, squeezed
from agreement_tool.text.line_wording import introduces, looks_like_heading
from agreement_tool.text.patterns import compiled

_QUOTED_TITLE = compiled(r"《(?P<name>[^《》]{2,40})》")
FEWEST_NAMED = 2
"""So many attachments one after the other, with nothing attached between, are a list."""


def with_listed_attachments(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """附件一, 附件二 … right below 附件包括： or 附件：, marked as items of a list that attaches nothing."""
    marked = list(blocks)
    for start, end in _lists(blocks):
        for at in range(start, end):
            found = tuple(replace(one, listed=True) for one in blocks[at].candidates)
            marked[at] = replace(blocks[at], candidates=found)
    return tuple(marked)


def _lists(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, int]]:
    start = 1
    while start < len(blocks):
        end = start
        last = 0
        while end < len(blocks) and _attachment(blocks[end]) and (number := _ordinal(blocks[end])) > last:
            last = number
            end += 1
        if end - start >= FEWEST_NAMED and _names_attachments_below(blocks[start - 1]):
            yield start, end
        start = max(end, start + 1)


def _attachment(block: TextBlock) -> Candidate | None:
    return next((one for one in block.candidates if one.label.opening.startswith("附")), None)


def _ordinal(block: TextBlock) -> int:
    found = _attachment(block)
    return (found.label.ordinal or 0) if found is not None else 0


def _names_attachments_below(block: TextBlock) -> bool:
    text = block.candidates[0].rest if block.candidates else block.text
    return is_attachment_caption(text) or (introduces(text) and speaks_of_attachments(text))


def with_attachments_titles(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Lines that print the name of an attachment once more, below 附件：《注销须知》, marked: what follows is the
    attached."""
    named: set[str] = set()
    marked = []
    for block in blocks:
        text = squeezed(block.text)
        title = _QUOTED_TITLE.fullmatch(text)
        titles = title is not None and block.fixed is None and title["name"] in named
        marked.append(replace(block, fixed="part") if titles else block)
        if text.startswith("附") and looks_like_heading(text, 40):
            named.update(match["name"] for match in _QUOTED_TITLE.finditer(text))
    return tuple(marked)
