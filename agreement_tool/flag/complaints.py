"""Which flags of a plain clause are worth a complaint: sure enough, and taking something from the other party.

What two lawyers call pedantic is listed as key all the same: that one accepts the agreement by clicking, that whoever
breaks a contract answers for it by law, that one may complain to an authority.
"""

from __future__ import annotations

import re

from agreement_tool.flag.words import one_of
from agreement_tool.model import Category, Evidence, KeyFlag
from agreement_tool.text.patterns import compiled

SURE_OF_FORUM = 0.7
"""Below this confidence a clause that fixes a court or an arbitration is listed and not complained of."""
SURE_OF_RIGHTS = 0.95
"""The same for limits to rights: only powers, deemed consent and forfeiture (tier must) are complained of, if this
sure."""
SURE = 0.9
"""The same for liability and damages."""
PEDANTIC: dict[Category, re.Pattern[str]] = {
    "user_rights": compiled(
        r"^(?!.*(?:修改|变更|更新|修订|调整)).*(?:同意|接受|遵守)[^。；]{0,12}(?:本|该|以下|全部|所有)[^。；]{0,6}"
        + one_of("协议 条款 政策 声明")
    ),
    "breach": compiled(
        one_of("任何一方 任一方 双方 各方 依法承担 违约方")
        + r"[^。；]{0,12}"
        + one_of("责任 损失")
        + "|"
        + one_of("故障时间 不可用时间 延长时间 使用时长 倍赔偿 [向对](?:您|用户)[^。；]{0,30}赔偿 赔偿(?:您|用户)")
    ),
    "dispute": compiled(one_of("投诉 举报 监管部门 主管部门")),
}
"""Sentences that are no surprise to anybody."""
GRAVE_ALL_THE_SAME: dict[Category, re.Pattern[str]] = {
    "breach": compiled(one_of("违约金 滞纳金 没收 扣除 罚 [%％‰] 元")),
}
"""Words that make such a sentence worth a complaint after all."""
FORUM = compiled(one_of("法院 仲裁"))
"""What decides in a clause on disputes; that parties negotiate first does not."""


def decisive(flag: KeyFlag) -> Evidence | None:
    """The sentence to quote: where a court or an arbitration is fixed, that one, else the first that surprises."""
    if flag.category == "dispute":
        grave = (piece for piece in flag.evidence if FORUM.search(piece.text))
    else:
        grave = (piece for piece in flag.evidence if not _is_pedantic(flag.category, piece.text))
    return next(grave, next(iter(flag.evidence), None))


def is_sure(flag: KeyFlag) -> bool:
    """Whether a plain clause with this flag is complained of."""
    if flag.evidence and all(_is_pedantic(flag.category, piece.text) for piece in flag.evidence):
        return False
    if flag.category == "user_rights":
        return flag.tier == "must" and flag.confidence >= SURE_OF_RIGHTS
    if flag.category == "dispute":  # that parties negotiate first, or under which law, surprises nobody
        return flag.tier == "must" and flag.confidence >= SURE_OF_FORUM
    return flag.tier != "note" and flag.confidence >= SURE


def _is_pedantic(category: Category, sentence: str) -> bool:
    known, grave = PEDANTIC.get(category), GRAVE_ALL_THE_SAME.get(category)
    return bool(known and known.search(sentence)) and not (grave and grave.search(sentence))
