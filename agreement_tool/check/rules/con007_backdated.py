"""CON007 先生效后签署 backdated: the contract takes effect, or its term begins, before it is signed.

问题：生效日（或者期限起日）早于落款的签署日期。
理由：合同自当事人均签名、盖章时成立（民法典第490条）；生效早于成立，须另有追溯的约定，多半是日期写错。
What: in force from 1 May, signed on 20 May.
Why: a contract is made when both have signed (Civil Code art. 490); earlier effect needs a clause that says so, and is
    mostly a slip.
Bad: 自2026年5月1日起生效……签订日期：2026年5月20日
Good: 自双方签字之日起生效
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import YEAR, Day, days
from agreement_tool.check.phrases import whole_text
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_SIGNED = compiled(r"(?:签[订署约字章]|落款)\s*(?:日期|时间|日)\s*[：:为]?\s*$|^\s*日\s*期\s*[：:]\s*$")
_EFFECT = compiled(r"(?:本(?:合同|协议)|合同|协议|期限|有效期|租赁期|服务期|租期)[^。；]{0,20}?自\s*$")
_BACK = compiled(r"追溯|倒签|补签|补充协议|续签|原合同|此前|已履行")


def check(context: Context) -> Iterator[Fault]:
    """At most one fault an agreement."""
    signed = max((day.value for day in _signing_days(context)), default=None)
    if signed is None or _BACK.search(whole_text(context)):
        return
    for clause, field, text in context.texts_by_word.matching(YEAR):
        if "自" not in text or clause.kind == "signature":
            continue
        for day in days(text):
            if _EFFECT.search(text[: day.start]) and day.value < signed:
                yield Fault(clause, _message(day.value, signed), field, day.start, day.end, 0.8)
                return


def _signing_days(context: Context) -> Iterator[Day]:
    for clause, _, text in context.texts_by_word.matching(YEAR):
        for line in text.split("\n"):
            for day in days(line) if "日" in line or "签" in line else ():
                if _SIGNED.search(line[: day.start]) and (clause.kind == "signature" or "签" in line or len(line) < 30):
                    yield day


def _message(start: datetime.date, signed: datetime.date) -> Bilingual:
    return Bilingual(
        f"{start.isoformat()} 起生效（起算），早于签署日期 {signed.isoformat()}",
        f"takes effect (begins) on {start.isoformat()}, before it is signed on {signed.isoformat()}",
    )


RULE = Rule("CON007", "backdated", "先生效后签署", Severity.INFO, check)
