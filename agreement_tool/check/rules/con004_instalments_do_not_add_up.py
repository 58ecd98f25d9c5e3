"""CON004 分期合计不符 instalments-do-not-add-up: the instalments are not the price in all.

问题：各期款项之和不等于总价。
理由：价款是合同的主要内容（民法典第470条第1款第5项）；分期与总价不符，应付多少无从确定。
What: a total and its named instalments (首付款, 第二期, 尾款) in one clause whose sum is another.
Why: the price is a main term (Civil Code art. 470); where instalments and total differ, what is owed is unclear.
Bad: 总价10万元，首付3万元，第二期4万元，尾款2万元
Good: 总价10万元，首付3万元，第二期4万元，尾款3万元
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import Figure, amounts
from agreement_tool.model import Clause, Severity
from agreement_tool.text.patterns import compiled

_TOTAL = compiled(r"(?:总价款?|总额|总金额|总费用|合同价款?|合同金额|总租金|工程款总额|总报酬)[^0-9，。；]{0,12}$")
_PART = compiled(
    r"(?:首付款?|首期款?|首款|定金|预付款|进度款|中期款|验收款|尾款|余款|质保金|第[一二三四五六1-6][期笔次](?:款|付款)?)[^，。；]{0,24}$"
)
_INSIDE = compiled(r"扣留|扣除|抵[作扣充为]|转[为作]|折抵|冲抵|包含|包括|[（(]?(?:不含|已?含)")
"""A deposit that becomes part of an instalment, or a guarantee sum kept back from one, is no instalment of its own."""
_REST = compiled(r"[依以]此类推|(?:其余|以后|剩余)(?:各|每)?[期笔次]|剩余(?:款|部分)|其余(?:款|部分)")
_WORDS = compiled(r"大写|[壹贰叁肆伍陆柒捌玖拾佰仟]")


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause (with its items)."""
    for clause, field, _ in context.texts_having("元"):
        if field != "text" or not any(word in clause.text for word in ("总", "合同价", "合同金额")):
            continue
        below = [child for child in clause.children if not child.children]
        totals = [one for one in amounts(clause.text) if _TOTAL.search(clause.text[: one.start])]
        parts = [(part, one) for one in (clause, *below) for part in _parts(one)]
        if len({one.value for one in totals}) != 1 or len(parts) < 2:
            continue
        total = sum((part.value for part, _ in parts), Fraction(0))
        around = "".join(one.text for one in (clause, *below))
        if total == totals[0].value or _INSIDE.search(around):
            continue
        if total > totals[0].value or not _REST.search(around):
            yield _fault(*parts[-1], total, totals[0].value)


def _parts(clause: Clause) -> Iterator[Figure]:
    """Named instalments in figures; the same amount in words behind one is not another."""
    seen = -1
    for one in amounts(clause.text):
        printed = clause.text[one.start : one.end]
        before = clause.text[max(0, seen, one.start - 36) : one.start]
        if _PART.search(before) and not _TOTAL.search(before) and not _WORDS.search(printed):
            yield one
            seen = one.end


def _fault(last: Figure, clause: Clause, total: Fraction, wanted: Fraction) -> Fault:
    message = Bilingual(
        f"各期合计 {float(total):,.10g} 元，总价为 {float(wanted):,.10g} 元",
        f"the instalments add up to {float(total):,.10g}; the price is {float(wanted):,.10g}",
    )
    return Fault(clause, message, "text", last.start, last.end, 0.9)


RULE = Rule("CON004", "instalments-do-not-add-up", "分期合计不符", Severity.WARNING, check)
