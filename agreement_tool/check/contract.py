"""What a negotiated contract says about itself: who its parties are, and which type of contract it is.

A party is declared where its role stands with a colon (甲方（委托方）：青山大学) or where a name is given a role as its
short name (青山大学（以下简称“甲方”）). Two declared roles make a contract. The types and their essentials are data
(contracts.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from agreement_tool.frozen import frozen
from agreement_tool.model import Clause
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled
from agreement_tool.text.terms import Definition
from agreement_tool.text.whitespace import strip_whitespace

PAIRS = (
    ("甲方", "乙方", "丙方", "丁方"), ("买方", "卖方"), ("买受人", "出卖人"), ("供方", "需方"), ("供应商", "采购人"),
    ("供货方", "采购方"),
    ("出租人", "承租人"), ("出租方", "承租方"), ("委托人", "受托人"), ("委托方", "受托方"), ("发包人", "承包人"),
    ("发包方", "承包方"),
    ("借款人", "出借人", "贷款人"), ("借款方", "出借方", "贷款方"), ("保证人", "债权人", "债务人"),
    ("用人单位", "劳动者"), ("转让方", "受让方"),
    ("许可方", "被许可方"), ("定作人", "承揽人"), ("定作方", "承揽方"), ("披露方", "接收方"), ("托运人", "承运人"),
    ("寄存人", "保管人"),
    ("托运方", "承运方"), ("聘用方", "受聘方"), ("聘方", "受聘方"),
    ("赠与人", "受赠人"), ("抵押人", "抵押权人"), ("投资方", "融资方"), ("房东", "租客"), ("服务方", "客户"),
    ("购买方", "销售方"), ("买受方", "出卖方"), ("购货方", "销货方"), ("许可人", "被许可人"), ("授权方", "被授权方"),
    ("特许人", "被特许人"), ("出质人", "质权人"), ("委托单位", "受托单位"), ("建设单位", "施工单位"),
    ("发包单位", "承包单位"), ("广告主", "广告发布者"), ("派遣单位", "用工单位"),
)  # fmt: skip
"""Words for the two sides of a contract, side by side."""
ROLES = tuple(role for pair in PAIRS for role in pair)
_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_DECLARED = compiled(
    rf"(?:^|(?<=[\n\t　 ]))(?P<role>{_ROLE})\s*+(?:[（(](?P<alias>[^（）()\n]{{1,20}})[）)])?\s*[：:][ \u3000]"
    rf"*(?P<name>[^\n\t\u3000：:；，。、_＿]{{0,40}})"
)
_LETTERED = compiled(
    r"(?:^|(?<=[\n\t　 ]))(?P<alias>[\u4e00-\u9fff]{2,8})\s*[（(](?:以下)?(?:简称)?[“\"]?(?P<role>[甲乙丙丁]方)"
    r"[”\"]?[）)]\s*[：:][ \u3000]*(?P<name>[^\n\t\u3000：:；，。、_＿]{0,40})"
)
"""代理方（乙方）：绿水商贸有限公司: whatever a side is called, its letter declares it."""
_OF_A_ROLE = frozenset("方人者商主位")
_SIGNING = compiled(r"盖章|签章|签字|签名|公章|印章|手印|指印")
_NOT_NAME = compiled(
    rf"^[（(][^（）()]*[）)]?$|^是?指|^系指|签字|盖章|公章|全称|日期|地址|电话|^(?:姓名|名称|身份证|证件|住所|法定代表|法人代表|代表人|联系|编号)|^\s*$|[【\[]|^[应须可有]|^(?:{_ROLE})"
    r"|^[xX×Ｘ＊*○〇●_＿\s…．.\-—]+(?:省|市|县|区|公司|先生|女士)*$"
)
_NOT_ALIAS = compiled(r"全称|名称|姓名|盖章|签|单位$")
_ORGANISATION = compiled(
    r"[\u4e00-\u9fff（）()A-Za-z]{2,30}(?:公司|大学|学院|中心|集团|研究院|研究所|事务所|医院|银行|厂|局|委员会|合作社|学校|协会|店)"
)


@frozen
class Party:
    """One side as declared. `aliases`: what the brackets call it (委托方). `name`: '' where a form leaves it open."""

    role: str
    aliases: tuple[str, ...]
    name: str
    eid: str
    start: int
    """Where the name is printed, code points of the clause's text."""


@frozen
class Essential:
    """What a contract of the type usually (or must) says. `words`: a pattern that shows it is there."""

    name: str
    words: re.Pattern[str]
    not_of: re.Pattern[str] | None = None
    """Titles of contracts of the type that have no such point."""


