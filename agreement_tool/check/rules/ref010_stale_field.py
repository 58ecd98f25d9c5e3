"""REF010 引用域未更新 stale-field: a reference field of the Word file shows something other than what it points to.

问题：Word 的交叉引用域显示的编号或文字，与所指书签处现有的不一致，或书签已不存在。
理由：更新域或打印时文字会变；此前各方看到的是过时的编号。
What: a REF field whose stored result differs from its bookmark, or whose bookmark is gone.
Why: the next update or printing changes the wording; until then readers follow a number that has moved on.
Bad: 按照第三条处理（域所指段落现为第四条）
Good: 按照第四条处理
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Doubt, Severity
from agreement_tool.text.whitespace import strip_whitespace

CODES = frozenset({"stale-reference", "broken-reference"})
"""Doubts of the Word reader, which compares every reference field with its bookmark."""
_PROBE = 12
"""Characters by which the paragraph of a doubt is known."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a field, at the clause that holds it."""
    doubts = [doubt for doubt in context.agreement.doubts if doubt.code in CODES]
    if not doubts:
        return
    own = [
        (clause, strip_whitespace(f"{clause.label or ''}{clause.heading}{clause.text}"))
        for clause in context.outline.clauses.values()
    ]
    for doubt in doubts:
        clause = next((clause for clause, text in own if _holds(text, doubt)), None)
        yield Fault(clause, doubt.message)


def _holds(text: str, doubt: Doubt) -> bool:
    probe = strip_whitespace(doubt.text)[:_PROBE]
    return bool(probe) and probe in text


RULE = Rule("REF010", "stale-field", "引用域未更新", Severity.ERROR, check)
