"""CON010 主体名称不一 other-party-name: a party's name is written in two ways.

问题：当事人的名称在首部、正文、落款写法不一。
理由：当事人的名称是合同的首要内容（民法典第470条第1款第1项）；名称不符，可能是另一个主体，盖章的效力也会起争议。
What: 绿水软件有限公司 at the head, 绿水软件公司 in a clause; another name where it is signed.
Why: the parties' names are the first point of a contract (Civil Code art. 470); another name may be another company.
Bad: 乙方：绿水软件有限公司……由绿水软件公司赔偿
Good: 乙方：绿水软件有限公司……由乙方赔偿
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.contract import Party
from agreement_tool.model import Clause, Severity
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

_SUFFIX = "有限责任公司|股份有限公司|有限公司|集团公司|公司|大学|学院|中心|研究院|研究所|事务所|医院|银行|合作社|协会"
_LEAST = 6
"""Code points: shorter names are people's, or short names."""
_RELATED = compiled(r"关联|母公司|子公司|控股|股东|前身|更名|变更为|原名|曾用名")
_NEAR = 16
"""Code points behind a name in which it is said to be another company, or an earlier name."""
_ALIKE = 0.72
"""From this likeness on two organisations' names are taken for one name written twice."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a deviating name, where it is first printed."""
    contract = context.contract
    if not contract.is_contract:
        return
    named = [
        party for party in contract.parties if len(party.name) >= _LEAST and re.search(f"(?:{_SUFFIX})$", party.name)
    ]
    reported: set[str] = set()
    for party in named:
        for clause in context.outline.clauses.values():
            if context.outline.part(clause.eid):
                continue
            for start, found in _written(clause, party.name):
                if _RELATED.search(clause.text[start + len(found) : start + len(found) + _NEAR]):
                    continue
                others = {one.name for one in contract.parties} | {n for d in context.definitions for n in d.names}
                if found not in reported and found not in others and _alike(found, party.name):
                    reported.add(found)
                    yield _fault(clause, start, found, party)
    yield from _signed_otherwise(context, reported)


def _written(clause: Clause, name: str) -> Iterator[tuple[int, str]]:
    """What begins as the name does and ends as an organisation's name: (offset, words)."""
    text, stem = clause.text, name[:2]
    place = text.find(stem)
    while place >= 0:
        if not text.startswith(name, place):
            match = re.compile(rf"[\u4e00-\u9fff（）()]{{2,{len(name) + 6}}}?(?:{_SUFFIX})").match(text, place)
            if match:
                yield place, match[0]
        place = text.find(stem, place + len(stem))


def _alike(found: str, name: str) -> bool:
    if re.search(r"[的与和及向由应]|分公司|子公司", found):
        return False
    return found != name and SequenceMatcher(None, found, name).ratio() >= _ALIKE


def _signed_otherwise(context: Context, reported: set[str]) -> Iterator[Fault]:
    named = [party for party in context.contract.parties if party.name]
    declared = {word: party.name for party in named for word in (party.role, *party.aliases)}
    for signer in context.contract.signers:
        name = declared.get(signer.role, "")
        if not name or signer.name in reported or len(signer.name) < 2 or _same(signer.name, name):
            continue
        if signer.name == "中华人民共和国":  # 中华人民共和国____省____土地管理局, with blanks between
            continue
        reported.add(signer.name)
        clause = context.outline.clauses[signer.eid]
        yield _fault(clause, signer.start, signer.name, Party(signer.role, (), name, signer.eid, signer.start))


def _same(one: str, other: str) -> bool:
    first, second = strip_whitespace(one), strip_whitespace(other)
    return first in second or second in first


def _fault(clause: Clause, start: int, found: str, party: Party) -> Fault:
    message = Bilingual(
        f"{party.role}的名称是“{party.name}”，这里写“{found}”",
        f"{party.role} is named '{party.name}'; here it says '{found}'",
    )
    return Fault(clause, message, "text", start, start + len(found), 0.9)


RULE = Rule("CON010", "other-party-name", "主体名称不一", Severity.WARNING, check)
