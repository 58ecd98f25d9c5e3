"""LAW007 引用失效法律 repealed-law: a law is cited that the Civil Code has repealed.

问题：引用已经废止的法律，如《合同法》《担保法》。
理由：民法典自2021年1月1日起施行，九部法律同时废止（民法典第1260条）；援引失效法律的条款没有依据。
What: 《合同法》, 《民法总则》, 《担保法》, 《物权法》, 《侵权责任法》 … in an agreement of 2021 or later.
Why: the Civil Code replaced nine laws on 1 January 2021 (art. 1260); what rests on them rests on nothing.
Bad: 根据《中华人民共和国合同法》，双方订立本合同
Good: 根据《中华人民共和国民法典》，双方订立本合同
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_LAWS = "合同法|民法通则|民法总则|物权法|担保法|侵权责任法|婚姻法|继承法|收养法"
_REPEALED = compiled(
    rf"(?<!原)《\s*(?:中华人民共和国)?(?P<law>{_LAWS})\s*(?:[（(]试行[）)])?》"
    rf"|(?<!原)中华人民共和国(?P<bare>{_LAWS})(?![》典])"
)
_SINCE = "2021-01-01"
"""The Civil Code's first day, art. 1260."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a law, at its first mention; agreements that state an earlier date are left alone."""
    dates = [date for date in (context.agreement.effective, context.agreement.published) if date]
    if dates and max(dates) < _SINCE:
        return
    reported: set[str] = set()
    for clause, field, text in context.texts():
        for match in _REPEALED.finditer(text):
            law = match["law"] or match["bare"]
            if law not in reported:
                reported.add(law)
                yield Fault(clause, _message(match, law), field, match.start(), match.end(), 0.9)


def _message(match: re.Match[str], law: str) -> Bilingual:
    return Bilingual(
        f"{match[0]}已于2021年1月1日废止，由民法典取代",
        f"{law} was repealed on 1 January 2021; the Civil Code replaces it",
    )


RULE = Rule("LAW007", "repealed-law", "引用失效法律", Severity.WARNING, check)
