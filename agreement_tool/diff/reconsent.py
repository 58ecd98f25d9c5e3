"""Must users be told of the change, or asked again? With the legal basis and the agreement's own promise, quoted.

Laws as data, by article (texts as in force in 2026-11): 个人信息保护法 14 II asks for consent anew when the purpose, the way
or the kinds of personal information handled change; 电子商务法 34 asks a platform to publish changes of its agreement seven
days before they take effect; 民法典 496 asks to prompt terms of major interest conspicuously.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreement_tool.diff.units import units
from agreement_tool.model import Agreement, Bilingual, Change, Clause, Reconsent
from agreement_tool.text import sentences
from agreement_tool.text.patterns import compiled


@dataclass(frozen=True, slots=True)
class Basis:
    """A provision that asks for something when an agreement changes."""

    need: Reconsent
    kinds: frozenset[str]
    """It applies when a material change touches one of these; empty: any material change."""
    why: Bilingual


BASES: tuple[Basis, ...] = (
    Basis(
        "required",
        frozenset({"privacy"}),
        Bilingual(
            "涉及个人信息处理的条款变更：处理目的、方式或个人信息种类变更的，应当重新取得个人同意（《个人信息保护法》第十四条第二款）",
            "terms on personal information changed: a change of purpose, method or kinds needs consent anew (PIPL art. 14 II)",
        ),
    ),
    Basis(
        "notice",
        frozenset(),
        Bilingual(
            "存在实质性变更：属平台服务协议、交易规则的，修改内容应当至少在实施前七日公示（《电子商务法》第三十四条）",
            "there are material changes: a platform's agreement must be published seven days before effect (E-Commerce Law art. 34)",
        ),
    ),
    Basis(
        "notice",
        frozenset({"liability", "user_rights", "dispute", "breach", "jurisdiction", "termination", "deeming"}),
        Bilingual(
            "涉及免责、限权、违约或争议解决等重大利害关系条款：应当以显著方式提示（《民法典》第四百九十六条）",
            "terms of major interest changed: they must be prompted conspicuously (Civil Code art. 496)",
        ),
    ),
)

_RANK: dict[Reconsent, int] = {"none": 0, "notice": 1, "required": 2}
_OWN = "(?:协议|条款|政策|合同|规则|声明|须知)"
_ALTER = "(?:变更|修改|修订|更新|调整|修正|变动|更改)"
_TELL = "(?:公告|公示|公布|发布|通知|告知|提示|推送|弹窗|张贴)"
_CHANGES = compiled(rf"{_ALTER}[^。；]{{0,30}}{_OWN}|{_OWN}[^。；]{{0,30}}{_ALTER}")
_ALTERED, _TOLD = compiled(_ALTER), compiled(_TELL)
_TELLING: tuple[tuple[re.Pattern[str], int], ...] = (
    (compiled(rf"{_ALTER}后的?[^。；]{{0,40}}{_TELL}|重大变更[^。；]{{0,40}}{_TELL}"), 3),
    (compiled(rf"{_TELL}[^。；]{{0,20}}(?:{_ALTER}后|更新版|新版|所做的|修改内容)"), 3),
    (compiled(rf"{_ALTER}[^。；]{{0,60}}{_TELL}"), 2),
    (compiled("提前|事先|至少|生效前"), 1),
    (compiled(rf"本[^，。；]{{0,8}}{_OWN}"), 1),
)
"""What makes a sentence the agreement's rule on announcing changes, and by how much."""
ENOUGH = 3
PERIOD_TELLS = 2


def reconsent(old: Agreement, new: Agreement, changes: Iterable[Change]) -> tuple[Reconsent, tuple[Bilingual, ...]]:
    """What the changes ask for, and why. The notice clause of the version in force (the old one) binds."""
    material = [change for change in changes if change.material]
    if not material:
        return "none", ()
    kinds = {category for change in material for category in change.categories}
    applying = [basis for basis in BASES if not basis.kinds or basis.kinds & kinds]
    need = max((basis.need for basis in applying), key=_RANK.__getitem__)
    quoted = own_notice_clause(old) or own_notice_clause(new)
    return need, (*(basis.why for basis in applying), *((quoted.why,) if quoted else ()))


@dataclass(frozen=True, slots=True)
class NoticeClause:
    """The agreement's own sentence on how changes are announced."""

    clause: Clause
    sentence: str
    periods: tuple[str, ...]
    """Periods it names, as printed: 7日, 三十个自然日."""

    @property
    def why(self) -> Bilingual:
        """The sentence, quoted with its number."""
        label = self.clause.label or self.clause.heading
        zh = f"本协议{label}自行约定：“{self.sentence}”" + (
            f"（期限：{'、'.join(self.periods)}）" if self.periods else ""
        )
        en = f"the agreement's own clause {label}: “{self.sentence}”"
        return Bilingual(zh, en + (f" (period: {', '.join(self.periods)})" if self.periods else ""))


def own_notice_clause(agreement: Agreement) -> NoticeClause | None:
    """The sentence that says how changes of the agreement are announced: the most telling one, the first of equals."""
    found = [(score, clause) for clause in _notice_sentences(agreement) if (score := _telling(clause)) >= ENOUGH]
    return max(found, key=lambda scored: scored[0])[1] if found else None


def _telling(clause: NoticeClause) -> int:
    said = sum(weight for pattern, weight in _TELLING if pattern.search(clause.sentence))
    return said + PERIOD_TELLS * bool(clause.periods)


def _notice_sentences(agreement: Agreement) -> Iterator[NoticeClause]:
    """Sentences about telling of a change, in clauses about changing the agreement."""
    for clause in agreement.walk():
        if not _CHANGES.search(clause.text):
            continue
        for sentence in sentences.split(clause.text):
            if _ALTERED.search(sentence) and _TOLD.search(sentence):
                periods = tuple(unit.text for unit in units(sentence) if unit.kind == "period")
                yield NoticeClause(clause, " ".join(sentence.split()), periods)
