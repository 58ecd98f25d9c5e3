"""TYP001 括号不配对 unpaired-bracket: a bracket is opened and not closed, or closed and never opened.

问题：（）《》【】只有一半。
理由：插入语或文件名到哪里为止不清楚，含义可能改变。
What: a lone bracket in a clause.
Why: where the insertion or the document's name ends is unclear, and the meaning may change with it.
Bad: 本《服务协议（以下称“协议”）。
Good: 本《服务协议》（以下称“协议”）。
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.pairs import CLOSES, is_drawn, pair
from agreement_tool.model import Bilingual, Clause, Field, Severity

_GARBLED = 20
"""So many lone brackets are a text layer that was read badly, or a drawing."""
_REACH = 100
"""An insertion that runs on into other clauses ends within so many."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a lone bracket; an insertion may run on into the clause's items."""
    found = list(_lone(context))
    for fault in found:
        yield fault if len(found) < _GARBLED else replace(fault, confidence=UNSURE)


def _lone(context: Context) -> Iterator[Fault]:
    for clause, field, text in context.texts():
        if clause.kind in ("table", "signature") or is_drawn(text):
            continue
        for place, char in pair(text).alone:
            if _is_address(text, place) or _is_in_a_word(text, place) or _runs_on(context, clause, field, char):
                continue
            if not (
                _closed_below(context, clause) if char in "（(" else char in "）)" and _opened_above(context, clause)
            ):
                message = Bilingual(f"“{char}”没有配对", f"'{char}' has no counterpart")
                sure = UNSURE if context.reading.has_columns else 0.9
                yield Fault(clause, message, field, place, place + 1, sure)


def _is_in_a_word(text: str, place: int) -> bool:
    """CIPHERSPEC]FINISHED: square brackets among Latin letters are a record's or a program's."""
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return text[place] in "[]" and len(around) == 2 and around.isascii() and around.isalnum()


def _runs_on(context: Context, clause: Clause, field: Field, char: str) -> bool:
    """Square and other brackets that open in one paragraph and close in the next: a prompt of a template."""
    if char in "（(）)":
        return False
    place = context.outline.places[clause.eid]
    if char in CLOSES:
        near, own = context.in_order[max(0, place - 1) : place], clause.heading if field == "text" else ""
    else:
        near, own = context.in_order[place + 1 : place + 2], clause.text if field == "title" else ""
    texts = (own, *(text for one in near for text in (one.heading, one.text)))
    alone = {lone for text in texts for _, lone in pair(text).alone}
    return any(char in CLOSES.get(lone, "") or lone in CLOSES.get(char, "") for lone in alone)


def _is_address(text: str, place: int) -> bool:
    """(https://… that a line break cuts off, and the rest of it with ) on the next line."""
    if text[place] in "(（":
        return text[place + 1 :].lstrip().startswith(("http", "www."))
    return place > _REST and text[:place].isascii() and " " not in text[:place].strip()


_REST = 8


def _closed_below(context: Context, clause: Clause) -> bool:
    """The insertion runs on into the clause's items, or into the paragraphs after it."""
    following = context.outline.siblings(clause.eid)
    place = context.outline.place_among(clause.eid)
    later = chain(islice(clause.walk(), 1, None), *(one.walk() for one in following[place + 1 : place + 1 + _REACH]))
    return any(char in "）)" for one in islice(later, _REACH) for _, char in pair(one.text).alone)


def _opened_above(context: Context, clause: Clause) -> bool:
    siblings = context.outline.siblings(clause.eid)
    place = context.outline.place_among(clause.eid)
    before = [*context.outline.above(clause.eid), *siblings[max(0, place - _REACH) : place]]
    return any(char in "（(" for one in before for _, char in pair(one.text).alone)


RULE = Rule("TYP001", "unpaired-bracket", "括号不配对", Severity.WARNING, check)
