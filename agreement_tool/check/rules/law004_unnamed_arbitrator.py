"""LAW004 仲裁机构不明 unnamed-arbitrator: arbitration without a named institution.

问题：约定仲裁，没有写明仲裁委员会。
理由：仲裁协议应当有请求仲裁的意思表示、仲裁事项和选定的仲裁机构（仲裁法第27条第2款，2025年修订，2026年3月1日起施行，转引；
    另一处转引作第1款）；没有写明的可以补充协议（第29条，转引）。
What: disputes go to arbitration, and no institution is named.
Why: an arbitration agreement states the wish to arbitrate, the matters and the institution chosen (Arbitration Law art.
    27 (2), revised 2025, in force from 1 March 2026, second-hand); a supplementary agreement may name it (art. 29).
Bad: 提交仲裁机构仲裁
Good: 提交中国国际经济贸易仲裁委员会（北京）仲裁
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import ClauseSentence, matches, whole_text
from agreement_tool.check.rules.law003_court_and_arbitration import offers_both
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_CHOSEN = compiled(r"(?:提交|申请|提请)[^，。；]{0,24}仲裁|仲裁解决")
_NAMED = compiled(
    r"(?<![\u4e00-\u9fff])(?:提交|提请|申请|由|向|至|到|交)?(?P<name>[\u4e00-\u9fff]{2,24})仲裁(?:委员会|院|中心)"
    r"|(?:提交|提请|申请|由|向|至|到|交)(?P<other>[\u4e00-\u9fff]{2,24}?)仲裁(?:委员会|院|中心)"
    r"|(?:北京|上海|深圳|广州|杭州|香港|新加坡)\s*仲裁|所在地[^，。；]{0,6}仲裁委员会|贸仲|CIETAC|HKIAC|SIAC"
    r"|__|(?<![＿×*…])[＿×*…]{2,}+[^，。；]{0,4}仲裁|[ \u3000]{2}仲裁委员会|[\]】]\s*仲裁"
)
_NOBODY = compiled(r"有关|相关|当地|选定|选择|约定|任何|某|一方|双方|[甲乙]方|申请|争议|纠纷|合同")
_OTHER = compiled(
    r"(?:提交|申请)仲裁的|仲裁的(?:要求|申请|通知)|劳动|人事|(?:另行|另有|事后)[^。；]{0,8}仲裁|当事人可以(?:提请|申请)|不[得能][^，。；]{0,10}仲裁|放弃|载明的|(?:选定|选择|约定|指定)的仲裁|第\s*[（(]?[壹贰叁一二三1-3_＿\s]++[)）]?\s*+[种项]"
)
"""Named elsewhere, chosen later, or another kind of arbitration."""
_SETTLES = compiled(r"争议|纠纷|争端|分歧|协商不成|调解不成")


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first such sentence."""
    if not context.texts_by_word.has("仲裁") or any(map(_is_name, _NAMED.finditer(whole_text(context)))):
        return
    for sentence, match in matches(context, _CHOSEN, "仲裁"):
        if offers_both(sentence.text):
            continue  # arbitration or a court: LAW003's affair
        if _settles_disputes(sentence) and not _OTHER.search(sentence.text):
            message = Bilingual("约定仲裁，没有写明仲裁委员会", "arbitration without a named institution")
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.7)
            return


def _is_name(match: re.Match[str]) -> bool:
    """A place or an institution stands before 仲裁委员会, and no 有关 or 乙方选定的."""
    said = re.split("提交|提请|申请|由|向", match["name"] or match["other"] or "")[-1]
    return len(said) != 1 and not _NOBODY.search(said)


def _settles_disputes(sentence: ClauseSentence) -> bool:
    """The clause is about disputes between the parties; filing a claim for somebody is not."""
    return bool(_SETTLES.search(f"{sentence.clause.heading}{sentence.clause.text}"))


RULE = Rule("LAW004", "unnamed-arbitrator", "仲裁机构不明", Severity.WARNING, check)
