"""PRIV006 权利行使方式缺失 no-rights-route: a privacy policy without a way to see, correct or delete one's information.

问题：隐私政策没有说明怎样查阅、更正、删除个人信息或者注销账号。
理由：应当告知个人行使权利的方式和程序（个人信息保护法第17条第1款第3项，权利见第44条至第47条）。
What: a privacy policy without a way to see, correct or delete one's information.
Why: how to exercise one's rights must be told (Personal Information Protection Law art. 17 para. 1 item 3; the rights:
    arts. 44–47).
Bad: （全文没有提到查阅、更正、删除、注销）
Good: 您可以在“设置－账号”中查阅、更正、删除个人信息或者注销账号
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.check.policy import is_policy
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_SAYS = compiled(
    r"(?:查阅|查询|查看|访问|复制|更正|修改|更新|补充|删除|撤回|注销|管理)[^。；\n]{0,24}(?:个人信息|信息|资料|数据|账号|帐号|账户|帐户|授权|同意)|(?:个人信息|信息|资料|账号|帐号|账户|授权|同意)[^。；\n]{0,16}(?:查阅|查询|查看|更正|修改|删除|撤回|注销)|(?:您|你|用户)的权利"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy."""
    if is_policy(context.outline) and not _SAYS.search(whole_text(context)):
        yield Fault(
            None, Bilingual("没有说明个人行使权利的方式", "no way to exercise one's rights is given"), confidence=0.9
        )


RULE = Rule("PRIV006", "no-rights-route", "权利行使方式缺失", Severity.WARNING, check)
