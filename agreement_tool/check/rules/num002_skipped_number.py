"""NUM002 跳号 skipped-number: siblings whose numbers jump, or do not begin at one.

问题：同级编号不连续，或者不从一开始。
理由：读者找不到（二），无从判断是漏写还是被删。
What: a number is missing in a list or in a run-in enumeration.
Why: a reader looks for （二） and cannot tell whether text was lost.
Bad: （一）… （三）…
Good: （一）… （二）…
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.sequences import SlipAt
from agreement_tool.check.slip_faults import of_kind, slip_fault
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault at each number that comes too early."""
    for slip in of_kind(context, "gap", "late-start"):
        yield slip_fault(context, slip, _message(slip, _corrected(context, slip)))


def _corrected(context: Context, slip: SlipAt) -> str:
    """The sign at the head of a line between: an editor has made © of (c), ® of (r), ™ of (tm)."""
    if slip.before is None or slip.member.field != "label":
        return ""
    between = context.between(slip.before.clause, slip.member.clause)
    heads = ((one.heading + one.text)[:1] for one in between if one.label is None)
    return next((head for head in heads if head in _AUTOCORRECTED), "")


_AUTOCORRECTED = {"©": "(c)", "®": "(r)"}


def _message(slip: SlipAt, sign: str) -> Bilingual:
    printed, missing = slip.member.printed, _missing(slip)
    if slip.before is None:
        return Bilingual(
            f"编号从“{printed}”开始，前面缺 {missing}", f"numbering begins at '{printed}'; {missing} missing before it"
        )
    before = slip.before.printed
    zh, en = "", ""
    if sign:
        zh = f"：“{sign}”应为“{_AUTOCORRECTED[sign]}”，被软件自动更正"
        en = f": '{sign}' should be '{_AUTOCORRECTED[sign]}', which an editor has corrected"
    return Bilingual(
        f"“{before}”之后是“{printed}”，缺 {missing}{zh}",
        f"'{before}' is followed by '{printed}'; {missing} missing{en}",
    )


def _missing(slip: SlipAt) -> str:
    last = slip.member.ordinal - 1
    return str(slip.expected) if last == slip.expected else f"{slip.expected}–{last}"


RULE = Rule("NUM002", "skipped-number", "跳号", Severity.ERROR, check)
