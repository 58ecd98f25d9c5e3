"""PRIV004 处理者联系方式缺失 no-processor-contact: a privacy policy without any way to reach the processor.

问题：隐私政策没有写明个人信息处理者的联系方式。
理由：处理个人信息前应当告知处理者的名称或者姓名和联系方式（个人信息保护法第17条第1款第1项）。
What: a privacy policy without any way to reach the processor.
Why: the processor's name and contact must be told (Personal Information Protection Law art. 17 para. 1 item 1).
Bad: （隐私政策全文没有电话、邮箱、地址）
Good: 联系我们：privacy@example.cn
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.check.policy import is_policy, says_contact
from agreement_tool.model import Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy."""
    if is_policy(context.outline) and not says_contact(whole_text(context)):
        yield Fault(None, Bilingual("没有个人信息处理者的联系方式", "no contact of the processor"), confidence=0.9)


RULE = Rule("PRIV004", "no-processor-contact", "处理者联系方式缺失", Severity.WARNING, check)
