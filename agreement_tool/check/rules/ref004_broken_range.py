"""REF004 范围有误 broken-range: a range or list of references that runs backwards or names a missing clause.

问题：引用的范围前后颠倒，或其中有不存在的条款。
理由：范围的边界不明，所涉权利义务不明。
What: 第五条至第三条, or 第三至八条 where there are only six.
Why: where the range ends is unclear.
Bad: 第五条至第三条
Good: 第三条至第五条
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Reference, Rule
from agreement_tool.check.rules.ref001_dangling_reference import is_there, missing_targets
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import Mention, hyphened

_COMPOSITE = compiled(r"第\s*[0-9０-９]{1,3}[-－–][0-9０-９]{1,3}\s*[条款项]")
"""第3-2款: a number of two tiers, not a range that runs backwards."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a mention."""
    for reference in context.references:
        mention = reference.mention
        if not mention.several or mention.document or _is_hyphened(context, mention):
            continue
        if any(all(is_there(context, number) for number in step.numbers) for step in mention.steps):
            continue  # 第49或50条, which stand in 49.1 and 50.
        message = _backwards(reference) or _incomplete(context, reference)
        # 款 are counted, not printed: which paragraph is the second is for the reader to say.
        sure = UNSURE if mention.relative or mention.steps[-1].unit == "款" else 0.9
        if message:
            yield Fault(context.outline.clauses[reference.eid], message, "text", mention.start, mention.end, sure)


def _is_hyphened(context: Context, mention: Mention) -> bool:
    """第1-1条 in an agreement whose labels are printed so: one number, no range."""
    return context.outline.has_hyphened_labels and not hyphened(mention).several


def _backwards(reference: Reference) -> Bilingual | None:
    numbers = reference.mention.steps[-1].numbers
    if "、" in reference.mention.text or len(numbers) != 2 or numbers[1] > numbers[0]:
        return None
    text = reference.mention.text
    if _COMPOSITE.fullmatch(text):
        return None
    return Bilingual(f"“{text}”的起止颠倒或相同", f"'{text}' runs backwards or nowhere")


def _incomplete(context: Context, reference: Reference) -> Bilingual | None:
    if reference.target is not None:
        return None
    missing = missing_targets(context, reference)
    numbers = "、".join(".".join(map(str, target.number)) for target in missing if target.number)
    if not numbers or len(missing) == sum(len(step.numbers) for step in reference.mention.steps[-1:]):
        return None
    text = reference.mention.text
    return Bilingual(f"“{text}”中的 {numbers} 不存在", f"'{text}' includes {numbers}, which does not exist")


RULE = Rule("REF004", "broken-range", "范围有误", Severity.ERROR, check)
