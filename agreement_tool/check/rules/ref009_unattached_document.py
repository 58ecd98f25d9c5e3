"""REF009 所称附件未附 unattached-document: a 《document》 said to be attached or part of the agreement is not there.

问题：文中称《……》为附件或组成部分，却没有附上。
理由：构成协议内容的文件必须能被查阅。
What: 《…》 is called an attachment, and no heading carries its name.
Why: what is part of the agreement must be there to read.
Bad: 附件《价目表》为本协议组成部分（文后没有）
Good: 文后附《价目表》
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import mentions
from agreement_tool.text.whitespace import strip_whitespace

_ATTACHED = compiled(r"附件[：:]?\s*$|所附\s*$|附后的?\s*$")
"""附件一《…》 has a number: whether that is attached is REF005's affair."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a document, where it is first called attached."""
    headings = [strip_whitespace(clause.heading) for clause in context.outline.clauses.values() if clause.heading]
    headings += [
        strip_whitespace(clause.text) for clause in context.outline.clauses.values() if clause.kind == "paragraph"
    ]
    seen: set[str] = set()
    for clause in context.outline.clauses.values():
        for mention in mentions(clause.text):
            name = strip_whitespace(mention.document)
            if mention.steps or mention.law or name in seen or not _ATTACHED.search(clause.text[: mention.start]):
                continue
            if not any(name in heading and len(heading) < len(name) + 12 for heading in headings):
                seen.add(name)
                message = Bilingual(
                    f"称《{mention.document}》为附件，但没有附上",
                    f"《{mention.document}》 is called an attachment and is not attached",
                )
                yield Fault(clause, message, "text", mention.start, mention.end, 0.6)


RULE = Rule("REF009", "unattached-document", "所称附件未附", Severity.INFO, check)
