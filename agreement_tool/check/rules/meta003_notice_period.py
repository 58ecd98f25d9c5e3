"""META003 变更公示期 notice-period: changes take effect without a notice period, or with two different ones.

问题：变更条款没有公示期、短于七日，或前后不一。
理由：修改交易规则应提前公示，至少在实施前七日（电子商务法第34条）；涉及用户众多或者重大利益的为十五日（网络交易平台规则监督管理办法第12条，转引）。
What: a change clause that names no days, fewer than seven, or effect both on publication and after some days.
Why: changed rules must be published at least seven days before they take effect (E-Commerce Law art. 34), fifteen where
    many users or major interests are touched (platform rules measures art. 12, second-hand).
Bad: 修改后的协议一经公布立即生效
Good: 修改后的协议自公布之日起七日后生效
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import ClauseSentence
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.numerals import read_han
from agreement_tool.text.patterns import compiled

_CHANGE = compiled(r"(?:变更|修改|修订|更新|调整)(?!日期|时间|于)")
"""更新日期为6月25日，自公示之日起生效 tells of this version, not of changes to come."""
_OF_TERMS = compiled(r"协议|条款|政策|规则|声明|本合同")
_EFFECT = compiled(r"生效|实施|开始适用")
_AT_ONCE = compiled(
    r"(?:一经(?!生效)|立即|即时|即刻|即|(?<!生效)之日起|之时起)(?:(?!规定|载明|指定|特定|确定)[^，。；日天]){0,12}生效|(?:载明|公布|发布|公告)之日起?生效|公[布示告]?后?(?:即|立即)生效"
)
_DAYS = compiled(r"(?<![月\d])(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个)?(?:工作日|自然日|日|天)")
_INSTALLED = compiled(
    r"(?:安装|下载|注册|签署|签订|签字|盖章|点击)[^，。；]{0,12}?(?:之日|之时|时|后)起?(?:即|立即)?生效"
)
_LEAST = 7


def check(context: Context) -> Iterator[Fault]:
    """One fault a sentence that settles when a change takes effect."""
    if "合同" in context.agreement.title:
        return  # the parties change a contract by agreement
    for sentence in context.sentences_having("生效", "实施", "开始适用"):
        effect = _EFFECT.search(sentence.text)
        if not (effect and _speaks_of_changes(context, sentence)):
            continue
        message = _judge(sentence.text)
        if message and _BEFORE.search(sentence.clause.text[: sentence.start]):
            continue
        if message and not (_AT_ONCE.search(sentence.text) and _gives_days(context, sentence)):
            yield Fault(sentence.clause, message, "text", *sentence.span(effect), confidence=0.7)


def _speaks_of_changes(context: Context, sentence: ClauseSentence) -> bool:
    return bool(
        _CHANGE.search(sentence.text) and (_OF_TERMS.search(sentence.text) or _OF_TERMS.search(sentence.clause.text))
    )


def _gives_days(context: Context, at_once: ClauseSentence) -> bool:
    """Another sentence right below gives major changes their days: 重大变更提供30天的过渡期."""
    place = context.outline.places[at_once.clause.eid]
    near = context.in_order[max(0, place - 2) : place + 3]
    others = (one for clause in near for one in context.sentences_in(clause) if one.text != at_once.text)
    return any(_GRACE.search(one.text) and _DAYS.search(one.text) for one in others)


_BEFORE = compiled(r"生效前[^。；]{0,30}(?:通知|公告|公示|告知)")
_GRACE = compiled(
    r"(?:变更|修改|修订|更新|调整)[^。；]{0,30}(?:过渡|提前|公示)|(?:过渡|提前|公示)[^。；]{0,30}(?:变更|修改|修订|更新|调整)"
)


def _judge(text: str) -> Bilingual | None:
    if _INSTALLED.search(text):
        return None  # it takes effect for whoever installs, updates or signs
    days = [int(m["count"]) if m["count"].isdecimal() else (read_han(m["count"]) or 0) for m in _DAYS.finditer(text)]
    at_once = _AT_ONCE.search(text)
    if days and min(days) < _LEAST:
        return Bilingual(f"公示期 {min(days)} 日，短于七日", f"a notice period of {min(days)} days; seven at least")
    if len(set(days)) > 1 or (days and at_once):
        return Bilingual(
            "生效时间前后不一：既按公布日，又按若干日后", "contradictory: effect on publication, and after some days"
        )
    return (
        Bilingual("变更即时生效，没有公示期", "changes take effect at once, without notice period") if at_once else None
    )


RULE = Rule("META003", "notice-period", "变更公示期", Severity.WARNING, check)
