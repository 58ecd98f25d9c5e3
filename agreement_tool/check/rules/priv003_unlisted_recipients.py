"""PRIV003 未列第三方 unlisted-recipients: SDKs or third parties receive information and none is named.

问题：提到嵌入第三方SDK（代码、插件）收集信息，却没有列出是哪些、收集什么。
理由：未逐一列出委托的第三方或嵌入的第三方代码、插件收集使用个人信息的目的、方式、范围，
    可被认定为“未明示”（认定方法 二、1）；
    向其他处理者提供的，应当告知接收方的名称、联系方式、目的、方式和种类（个人信息保护法第23条）。
What: 我们会接入第三方SDK in a policy without a table, a list, a link to one, or any name.
Why: what embedded code collects must be listed item by item (method, part 2 item 1), and recipients be named (Personal
    Information Protection Law art. 23).
Bad: 我们的产品会接入第三方提供的SDK（没有清单）
Good: 接入的SDK见《第三方SDK清单》
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import each_sentence, whole_text
from agreement_tool.check.policy import is_policy
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_EMBEDDED = compiled(
    r"(?<![不未无])(?<!不会)(?<!没有)(?:接入|嵌入|集成|内置|使用(?!的)|包含)[^。；，]{0,16}(?:SDK|sdk|软件开发工具包|软件工具开发包|第三方代码|第三方插件)"
)
_LISTED = compiled(
    r"(?:SDK|第三方|共享|合作方|接入)[^。；\n]{0,12}(?:清单|目录|列表|明细)|清单|点击(?:此处|这里)?(?:查看|了解)|请查看|(?:SDK|公司|第三方|提供方|合作方)(?:的)?名称\s*[：:]|[^，。；、\s的第三方]{2,12}SDK\s*[：:（(]|https?://|"
    r"(?:友盟|极光|高德|百度|腾讯|微信|支付宝|阿里|华为|小米|穿山甲|个推|Bugly|bugly|网易|听云|神策|讯飞|融云|环信|声网|QQ|Mob)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy, where it first speaks of embedded code."""
    if not is_policy(context.outline):
        return
    if _LISTED.search(whole_text(context)) or any(
        clause.kind == "table" for clause in context.outline.clauses.values()
    ):
        return
    for sentence in each_sentence(context):
        match = _EMBEDDED.search(sentence.text)
        if match:
            message = Bilingual("接入的第三方SDK没有逐一列出", "embedded third-party code is not listed")
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.9)
            return


RULE = Rule("PRIV003", "unlisted-recipients", "未列第三方", Severity.WARNING, check)
