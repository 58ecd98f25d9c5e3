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
        message = Bilingual(f"“{printed}”排在“{before}”之后，次序颠倒", f"'{printed}' comes after '{before}'")
        yield slip_fault(context, slip, message)


RULE = Rule("NUM003", "number-out-of-order", "乱序", Severity.ERROR, check)
