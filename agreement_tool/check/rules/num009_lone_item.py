"""NUM009 孤项 lone-item: a list of one.

问题：列表只有一项，却编了号。
理由：有“（一）”就该有“（二）”；可能漏写，也可能不必编号。
What: a bracketed item with no second one.
Why: one item needs no number; perhaps the others were lost.
Bad: 包括：（一）姓名。
Good: 包括：（一）姓名；（二）电话。
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.outline import enclosure


def check(context: Context) -> Iterator[Fault]:
    """One fault at each lone bracketed item; a lone 3.1 or 附件一 is customary."""
    for run in context.outline.lists:
        only = run.first
        if len(run.members) > 1 or only.ordinal != 1 or not enclosure(only.label) or only.label.tiers > 1:
            continue
        message = Bilingual(f"列表只有“{only.clause.label}”一项", f"'{only.clause.label}' is the only item of its list")
        yield Fault(only.clause, message, "label", confidence=context.certainty(only.clause))


RULE = Rule("NUM009", "lone-item", "孤项", Severity.INFO, check)
