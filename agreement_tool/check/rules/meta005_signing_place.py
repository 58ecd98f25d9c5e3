"""META005 签订地不明 signing-place: the court of the signing place is agreed on, and no signing place is named.

问题：约定由签订地法院管辖，却没有写明签订地。
理由：电子合同没有天然的签订地，约定管辖可能落空（民事诉讼法第35条）。
What: 签订地 in the jurisdiction clause without '签订地为…' anywhere.
Why: an online agreement has no natural signing place; the agreed jurisdiction may fail (Civil Procedure Law art. 35).
Bad: 由本协议签订地人民法院管辖（全文未写签订地）
Good: 本协议签订地为北京市海淀区
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import matches, whole_text
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_PLACES = ("签订地", "签署地", "签约地", "履行地")
_USED = compiled(r"(?:签订地|签署地|签约地|履行地)[^，。；]{0,12}(?:法院|管辖)")
_NAMED = compiled(
    r"(?:签订地|签署地|签约地|签订地点|履行地)\s*+点?\s*+(?:为|是|在|位于|均为|系|[：:])"
    r"|(?:签订地|签署地|签约地|履行地)即?(?!所在)[\u4e00-\u9fff]{2,4}[省市]"
)


_BEHIND = compiled(r"[，、（(]?\s*(?:即|也就是|亦即)[\u4e00-\u9fff]{2,}")
"""履行地人民法院，即青山市红叶区人民法院"""


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first such jurisdiction clause."""
    if not any(map(context.texts_by_word.has, _PLACES)) or _NAMED.search(whole_text(context)):
        return
    for sentence, match in matches(context, _USED, *_PLACES):
        if _BEHIND.match(sentence.text, match.end()):
            return
        message = Bilingual(
            "约定签订地（履行地）法院管辖，却没有写明该地",
            "the court of the signing place is agreed on, but the place is not named",
        )
        yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.8)
        return


RULE = Rule("META005", "signing-place", "签订地不明", Severity.WARNING, check)
