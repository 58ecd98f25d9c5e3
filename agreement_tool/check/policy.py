"""Whether an agreement is a privacy policy, and where it speaks of what."""

from __future__ import annotations

from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled

_TITLE = compiled(
    r"隐私(?:权)?(?:政策|保护|声明|条款|协议|指引|说明|通知)|个人信息(?:保护|处理)(?:政策|规则|声明|指引|说明)|儿童(?:个人信息|隐私)"
)
_ALSO = compiled(r"(?:用户|服务|许可|会员|注册|使用)(?:服务)?(?:协议|条款|合同)")
_CONTACT = compiled(
    r"@|[0-9]{3,4}[-－ ][0-9]{7,8}|1[3-9][0-9]{9}|[48]00[- ]?[0-9]{3}|联系(?:我们|方式|电话|邮箱|客服|人)"
    r"|客服|(?:电话|邮箱|邮件|地址|热线|微信|QQ)\s*[：:为是]|意见反馈|在线反馈"
)
_COLLECTS = compiled(r"收集")
_LONG = 800
"""Code points: what is shorter is a summary that points elsewhere."""


def is_policy(outline: Outline) -> bool:
    """A document whose title (or first heading) is a privacy policy's, that collects something and is no summary."""
    first = next((clause.heading or clause.text for clause in outline.clauses.values()), "")
    title = "".join((outline.agreement.title or first[:40]).split())
    if not _TITLE.search(title) or _ALSO.search(title):
        return False
    texts = [clause.text for clause in outline.clauses.values()]
    return sum(map(len, texts)) >= _LONG and sum(len(_COLLECTS.findall(text)) for text in texts) >= 3


def says_contact(text: str) -> bool:
    """Whether the text gives any way to reach the processor: a number, an address, or where to ask."""
    return bool(_CONTACT.search(text))
