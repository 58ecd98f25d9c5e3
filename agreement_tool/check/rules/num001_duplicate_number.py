"""NUM001 重号 duplicate-number: two siblings carry the same number.

问题：同级的两个条款编号相同。
理由：引用该编号时无法确定所指。
What: two clauses of one list, or two numbers of one run-in enumeration, are the same.
Why: nobody can tell which of the two a reference means.
Bad: 第三条 … 第三条 …
Good: 第三条 … 第四条 …
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.slip_faults import of_kind, slip_fault
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault at each repeated number."""
    for slip in of_kind(context, "duplicate"):
        printed, expected = slip.member.printed, slip.expected
        message = Bilingual(
            f"编号“{printed}”与前面的重复，此处应为 {expected}",
            f"number '{printed}' is used twice; expected {expected} here",
        )
        yield slip_fault(context, slip, message)


RULE = Rule("NUM001", "duplicate-number", "重号", Severity.ERROR, check)
