"""NUM006 样式混用 mixed-style: numbers of one level are printed in different styles.

问题：同一层级的编号样式不一，如 3.1. 与 4.1、1. 与 1、。
理由：读者会以为层级不同；自动编号与引用也会出错。
What: siblings, or lists of the same level elsewhere, written 3.1. here and 4.1 there, 1. and 1、, 第一条 and 第2条.
Why: a reader takes another style for another level.
Bad: 3.1. … 4.1 …
Good: 3.1 … 4.1 …
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule, label_fix
from agreement_tool.check.relabel import print_like
from agreement_tool.model import Bilingual, Label, Severity
from agreement_tool.text.labels import printed_style, style
from agreement_tool.text.outline import ATTACHMENT_UNITS, Numbered, NumberedList
from agreement_tool.text.whitespace import strip_whitespace


def check(context: Context) -> Iterator[Fault]:
    """One fault a list that leaves its level's prevailing style (or the house styles), at its first odd number."""
    for level in context.levels:
        usual = strip_whitespace(style(level.model))
        for run in level.lists:
            odd = [one for one in run.members if strip_whitespace(style(one.label)) != usual and not _is_torn(one)]
            if odd and not _is_alone(run):
                yield _fault(context, run, odd, level.model)
        if context.settings.label_styles and style(level.model) not in context.settings.label_styles:
            yield _not_a_house_style(context, level.members)


def _is_torn(member: Numbered) -> bool:
    """第一条的、内容: a slip behind the number, which has no style of its own."""
    return (member.clause.heading or member.clause.text)[:1] in ("的", "、")


def _is_alone(run: NumberedList) -> bool:
    """One item 1、 and no second: whoever wrote it kept no style (all four labelled ones were pedantic)."""
    return len(run.members) == 1 and run.first.label.number == (1,)


def _fault(context: Context, run: NumberedList, odd: list[Numbered], model: Label) -> Fault:
    printed, usual = odd[0].clause.label, printed_style(model)
    zh_many, en_many = (f"（共 {len(odd)} 处）", f" ({len(odd)} numbers)") if len(odd) > 1 else ("", "")
    message = Bilingual(
        f"编号“{printed}”与同级的“{usual}”样式不一致{zh_many}",
        f"'{printed}' is not in this level's style '{usual}'{en_many}",
    )
    fix = label_fix(((m.clause, print_like(model, m.label.number, m.label.inserted)) for m in odd), safe=False)
    sure = context.certainty(run.first.clause) if len(run.members) > 1 else UNSURE  # a list of one has no style to keep
    if model.tiers == 1 and not model.unit and len({style(member.label) for member in run.members}) == 1:
        sure = (
            UNSURE  # 1、 2、 3、 beside lists of 1. 2.: each in one style (true 10 of 15; where a list mixes, 25 of 25)
        )
    if model.unit in ATTACHMENT_UNITS:
        sure = UNSURE  # 附件一、 in the list of attachments, 附件一 over the attachment
    return Fault(odd[0].clause, message, "label", confidence=sure, fix=fix)


def _not_a_house_style(context: Context, members: tuple[Numbered, ...]) -> Fault:
    allowed = "、".join(context.settings.label_styles)
    printed = members[0].clause.label
    message = Bilingual(
        f"编号“{printed}”不在约定样式（{allowed}）之内", f"'{printed}' is not one of the house styles ({allowed})"
    )
    return Fault(members[0].clause, message, "label")


RULE = Rule("NUM006", "mixed-style", "样式混用", Severity.WARNING, check)
