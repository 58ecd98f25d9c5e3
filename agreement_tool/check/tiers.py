"""Tiered numbers (3.2.1) and the clause whose number they should extend."""

from __future__ import annotations

from agreement_tool.model import Clause
from agreement_tool.text.labels import CHAPTER_UNITS
from agreement_tool.text.outline import ATTACHMENT_UNITS, Numbered, Outline, enclosure


def tier_base(outline: Outline, clause: Clause) -> Numbered | None:
    """The nearest numbered clause above whose number a tiered number can extend: 3.、3.2、第三条、三、 or 第三章.

    Bracketed numbers （三） and attachments are not extended by 3.1; they are passed over.
    """
    for above in reversed(outline.above(clause.eid)):
        label = outline.label(above.eid)
        if label is None or not label.number or label.unit in ATTACHMENT_UNITS:
            continue
        if label.numeral in ("arabic", "han", "han-formal") and not (enclosure(label) and label.tiers == 1):
            return Numbered(above, label)
    return None


def is_composite(outline: Outline, member: Numbered) -> bool:
    """2.1.1 under 第二条 and 1.: its tiers are the numbers of the clauses above it, each with one tier of its own."""
    above = [
        label.number[-1]
        for clause in outline.above(member.clause.eid)
        if (label := outline.label(clause.eid)) and label.number
    ]
    prefix = member.label.number[:-1]
    return len(prefix) > 1 and tuple(above[-len(prefix) :]) == prefix


def extends(member: Numbered, base: Numbered) -> bool:
    """3.2 extends 3., 第三条 and 三、; 3.2.1 extends 3.2 and 3."""
    tiers = min(base.label.tiers, member.label.tiers - 1)
    return member.label.number[:tiers] == base.label.number[:tiers]


def is_chapter(base: Numbered) -> bool:
    """Under 第三章 the tiers may count articles instead (第三章 → 第七条 → 7.1), so a mismatch proves nothing."""
    return base.label.unit in CHAPTER_UNITS
