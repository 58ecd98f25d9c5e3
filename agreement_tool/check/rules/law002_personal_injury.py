"""LAW002 免除人身损害责任 personal-injury: liability for personal injury is excluded.

问题：免责条款覆盖了人身损害。
理由：造成对方人身损害的免责条款无效（民法典第506条第1项）。
What: an exclusion of liability that names personal injury.
Why: such a clause is void (Civil Code art. 506 (1)).
Bad: 对人身伤害、财产损失概不负责
Good: 在法律允许范围内，对间接财产损失不承担责任
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import matches
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_INJURY = compiled(
    r"人身(?:受到)?(?:的)?(?:伤害|损害|伤亡|损失)|人身、财产(?:损失|损害|伤害)|人身(?:或|和|及|与)财产(?:损失|损害|伤害)|(?:生命|健康)(?:受到)?损害|死亡"
)
_EXCLUDES = compiled(
    r"(?:不|无须|无需|不予|概不|均不|不应|免于?)\s*(?:再)?(?:承担|负有?|负责)[^。；]{0,8}(?:责任|赔偿)?|免责|免除[^。；]{0,12}责任|概不负责|不负责"
)
_RESERVED = compiled(r"法律(?:另有|禁止|不允许)|除外|除非|故意或(?:者)?重大过失|过错方")

_OF_OTHERS = compiled(
    r"(?:第三[人者方]|用户之间|双方之间|擅自|不可抗力|(?:自身|自己|本人|个人)的?(?:原因|过[错失]|行为|疾病|操作|疏忽))[^。；]{0,40}"
    r"(?:造成|导致|引致|引起|引发|产生|发生|遭受|致使|出现)"
    r"|(?:因|由于)(?:您|你|用户|乙方|会员|车主|承租[人方]|学员)(?!使用)[^。；]{0,40}(?:造成|导致|引致|引起|引发|产生|发生|出现)"
)
"""Harm that another has done, or the injured party itself: whoever does not answer for it excludes nothing."""
_INSURED = compiled("保险金|保险公司|被保险人|保险责任|保障[^，。；]{1,12}不承担|使[^，。；]{1,12}免[受于]")
"""What an insurance does not cover, and whom one party holds harmless, is no exclusion of one's own liability."""
_BYSTANDER = compiled("丙方|居间|中介|平台")
_BETWEEN = compiled(r"(?:甲[、，和与及]?乙)双?方|(?:双方|各方|交易|用户)(?:之间|当事人)|车主与|司机与|骑手")
"""An intermediary that excludes liability for what the two whom it has brought together do to one another."""

_LEASED = compiled("租赁物[^。；]{0,12}第三[人者方]")
"""In a financial lease the law itself frees the lessor from what the leased thing does to others (Civil Code art.
749)."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence that does both and reserves nothing."""
    for sentence, match in matches(context, _INJURY, "人身", "生命", "健康", "死亡"):
        if _LEASED.search(sentence.text) or _is_of_others(sentence.text):
            continue
        if _EXCLUDES.search(sentence.text) and not _RESERVED.search(sentence.text):
            message = Bilingual("免除人身损害责任的约定无效", "excluding liability for personal injury is void")
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.8)


def _is_of_others(text: str) -> bool:
    return bool(_OF_OTHERS.search(text) or _INSURED.search(text) or (_BYSTANDER.search(text) and _BETWEEN.search(text)))


RULE = Rule("LAW002", "personal-injury", "免除人身损害责任", Severity.WARNING, check)
