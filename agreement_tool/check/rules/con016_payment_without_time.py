"""CON016 付款无时间 payment-without-time: a price is to be paid, and no clause says when.

问题：约定了应付的价款，通篇没有写什么时候付。
理由：履行期限是合同的主要内容（民法典第470条第1款第6项）；没有约定的，债务人可以随时履行，债权人也可以随时请求（第511条第4项）。
What: a contract with a price and a duty to pay, without any date, period or event that makes it due.
Why: the time of performance is a main point (Civil Code art. 470); without it payment is due on demand (art. 511).
Bad: 甲方应向乙方支付服务费5万元（通篇没有付款时间）
Good: 甲方应在验收合格后十日内支付服务费5万元
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import amounts
from agreement_tool.check.phrases import each_sentence
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_PAYS = compiled(r"(?:支付|付款|付清|缴纳|交纳|给付|汇入|结算|付至)")
_OWES = compiled(r"(?:应|须|需)[^，。；]{0,12}(?:支付|付款|缴纳|给付)")
_DUE = compiled(
    r"[日天月年]内|工作日|之?[前后时]|当[日天月]|每[日周月季年]|按[日周月季年]|逐[月年]|一次性|立即|即时|同时|期满|届满|到期|起|签[订署约]|生效|验收|交付|到货|收到|开具|分[期批]|预付|首付|先付|货到|"
    r"[0-9]\s{0,9}日|[_＿　]{2}\s{0,9}[日前内月]"
)


def check(context: Context) -> Iterator[Fault]:
    """At most one fault a contract, at the first sentence that names what is to be paid."""
    if not context.contract.is_contract:
        return
    first: Fault | None = None
    for sentence in each_sentence(context):
        if not _PAYS.search(sentence.text) or "违约金" in sentence.text or "赔偿" in sentence.text:
            continue
        if _DUE.search(sentence.text):
            return
        match = _OWES.search(sentence.text)
        if first is None and match and amounts(sentence.text):
            message = Bilingual("应付的款项没有写明何时支付", "what is to be paid has no date on which it is due")
            first = Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.8)
    if first is not None:
        yield first


RULE = Rule("CON016", "payment-without-time", "付款无时间", Severity.INFO, check)
