"""Whether the numbers beside a slip show that it is one: what separates a wrong number from the start of another
series."""

from __future__ import annotations

from agreement_tool.check.base import Context
from agreement_tool.check.sequences import SlipAt
from agreement_tool.text.labels import style


def is_shown_by_neighbours(context: Context, slip: SlipAt) -> bool:
    """Whether the numbers beside it show that this one is wrong.

    3, 3, 4 is a doubled 3, and 20, 11, 22 a wrong 21; 46, 2 is another series (a further part, a form, special
    conditions), and so is what comes twenty numbers later or in another style. Of 26 errors on contract forms read at
    first sight all 8 true ones were of the first kind, and 14 of 18 others of the second.
    """
    members, place = slip.run.members, slip.place
    if slip.member.field != "label" or place == 0:
        return True
    before, after = members[place - 1], members[place + 1] if place + 1 < len(members) else None
    goes_on = after is not None and after.ordinal == slip.member.ordinal + 1
    if slip.kind == "duplicate":
        # 6. 法律规定的其他情形。 and then the heading 6. 您的权利: the next chapter, which the tree took for an item
        alike = bool(before.clause.heading) == bool(slip.member.clause.heading)
        doubled = alike and before.ordinal == slip.member.ordinal > 1 and (goes_on or after is None)
        framed = before.ordinal == slip.expected - 1 and after is not None and after.ordinal == slip.expected + 1
        return doubled or framed
    if slip.kind == "gap":
        own, other = (context.outline.label(one.clause.eid) for one in (slip.member, before))
        if own is None or other is None or style(own) != style(other):
            return False
        near = slip.member.ordinal - slip.expected <= _A_FEW_LOST
        counts_up = place > 1 and members[place - 2].ordinal + 1 == before.ordinal
        return near and (counts_up or goes_on or bool(own.unit) or _is_next(context, slip))
    return True


def is_lone_pair(slip: SlipAt) -> bool:
    """A list of two numbers, the second of them not the next; 第一条 and 第三条 say what they count."""
    label = slip.member.field == "label" and not slip.member.printed.startswith("第")
    return label and slip.kind == "gap" and len(slip.run.members) == 2


def _is_next(context: Context, slip: SlipAt) -> bool:
    """No line without a number stands between a number and the one before it."""
    if slip.before is None:
        return False
    return all(one.label for one in context.between(slip.before.clause, slip.member.clause))


_A_FEW_LOST = 2
"""So many numbers are lost in one place; more are another series."""
