"""LAW003 或裁或审 court-and-arbitration: disputes may go to arbitration or to court.

问题：同时约定仲裁和诉讼。
理由：约定可以仲裁也可以起诉的，仲裁协议无效，但一方申请仲裁而另一方未在首次开庭前提出异议的除外（仲裁法司法解释第7条）。
What: arbitration and court offered side by side.
Why: the arbitration agreement is void unless the other side raises no objection in time (Interpretation of the
    Arbitration Law, art. 7).
Bad: 可向仲裁委员会申请仲裁或向人民法院起诉
Good: 任何一方均应提交北京仲裁委员会仲裁
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.patterns import compiled

_ARBITRATION = compiled(r"(?:提交|申请|提请|向)[^，。；]{0,24}仲裁|仲裁委员会仲裁|仲裁解决")
_COURT = compiled(r"(?:提起|向)[^，。；]{0,24}(?:诉讼|起诉|法院)|法院(?:专属)?(?:管辖|起诉|诉讼)|诉讼解决")
_DISPUTE = compiled(r"争议|纠纷|争端|分歧|异议|协商不成|调解不成")
_ONE_OF = compiled(
    r"(?:两|二|下列|以下|下述)[^。；]{0,8}(?:种|项)?(?:方式|途径)[^。；]{0,12}(?:选择|任选|择一)|(?:单方|有权|可以?)选择(?:或变更)?|载明的仲裁|(?:另行|另有|事后|重新)[^。；]{0,8}仲裁|(?:未|没有)[^。；]{0,12}(?:载明|约定|达成)[^。；]{0,8}仲裁|第\s*[（(]?\s*[壹贰叁一二三1-3①②③]\s*[)）]?\s*[种项]|(?:下列|以下|下述)第[_\s\u3000\[【]*+[一二三四五六\d/／、或]*+[_\s\u3000\]】]*+(?:种|项)|第[_＿\s\u3000]*(?:[（(][^）)]{0,12}[）)])?种|选[用择取](?:以下|下列)方式之一|选择(?:其中)?(?:一|其)[种项]|[（(〔\[]\s*或[^）)]{0,30}(?:法院|仲裁)|只能选择|专用(?:合同)?条款[^。；]{0,12}约定(?:以下|下列)?一种"
)
"""A form in which one way is to be chosen: then the other does not count."""
_OTHER = compiled(
    r"第三[人者方][^。；]{0,12}(?:提起|提出|发起|申请)[^。；]{0,8}(?:诉讼|仲裁)"
    r"|(?:引起|引发|涉及|卷入|面临|遭受|包括)[^。；]{0,30}(?:诉讼|起诉|仲裁)[、或和及]"
    r"|(?:仲裁|法院|诉讼|起诉)\W{0,6}[/／]\W{0,6}(?:向|提交|由|申请)"
    r"|[\[【][^\]】]{0,20}(?:填写|选择)|劳动|人事|裁决[^。；]{0,20}法院|法院[^。；]{0,12}执行|撤销"
)
"""Suits of third parties are no agreement on disputes, and a slash leaves the choice to whoever fills in the form."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause whose own text, or whose items, offer both."""
    if not context.texts_by_word.has("仲裁"):
        return
    for clause in context.outline.clauses.values():
        text = clause.text + "".join(child.text for child in clause.children)
        if (
            not offers_both(text)
            or _leaves_the_choice(text)
            or _OTHER.search(text)
            or any(offers_both(child.text) for child in clause.children)
        ):
            continue
        above = context.outline.above(clause.eid)
        around = "".join((*(one.heading + one.text for one in above), clause.heading, text))
        if _DISPUTE.search(around) and not _ONE_OF.search(around) and not any(offers_both(one.text) for one in above):
            yield _fault(context, clause)


_ONE_OF_THESE = "之一"
_BLANK_CHOICE = compiled(r"(?:(?<![＿_])[＿_]{2,}+|(?<![ \u3000])[ \u3000]{2,}+)[^，。；]{0,6}(?:仲裁|人民法院)")


def _leaves_the_choice(text: str) -> bool:
    """下列方法之一, and the court or the commission is still blank."""
    at = text.find(_ONE_OF_THESE)
    return at >= 0 and bool(_BLANK_CHOICE.search(text, at + len(_ONE_OF_THESE)))


def offers_both(text: str) -> bool:
    """Whether one text speaks of arbitration and of a court."""
    return "仲裁" in text and bool(_ARBITRATION.search(text) and _COURT.search(text))


def _fault(context: Context, clause: Clause) -> Fault:
    message = Bilingual(
        "同时约定仲裁和诉讼，仲裁约定无效；一方申请仲裁、对方未在首次开庭前异议的除外",
        "arbitration and court both chosen: the arbitration agreement is void unless nobody objects before the hearing",
    )
    found = next(((s, m) for s in context.sentences_in(clause) if (m := _ARBITRATION.search(s.text))), None)
    if found is None:
        return Fault(clause, message, confidence=0.7)
    sentence, match = found
    return Fault(clause, message, "text", *sentence.span(match), confidence=0.7)


RULE = Rule("LAW003", "court-and-arbitration", "或裁或审", Severity.WARNING, check)
