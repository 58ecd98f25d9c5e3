"""REF002 引用自身 self-reference: a clause refers to itself by number.

问题：条款按编号引用了自己。
理由：多半是移动条款后编号巧合，原意所指另有其条；确指自身应写“本条”。
What: 3.2 says 'according to 3.2'.
Why: the clause was probably renumbered over the number it refers to; to mean itself it should say 本条.
Bad: 3.2 违反 3.2 款约定的……
Good: 3.2 违反本款约定的……
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_RUN_IN = compiled(r"(?:[。．.；;?？]|\u3000{2})\s*[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3}[.．]?[ \u3000]")


def check(context: Context) -> Iterator[Fault]:
    """One fault a mention that names the very clause it stands in."""
    for reference in context.references:
        mention = reference.mention
        if mention.relative or not isinstance(reference.target, tuple) or reference.target != (reference.eid,):
            continue
        before = context.outline.clauses[reference.eid].text[: mention.start].rstrip()
        if before.endswith((*"-－–—~～至到", "附表", "附件", "附录", "清单")):
            continue  # the far end of a range: 5.1-5.5条; 附表第（1）项 is the attachment's
        if _RUN_IN.search(context.outline.clauses[reference.eid].text[: mention.start]):
            continue  # 2.2 is run into the text of 2.1: it says 2.1, not itself
        first = mention.steps[0].unit
        if first in ("部分", "编", "篇"):
            continue  # 本合同第一部分, said inside the first part
        sure = UNSURE if first in ("款", "项", "目") else 0.9
        message = Bilingual(f"“{mention.text}”引用的就是本条款自身", f"'{mention.text}' is the clause it stands in")
        yield Fault(context.outline.clauses[reference.eid], message, "text", mention.start, mention.end, sure)


RULE = Rule("REF002", "self-reference", "引用自身", Severity.WARNING, check)
