"""Signature blocks: lines to sign, seal and date, at the end of a part. Each block becomes one node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agreement_tool.model import Span
from agreement_tool.structure.blocks import TextBlock
from agreement_tool.text import spans as runs
from agreement_tool.text.form_lines import (
    is_date,
    is_date_field,
    is_edition_note,
    is_form_field,
    is_signature,
    is_signature_field,
    names_a_party,
    names_a_signatory,
    speaks_of_attachments,
)
from agreement_tool.text.line_wording import looks_like_heading

_LONGEST_RUN = 30
FEWEST_FIELDS = 3
"""So many captions that name a party, at the very end, are a signature block even if none says 'sign'."""


def with_signatures(blocks: Sequence[TextBlock], ends: Sequence[bool]) -> tuple[TextBlock, ...]:
    """Signature lines joined into one block each. `ends[i]`: a part ends before block i (or the document does)."""
    joined: list[TextBlock] = []
    may_sign = [_may_sign(block) for block in blocks]
    index = 0
    while index < len(blocks):
        end = _run(blocks, ends, may_sign, index)
        if end > index:
            joined.append(_signature(blocks[index:end]))
            index = end
        else:
            joined.append(blocks[index])
            index += 1
    return tuple(joined)


def _run(blocks: Sequence[TextBlock], ends: Sequence[bool], may_sign: Sequence[bool], start: int) -> int:
    """Where the signature block that begins at `start` ends; `start` when none does."""
    end = start
    while end < min(len(blocks), start + _LONGEST_RUN) and (end == start or not ends[end]) and may_sign[end]:
        end += 1
    if end == start or not (end == len(blocks) or ends[end]) or not _begins(blocks[start]):
        return start
    signed = _body_above(blocks, start) and _signs(blocks[start:end], last=end == len(blocks))
    return _trimmed(blocks, start, end) if signed else start


def _begins(block: TextBlock) -> bool:
    return is_signature_field(block.text) or names_a_signatory(block.text)


def _body_above(blocks: Sequence[TextBlock], start: int) -> bool:
    """Something to be signed stands between this copy's title and here: a cover has dates and parties too."""
    since = next((at for at in range(start - 1, -1, -1) if blocks[at].fixed in ("part", "repeated")), 0)
    return any(block.candidates for block in blocks[since:start]) or (not since and 2 * start > len(blocks))


def _trimmed(blocks: Sequence[TextBlock], start: int, end: int) -> int:
    """The end without captions that nobody signs at: the number that heads the next copy, where there is one."""
    if end == len(blocks):
        return end
    while end - 1 > start and is_form_field(blocks[end - 1].text) and not is_signature_field(blocks[end - 1].text):
        end -= 1
    return end


def _signs(run: Sequence[TextBlock], *, last: bool) -> bool:
    """Whether the lines are there to be signed: one says so near the top, or they close the document as such lines
    do."""
    if any(is_signature(block.text) for block in run[:3]):
        return True
    named = any(names_a_signatory(block.text) for block in run)
    if all(names_a_signatory(one.text) or is_date(one.text) or (named and is_edition_note(one.text)) for one in run):
        return last or named
    parties = any(names_a_party(block.text) for block in run)
    dated = is_date(run[-1].text) or (parties and is_date_field(run[-1].text))
    if parties and len(run) >= FEWEST_FIELDS:
        return last or dated
    return last and dated


def _may_sign(block: TextBlock) -> bool:
    text = block.text
    if (
        block.fixed in ("table", "repeated")
        or any(candidate.form >= 0.5 for candidate in block.candidates)
        or speaks_of_attachments(text)
    ):
        return False
    return (
        is_signature_field(text)
        or (len(text) <= 40 and looks_like_heading(text, 40))
        or not any(map(str.isalpha, text))
    )


def _signature(blocks: Sequence[TextBlock]) -> TextBlock:
    """One block of all lines, each still on a line of its own."""
    spans: list[Span] = []
    for block in blocks:
        spans.extend((*([Span("\n")] if spans else []), *block.spans))
    lines = tuple(line for block in blocks for line in block.lines)
    return replace(blocks[0], lines=lines, spans=runs.merge(spans), candidates=(), fixed="signature")
