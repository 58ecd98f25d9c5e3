"""TYP003 直引号 straight-quote: straight quotation marks in an agreement that uses “ ”.

问题：全文用“ ”，这里用了 " "。
理由：同一份协议应用同一种引号（GB/T 15834）。
What: "…" round Chinese words, where the rest of the agreement has “…”.
Why: one agreement, one kind of quotation mark (GB/T 15834).
Bad: （以下统称为"标识"）
Good: （以下统称为“标识”）
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Edit, Fix, Severity
from agreement_tool.text.patterns import compiled

_STRAIGHT = compiled(r'"([^"\n]{1,40})"')
_HAN = compiled(r"[\u4e00-\u9fff]")


def check(context: Context) -> Iterator[Fault]:
    """One fault a quoted stretch that holds Chinese."""
    if not context.texts_by_word.has("“"):
        return
    for clause, field, text in context.texts_having('"'):
        for match in _STRAIGHT.finditer(text):
            if _HAN.search(match[1]):
                start, end = match.span()
                edits = (Edit(clause.eid, field, start, start + 1, "“"), Edit(clause.eid, field, end - 1, end, "”"))
                message = Bilingual(f"直引号 {match[0]}，全文用“ ”", f"straight quotes {match[0]}; elsewhere “ ”")
                yield Fault(clause, message, field, start, end, 0.95, Fix(True, edits))


RULE = Rule("TYP003", "straight-quote", "直引号", Severity.INFO, check)
