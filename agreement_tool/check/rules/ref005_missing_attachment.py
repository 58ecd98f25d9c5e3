"""REF005 附件缺失 missing-attachment: an attachment is referred to and is not there.

问题：引用的附件不在本协议之内。
理由：附件若是协议的组成部分，用户必须能看到。
What: 附件一 is named, and no attachment of that number follows.
Why: an attachment that is part of the agreement must be there to read.
Bad: 详见附件二（文后只有附件一）
Good: 详见附件一
"""

from collections.abc import Iterator

from agreement_tool.check.attachments import attached, only_listed
from agreement_tool.check.base import Context, Fault, Reference, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.outline import ATTACHMENT_UNITS
from agreement_tool.text.patterns import compiled

_HEADS = compiled(r"[：:][ \t\u3000]{2}")


def check(context: Context) -> Iterator[Fault]:
    """One fault an attachment, where it is first named."""
    listed = only_listed(context.outline)
    there = {(one.unit, one.number) for one in attached(context.outline)}
    named: set[tuple[str, tuple[int, ...]]] = set()
    for reference in context.references:
        mention = reference.mention
        if not mention.steps or mention.steps[0].unit not in ATTACHMENT_UNITS or reference.eid in listed:
            continue
        key = (mention.steps[0].unit, mention.steps[0].numbers[0])
        missing = reference.target is None or _is_listed(reference, listed)
        clause = context.outline.clauses[reference.eid]
        if _HEADS.match(clause.text, mention.end):
            continue  # '附表2：　　供应材料表': its own head, glued to a table
        if missing and key not in named and (key[0], key[1][-1]) not in there:
            named.add(key)
            message = Bilingual(f"“{mention.text}”没有附在文后", f"'{mention.text}' is not attached")
            yield Fault(clause, message, "text", mention.start, mention.end, 0.8)


def _is_listed(reference: Reference, listed: frozenset[str]) -> bool:
    """What is named stands in a list of attachments, and is not attached itself."""
    return isinstance(reference.target, tuple) and set(reference.target) <= listed


RULE = Rule("REF005", "missing-attachment", "附件缺失", Severity.WARNING, check)
