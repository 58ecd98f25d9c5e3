"""CON018 缺少要素 missing-essential: a point that a contract of this type usually (or must) settle is not there.

问题：这一类合同一般应有的条款没有出现。
理由：法律列明了各类合同一般包括的内容（民法典第596、668、684、704、736、771、795、845、938条），劳动合同更有应当具备的条款（劳动合同法第17条）；没有约定的要靠补充规则确定。
What: a lease that never speaks of repairs; an employment contract without social insurance. The lists are data
    (check/contracts.toml).
Why: the law lists what each type of contract covers (Civil Code arts. 596, 668, 684, 704 …); an employment contract
    must have its list (Labour Contract Law art. 17).
Bad: 借款合同（没有写还款方式）
Good: 到期一次还本付息
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.model import Severity

_WHOLE = 300
"""Code points: shorter texts are extracts."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a point, for the whole agreement."""
    kind = context.contract.kind
    text = whole_text(context)
    if kind is None or not context.contract.is_contract or len(text) < _WHOLE:
        return
    for essential in kind.essentials:
        if essential.not_of and essential.not_of.search(context.agreement.title):
            continue
        if not essential.words.search(text):
            usual = ("应当具备", "must have") if kind.must else ("一般包括", "usually has")
            message = Bilingual(
                f"{kind.name}{usual[0]}的“{essential.name}”没有约定（{kind.law}）",
                f"{kind.name} {usual[1]} '{essential.name}', which is not settled ({kind.law})",
            )
            yield Fault(None, message, confidence=0.8)


RULE = Rule("CON018", "missing-essential", "缺少要素", Severity.INFO, check)
