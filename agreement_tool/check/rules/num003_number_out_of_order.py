"""NUM003 乱序 number-out-of-order: a number that belongs further up.

问题：编号先大后小，次序颠倒。
理由：多半是移动条款后忘了改号，引用随之错位。
What: a number smaller than the one before it.
Why: a clause was moved and not renumbered; references to it are probably wrong too.
Bad: 第三条 … 第二条 …
Good: 第二条 … 第三条 …
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.slip_faults import of_kind, slip_fault
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault at each number that comes too late."""
    for slip in of_kind(context, "order"):
        before = slip.before.printed if slip.before else ""
        printed = slip.member.printed
        if slip.member.ordinal > slip.expected:
            message = _between(printed, before, slip.run.members[slip.place + 1].printed)
        else:
            message = Bilingual(f"“{printed}”排在“{before}”之后，次序颠倒", f"'{printed}' comes after '{before}'")
        yield slip_fault(context, slip, message)
    yield from _unplaced(context)


def _between(printed: str, before: str, after: str) -> Bilingual:
    return Bilingual(
        f"“{printed}”排在“{before}”与“{after}”之间，次序不对", f"'{printed}' stands between '{before}' and '{after}'"
    )


def _unplaced(context: Context) -> Iterator[Fault]:
    """第九条 at the head of a line between 第二条 and 第三条: a clause whose number the tree could not place."""
    counted = [
        clause
        for clause in context.outline.clauses.values()
        if (label := context.outline.label(clause.eid)) and label.unit == "条"
    ]
    for eid, found in context.label_like.items():
        if (
            found.unit != "条"
            or not found.sure
            or len(counted) < 3
            or not found.clause.text[found.end : found.end + 1].isspace()
        ):
            continue
        before = [one for one in counted if context.outline.places[one.eid] < context.outline.places[eid]]
        after = [one for one in counted if context.outline.places[one.eid] > context.outline.places[eid]]
        if before and after and found.number not in context.outline.numbered:
            message = _between(found.printed, before[-1].label or "", after[0].label or "")
            yield Fault(found.clause, message, "text", 0, found.end, 0.7)


RULE = Rule("NUM003", "number-out-of-order", "乱序", Severity.ERROR, check)
