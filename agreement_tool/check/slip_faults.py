"""From a slip in a run of numbers to a fault: where it shows, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault
from agreement_tool.check.sequences import Slip, SlipAt
from agreement_tool.model import Bilingual

RUN_IN = 0.8
"""Numbers inside a sentence are read from the words alone, without the layout's evidence."""
EXCERPT = 0.5
"""A document's first list that begins late may be an excerpt."""


def of_kind(context: Context, *kinds: Slip) -> Iterator[SlipAt]:
    """The agreement's slips of these kinds."""
    return (slip for slip in context.slips if slip.kind in kinds)


def slip_fault(context: Context, slip: SlipAt, message: Bilingual) -> Fault:
    """A fault at the slip's number."""
    member = slip.member
    return Fault(member.clause, message, member.field, member.start, member.end, confidence=_confidence(context, slip))


def _confidence(context: Context, slip: SlipAt) -> float:
    if slip.member.field == "text":
        return RUN_IN
    first_list = slip.kind == "late-start" and not context.outline.above(slip.member.clause.eid)
    return min(EXCERPT if first_list else 1.0, context.certainty(slip.member.clause))
