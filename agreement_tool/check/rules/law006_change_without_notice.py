"""LAW006 变更不通知 change-without-notice: terms may be changed without notice.

问题：约定修改协议“恕不另行通知”。
理由：修改交易规则应公开征求意见并提前公示（电子商务法第34条；网络交易平台规则监督管理办法第12条）；单方随意变更的约定可能无效（民法典第497条）。
What: the provider may change the terms 'without further notice'.
Why: changed rules must be published beforehand (E-Commerce Law art. 34).
Bad: 有权随时修改本协议，恕不另行通知
Good: 修改将提前七日公示
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import ClauseSentence, matches
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_SILENT = compiled(
    r"(?:恕不|不再|无需|无须|不必|不)(?:另行|事先|提前|单独)(?:向您|对您|向用户)?(?:个别)?(?:通知|告知)|(?:无需|无须)通知"
)
_CHANGED = r"(?:修改|变更|修订|更新|调整)(?![、或及和]{0,2}(?:中断|中止|终止|暂停|限制|取消))"
"""变更、中断或终止服务 is a change of the service, not of the terms."""
_TERMS = r"(?:协议|条款|规则|政策|声明)"
_CHANGE = compiled(rf"{_CHANGED}[^。；]{{0,30}}{_TERMS}|{_TERMS}[^。；]{{0,30}}{_CHANGED}")

_ANNOUNCED = compiled(r"(?:将|会|应当?)[^。；]{0,30}(?:通知|公告|公布|公示|提示)")
"""恕不另行通知。重大更改时，我们会在网站上发布通知。"""
_EACH = compiled("单独|个别")
_PUBLISHED = compiled("公布|公告|公示|发布")


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence."""
    for sentence, match in matches(context, _SILENT, "通知", "告知"):
        behind = sentence.clause.text[sentence.start + len(sentence.text) :]
        if _CHANGE.search(sentence.text) and not _is_published(sentence, match) and not _ANNOUNCED.search(behind):
            message = Bilingual("变更协议而不通知", "the terms may be changed without notice")
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.8)


def _is_published(sentence: ClauseSentence, match: re.Match[str]) -> bool:
    """We publish the new terms and write to nobody in particular: that is notice enough (E-Commerce Law art. 34)."""
    return bool(_EACH.search(match[0]) and _PUBLISHED.search(sentence.text[: match.start()]))


RULE = Rule("LAW006", "change-without-notice", "变更不通知", Severity.WARNING, check)
