"""CON014 要素空白 essential-blank: price, subject, term or the choice between two ways is left blank.

问题：价款、标的、期限、争议解决方式的选择等处没有填写。
理由：这些是合同的主要内容（民法典第470条）；空白意味着没有约定，只能按第510条、第511条补充确定。
What: 总价为人民币____元; 期限自____年__月__日; 第__种方式. Lines for signatures and dates of signing are meant to be
    filled in by hand.
Why: these are main terms (Civil Code art. 470); a blank is no agreement, and arts. 510 and 511 fill it in.
Bad: 合同总价为人民币______元
Good: 合同总价为人民币56,500元
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_BLANK = r"(?:[_＿]{2,}|[ \u3000]{2,}|【[\s_＿]*】|\[[\s_＿]*\]|［[\s_＿]*］|（[\s_＿\u3000]*）|[xX×ＸΧ]{2,})"
_KINDS = (
    (
        "价款",
        "price",
        compiled(
            rf"(?:[¥￥]|人民币|(?:总价|价款|金额|租金|报酬|费用|单价|货款|本金|工资|押金|定金|造价|服务费)[^，。；\n]{{0,6}}?)\s{{0,9}}{_BLANK}\s{{0,9}}(?:万?元|整)|(?:大写|小写)[：:）)]\s{{0,9}}{_BLANK}"
        ),
    ),
    (
        "期限",
        "term",
        compiled(
            rf"(?:自|从|(?<!截)[至到])\s{{0,9}}{_BLANK}\s{{0,9}}年\s{{0,9}}{_BLANK}\s{{0,9}}月|(?:期限|租期|工期|有效期|期间|为期|保修期|质保期)[^，。；\n0-9_＿]{{0,6}}?{_BLANK}\s{{0,9}}(?:个?[年月日天]|个月)"
        ),
    ),
    (
        "选择",
        "choice",
        compiled(
            rf"第\s{{0,9}}(?:{_BLANK}|[ \u3000])\s{{0,9}}(?:种|(?:项|款)(?:方式|约定|办法|方法|情形|标准))|"
            rf"(?:以下|下列|下述|如下)[^，。；\n]{{0,4}}第\s{{0,9}}(?:{_BLANK}|[ \u3000])\s{{0,9}}(?:项|款)"
        ),
    ),
    (
        "标的",
        "subject",
        compiled(
            r"(?:标的|货物|产品|设备|租赁物|项目|工程|岗位|工作地点|借款用途|坐落|位于)(?:名称|的?地点|地址)?[^，。；\n]{0,4}?"
            rf"(?:为|：|:|是|于|在)\s{{0,9}}{_BLANK}(?![ \u3000]*[^\s，。；、）)])"
        ),
    ),
)
_FORM = 8
"""From this many blanks on it is a form that is not yet filled in: one finding for the whole."""

_OPEN = compiled(r"[_＿]{2,}|[×xX]{2,}|\u3000{2,}| {4,}")


def check(context: Context) -> Iterator[Fault]:
    """One fault a kind, at its first blank; one for the whole where most is open. TYP010 tells of a form's blanks."""
    found = list(_blanks(context)) if context.contract.is_concluded else []
    if len(found) >= _FORM or (found and _is_form(context)):
        yield replace(
            found[0][1],
            message=Bilingual(
                f"尚未填写的合同文本：价款、期限等 {len(found)} 处空白",
                f"a form not yet filled in: {len(found)} blanks for price, term …",
            ),
            confidence=UNSURE,
        )
        return
    yield from dict(reversed(found)).values()


def _is_form(context: Context) -> bool:
    """Whether so much is open that the whole is a form."""
    blanks = (
        len(_OPEN.findall(text)) for clause, _, text in context.texts() if clause.kind not in ("signature", "table")
    )
    return sum(blanks) >= _FORM


def _blanks(context: Context) -> Iterator[tuple[str, Fault]]:
    for clause, field, text in context.texts():
        if clause.kind == "signature":
            continue
        for zh, en, pattern in _KINDS:
            for match in pattern.finditer(text):
                message = Bilingual(f"{zh}没有填写", f"the {en} is left blank")
                yield zh, Fault(clause, message, field, match.start(), match.end(), 0.9)


RULE = Rule("CON014", "essential-blank", "要素空白", Severity.WARNING, check)
