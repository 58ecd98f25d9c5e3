"""NUM013 套用同样式 nested-same-style: a list inside a list uses the same style of number.

问题：（3）里面又用（1）（2）（3）。
理由：引用“（2）”时分不清是外层还是内层。
What: an item's own items, or a run-in enumeration in its text, are numbered in the item's own style.
Why: nobody can tell which （2） a reference means.
Bad: （3）下列文件：（1）… （2）…
Good: （3）下列文件：①… ②…
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.run_in import RunIn, run_ins
from agreement_tool.model import Bilingual, Clause, Label, Severity
from agreement_tool.text.outline import counting_family, enclosure
from agreement_tool.text.patterns import compiled

_ENDED = compiled(r"[。！？；：.;:]\s*$")


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first number of each inner list or enumeration."""
    yield from _nested_lists(context)
    for clause in context.outline.clauses.values():
        label = context.outline.label(clause.eid)
        for run_in in run_ins(_whole(context, clause)) if label and clause.text else ():
            first = run_in.marks[0]
            if label and _same_family(label, run_in) and first.start < len(clause.text):
                yield Fault(
                    clause, _message(first.printed, clause), "text", first.start, first.start + len(first.printed), 0.9
                )


def _whole(context: Context, clause: Clause) -> str:
    """Its text, with the unnumbered paragraph after it where the layout has cut a sentence in two."""
    if _ENDED.search(clause.text) or clause.children:
        return clause.text
    siblings = context.outline.siblings(clause.eid)
    following = siblings[context.outline.place_among(clause.eid) + 1 :][:1]
    return clause.text + "".join(one.text for one in following if one.kind == "paragraph")


def _nested_lists(context: Context) -> Iterator[Fault]:
    for run in context.outline.lists:
        above = context.outline.label(run.parent.eid) if run.parent else None
        if run.parent is None or above is None or above.tiers > 1 or above.unit:
            continue
        if run.first.ordinal == 1 and counting_family(above) == counting_family(run.first.label):
            message = _message(run.first.clause.label or "", run.parent)
            sure = UNSURE if _is_heading(run.parent) else context.certainty(run.first.clause)
            yield Fault(run.first.clause, message, "label", confidence=sure)


def _is_heading(outer: Clause) -> bool:
    """'10. 免责声明' on a line of its own and 1. 2. 3. below: the layout tells the two apart."""
    return bool(outer.heading) and not outer.text


def _same_family(label: Label, run_in: RunIn) -> bool:
    numeral = {"ROMAN": "roman", "upper": "lower"}.get(label.numeral, label.numeral)
    enclosed = enclosure(label) == "enclosed"
    return label.tiers == 1 and numeral == run_in.numeral and enclosed == run_in.enclosed and bool(enclosure(label))


def _message(printed: str, outer: Clause) -> Bilingual:
    return Bilingual(
        f"“{outer.label}”之内又用“{printed}”编号，内外层样式相同",
        f"'{printed}' inside '{outer.label}' uses the same style of number",
    )


RULE = Rule("NUM013", "nested-same-style", "套用同样式", Severity.INFO, check)
