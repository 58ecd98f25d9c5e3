"""From a slip in a run of numbers to a fault: where it shows, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault
from agreement_tool.check.sequences import Slip, SlipAt
from agreement_tool.model import Bilingual, Clause

RUN_IN = 0.8
"""Numbers inside a sentence are read from the words alone, without the layout's evidence."""
EXCERPT = 0.45
"""A document's first list that begins late may be an excerpt."""


def of_kind(context: Context, *kinds: Slip) -> Iterator[SlipAt]:
    """The agreement's slips of these kinds, without those that are explained.

    Inside a sentence a number that has been before is mostly a reference back ('第 2）、4）项'): it counts as a slip only
    where the same number stands twice running. A printed number that follows the last one of its style, wherever that
    stands, is no slip: then the tree is in doubt, not the numbering. Bilingual agreements print each number twice.
    """
    for slip in context.slips:
        if slip.kind in kinds and not (_refers_back(slip) or _is_translation(slip) or _counts_on(context, slip)):
            yield slip


def _counts_on(context: Context, slip: SlipAt) -> bool:
    return slip.member.field == "label" and slip.member.clause.eid in context.counting_on


def _is_translation(slip: SlipAt) -> bool:
    """1.1 in Chinese and 1.1 in English."""
    if slip.kind != "duplicate" or slip.before is None or slip.member.field != "label":
        return False
    return _is_chinese(slip.member.clause) is not _is_chinese(slip.before.clause)


def _is_chinese(clause: Clause) -> bool:
    words = f"{clause.heading}{clause.text}" or "".join(child.text for child in clause.children)
    return sum("\u4e00" <= char <= "\u9fff" for char in words) * 4 > len(words)


def _refers_back(slip: SlipAt) -> bool:
    if slip.member.field != "text" or slip.kind not in ("duplicate", "order", "restart"):
        return False
    return slip.before is None or slip.kind != "duplicate" or slip.expected != slip.member.ordinal + 1


def slip_fault(context: Context, slip: SlipAt, message: Bilingual) -> Fault:
    """A fault at the slip's number."""
    member = slip.member
    fix = context.renumbering(slip.run) if member.field == "label" else None
    return Fault(
        member.clause, message, member.field, member.start, member.end, confidence=_confidence(context, slip), fix=fix
    )


def _confidence(context: Context, slip: SlipAt) -> float:
    if slip.member.field == "text":
        return RUN_IN
    first_list = slip.kind == "late-start" and not context.outline.above(slip.member.clause.eid)
    return min(EXCERPT if first_list else 1.0, context.certainty(slip.member.clause))
