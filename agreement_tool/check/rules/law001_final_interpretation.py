"""LAW001 最终解释权 final-interpretation: the provider keeps the last word on what the terms mean.

问题：约定最终解释权归提供方。
理由：格式条款有两种以上解释的，作不利于提供方的解释（民法典第498条）；经营者应当按照消费者的要求说明格式条款（消费者权益保护法第26条）。
What: 最终解释权归我们所有.
Why: standard terms are read against the provider (Civil Code art. 498); a trader must explain them on request (Consumer
    Law art. 26).
Bad: 本协议最终解释权归本公司所有
Good: （删去）
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import matches
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_CLAIM = compiled(
    r"最终(?:的)?解释权|(?<!请求)解释权[^，。；]{0,10}(?:归|属)[^，。；]{0,20}|(?:享有|拥有|保留)[^，。；]{0,10}解释权"
)

_OF_FINDINGS = compiled(r"(?:报告|结果|图像|影像|数据|诊断|鉴定|检测)[^，。；]{0,6}的?(?:最终)?(?:的)?解释权")
"""Who explains a medical report explains no term of the agreement."""


_STATUTES = compiled(r"公约|章程|规约|议事规则")
_ASSEMBLY = compiled(r"[^，。；]{0,30}(?:大会|成员会议|代表会议?|股东会|理事会|董事会)")
"""Those who made the rules together explain them; no party does it alone."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence."""
    if _STATUTES.search(context.agreement.title):
        return
    for sentence, match in matches(context, _CLAIM, "解释权"):
        if _OF_FINDINGS.search(sentence.text) or _ASSEMBLY.search(sentence.text, match.start()):
            continue
        message = Bilingual(
            "约定解释权归一方；格式条款有两种解释的，作不利于提供方的解释（民法典第498条）",
            "one party keeps the right of interpretation; standard terms are read against it (Civil Code art. 498)",
        )
        yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.9)


RULE = Rule("LAW001", "final-interpretation", "最终解释权", Severity.WARNING, check)
