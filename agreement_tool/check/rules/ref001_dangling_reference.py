"""REF001 引用落空 dangling-reference: a reference to a clause that does not exist.

问题：所引的条款不存在。
理由：引用落空的权利义务难以执行；多半是条款删改后没有同步引用。
What: 第十五条, 3.9 or 第（六）项 is named and no clause carries that number.
Why: what hangs on the reference cannot be enforced; clauses were renumbered and the reference was not.
Bad: 按第十五条处理（全文只有十二条）
Good: 按第十二条处理
"""

from collections.abc import Iterator, Sequence

from agreement_tool.check.base import Context, Fault, Reference, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.citations import External, Target, targets
from agreement_tool.text.outline import ATTACHMENT_UNITS
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import Mention

SURE = frozenset({"条", "章", "节", "编", "篇", "部分", "level"})
FROM_CONTEXT = 0.45
"""第（二）项 or 前款 without its 条: what it is counted from is a guess."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a mention, unless a range or an attachment (REF004, REF005) is at fault."""
    mostly = _mostly_dangle(context)
    for reference in () if context.comments_on_another else context.references:
        mention = reference.mention
        if reference.target is not None or not mention.steps or mention.steps[0].unit in ATTACHMENT_UNITS:
            continue
        before = context.outline.clauses[reference.eid].text[: mention.start]
        if _is_there_otherwise(context, mention) or _OF_ANOTHER.search(before):
            continue
        missing = missing_targets(context, reference)
        if mention.several and len(missing) < _count(context, reference):
            continue
        message = Bilingual(
            f"“{mention.text}”所指的条款不存在", f"'{mention.text}' points to no clause of this agreement"
        )
        yield Fault(
            context.outline.clauses[reference.eid],
            message,
            "text",
            mention.start,
            mention.end,
            _certainty(context, reference, mostly),
        )


def _is_there_otherwise(context: Context, mention: Mention) -> bool:
    """第20条 whose text stands in 20.1 and 20.2, 第三章第3.2.3条 where 3.2.3 stands in an article, a clause whose line
    break is lost."""
    numbers, outline = mention.steps[-1].numbers, context.outline
    first = mention.steps[0]
    if mention.relative or not numbers:
        return False
    if first.unit in ("条", "level") and all(is_there(context, number) for number in first.numbers):
        return True
    if len(mention.steps) > 1 and all(len(number) > 1 and number in outline.numbered for number in numbers):
        return True
    return set(first.numbers) <= context.reading.swallowed


def _is_within_reach(context: Context, reference: Reference) -> bool:
    """Whether the agreement prints labels of that kind, up to ten short of the number: else it is a law's article, an
    amount, or a clause of another document."""
    step = reference.mention.steps[0]
    if not step.numbers or not context.agreement.clauses:
        return True
    number = step.numbers[0]
    kind = step.unit if step.unit in _PRINTED and len(number) == 1 else len(number)
    return kind in context.reach and number[0] <= context.reach[kind] + _SHORT


_PRINTED = frozenset({"条", "章", "节", "编", "篇", "部分"})
_SHORT = 10


def is_there(context: Context, number: tuple[int, ...]) -> bool:
    """Whether clauses print the number with further tiers; or by itself, between others with further tiers: 7. after
    6.2 is an article of one paragraph."""
    outline = context.outline
    beside = (outline.has_below((*number[:-1], number[-1] + step)) for step in (-1, 1))
    return outline.has_below(number) or (number in outline.numbered and any(beside))


def missing_targets(context: Context, reference: Reference) -> list[Target]:
    """What a mention names and the agreement does not have."""
    found = targets(context.outline, reference.eid, reference.mention)
    return [] if isinstance(found, External) else [target for target in found if target.eid is None]


def _count(context: Context, reference: Reference) -> int:
    found = targets(context.outline, reference.eid, reference.mention)
    return 0 if isinstance(found, External) else len(found)


def _certainty(context: Context, reference: Reference, mostly: bool) -> float:
    first = reference.mention.steps[0]
    if not _is_within_reach(context, reference):
        return FROM_CONTEXT
    tiered = any(len(number) > 1 for number in first.numbers)
    if reference.mention.relative or not (first.unit in SURE or tiered) or _in_several_parts(context, first.numbers):
        return FROM_CONTEXT
    if len(reference.mention.steps) > 1:
        return 0.6
    before = context.outline.clauses[reference.eid].text[: reference.mention.start]
    if not _OWN.search(before):
        return FROM_CONTEXT if mostly or _LAW.search(before) else 0.8
    return 1.0 if context.outline.lists and not context.has_rival_readings else 0.6


_OWN = compiled(
    r"(?:本(?:协议|合同|条款|政策|声明|规则|章程|办法|约定|补充协议)|[上前]述|以上)(?:中|项下)?(?:的|之)?[\s“（(]*\Z"
)
"""本协议第9条 is certainly meant to be here; a bare 第9条 may be another document's (of seven errors none was true)."""
_OF_ANOTHER = compiled(
    r"(?<!本)(?:通则|总则|细则|条例|规程|规范|标准|法|(?:招标|投标|采购|磋商|谈判|响应)文件|说明书)[》）)]?\s*\Z"
    r"|(?:主|原|总|框架|基础|该)(?:合同|协议)[》）)]?\s*\Z|(?:GB|JGJ|ISO|[A-Z]{2,4}/T)[^()（）]{0,24}[)）]\s*\Z"
)
"""原协议第18.2条, 招标文件第5条, （GB/T 22239-2019）第8.1.4条: another document's."""

_LAW = compiled(r"《[^》]{2,60}(?:法|法典|条例|解释|规定|办法|意见|规则|规范|标准)[^》]{0,12}》|法释|司法解释|法典?第")
"""A law named before a bare 第9条: the article is more likely that law's."""


def _mostly_dangle(context: Context) -> bool:
    """Whether more references lead nowhere than lead somewhere: notes on a law, whose articles they name."""
    own = [one for one in context.references if one.mention.steps and not one.mention.relative]
    dangling = sum(one.target is None for one in own)
    return dangling >= _SEVERAL and dangling * 2 > sum(not isinstance(one.target, External) for one in own)


_SEVERAL = 3


def _in_several_parts(context: Context, numbers: Sequence[tuple[int, ...]]) -> bool:
    """第10.1款 in the special conditions may mean the general ones, which print a 10.1 too."""
    outline = context.outline
    printing = {
        outline.part(clause.eid) or outline.above(clause.eid)[0].eid
        for number in numbers
        if len(number) > 1
        for clause in outline.numbered.get(number, ())
        if outline.above(clause.eid)
    }
    return len(printing) > 1


RULE = Rule("REF001", "dangling-reference", "引用落空", Severity.ERROR, check)
