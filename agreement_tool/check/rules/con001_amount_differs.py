"""CON001 大小写不一 amount-differs: a figure and its repetition in words are not worth the same.

问题：大写与小写金额（或括号内外的数字）不一致。
理由：价款是合同的主要内容（民法典第470条第1款第5项）；两种写法不一致时，无法确定约定的是哪一个。票据法第8条对票据更规定二者必须一致，否则票据无效。
What: 56,500元（大写：伍万陆仟元整）, or 30（三十五）日.
Why: the price is a main term (Civil Code art. 470); where figures and words differ nobody knows which is agreed. For
    bills the Negotiable Instruments Law (art. 8) even voids the paper.
Bad: 合同总价56,500元（大写：伍万陆仟元整）
Good: 合同总价56,500元（大写：伍万陆仟伍佰元整）
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import Quantity, disagreements, quantities

_BRACKET = compiled(r"\s*[（(]\s*(?:即|合|小写|大写)?\s*[：:]?\s*")
_GAP = compiled(r"(?<=[0-9])[ \u3000][0-9]")
"""¥1 5,000: a gap that a PDF shows inside a number."""
_PAIRED = compiled(
    r"大写|小写|[0-9０-９元整]\s*[（(]\s*(?:人民币)?[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"
    r"|[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆整]\s*[（(]\s*(?:人民币)?[¥￥0-9０-９]"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a pair, at its second figure."""
    for clause, field, text in context.texts_having("大写", "小写", "（", "("):
        if not _PAIRED.search(text):
            continue
        pairs = [(one.first, one.second) for one in disagreements(text)]
        pairs += [pair for pair in _in_brackets(text) if pair[1].start not in {second.start for _, second in pairs}]
        for first, second in pairs:
            if _GAP.match(text, first.end) or _GAP.match(text, second.end):
                continue
            said = f"“{first.text}”" if first is second else f"“{first.text}”与“{second.text}”"
            message = Bilingual(f"{said}数额不一致", f"{said} are not worth the same")
            yield Fault(clause, message, field, second.start, second.end, 0.98)


def _in_brackets(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """人民币壹万元整（¥10,500.00）: an amount in words and one in figures, one in brackets behind the other."""
    found = [one for one in quantities(text) if one.kind == "money"] if "（" in text or "(" in text else []
    for first, second in pairwise(found):
        if not _BRACKET.fullmatch(text[first.end : second.start]) or first.unit != second.unit:
            continue
        if _is_in_words(first.text) is not _is_in_words(second.text) and first.key != second.key:
            yield first, second


def _is_in_words(printed: str) -> bool:
    return not any(char.isdecimal() for char in printed)


RULE = Rule("CON001", "amount-differs", "大小写不一", Severity.ERROR, check)
