"""CON012 附件未引用 uncited-attachment: a numbered attachment that the text never mentions.

问题：文后有附件三，正文却没有任何一处提到它。
理由：没有被正文引用的附件，是否属于合同内容、用于哪一条，都不清楚（合同审查清单：附件须与正文逐一对应）。
What: 附件三 is attached; the text cites 附件一 and 附件二 only.
Why: whether an attachment that no clause cites is part of the contract, and for what, is unclear (review checklists:
    attachments and citations must match one to one).
Bad: （文后有附件三，正文只引用附件一、附件二）
Good: 验收标准见附件三
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.attachments import attached, cited
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Field, Severity
from agreement_tool.text.patterns import compiled

_ALL = compiled(
    r"(?:本(?:合同|协议)|所有|全部|各|以下|下列)的?附件|附件[^，。；]{0,6}(?:均|都|全部)|附件是|附件为|附件与|附件(?:具有|同)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault an attachment, where at least one other is cited by number."""
    there = [one for one in attached(context.outline) if one.number]
    heads = frozenset(one.clause.eid for one in there)
    named = {(one.unit, one.number) for one in cited(context.outline, heads)}
    if len(there) < 2 or not named:
        return
    listed = Counter((one.unit, one.number) for one in there)
    texts = "\n".join(text for clause, _, text in context.texts() if clause.eid not in heads)
    if _ALL.search(texts):
        return
    uncited = [
        one
        for one in there
        if listed[one.unit, one.number] == 1
        and (one.unit, one.number) not in named
        and not (one.name and one.name in texts)
    ]
    if len(uncited) * 2 > len(there):
        return  # a collection of rules and forms, each of which stands for itself
    for one in uncited:
        message = Bilingual(
            f"正文没有引用“{one.unit}{_printed(one.clause.label, one.number)}”",
            f"no clause cites {one.unit} {one.number}",
        )
        where: Field = "label" if one.clause.label else "title" if one.clause.heading else "text"
        yield Fault(one.clause, message, where, confidence=0.8)


def _printed(label: str | None, number: int) -> str:
    return (label or "").removeprefix("附件").strip("：: ") or str(number)


RULE = Rule("CON012", "uncited-attachment", "附件未引用", Severity.INFO, check)
