"""PRIV007 投诉渠道缺失 no-complaint-route: a privacy policy that gives a contact and says nothing of complaints.

问题：隐私政策有联系方式，但没有说明可以怎样投诉、举报。
理由：未公布投诉、举报方式等信息的，可被认定为违法违规（App违法违规收集使用个人信息行为认定方法 六，转引：
    该部分的标题和“未建立并公布个人信息安全投诉、举报渠道”一项在两处公开资料中读到，项号未核，故只在点名时运行）。
What: a privacy policy without 投诉, 举报 or 申诉 anywhere; one without any contact at all is PRIV004.
Why: not publishing how to complain counts as an illegal practice (App illegal-collection method, part 6, second-hand:
    its heading and the item on complaint channels were read as quoted in two public places, the item's number was not;
    the rule therefore runs on request only).
Bad: 联系我们：privacy@example.cn（全文没有投诉、举报）
Good: 投诉、举报个人信息问题，请写信至 privacy@example.cn，我们在十五个工作日内答复
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.check.policy import is_policy, says_contact
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_SAYS = compiled(r"投诉|举报|申诉|控告|监管(?:部门|机构)")


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy."""
    text = whole_text(context)
    if is_policy(context.outline) and says_contact(text) and not _SAYS.search(text):
        yield Fault(None, Bilingual("没有说明怎样投诉、举报", "no word on how to complain"), confidence=0.9)


RULE = Rule("PRIV007", "no-complaint-route", "投诉渠道缺失", Severity.INFO, check, on_request=True)
