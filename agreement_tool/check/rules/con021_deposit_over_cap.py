"""CON021 定金超限 deposit-over-cap: an earnest deposit of more than a fifth of the price.

问题：定金超过合同标的额的百分之二十。
理由：定金不得超过主合同标的额的百分之二十，超过部分不产生定金的效力（民法典第586条第2款）。
What: 定金为合同总价的30%, or 定金3万元 of a price of 10万元 in one clause.
Why: what exceeds twenty per cent is no deposit (Civil Code art. 586).
Bad: 甲方支付合同总价30%的定金
Good: 甲方支付合同总价20%的定金
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import Figure, amounts, percentages
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

CAP = 20
"""Per cent of the price, Civil Code art. 586."""
_BEFORE = compiled(r"定金[^，。；0-9]{0,16}$")
_BEHIND = compiled(r"^[^，。；0-9]{0,6}定金")
_SUM = compiled(r"定金[^，。；0-9]{0,8}$")
_PRICE = compiled(r"(?:总价|总额|合同价|价款|金额)[^，。；0-9]{0,8}$")
_NOT = compiled(r"超过|违约|返还|扣除|没收|双倍|余款")


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence."""
    for sentence in context.sentences_having("定金"):
        over = _share(sentence.text) or _sum(sentence.text)
        if over:
            printed = sentence.text[over.start : over.end]
            message = Bilingual(
                f"定金“{printed}”超过标的额的20%", f"the deposit '{printed}' is more than 20 % of the price"
            )
            yield Fault(sentence.clause, message, "text", sentence.start + over.start, sentence.start + over.end, 0.95)


def _share(text: str) -> Figure | None:
    for one in percentages(text):
        before, behind = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 10]
        if (_BEFORE.search(before) or _BEHIND.match(behind)) and one.value > CAP and not _NOT.search(before + behind):
            return one
    return None


def _sum(text: str) -> Figure | None:
    found = amounts(text)
    prices = [one.value for one in found if _PRICE.search(text[: one.start]) and not _SUM.search(text[: one.start])]
    deposits = [one for one in found if _SUM.search(text[: one.start])]
    if len(set(prices)) != 1 or len(deposits) != 1 or _NOT.search(text):
        return None
    return deposits[0] if deposits[0].value * 100 > prices[0] * CAP else None


RULE = Rule("CON021", "deposit-over-cap", "定金超限", Severity.WARNING, check)
