"""REF007 本条不明 ambiguous-this: 本条 in an agreement that has no 条.

问题：多级编号（5.3）的协议里写“本条”，可指 5.3，也可指整个 5。
理由：适用范围差别很大。
What: 本条 inside 5.3, in an agreement without 第X条.
Why: it may mean 5.3 or the whole of 5.; the difference can be large.
Bad: 5.3 违反本条规定的……
Good: 5.3 违反第 5 条规定的……
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_COUNTS_BELOW = compiled(r"第\s*[（(0-9一二三四五六七八九十]")
"""本条第（1）类: counted in the clause itself."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a mention below the outermost numbered unit."""
    outline = context.outline
    if any(label.unit == "条" for eid in outline.clauses if (label := outline.label(eid))):
        return
    for reference in context.references:
        mention, label = reference.mention, outline.label(reference.eid)
        if (
            not mention.relative
            or mention.steps[0].unit != "条"
            or mention.steps[0].relative != "this"
            or label is None
        ):
            continue
        if (
            label.tiers > 1
            and len(mention.steps) == 1
            and not _COUNTS_BELOW.match(outline.clauses[reference.eid].text, mention.end)
        ):
            message = Bilingual(
                f"“本条”可指 {label.text.rstrip('.')}，也可指第 {label.number[0]} 条整条",
                f"'本条' may mean {label.text.rstrip('.')} or the whole of {label.number[0]}",
            )
            yield Fault(outline.clauses[reference.eid], message, "text", mention.start, mention.end, 0.7)


RULE = Rule("REF007", "ambiguous-this", "本条不明", Severity.INFO, check)
