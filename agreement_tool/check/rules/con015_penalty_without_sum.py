"""CON015 违约金无数额 penalty-without-sum: a penalty is owed, and neither a sum nor a way to work it out is given.

问题：约定支付违约金，却没有数额，也没有计算方法。
理由：违约金应当是“一定数额”，或者约定损失赔偿额的计算方法（民法典第585条第1款）；都没有就无从主张。
What: 应支付违约金, and no sum, rate or formula for a penalty anywhere in the contract.
Why: a penalty is a definite sum, or damages by an agreed method (Civil Code art. 585); with neither it cannot be
    claimed.
Bad: 乙方逾期交付的，应向甲方支付违约金
Good: 乙方逾期交付的，每逾期一日按合同总价的0.05%支付违约金
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import matches
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_OWED = compiled(r"(?:支付|承担|给付|赔付|赔偿|交纳|缴纳)(?:(?!包[含括])[^，。；]){0,12}违约金")
_FIGURE = compiled(
    r"[0-9０-９]\s*(?:元|万|倍|美元|美金|欧元|港[元币]|英镑|日元)|[%％‰]|[百千万]分之|[一二三四五六七八九十两壹贰叁肆伍]\s{0,9}(?:倍|元|个月)|[零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万]{1,8}(?:[美欧港日]?元|美金|港币|英镑)|相当于|利息(?:的?标准)?支付|等同|同等|同额|押金|定金|保证金|租金"
    r"|按照?[^，。；]{0,20}(?:标准|比例|利率|损失|计算|计收)|全部|实际损失|数额|金额|[_＿]{2,}|　{2,}| {4,}"
    r"|按照?(?:另行)?(?:约定|协议|规定)|约定的违约金|上述|前述|前款|本款|该等|第[^，。；]{1,8}[条款项]"
)
_PENALTY = compiled(r"违约金|滞纳金|罚金")
_ENDS = compiled(r"[，。；;]|,(?![0-9]{3})")
"""Of a part of a sentence; the comma of 2,000 is none."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a contract that nowhere gives a figure for a penalty, at the first sentence that owes one."""
    if not context.contract.is_contract or not context.texts_by_word.has("违约金"):
        return
    if any(_gives_figure(text) for _, _, text in context.texts_having("违约金", "滞纳金", "罚金")):
        return
    owed = list(matches(context, _OWED, "违约金"))
    if owed:
        sentence, match = owed[0]
        zh, en = (f"（共 {len(owed)} 处）", f" ({len(owed)} times)") if len(owed) > 1 else ("", "")
        message = Bilingual(
            f"违约金没有数额，也没有计算方法{zh}", f"a penalty without a sum or a way to work it out{en}"
        )
        yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.9)


def _gives_figure(text: str) -> bool:
    """In the part of the sentence that speaks of the penalty, or in the one before it: 按总价的5%，支付违约金."""
    parts = _ENDS.split(text)
    pairs = zip(["", *parts], parts, strict=False)
    return any(_PENALTY.search(part) and _FIGURE.search(before + part) for before, part in pairs)


RULE = Rule("CON015", "penalty-without-sum", "违约金无数额", Severity.WARNING, check)
