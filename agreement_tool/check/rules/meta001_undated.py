"""META001 无日期 undated: no date of publication, update or effect.

问题：全文没有发布、更新或生效日期。
理由：发生争议时无法确定适用哪个版本（电子商务法第33、34条；网络交易监督管理办法第28条要求留存历史版本）。
What: neither the text nor its record (published, effective) names a date.
Why: in a dispute nobody can tell which version applied (E-Commerce Law arts. 33, 34).
Bad: （全文无日期）
Good: 更新日期：2026年1月1日　生效日期：2026年1月8日
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.phrases import is_whole, whole_text
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

DATE = compiled(
    r"[12二〇零一三四五六七八九](?:(?:(?<=1)9|(?<=2)0)\d{2}\s*(?:[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}|年\s*\d{1,2}\s*月)"
    r"|(?<![12])[二〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月)"
)
"""Begins with one class of characters: such a search passes over a page at once."""
SIGNED = compiled(
    r"签[订署约字章名]?日期|签(?:订|署|约)?(?:时间|日)|年[\s_＿]*月[\s_＿]*日|签字之?日起|盖章之?日起|签订之?日起|自双方签"
    r"|(?:签字|签名|签章|盖章)[^，。；]{0,8}后(?:即|立即)?生效"
)
_YEAR_ONLY = compiled(r"(?:日期|生效|更新|发布|修订|时间)[^。；\n]{0,6}(?:19|20)\d{2}\s*年?(?![\d\s]*[月\d])")
_LEFT_OPEN = compiled(r"(?:生效|更新|发布|修订|实施|版本)(?:日期|时间)\s*[：:]\s*\S")
"""生效日期：[当前日期], 最近更新日期：202年 5 月: it has its place, which TYP010 may tell of."""
_SIGNS = ("19", "20", "年", "签", "盖")
"""One of them stands in whatever DATE and SIGNED find."""
CHANGES = compiled(
    r"(?:更新|修改|修订|变更|调整).{0,40}(?:协议|条款|政策|规则|声明)|(?:协议|条款|政策|规则).{0,30}(?:更新|修改|修订|变更|调整)"
)
"""An agreement that speaks of its own changes needs a date, however short it is."""


def check(context: Context) -> Iterator[Fault]:
    """One fault an agreement; a contract that is to be signed is dated by its signature."""
    agreement = context.agreement
    text = whole_text(context)
    if agreement.published or agreement.effective or is_dated(context):
        return
    if not (is_whole(context) or CHANGES.search(text)):
        return
    if "合同" in agreement.title or context.contract.is_contract:
        yield Fault(None, Bilingual("没有签订日期的位置", "no place for the date of signing"), confidence=UNSURE)
        return
    if _YEAR_ONLY.search(text):
        message = Bilingual("日期只写到年，没有月日", "the date names the year only")
        yield Fault(None, message, confidence=UNSURE)
        return
    if _LEFT_OPEN.search(text):
        yield Fault(None, Bilingual("日期没有填写", "the date is not filled in"), confidence=UNSURE)
        return
    sure = UNSURE if _is_not_published(context) else 0.9
    yield Fault(
        None, Bilingual("没有发布、更新或生效日期", "no date of publication, update or effect"), confidence=sure
    )


def _is_not_published(context: Context) -> bool:
    """Insurance terms (the policy bears the date), statutes, the rules of a contest and whatever addresses no user are
    no terms that a provider publishes and changes."""
    title, text = context.agreement.title, context.whole
    insured = all(text.count(word) >= _OFTEN for word in _INSURED)
    if _OTHER_KIND.search(title) or insured or text.count("参赛") >= _OFTEN:
        return True
    speaks = text.count("您") + text.count("用户") >= _OFTEN
    return not (speaks or _PUBLISHED.search(title) or CHANGES.search(text))


_OTHER_KIND = compiled(r"保险(?:条款|合同)|[竞大]赛|赛项|赛$|章程|公约|规章|制度|守则")
_PUBLISHED = compiled(r"用户|服务|隐私|会员|注册|许可|平台|网站|软件|使用|政策|声明|条款|协议|[Aa][Pp][Pp]")
_INSURED, _OFTEN = ("投保人", "被保险人"), 3


def is_dated(context: Context) -> bool:
    """Whether the text prints a date, or speaks of the day of its signature."""
    if not any(context.texts_by_word.has(sign) or sign in context.agreement.title for sign in _SIGNS):
        return False
    return bool(DATE.search(context.whole) or SIGNED.search(context.whole))


RULE = Rule("META001", "undated", "无日期", Severity.WARNING, check)
