"""META004 无联系方式 no-contact: the agreement names no way to reach the provider.

问题：没有电话、邮箱、地址或客服。
理由：用户无法行使协议约定的通知、查询、投诉权利（电子商务法第15、59条）。
What: no telephone, e-mail, postal address or customer service anywhere.
Why: the user cannot give notice or complain (E-Commerce Law arts. 15, 59).
Bad: （全文无联系方式）
Good: 客服电话：400-000-0000
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import is_whole, whole_text
from agreement_tool.check.policy import is_policy
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_CONTACT = compiled(
    r"[A-Za-z0-9_.+-]@[\w-]+\.|@[\w-]+\.[a-z]{2,}|\d{3,4}[-\s]\d{3,4}[-\s]?\d{3,4}|1[3-9]\d{9}|客服|联系我们|联系电话|联系方式|电子邮箱|邮箱|地址[：:]"
    r"|QQ|微信|热线|客户服务|工单|官网|官方网站|www\.|https?://|在线反馈|意见反馈|投诉渠道|住所地[：:]|甲方"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault an agreement; a contract between named parties carries their addresses."""
    if is_whole(context) and not _has_contact_elsewhere(context) and not _CONTACT.search(whole_text(context)):
        yield Fault(None, Bilingual("没有联系方式", "no way to reach the provider is given"), confidence=0.8)


def _has_contact_elsewhere(context: Context) -> bool:
    """A contract carries its parties' addresses where they sign; a privacy policy without contact is PRIV004's
    affair."""
    is_contract = context.contract.is_contract or "合同" in context.agreement.title
    return is_contract or is_policy(context.outline)


RULE = Rule("META004", "no-contact", "无联系方式", Severity.INFO, check)
