"""CON008 工作日未定义 undefined-working-day: a period of working days, and no word on which days those are.

问题：期限按“工作日”计算，却没有说明哪些日子是工作日。
理由：民法典只规定期间最后一日遇法定休假日的顺延（第203条），没有定义工作日；调休的周末、银行工作日都会起争议（第204条许可另行约定）。
What: within 5 working days, in a contract that never says what a working day is.
    Runs on request only: hardly any contract defines the day, and every reader called the finding right and not worth
    a word.
Why: the Civil Code only moves a last day that falls on a holiday (art. 203); make-up weekends and bank days are open to
    dispute.
Bad: 应在5个工作日内付款（全文没有说明）
Good: 工作日指法定节假日和周末以外的日子，含因调休上班的周末
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_USED = compiled(r"[0-9０-９一二两三四五六七八九十】）)_＿]\s*个?\s*工作日")
_DUTY = compiled(
    "支付|付款|付清|结算|缴|通知|退还|返还|违约|逾期|解除|终止|视为|维修|修复|检验|验收|交付|交货|发货|送达|返工|提供|完成"
)
"""What must be done in that time, or what follows when it is over; for a mere forecast nobody defines the days."""
_DEFINED = compiled(
    r"工作日[”\"」]?\s*(?:是指|系指|均?指|为|：|:|，是指)|(?:法定|国家规定的|银行|中国)工作日|(?:法定节假日|休息日)[^。；]{0,20}(?:顺延|除外|以外)|遇[^。；]{0,12}(?:节假日|休息日)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a contract, at its first period of working days."""
    if not context.contract.is_concluded or _DEFINED.search(whole_text(context)):
        return
    for clause, field, text in context.texts_having("工作日"):
        match = _USED.search(text) if _DUTY.search(text) else None
        if match:
            message = Bilingual("“工作日”没有定义", "'working day' is not defined")
            yield Fault(clause, message, field, match.end() - 3, match.end(), 0.8)
            return


RULE = Rule("CON008", "undefined-working-day", "工作日未定义", Severity.INFO, check, on_request=True)
