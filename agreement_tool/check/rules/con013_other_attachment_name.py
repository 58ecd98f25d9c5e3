"""CON013 附件名称不符 other-attachment-name: an attachment is cited under a name that it does not carry.

问题：正文写“附件一《价目表》”，而附件一的标题是别的文件。
理由：编号与名称指向两份文件，约定的内容以哪一份为准不清楚（合同审查清单：附件须与正文逐一对应）。
What: 附件一《价目表》 in the text; the attachment numbered 一 is headed 验收标准.
Why: number and name point to two documents; which one is agreed is unclear (review checklists: attachments and
    citations must match).
Bad: 单价见附件一《价目表》（附件一的标题是“验收标准”）
Good: 单价见附件二《价目表》
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.attachments import alike, attached, cited
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault a citation with number and name."""
    there = {(one.unit, one.number): one for one in attached(context.outline) if one.number and one.name}
    heads = frozenset(one.clause.eid for one in there.values())
    for one in cited(context.outline, heads):
        found = there.get((one.unit, one.number))
        if not one.name or found is None or alike(one.name, found.name, generic=True):
            continue
        message = Bilingual(
            f"这里称“{one.name}”，而所附的标题是“{found.name}”",
            f"called '{one.name}' here; what is attached is headed '{found.name}'",
        )
        yield Fault(one.clause, message, "text", one.start, one.end, 0.9)


RULE = Rule("CON013", "other-attachment-name", "附件名称不符", Severity.WARNING, check)
