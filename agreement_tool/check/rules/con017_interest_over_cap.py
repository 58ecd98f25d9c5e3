"""CON017 利率过高 interest-over-cap: the rate of a loan is above what courts enforce.

问题：借款利率（连同逾期利率）超过司法保护的上限。
理由：民间借贷利率以合同成立时一年期贷款市场报价利率（LPR）四倍为限（民间借贷司法解释第25条、第28条、第29条；民法典第680条禁止高利放贷）。2019年8月20日起按月发布的一年期LPR以首期的4.25%为最高
    （转引，见 law/rates.yaml），其四倍是17%：超过17%，按任何一期都超限。
What: a yearly rate above 17 %, a monthly one above 1.4167 %, a daily one above 0.0472 %, in a loan that no bank makes.
Why: courts enforce at most four times the one-year LPR of the day of the contract (judicial interpretation on private
    lending, arts. 25, 28, 29; Civil Code art. 680). The highest one-year LPR since it is published (August 2019) is
    4.25 % (second-hand, see law/rates.yaml).
Bad: 年利率为24%
Good: 年利率为合同成立时一年期贷款市场报价利率的四倍以内
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.figures import Figure, percentages
from agreement_tool.check.phrases import ClauseSentence
from agreement_tool.law.rates import rates
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

LPR = rates()["lpr-1y-highest"]
CAP = 4 * LPR.value
"""Per cent a year: what courts enforce at most, whichever month the loan was made in."""
SURE = 0.9 if LPR.verified != "none" else UNSURE
_LOAN = compiled(r"借|贷|融资|欠")
_LENDS = compiled("借款|出借|借贷|本金")
"""Interest on a late price is no loan's."""
_LICENSED = compiled(r"银行|小额贷款|消费金融|信托|金融租赁|财务公司|典当|互联网金融|持牌")
_PERIODS = (
    (compiled(r"年\s*(?:化|利率|息|综合)|每年|按年|/年"), 1),
    (compiled(r"月\s*(?:利率|息|利)|每月|按月|/月"), 12),
    (compiled(r"日\s*(?:利率|息)|每日|按日|每逾期一[日天]|/日"), 365),
)
_RATE = compiled(r"利率|利息|年化|月息|日息|计息")
_OF_A_RATE = compiled(
    r"(?:利率|利息|罚息)(?:的?(?:水平|标准|基础))?(?:[之以]?上)?的?\s*(?:再?加收|上浮|加计|提高)\s*$|(?:利率|利息|罚息)的\s*$"
)
"""贷款利率水平上加收50%, 贷款利率的150%, 未还利息的万分之五: a share of a rate or of interest, no rate of the loan."""
_NAMED = compiled(r"(?:年化?(?:综合)?|月|日)(?:利率|息|利)[^，。；]{0,6}$")
"""年利率为50%; what else falls due by the day or the month was no rate of the loan in any of five findings read."""
_NOT_RATE = compiled(r"违约金|折扣|比例|首付|上浮|下浮|增值税|税率|占")


def check(context: Context) -> Iterator[Fault]:
    """One fault a rate of interest."""
    lends = _LOAN.search(context.agreement.title) or _LENDS.search(context.whole)
    if not lends or _LICENSED.search(context.agreement.title + "".join(_lenders(context))):
        return
    for sentence in context.sentences_having(*"%％‰分"):
        if _RATE.search(sentence.text):
            yield from _in_sentence(sentence)


def _lenders(context: Context) -> Iterator[str]:
    # a bank that is a party to a loan is its lender, 甲方 or 乙方
    yield from (party.name for party in context.contract.parties)


def _in_sentence(sentence: ClauseSentence) -> Iterator[Fault]:
    for one in percentages(sentence.text):
        before = sentence.text[max(0, one.start - 24) : one.start].replace("；", "。").split("。")[-1].split("，")
        around = "，".join(before[-2:])
        times = _times_a_year(around, sentence.text[one.end : one.end + 6])
        last = before[-1]
        if _OF_A_RATE.search(last):
            continue
        if times and _RATE.search(around) and not _NOT_RATE.search(last) and one.value * times > CAP:
            yield _fault(sentence, one, one.value * times, SURE if _NAMED.search(last) else UNSURE)
            return  # 百分之十八（18%） is one rate


def _times_a_year(before: str, after: str) -> int:
    """How often a year the rate falls due; the last word before it says so; 0 where nothing does."""
    found = [(match.start(), times) for pattern, times in _PERIODS for match in pattern.finditer(before)]
    if found:
        return max(found)[1]
    return next((times for pattern, times in _PERIODS if pattern.match(after)), 0)


def _fault(sentence: ClauseSentence, one: Figure, yearly: Fraction, sure: float) -> Fault:
    message = Bilingual(
        f"折合年利率 {float(yearly):g}%，超过一年期LPR四倍（历史最高 {float(CAP):g}%）",
        f"{float(yearly):g} % a year: more than four times the one-year LPR ever was ({float(CAP):g} %)",
    )
    return Fault(sentence.clause, message, "text", sentence.start + one.start, sentence.start + one.end, sure)


RULE = Rule("CON017", "interest-over-cap", "利率过高", Severity.WARNING, check)
