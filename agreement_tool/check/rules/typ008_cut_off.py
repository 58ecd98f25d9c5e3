"""TYP008 句子未完 cut-off: a clause ends in a comma, or without any punctuation where all others have it.

问题：条款以逗号、顿号或分号结尾，或没有句末标点。
理由：多半有文字丢失。
What: a clause of sentences that ends in ，、 or ；, or in nothing.
Why: text was probably lost.
Bad: 不得赠与、借用、转让或者售卖，
Good: 不得赠与、借用、转让或者售卖。
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.patterns import compiled

_COMMA = ("，", "、", ",")
_END = tuple("。！？；：!?;:.…—”’）)》】]>■□●◆※")
_ADDRESS = compiled(
    r"(?:[0-9A-Za-z一二三四五六七八九十]\s{0,9}(?:号|层|室|楼|座|年|月|日)|[，,]|[；;，,]\s*(?:及|或|和|且|以及|或者|并且))$|^(?:及|或|和|且|以及|或者)$"
)
"""Addresses and dates end without a mark; a comma is told as one."""
_CONTACT = compiled(
    r"(?:联系人|姓名|电话|手机|邮箱|邮编|地址|传真|微信|QQ|客服|网址)\s*[：:为]?[^，,。；：:]{0,40}$|[\w.+-]@[\w.-]+$"
)
"""A line of contact data ends without a mark."""
_CLAUSE = 15
"""Code points: shorter texts may be labels or names."""
_HABIT = 0.85
"""The share of clauses with end punctuation from which its absence tells."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause, at its end."""
    leaves = [clause for clause in context.outline.clauses.values() if _is_sentence(clause)]
    ended = sum(1 for clause in leaves if clause.text.rstrip().endswith(_END))
    habit = len(leaves) >= 5 and ended >= _HABIT * len(leaves)
    for clause in leaves:
        text = clause.text.rstrip()
        if text.endswith(_COMMA) and not _goes_on(context, clause):
            yield _fault(
                clause,
                text,
                Bilingual(f"以“{text[-1]}”结尾，句子似乎未完", f"ends in '{text[-1]}'; the sentence seems cut off"),
                0.8,
            )
        elif (
            habit
            and clause.label
            and not text.endswith(_END)
            and re.search("[，；。]", text)
            and not _ADDRESS.search(text)
            and not _CONTACT.search(text)
        ):
            yield _fault(clause, text, Bilingual("没有句末标点", "no punctuation at the end"), 0.6)


def _is_sentence(clause: Clause) -> bool:
    prose = clause.kind not in ("table", "signature", "heading", "part")
    return prose and not clause.children and len(clause.text) >= _CLAUSE and "http" not in clause.text[-60:]


def _goes_on(context: Context, clause: Clause) -> bool:
    """Items may end in commas when others of their list do: that is TYP007's affair."""
    siblings = context.outline.siblings(clause.eid)
    return any(other.eid != clause.eid and other.text.rstrip().endswith(_COMMA) for other in siblings) or (
        clause.label is None and siblings[-1].eid != clause.eid
    )


def _fault(clause: Clause, text: str, message: Bilingual, confidence: float) -> Fault:
    return Fault(clause, message, "text", len(text) - 1, len(text), confidence)


RULE = Rule("TYP008", "cut-off", "句子未完", Severity.INFO, check)
