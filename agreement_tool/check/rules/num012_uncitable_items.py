"""NUM012 无上级编号 uncitable-items: items that hang from an unnumbered paragraph in an unnumbered part.

问题：列表所属的段落和上级都没有编号。
理由：“第（1）项”前面无条可引。
What: items introduced by an unnumbered paragraph, with no numbered clause above.
Why: '第（1）项' of what? They cannot be cited by number.
Bad: 【特别提示】 如有下列情形：（1）… （2）…
Good: 第一条 如有下列情形：（1）… （2）…
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.outline import NumberedList, enclosure
from agreement_tool.text.sentences import ends_with_colon


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first item of each such list."""
    for run in context.outline.lists:
        if run.number_depth or run.first.label.unit or not enclosure(run.first.label) or not _introduced(context, run):
            continue
        message = Bilingual(
            f"“{run.first.clause.label}”等 {len(run.members)} 项的上级没有编号，无法引用",
            f"'{run.first.clause.label}' and its {len(run.members) - 1} siblings have no numbered clause "
            "above them to be cited by",
        )
        yield Fault(run.first.clause, message, "label", confidence=context.certainty(run.first.clause))


def _introduced(context: Context, run: NumberedList) -> bool:
    """An unnumbered paragraph that ends in a colon stands above or right before."""
    siblings = context.outline.siblings(run.first.clause.eid)
    place = context.outline.place_among(run.first.clause.eid)
    before: list[Clause | None] = [run.parent, siblings[place - 1] if place else None]
    return any(clause and clause.kind == "paragraph" and ends_with_colon(clause.text) for clause in before)


RULE = Rule("NUM012", "uncitable-items", "无上级编号", Severity.INFO, check)
