"""NUM005 父级不符 parent-mismatch: a tiered number that does not begin with its parent's number.

问题：4. 之下的编号写作 3.1。
理由：引用“3.1”会指到别处；多半是复制粘贴后未改号。
What: 3.1 printed under 4., 第四条 or 四、.
Why: a reference to 3.1 leads elsewhere; usually text was copied and not renumbered.
Bad: 4. → 3.1
Good: 4. → 4.1
"""

from collections import Counter
from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.tiers import extends, is_chapter, is_composite, tier_base
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.outline import Numbered, NumberedList


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first member of each stretch that belongs elsewhere."""
    lists = [run for run in context.outline.lists if run.first.label.tiers > 1]
    judged = [(run, base) for run in lists if (base := tier_base(context.outline, run.first.clause)) is not None]
    if not _tied_to_parents(context, judged):
        return
    wrong_above = {slip.member.clause.eid for slip in context.slips if slip.kind in ("duplicate", "order")}
    for run, base in judged:
        wrong = [] if is_chapter(base) else [member for member in run.members if not _fits(context, member, base)]
        for member in _first_of_each_prefix(wrong):
            printed, parent = member.clause.label, base.clause.label
            message = Bilingual(f"“{printed}”在“{parent}”之下，编号与上级不符", f"'{printed}' stands under '{parent}'")
            sure = UNSURE if base.clause.eid in wrong_above else context.certainty(member.clause)
            yield Fault(member.clause, message, "label", confidence=sure)


def _tied_to_parents(context: Context, judged: list[tuple[NumberedList, Numbered]]) -> bool:
    """Where most tiered lists do not extend their parents, the agreement counts some other way: no fault."""
    tally = Counter(_fits(context, run.first, base) for run, base in judged)
    return tally[True] >= tally[False]


def _fits(context: Context, member: Numbered, base: Numbered) -> bool:
    if extends(member, base) or is_composite(context.outline, member):
        return True
    # 8.9.1 right after 8.8.2, where nobody printed 8.9: the parent is missing, the number is right.
    own, above = member.label.number[:-1], base.label.number
    counted_on = len(own) == len(above) and own[:-1] == above[:-1] and own[-1] == above[-1] + 1
    return counted_on and own not in context.outline.numbered


def _first_of_each_prefix(members: list[Numbered]) -> Iterator[Numbered]:
    seen: set[tuple[int, ...]] = set()
    for member in members:
        prefix = member.label.number[:-1]
        if prefix not in seen:
            seen.add(prefix)
            yield member


RULE = Rule("NUM005", "parent-mismatch", "父级不符", Severity.ERROR, check)
