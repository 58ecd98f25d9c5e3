"""落款: what a change weighs where the parties sign. Who signs matters; the day of signing is no term of theirs."""

from __future__ import annotations

from agreement_tool.diff.phrases import PHRASES
from agreement_tool.diff.signals import roles_of
from agreement_tool.diff.weigh import Weight, same_words
from agreement_tool.model import Clause
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import wording

WHO = ("contact", "parties", "account", "phone", "mismatch")
"""Kinds that say who signs and how he is reached or paid."""
NAMED = ("account", "phone", "mismatch")
"""Kinds that stand in figures, which are no words."""
_HOW = compiled("(?:签[字名章署订]|盖章|公章|加盖|时间|日期|法定代表人|授权代表|电子|系统|自动|确认)|[/／（）()：:_—-]")
"""What a block of signatures asks for, whoever signs."""


def at_signing(weight: Weight, clause: Clause, old: str, new: str) -> Weight:
    """The weight of a change of `clause` from `old` to `new`, where it is a signature block; `weight` elsewhere."""
    if clause.kind != "signature" or weight.editorial:
        return weight
    if same_words(_unsigned(old), _unsigned(new)) and set(weight.kinds).isdisjoint(NAMED):
        return Weight(reasons=(PHRASES["signing"], *weight.reasons))
    kinds = tuple(kind for kind in weight.kinds if kind in WHO)
    if not kinds and not roles_of(wording(old + new)):  # a table or a line of code behind the signatures
        return weight
    return Weight(kinds=kinds or WHO[:1], reasons=(PHRASES["signing"], *weight.reasons))


def _unsigned(text: str) -> str:
    return _HOW.sub(" ", text)
