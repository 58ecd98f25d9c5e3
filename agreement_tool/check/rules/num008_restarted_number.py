"""NUM008 重新起号 restarted-number: counting begins again at one in the middle of a list.

问题：同一列表中途又从一开始编号。
理由：引用“第（一）项”时有两处可指；多半是两段列表被并在一起。
What: 1, 2, 3, 1, 2 among siblings with nothing between that opens a new list.
Why: a reference to the first has two targets; usually two lists were run together.
Bad: （一）（二）（三）（一）（二）
Good: （一）（二）（三）（四）（五）
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.slip_faults import of_kind, slip_fault
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault at each new beginning."""
    for slip in of_kind(context, "restart"):
        printed, expected = slip.member.printed, slip.expected
        message = Bilingual(
            f"“{printed}”处重新从一编号，此处应为 {expected}", f"numbering restarts at '{printed}'; expected {expected}"
        )
        yield slip_fault(context, slip, message)


RULE = Rule("NUM008", "restarted-number", "重新起号", Severity.INFO, check)
