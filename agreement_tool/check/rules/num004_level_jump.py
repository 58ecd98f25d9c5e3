"""NUM004 跳级 level-jump: a number goes down two levels at once.

问题：编号层级越级，例如 1. 之下直接出现 1.1.1。
理由：中间一级要么漏写，要么号码写错。
What: a tiered number whose parent is more than one tier above it.
Why: the level between was lost, or the number is wrong.
Bad: 1. → 1.1.1
Good: 1. → 1.1 → 1.1.1
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.tiers import is_composite, tier_base
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first member of a list that skips a level."""
    for run in context.outline.lists:
        member = run.first
        above = tier_base(context.outline, member.clause)
        if member.label.tiers < 3 or above is None or member.label.tiers - above.label.tiers < 2:
            continue
        if member.label.number[: above.label.tiers] != above.label.number or is_composite(context.outline, member):
            continue
        printed, parent = member.clause.label, above.clause.label
        message = Bilingual(
            f"“{parent}”之下直接是“{printed}”，中间缺一级",
            f"'{printed}' stands right under '{parent}'; a level is missing",
        )
        yield Fault(member.clause, message, "label", confidence=context.certainty(member.clause))


RULE = Rule("NUM004", "level-jump", "跳级", Severity.ERROR, check)
