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
from agreement_tool.check.attachments import alike, attached, bare, listed, only_listed
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Severity

_NAMED = 4
"""Code points of a heading that may be a document's: 标的 and 验收 are clauses."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a list, naming every document that is missing."""
    yield from _line_by_line(context)
    for one in listed(context.outline):
        there = [entry.name for entry in attached(context.outline) if entry.name]
        heads = [name for clause in context.outline.clauses.values() if len(name := bare(clause.heading)) >= _NAMED]
        missing = [name for name in one.names if not any(alike(bare(name), head) for head in (*there, *heads) if head)]
        if missing:
            shown = "".join(f"《{name}》" for name in missing)
            message = Bilingual(f"列为附件的{shown}没有附上", f"listed as attachments and not attached: {shown}")
            yield Fault(one.clause, message, "text", one.start, one.end, 0.9)


def _line_by_line(context: Context) -> Iterator[Fault]:
    """'附件包括：' and then a line for each: one fault at the first line whose document is not there."""
    lines = only_listed(context.outline)
    there = {(one.unit, one.number) for one in attached(context.outline)}
    for clause in context.outline.clauses.values():
        if clause.eid not in lines:
            continue
        label = context.outline.label(clause.eid)
        if label and label.number and (label.unit, label.number[-1]) in there:
            continue
        words = f"{clause.label or ''}{clause.heading or clause.text}".strip()
        message = Bilingual(f"列为附件的“{words}”没有附上", f"listed as an attachment and not attached: '{words}'")
        yield Fault(clause, message, "label" if clause.label else "title" if clause.heading else "text", confidence=0.9)
        return


RULE = Rule("CON011", "list-not-attached", "所列附件未附", Severity.WARNING, check)
