"""REF006 引用形式不符 wrong-unit: a reference names a unit that the agreement does not print.

问题：引用写“第三条”，而本协议的编号是“三、”。
理由：形式不同，读者要猜所指；自动编号也不会更新它。
What: 第三条 where the clauses are numbered 三、; there is no 条 in the agreement.
Why: the reader has to guess what is meant.
Bad: 受第三条约束（全文编号为一、二、三、）
Good: 受本协议“三、”约束
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault an agreement, at the first 第X条 or 第X章 that can only mean a Han-numbered clause without that
    unit."""
    for reference in context.references:
        mention = reference.mention
        if mention.relative or not isinstance(reference.target, tuple) or not mention.steps:
            continue
        first, target = mention.steps[0], context.outline.clauses[reference.target[0]]
        chain = [*context.outline.above(target.eid), target]
        labels = [label for clause in chain if (label := context.outline.label(clause.eid))]
        if (
            first.unit not in ("条", "章")
            or not labels
            or any(label.unit or len(label.number) > 1 for label in labels)
            or labels[0].numeral != "han"
        ):
            continue
        printed = next(clause.label for clause in chain if clause.label)
        message = Bilingual(
            f"引用写“{mention.text}”，而本协议的编号是“{printed}”",
            f"the reference says '{mention.text}'; the clause is printed '{printed}'",
        )
        yield Fault(context.outline.clauses[reference.eid], message, "text", mention.start, mention.end, 0.8)
        return


RULE = Rule("REF006", "wrong-unit", "引用形式不符", Severity.INFO, check)
