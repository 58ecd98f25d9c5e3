"""The agreement's own rule on how its changes are announced: found, and quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Bilingual, Clause
from agreement_tool.text import sentences
from agreement_tool.text.citations import full_citation
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import Quantity, quantities

_OWN = "(?:协议|条款|政策|合同|规则|声明|须知|指引)"
_ALTER = "(?:变更|修改|修订|更新|调整|修正|变动|更改)"
_TELL = "(?:公告|公示|公布|发布|通知|告知|提示|推送|弹窗|张贴)"
CHANGES = rf"{_ALTER}[^。；，]{{0,20}}{_OWN}|{_OWN}[^。；，]{{0,20}}{_ALTER}|{_ALTER}后的?{_OWN}"
"""What a clause about changing the agreement says somewhere."""
TELLING: tuple[tuple[str, int], ...] = (
    (rf"{_ALTER}后的?[^。；]{{0,40}}{_TELL}|重大变更[^。；]{{0,40}}{_TELL}", 3),
    (rf"{_TELL}[^。；]{{0,20}}(?:{_ALTER}后|更新版|新版|所做的|修改内容)", 3),
    (rf"{_ALTER}[^。；]{{0,60}}{_TELL}", 2),
    ("提前|事先|至少|生效前", 1),
    (rf"本[^，。；]{{0,8}}{_OWN}", 1),
    (r"(?:费用|价格|收费|资费|账单|计费|地址|联系方式|联系人|账户信息|注册信息|资料|密码|配置"
    rf"|版本)[^。；，]{{0,10}}{_ALTER}", -3),
    (rf"{_ALTER}[^。；，]{{0,6}}(?:费用|价格|收费|资费|账单|地址|联系方式|账户|注册信息|资料|密码|服务内容)", -2),
    (r"(?:用户|您|乙方|贵方)[^。；，]{0,16}(?:应|须|需)[^。；，]{0,16}通知", -3),
)  # fmt: skip
"""What makes a sentence the agreement's rule on announcing changes, and by how much; what makes it another rule."""
ENOUGH = 3
PERIOD_TELLS = 2


@cache
def _program(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


@frozen
class NoticeClause:
    """The agreement's own sentence on how changes are announced."""

    clause: Clause
    sentence: str
    periods: tuple[Quantity, ...]
    """Periods it names."""
    place: str = ""
    """How a lawyer cites the clause: 第三条第（二）项."""

    @property
    def days(self) -> int:
        """The longest period of calendar days it names; 0 for none."""
        named = [each.high for each in self.periods if each.unit == "day" and isinstance(each.high, Fraction)]
        return int(max(named, default=Fraction(0)))

    @property
    def why(self) -> Bilingual:
        """The sentence, quoted with its number."""
        shown = "、".join(each.shown for each in self.periods)
        zh = f"本文件{self.place}自行约定：“{self.sentence}”" + (f"（期限：{shown}）" if shown else "")
        en = f"the agreement's own rule{' ' * bool(self.place)}{self.place}: “{self.sentence}”"
        return Bilingual(zh, en + (f" (period: {shown})" if shown else ""))


def own_notice_clause(agreement: Agreement) -> NoticeClause | None:
    """The sentence that says how changes of the agreement are announced: the most telling one, the first of equals."""
    found = [(score, clause) for clause in _notice_sentences(agreement) if (score := _telling(clause)) >= ENOUGH]
    if not found:
        return None
    best = max(found, key=lambda scored: scored[0])[1]
    return replace(best, place=full_citation(agreement, best.clause.eid))


def _telling(clause: NoticeClause) -> int:
    said = sum(weight for pattern, weight in TELLING if _program(pattern).search(clause.sentence))
    return said + PERIOD_TELLS * bool(clause.periods)


def _notice_sentences(agreement: Agreement) -> Iterator[NoticeClause]:
    """Sentences about telling of a change, in clauses about changing the agreement."""
    for clause in agreement.walk():
        if not _program(CHANGES).search(clause.text):
            continue
        for sentence in sentences.split(clause.text):
            if _program(_ALTER).search(sentence) and _program(_TELL).search(sentence):
                periods = tuple(each for each in quantities(sentence) if each.kind == "period")
                yield NoticeClause(clause, " ".join(sentence.split()), periods)
