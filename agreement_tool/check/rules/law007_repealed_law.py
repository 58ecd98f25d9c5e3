"""LAW007 引用失效法律 repealed-law: a law is cited that the Civil Code has repealed.

问题：引用已经废止的法律，如《合同法》《担保法》。
理由：民法典自2021年1月1日起施行，九部法律同时废止（民法典第1260条）；援引失效法律的条款没有依据。
What: 《合同法》, 《民法总则》, 《担保法》, 《物权法》, 《侵权责任法》 … in an agreement of 2021 or later.
Why: the Civil Code replaced nine laws on 1 January 2021 (art. 1260); what rests on them rests on nothing.
Bad: 根据《中华人民共和国合同法》，双方订立本合同
Good: 根据《中华人民共和国民法典》，双方订立本合同
"""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.law.provisions import Law, laws, repealed
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_STATE = "中华人民共和国"
_OF_ITS_TIME = compiled("废止|失效|当时|施行前|订立时")
_NEAR = 12
"""Code points round a law in which the text itself says that it is gone, or speaks of its time."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a law, at its first mention; agreements that state a date when it was in force are left alone."""
    dates = [date for date in (context.agreement.effective, context.agreement.published) if date]
    reported: set[str] = set()
    for clause, field, text in context.texts_having("《", _STATE):
        for match in _cited().finditer(text) if "法" in text else ():
            if _OF_ITS_TIME.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
                continue
            law = repealed(match["law"] or match["bare"])
            if law is None or law.key in reported or (dates and max(dates) <= law.until):
                continue
            reported.add(law.key)
            yield Fault(clause, _message(match, law), field, match.start(), match.end(), 0.9)


@lru_cache(maxsize=1)
def _cited() -> re.Pattern[str]:
    """《合同法》, 《中华人民共和国合同法（试行）》 or 中华人民共和国合同法, for every law in the data that is gone."""
    names = "|".join(law.title.removeprefix(_STATE) for law in laws().values() if law.until)
    return re.compile(
        rf"(?<!原)《\s*(?:{_STATE})?(?P<law>{names})\s*(?:[（(]试行[）)])?》"
        rf"|(?<!原){_STATE}(?P<bare>{names})(?![》典])"
    )


def _message(match: re.Match[str], law: Law) -> Bilingual:
    day = datetime.date.fromisoformat(law.until) + datetime.timedelta(days=1)
    by = laws()[law.replaced_by].short if law.replaced_by else None
    zh, en = (f"，由{by.zh}取代", f"; the {by.en} replaces it") if by else ("", "")
    return Bilingual(
        f"{match[0]}已于{day.year}年{day.month}月{day.day}日废止{zh}",
        f"{law.short.en} was repealed on {day.day} {day:%B %Y}{en}",
    )


RULE = Rule("LAW007", "repealed-law", "引用失效法律", Severity.WARNING, check)
