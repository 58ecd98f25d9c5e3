"""DEF002 定义未用 unused-definition: a defined term is never used.

问题：定义了术语，后文从未使用。
理由：多半是正文改用了别的叫法，或条款已删。
What: a short name or defined term that occurs nowhere else.
Why: the text has gone over to another name, or the clause that used it is gone.
Bad: （以下简称“受托方”）……全文再无“受托方”
Good: 删去，或正文统一使用
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.whitespace import strip_whitespace


def check(context: Context) -> Iterator[Fault]:
    """One fault a definition none of whose names is used again."""
    if not context.definitions or context.comments_on_another:
        return
    whole = strip_whitespace(context.agreement.title) + context.without_blanks
    # A name stands in definitions, inside another defined name included.
    defined = "\n".join(strip_whitespace(name) for definition in context.definitions for name in definition.names)
    for definition in context.definitions:
        if not any(whole.count(name) > defined.count(name) for name in map(strip_whitespace, definition.names)):
            clause = context.outline.clauses[definition.eid]
            message = Bilingual(
                f"定义了“{definition.term}”，后文未使用", f"'{definition.term}' is defined and never used"
            )
            yield Fault(clause, message, "text", definition.start, definition.end, 0.8)


RULE = Rule("DEF002", "unused-definition", "定义未用", Severity.INFO, check)