@frozen
class ContractType:
    """A type of contract. `must`: the law says 应当具备, not 一般包括."""

    name: str
    title: re.Pattern[str]
    law: str
    must: bool
    essentials: tuple[Essential, ...]


@frozen
class Contract:
    """The declared parties, in order, and the signers printed at the end; no party at all in a user agreement."""

    parties: tuple[Party, ...]
    signers: tuple[Party, ...]
    kind: ContractType | None

    @property
    def is_contract(self) -> bool:
        """Two roles at least are declared."""
        return len({party.role for party in self.parties}) > 1

    @property
    def is_concluded(self) -> bool:
        """A contract whose sides are named. Where a name is blank it is a form: what else is open is no fault."""
        return self.is_contract and len({party.role for party in (*self.parties, *self.signers) if party.name}) > 1

    @property
    def roles(self) -> frozenset[str]:
        """Every word by which a party is declared, brackets included."""
        return frozenset(word for party in self.parties for word in (party.role, *party.aliases))


def contract_of(outline: Outline, defined: Iterable[Definition]) -> Contract:
    """What the agreement declares about its parties, attachments and further documents left out. `defined`: its
    definitions."""
    found = [(party, signs) for clause in outline.clauses.values() for party, signs in _declared(clause)]
    found += [(party, False) for party in _short_named(defined)]
    parties: dict[str, Party] = {}
    for party, signs in found:
        if not signs and not outline.part(party.eid) and (party.name or party.role not in parties):
            known = parties.get(party.role)
            if known is None or not known.name:
                parties[party.role] = party
    signers = tuple(party for party, signs in found if signs and party.name and not outline.part(party.eid))
    return Contract(tuple(parties.values()), signers, _kind_of(outline.agreement.title))


def _declared(clause: Clause) -> Iterator[tuple[Party, bool]]:
    text = clause.text
    if ("：" not in text and ":" not in text) or _OF_A_ROLE.isdisjoint(text):
        return
    lettered = (match for match in _LETTERED.finditer(text) if match["alias"] not in ROLES)
    for match in (*_DECLARED.finditer(text), *lettered):
        alias = match["alias"] or ""
        signs = clause.kind == "signature" or bool(_SIGNING.search(alias))
        name = match["name"].strip()
        if text[match.end() : match.end() + 1] in ("：", ":"):
            name = name.rpartition(" ")[0].strip()  # 甲方（盖章）：　授权人：　日期： a caption, no name
        if _NOT_NAME.search(name):
            name = ""
        aliases = (
            ()
            if signs
            else tuple(
                word
                for word in re.split("[/、或]|以下简称|简称", alias.strip("“”\"'"))
                if word and not _NOT_ALIAS.search(word)
            )
        )
        yield Party(match["role"], aliases, name, clause.eid, match.start("name")), signs


def _short_named(defined: Iterable[Definition]) -> Iterator[Party]:
    for definition in defined:
        if definition.term in ROLES and definition.form == "short-name":
            name = _ORGANISATION.search(definition.full)
            yield Party(definition.term, definition.aliases, name[0] if name else "", definition.eid, definition.start)


@lru_cache(maxsize=1)
def kinds() -> tuple[ContractType, ...]:
    """Every type of contract in the table."""
    import tomllib

    table = tomllib.loads(files("agreement_tool.check").joinpath("contracts.toml").read_text("utf-8"))
    return tuple(
        ContractType(
            kind["name"],
            compiled(kind["title"]),
            kind["law"],
            bool(kind.get("must", False)),
            tuple(_essential(one) for one in kind["essential"]),
        )
        for kind in table["kind"]
    )


def _essential(row: Mapping[str, str]) -> Essential:
    not_of = row.get("not_of")
    return Essential(row["name"], compiled(row["words"]), compiled(not_of) if not_of else None)


_BESIDE = compiled(
    r"安全|廉[政洁]|环保|文明施工|补充|变更|解除|终止|续签|质量保修|保修书|保密|交底|承诺|确认书|付款协议"
)
"""安全管理协议, 补充协议: what a main contract settles need not be said again there."""


def _kind_of(title: str) -> ContractType | None:
    """The one type that the title names; None where it names none, two, or what stands beside such a contract."""
    named = [kind for kind in kinds() if kind.title.search(strip_whitespace(title)) and not _BESIDE.search(title)]
    return named[0] if len(named) == 1 else None
