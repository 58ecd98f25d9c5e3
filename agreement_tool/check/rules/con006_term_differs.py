"""CON006 期限不符 term-differs: the stated length is not what the two dates span.

问题：写明的期限与起止日期不符，如“租期三年”而起止只有两年。
理由：履行期限是合同的主要内容（民法典第470条第1款第6项）；两种写法不一致，到期日无从确定。
What: a term of three years, from 1 January 2026 to 31 December 2027.
Why: the term is a main point (Civil Code art. 470); where length and dates differ, the last day is unclear.
Bad: 租期三年，自2026年1月1日至2027年12月31日
Good: 租期三年，自2026年1月1日至2028年12月31日
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import YEAR, lengths
from agreement_tool.check.terms_of_time import spans
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_NAME = r"(?:期限|租期|租赁期|服务期|合同期|有效期|合作期|借期|聘期|期间|工期|授权期|许可期)"
_TERM = compiled(rf"(?P<name>[\u4e00-\u9fff]{{0,4}}{_NAME})[^。；，]{{0,10}}$")
_OTHER_TERM = compiled(rf"(?P<name>[\u4e00-\u9fff]{{0,4}}{_NAME})|其中|第[一二三1-3]?阶段|首[个期年]")
TOLERATED_DAYS = 2
"""Days: the last day counts or not, and February is short."""
_OTHER = compiled(r"试用期|宽限期|免租|质保|保修|装修期|续")


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence that states both once."""
    dated = (clause for clause, field, _ in context.texts_by_word.matching(YEAR) if field == "text")
    for sentence in (sentence for clause in dated for sentence in context.sentences_in(clause)):
        if not (spanned := spans(sentence.text)) or len(spanned) != 1 or _OTHER.search(sentence.text):
            continue
        first, last = spanned[0]
        stated = [
            one for one in lengths(sentence.text) if _is_term(sentence.text, one.start, one.end, first.start, last.end)
        ]
        if len(stated) != 1 or last.value < first.value:
            continue
        over = stated[0].after(first.value)
        if abs((over - last.value).days) > TOLERATED_DAYS:
            printed = sentence.text[stated[0].start : stated[0].end]
            right = over - datetime.timedelta(days=1)
            message = Bilingual(
                f"期限写“{printed}”，按起日应到 {right.isoformat()}，而止日是 {last.value.isoformat()}",
                f"the term says '{printed}', which ends on {right.isoformat()}; the date given is "
                f"{last.value.isoformat()}",
            )
            yield Fault(sentence.clause, message, "text", sentence.start + last.start, sentence.start + last.end, 0.93)


def _is_term(text: str, start: int, end: int, first: int, last: int) -> bool:
    """The length of this very term: named 期限 before it, or given in brackets or 共计 right behind the dates."""
    if end <= first:
        named = _TERM.search(text[:start])
        other = _OTHER_TERM.search(text[end:first])
        return named is not None and (other is None or other["name"] == named["name"])
    return start >= last and (
        text[last:start].strip("日止，,（( 　") in ("", "共", "共计", "合计", "为期", "期限", "期限为", "租期", "即")
    )


RULE = Rule("CON006", "term-differs", "期限不符", Severity.WARNING, check)
