"""CON022 租期超限 lease-too-long: a lease of more than twenty years.

问题：租赁期限超过二十年。
理由：租赁期限不得超过二十年，超过部分无效（民法典第705条）。
What: 租期三十年.
Why: a lease may not exceed twenty years; what exceeds is void (Civil Code art. 705).
Bad: 租赁期限为三十年
Good: 租赁期限为二十年
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import lengths
from agreement_tool.check.terms_of_time import spans
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

MONTHS = 240
"""Twenty years, Civil Code art. 705."""
_TERM = compiled(r"(?:租赁期限?|租期|承租期限?)[^，。；]{0,10}$")
_NOT = compiled(r"不得?超过|土地|使用权年限|融资租赁")


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause."""
    for clause, field, _ in context.texts_having("租赁期", "租期"):
        if field != "text" or _NOT.search(clause.text) or "融资租赁" in context.agreement.title:
            continue
        place = _too_long(clause.text)
        if place:
            printed = clause.text[place[0] : place[1]]
            message = Bilingual(f"租赁期限“{printed}”超过二十年", f"a lease of '{printed}': more than twenty years")
            yield Fault(clause, message, "text", *place, confidence=0.95)


def _too_long(text: str) -> tuple[int, int] | None:
    for one in lengths(text):
        if one.months > MONTHS and _TERM.search(text[: one.start]):
            return one.start, one.end
    for first, last in spans(text):
        if (last.value - first.value).days > 366 * 20 and _TERM.search(text[: first.start].rstrip("自从由 ")):
            return first.start, last.end
    return None


RULE = Rule("CON022", "lease-too-long", "租期超限", Severity.WARNING, check)
