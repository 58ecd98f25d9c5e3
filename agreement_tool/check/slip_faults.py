"""From a slip in a run of numbers to a fault: where it shows, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault
from agreement_tool.check.renumber import renumbering
from agreement_tool.check.sequences import Slip, SlipAt
from agreement_tool.model import Bilingual

RUN_IN = 0.8
"""Numbers inside a sentence are read from the words alone, without the layout's evidence."""
EXCERPT = 0.5
"""A document's first list that begins late may be an excerpt."""


def of_kind(context: Context, *kinds: Slip) -> Iterator[SlipAt]:
    """The agreement's slips of these kinds.

    Inside a sentence a number that has been before is mostly a reference back ('第 2）、4）项'): it counts as a slip only
    where the same number stands twice running.
    """
    return (slip for slip in context.slips if slip.kind in kinds and not _refers_back(slip))


def _refers_back(slip: SlipAt) -> bool:
    if slip.member.field != "text" or slip.kind not in ("duplicate", "order", "restart"):
        return False
    return slip.before is None or slip.kind != "duplicate" or slip.expected != slip.member.ordinal + 1


def slip_fault(context: Context, slip: SlipAt, message: Bilingual) -> Fault:
    """A fault at the slip's number."""
    member = slip.member
    fix = renumbering(context.outline, slip.run) if member.field == "label" else None
    return Fault(
        member.clause, message, member.field, member.start, member.end, confidence=_confidence(context, slip), fix=fix
    )


def _confidence(context: Context, slip: SlipAt) -> float:
    if slip.member.field == "text":
        return RUN_IN
    first_list = slip.kind == "late-start" and not context.outline.above(slip.member.clause.eid)
    return min(EXCERPT if first_list else 1.0, context.certainty(slip.member.clause))
