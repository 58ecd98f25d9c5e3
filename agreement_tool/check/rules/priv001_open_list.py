"""PRIV001 收集范围不封闭 open-list: what is collected is listed with 等, 例如 or 包括但不限于.

问题：列举收集的个人信息时以“等”“例如”“包括但不限于”收尾，没有逐一列出。
理由：未逐一列出App收集使用个人信息的目的、方式、范围等，
    可被认定为“未明示收集使用个人信息的目的、方式和范围”（App违法违规收集使用个人信息行为认定方法 二、1）；
    应当告知处理的个人信息种类（个人信息保护法第17条第1款第2项）。
What: 收集您的姓名、手机号等信息 in a privacy policy.
Why: collecting what is not listed item by item counts as not stating its scope (App illegal-collection method, part 2
    item 1; Personal Information Protection Law art. 17).
Bad: 我们会收集您的设备型号、设备标识符等信息
Good: 我们会收集您的设备型号、操作系统版本和设备标识符
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import each_sentence
from agreement_tool.check.policy import is_policy
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_OPEN = compiled(
    r"(?:收集|采集|获取您|获取用户|读取您)[^。；]{0,80}?(?:[\u4e00-\u9fffA-Za-z）)]、[\u4e00-\u9fffA-Za-z（(]{1,20})[^。；]{0,40}?(?P<open>等(?:个人|相关|必要|身份|设备|日志|基本){0,3}(?:信息|资料|数据)|(?<!服务)等(?=[。；，）)])|包括但不限于)"
)
_COLLECTS = compiled(
    r"(?:我们|本应用|本平台|平台|公司|软件|本公司|APP|App)?(?:会|将|可能|需要|需|主动|自动){0,4}(?:收集|采集|获取您|获取用户|读取您|记录您)(?!和使用|与使用|、使用|个人信息(?:的)?(?:目的|方式|规则))"
)
_NOT = compiled(
    r"不会?(?:收集|采集|获取)|法律法规|第三方|共享|披露|保护|加密|安全|撤回|删除|注销|更正|去标识|匿名|权限|是指|包括以下|cookie|Cookie|违反|诉讼|犯罪|后续版本|届时|将来|(?:这些|上述|相关|该等?)(?:技术|方式|途径)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy, at the first such sentence, with how many there are."""
    if not is_policy(context.outline):
        return
    found = [
        (sentence, match)
        for sentence in each_sentence(context)
        if _COLLECTS.search(sentence.text) and not _NOT.search(sentence.text) and (match := _OPEN.search(sentence.text))
    ]
    if found:
        sentence, match = found[0]
        many = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        message = Bilingual(
            f"收集的信息没有逐一列出：“{match['open']}”{many}",
            f"what is collected is not listed in full ({len(found)} times)",
        )
        start, end = sentence.start + match.start("open"), sentence.start + match.end("open")
        yield Fault(sentence.clause, message, "text", start, end, 0.9)


RULE = Rule("PRIV001", "open-list", "收集范围不封闭", Severity.WARNING, check)
