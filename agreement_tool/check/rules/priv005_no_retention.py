"""PRIV005 保存期限缺失 no-retention: a privacy policy that never says how long information is kept.

问题：隐私政策没有说明个人信息保存多久。
理由：应当告知处理的个人信息的保存期限（个人信息保护法第17条第1款第2项）。
What: a privacy policy that never says how long information is kept.
Why: how long it is kept must be told (Personal Information Protection Law art. 17 para. 1 item 2).
Bad: （全文没有保存期限）
Good: 我们在实现目的所必需的最短时间内保存您的个人信息，账号注销后十五日内删除
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
    r"(?:保存|保留|存储|留存|储存|存放)[^。；\n]{0,40}(?:期限|时间|期间|时长|最短|必要|必需|[年月天日]|注销|永久)|(?:期限|时间|期间|[0-9]\s{0,9}(?:年|个月|天|日))[^。；\n]{0,20}(?:保存|保留|存储|留存|储存)|(?:删除|匿名化)[^。；\n]{0,30}(?:超过|超出|届满|到期|终止|停止)|(?:超过|超出|届满|到期|终止|停止)[^。；\n]{0,30}(?:删除|匿名化)|何时删除|保存多久"
    r"|目的[^。；\n]{0,40}(?:保存|保留|存储|留存)|(?:不再|直[到至]|一直)[^。；\n]{0,20}(?:保存|保留|存储|留存)"
    r"|直[到至][^。；\n]{0,12}(?:删除|卸载|注销|重置)"
)

_KEEPS_NOTHING = compiled(
    r"不(?:会)?(?:保存|存储|留存|保留|上传)[^。；\n]{0,12}(?:任何|您|用户|个人|数据|信息)|不会(?:保存|存储|上传)[。；或]"
    r"|[仅只][^。；\n]{0,10}(?:保存|存储|储存|留存)[^。；\n]{0,6}(?:本地|设备)|无(?:服务端|服务器|后台)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy."""
    text = whole_text(context)
    if is_policy(context.outline) and not _SAYS.search(text) and not _KEEPS_NOTHING.search(text):
        yield Fault(
            None, Bilingual("没有说明个人信息的保存期限", "no word on how long information is kept"), confidence=0.9
        )


RULE = Rule("PRIV005", "no-retention", "保存期限缺失", Severity.WARNING, check)
