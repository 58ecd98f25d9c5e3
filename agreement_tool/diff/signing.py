"""落款: what a change weighs where the parties sign. Who signs matters; the day of signing is no term of theirs."""

from __future__ import annotations

from agreement_tool.diff.phrases import PHRASES
from agreement_tool.diff.weigh import Weight, same_words
from agreement_tool.model import Bilingual, Clause

WHO = ("contact", "parties", "account", "phone", "mismatch")
"""Kinds that say who signs and how he is reached or paid."""
DAY = ("date", "period", "time", "clock")


def at_signing(weight: Weight, clause: Clause, old: str, new: str) -> Weight:
    """The weight of a change of `clause` from `old` to `new`, where it is a signature block; `weight` elsewhere."""
    if clause.kind != "signature" or weight.editorial:
        return weight
    if same_words(old, new) and not set(weight.kinds) - set(DAY):
        return Weight(reasons=(PHRASES["signing"], *_told(weight)))
    kinds = tuple(kind for kind in weight.kinds if kind in WHO) or WHO[:1]
    return Weight(kinds=kinds, reasons=(PHRASES["signing"], *_told(weight), *(() if _names(weight) else (_WHO,))))


_WHO = Bilingual("涉及当事人信息与联系方式", "touches data of the parties and how to reach them")


def _told(weight: Weight) -> tuple[Bilingual, ...]:
    """What became what, and 涉及 only for who signs."""
    return tuple(reason for reason in weight.reasons if not reason.zh.startswith("涉及") or reason == _WHO)


def _names(weight: Weight) -> bool:
    return _WHO in weight.reasons
