"""CON011 所列附件未附 list-not-attached: documents listed as attachments are not attached.

问题：合同列出了附件的名称，文后却没有。
理由：附件与合同具有同等效力，是权利义务的一部分；没有附上，内容无从确定（民法典第470条：标的、质量等常写在附件里）。
What: 附件包括《需求说明书》《验收标准》, and neither follows.
Why: attachments carry what is owed (subject, quality: Civil Code art. 470); what is not attached cannot be proved.
Bad: 本合同附件包括《需求说明书》《验收标准》（文后没有）
Good: 文后附《需求说明书》《验收标准》
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.attachments import alike, attached, bare, listed
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault a list, naming every document that is missing."""
    for one in listed(context.outline):
        there = [entry.name for entry in attached(context.outline) if entry.name]
        heads = [bare(clause.heading) for clause in context.outline.clauses.values() if clause.heading]
        missing = [name for name in one.names if not any(alike(bare(name), head) for head in (*there, *heads) if head)]
        if missing:
            shown = "".join(f"《{name}》" for name in missing)
            message = Bilingual(f"列为附件的{shown}没有附上", f"listed as attachments and not attached: {shown}")
            yield Fault(one.clause, message, "text", one.start, one.end, 0.9)


RULE = Rule("CON011", "list-not-attached", "所列附件未附", Severity.WARNING, check)
