"""CON009 主体称谓不一 undeclared-party: the text speaks of a party by a word that the contract does not declare.

问题：合同列明甲方、乙方，正文却写“供应商”“我司”等未列明的称谓。
理由：当事人是合同的首要内容（民法典第470条第1款第1项）；称谓与列明的当事人对不上，义务归谁会起争议，多半是套用其他合同时没有改。
What: 供应商 or 我司 in a contract whose parties are 甲方 and 乙方.
Why: the parties are the first point of a contract (Civil Code art. 470); whose duty it is becomes disputable. Mostly a
    paste from another contract.
Bad: 甲方：…… 乙方：…… 供应商逾期交付的，应向我司支付违约金
Good: 乙方逾期交付的，应向甲方支付违约金
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.contract import PAIRS
from agreement_tool.check.phrases import whole_text
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_FAMILIAR = ("我司", "我方", "我公司", "贵司", "贵方", "贵公司", "本公司", "我单位", "贵单位")
_SIDES = (
    "甲方", "乙方",
    "供应商", "采购人", "供方", "需方", "买方", "卖方", "买受人", "出卖人", "供货方", "采购方", "出租人", "承租人",
    "出租方", "承租方", "委托人", "受托人",
    "委托方", "受托方", "发包人", "承包人", "发包方", "承包方", "借款人", "出借人", "贷款人", "定作人", "承揽人",
    "定作方", "承揽方",
)  # fmt: skip
"""Words that mean one of the two sides; 受让方, 保证人, 客户 and the like may be somebody else."""
_LETTER = (("我司", "贵司", "你司"), ("我方", "贵方", "你方"), ("我公司", "贵公司"), ("我单位", "贵单位"))
"""Who writes a letter, and to whom: a form of a letter that is attached."""
_ANY = "|".join(sorted((*_SIDES, *_FAMILIAR), key=len, reverse=True))
_WORD = compiled(
    rf"(?<![一-鿿])(?P<head>{_ANY})"
    r"(?=应当?|须|必须|不得|有权|无权|逾期|未|承担|支付|提供|保证|负责|交付|收到|违反|违约|按|需|在|可|迟延|延迟|拒绝|拒不"
    r"|擅自|同意|确认|承诺|收取|出具|出售|返还|退还|单方|提前)"
    rf"|(?<=[向由经对给])(?P<object>{_ANY})(?=支付|提供|承担|提出|交付|书面|同意|赔偿|负责|报告|发出|[，。；、]|的|所在地)"
    rf"|(?<=[一-鿿，])(?<![人件对])(?P<place>甲方|乙方)(?=所在地)"
)


_LOAN = ("借款人", "出借人", "贷款人")
_CLAIM = compiled("债权|担保|保证人")
"""Where a claim is sold or secured, the debtor and the creditor of the loan are others than the parties."""
_GRANTORS = ("发包方", "发包人")
_LAND = compiled("土地承包|承包地|承包经营权")
"""Where a right to farm land changes hands, the village that granted it is a third side."""
_OF_ANOTHER = compiled("(?:该|此|该等|外贸|进口|另一|另一份)(?:外贸)?合同")
"""外贸合同中……应由卖方承担: the side of another contract that is named right before."""
_COMPANY = compiled("合资公司|合营公司|目标公司|公司章程|董事会|股东会")
"""本公司 is the company that the parties found or own."""
_THIRD = compiled("(?:委托|交由|转让|转租)[^。；]{0,12}(?:第三方|第三人|他人)|分包|转委托|转包")
"""乙方可以委托第三方，受托方应当具备资质: the side of a contract with somebody else."""
_BESIDE = 40
_LETTERS = ("甲方", "乙方", "丙方", "丁方")
_FEW = 2
"""A paste betrays itself once or twice; a word that is used again and again is somebody's, a letter's writer (我方 in a
guarantee that is attached) or a supplier, and is reported only where it is 甲方 or 乙方."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a word, at its first use in the body."""
    contract = context.contract
    if not contract.is_contract:
        return
    known = contract.roles | {name for definition in context.definitions for name in definition.names}
    letters = [role for role in _LETTERS if role in known]
    named = "、".join(sorted(letters or contract.roles)[:4])
    reported: set[str] = set()
    for clause, field, _ in context.texts_having(*_SIDES, *_FAMILIAR):
        if field != "text" or clause.kind in ("signature", "table") or context.outline.part(clause.eid):
            continue
        for match in _WORD.finditer(clause.text):
            word = match[match.lastgroup or "head"]
            if word in reported or any(word in one or one in word for one in known):
                continue
            if _is_someone_else(word, context, known) or _is_of_another(clause.text[: match.start()]):
                continue
            reported.add(word)
            paired = _has_its_pair(word, whole_text(context))
            rare = whole_text(context).count(word) <= _FEW and not (paired and word in _FAMILIAR)
            if rare or word in _LETTERS:
                message = Bilingual(
                    f"合同列明的当事人是{named}，这里写“{word}”",
                    f"the declared parties are {named}; here it says '{word}'",
                )
                start = match.start(match.lastgroup or "head")
                yield Fault(clause, message, "text", start, match.end(), 0.9 if rare and not paired else UNSURE)


def _is_someone_else(word: str, context: Context, known: Set[str]) -> bool:
    """Whether the agreement as a whole says who that is: the company that is founded, the debtor of a claim that is
    sold, the village that granted the land, a side that a sentence brings in."""
    whole = whole_text(context)
    if re.search(rf"（{word}）|\({word}\)|简称[“\"‘']?{word}", whole):
        return True
    if word in ("丙方", "丁方") and "乙方" in known:
        return _is_invited(context, word)
    return (
        (word == "本公司" and bool(_COMPANY.search(whole)))
        or (word in _LOAN and bool(_CLAIM.search(whole)))
        or (word in _GRANTORS and bool(_LAND.search(whole)))
    )


def _is_of_another(before: str) -> bool:
    """Whether the words right before the place name another contract, or somebody else who has a contract."""
    near = before[-_BESIDE:]
    return bool(_OF_ANOTHER.search(near) or _THIRD.search(re.split("[。；\n]", near)[-1]))


def _has_its_pair(word: str, whole: str) -> bool:
    """出租人 beside 承租人: the two sides of another contract, which this one only speaks of."""
    others = {other for pair in (*PAIRS, *_LETTER) if word in pair for other in pair} - {word}
    return any(other in whole for other in others)


def _is_invited(context: Context, word: str) -> bool:
    """A third side that a sentence brings in itself: 由丙方（担保方）提供."""
    return any(re.search(rf"{word}\s*[（(：:]", text) for _, _, text in context.texts())


RULE = Rule("CON009", "undeclared-party", "主体称谓不一", Severity.WARNING, check)
