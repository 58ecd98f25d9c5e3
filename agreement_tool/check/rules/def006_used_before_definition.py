"""DEF006 先用后定义 used-before-definition: a short name is used before it is introduced.

问题：简称在“以下简称”之前就已使用。
理由：“以下”二字失去意义，读者读到时还不知所指。
What: a short name of three characters or more that occurs in an earlier clause.
Why: '以下简称' is no longer true, and the reader does not know the name yet.
Bad: 受托方应……受托公司（以下简称“受托方”）
Good: 受托公司（以下简称“受托方”）……受托方应……
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.citations import citation
from agreement_tool.text.patterns import compiled
from agreement_tool.text.terms import Definition
from agreement_tool.text.whitespace import strip_whitespace

_TELLING = 3
"""Shorter names (您, 我们, 用户) are ordinary words too."""


_PLAIN = compiled(r"本|我们?|您|你|用户|该|个人信息|服务|协议|平台$")
"""Terms that are ordinary words or point at the thing at hand: they read well before they are defined."""
_IN_TITLE = compiled(r"《[^》]*$")
_PART_OF_NAME = compiled(r"[\u4e00-\u9fff（）()]{0,10}(?:公司|集团|中心|大学)")


def check(context: Context) -> Iterator[Fault]:
    """One fault a short name, at its first use."""
    seen: set[str] = set()
    for definition in context.definitions:
        if definition.form == "short-name" and _is_telling(definition.term) and definition.term not in seen:
            seen.add(definition.term)
            fault = _earlier_use(context, definition)
            if fault:
                yield fault


def _is_telling(term: str) -> bool:
    return len(term) >= _TELLING and not _PLAIN.match(term)


def _is_numbered(context: Context, clause: Clause) -> bool:
    """Title lines and preambles may use the name that the first clause introduces."""
    return any(context.outline.label(one.eid) for one in (*context.outline.above(clause.eid), clause))


def _earlier_use(context: Context, definition: Definition) -> Fault | None:
    full = strip_whitespace(definition.full)
    outline = context.outline
    part, end = outline.part(definition.eid), outline.places[definition.eid]
    for clause, field, _ in context.texts_having(definition.term):
        if outline.places[clause.eid] >= end:
            return None
        if field != "text" or not _is_numbered(context, clause) or outline.part(clause.eid) != part:
            continue
        start = clause.text.find(definition.term)
        if (
            start >= 0
            and definition.term not in full
            and not _IN_TITLE.search(clause.text[:start])
            and not _PART_OF_NAME.match(clause.text, start + len(definition.term))
        ):
            place = citation(context.outline, definition.eid)
            message = Bilingual(
                f"“{definition.term}”到{place}才定义", f"'{definition.term}' is only introduced in {place}"
            )
            return Fault(clause, message, "text", start, start + len(definition.term), 0.6)
    return None


RULE = Rule("DEF006", "used-before-definition", "先用后定义", Severity.INFO, check)
