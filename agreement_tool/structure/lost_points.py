"""Numbers whose point was left out: 二保密义务 between 一、… and 三、…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_tool.model import Label
from agreement_tool.structure.blocks import TextBlock
from agreement_tool.structure.candidates import Candidate, usual_rank
from agreement_tool.text.labels import style
from agreement_tool.text.line_wording import is_han, is_reference_or_measure
from agreement_tool.text.numerals import read_numeral, write_numeral
from agreement_tool.text.patterns import compiled

_COUNTS = compiled(
    r"方(?![式法案])|[者日月天倍]|份(?!额)|成(?![员果本立])|人(?!员)|次(?!序)|年(?!度)|个(?!人)|期(?![限间])|项(?!目)|条(?![款件])|款(?!项)|名(?!称)|家(?!庭)|位(?!置)"
)
"""三方共同确认: the number counts something."""
FORM = 0.5
"""The characters alone say little; that just this number is missing says much."""


def with_lost_points(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Blocks that begin with the very number that is missing between two others, as units that they may be."""
    found = list(blocks)
    for start, end in _holes(blocks):
        elder = blocks[start].candidates[0].label
        missing = [at for at in range(start + 1, end) if _begins_with_next(blocks[at], elder)]
        if len(missing) == 1:
            (at,) = missing
            found[at] = replace(found[at], candidates=(_candidate(blocks[at].text, elder),))
    return tuple(found)


def _holes(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, int]]:
    """Neighbours of one style between which one number is missing."""
    last: dict[str, tuple[int, int]] = {}
    for at, block in enumerate(blocks):
        label = block.candidates[0].label if block.candidates and not block.candidates[0].generated else None
        if label is None or label.ordinal is None or label.tiers > 1 or label.unit or not label.closing:
            continue
        own = style(label)
        start, number = last.get(own, (at, 0))
        if number and label.ordinal == number + 2:
            yield start, at
        last[own] = (at, label.ordinal)


def _begins_with_next(block: TextBlock, elder: Label) -> bool:
    if block.candidates or block.fixed or block.start <= 0:
        return False
    found = _candidate(block.text, elder)
    printed, rest = found.label.text, found.rest
    if not block.text.startswith(printed) or not is_han(rest.lstrip("“《")):
        return False
    longer = read_numeral(printed[len(elder.opening) :] + rest[0], elder.numeral)
    if longer is not None or is_reference_or_measure(found.label, rest, unspaced=True):
        return False
    return bool(elder.opening) or not _COUNTS.match(rest)


def _candidate(text: str, elder: Label) -> Candidate:
    number = (elder.ordinal or 0) + 1
    printed = elder.opening + write_numeral(number, elder.numeral)
    label = Label(printed, elder.numeral, (number,), opening=elder.opening)
    return Candidate(label, text[len(printed) :].lstrip(), style(label), usual_rank(label), FORM, 0)
