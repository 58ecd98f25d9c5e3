"""CON005 起止颠倒 ends-before-start: a term that ends before it begins.

问题：期限的止日早于起日。
理由：履行期限是合同的主要内容（民法典第470条第1款第6项）；止日早于起日，期限无法计算。
What: from 1 May 2026 to 30 April 2025.
Why: the term is a main point (Civil Code art. 470); this one cannot be counted.
Bad: 自2026年5月1日起至2025年4月30日止
Good: 自2026年5月1日起至2027年4月30日止
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import YEAR
from agreement_tool.check.terms_of_time import spans
from agreement_tool.model import Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault a term, at its last day."""
    for clause, field, text in context.texts_by_word.matching(YEAR):
        for first, last in spans(text):
            if last.value < first.value:
                printed = text[first.start : last.end]
                message = Bilingual(f"止日早于起日：“{printed}”", f"ends before it begins: '{printed}'")
                yield Fault(clause, message, field, last.start, last.end, 0.98)


RULE = Rule("CON005", "ends-before-start", "起止颠倒", Severity.ERROR, check)
