"""DEF005 一名两称 two-short-names: one full name is given different short names in different places.

问题：同一全称先后给了不同的简称。
理由：简称所指混乱，例如同一名称一会儿指公司、一会儿指软件。
What: the same full name is followed by （以下简称…） twice, with different short names.
Why: what the short names stand for is muddled.
Bad: 甲科技（以下简称“我们”）……甲科技（以下简称“软件”）
Good: 甲科技（以下简称“我们”）……甲软件（以下简称“软件”）
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled
from agreement_tool.text.terms import Definition
from agreement_tool.text.whitespace import strip_whitespace

_BLANKS = compiled(r"[_＿…]{2,}|[xX×＊*]{2,}")
"""What stands for a name that is not filled in: two blanks are not one name."""
_SENTENCE = compiled(r"构成|组成|属于|适用|签订|订立")
"""'本条款构成了您（“用户”）与…': what stands before the bracket is a sentence, no name."""


def check(context: Context) -> Iterator[Fault]:
    """One fault at each later, different short name."""
    first: dict[tuple[str, str], Definition] = {}
    for definition in context.definitions:
        full = "" if _BLANKS.search(definition.full) else strip_whitespace(definition.full)
        if definition.form != "short-name" or len(full) < 2 or _SENTENCE.search(full):
            continue
        before = first.setdefault((context.outline.part(definition.eid), full), definition)
        if before is not definition and not set(before.names) & set(definition.names):
            message = Bilingual(
                f"“{definition.full}”先简称“{before.term}”，这里又简称“{definition.term}”",
                f"'{definition.full}' is called '{before.term}' first and '{definition.term}' here",
            )
            clause = context.outline.clauses[definition.eid]
            yield Fault(clause, message, "text", definition.start, definition.end, 0.8)


RULE = Rule("DEF005", "two-short-names", "一名两称", Severity.WARNING, check)
