"""TYP007 列表收尾 list-end: the last item of a list ends as if another followed.

问题：最后一项以分号（或逗号、顿号）结尾。
理由：读者会以为后面还有一项；可能确有遗漏。
What: the items end in ；, and so does the last.
Why: the reader expects one more item; one may indeed be lost.
Bad: （1）甲；（2）乙；
Good: （1）甲；（2）乙。
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule, text_fix
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.outline import NumberedList
from agreement_tool.text.patterns import compiled

_OPEN_ENDS = ("；", ";", "，", ",", "、")
_WORDS = compiled(r"[^\W_]")


def check(context: Context) -> Iterator[Fault]:
    """One fault a list, at the end of its last item."""
    headings = {clause.heading.strip() for clause in context.in_order if clause.heading}
    for run in context.outline.lists:
        last = run.last.clause
        end = len(last.text.rstrip())
        if last.children or len(run.members) < 2 or not last.text.rstrip().endswith(_OPEN_ENDS):
            continue
        if last.text[: end - 1].strip() in headings:
            continue  # the contents of the agreement, in a list
        if not _WORDS.search(last.text):
            continue  # an item that a form leaves open
        if _sentence_goes_on(context, run, last) or not _is_list_of_phrases(run):
            continue
        message = Bilingual(f"最后一项以“{last.text[end - 1]}”结尾", f"the last item ends in '{last.text[end - 1]}'")
        yield Fault(last, message, "text", end - 1, end, 0.9, text_fix(last, "text", end - 1, end, "。"))


def _is_list_of_phrases(run: NumberedList) -> bool:
    """The items before the last end openly too; a lone open end among sentences is TYP008's affair."""
    return all(
        member.clause.text.rstrip().endswith(_OPEN_ENDS) or member.clause.children for member in run.members[:-1]
    )


def _sentence_goes_on(context: Context, run: NumberedList, last: Clause) -> bool:
    """A paragraph after the last item may end the sentence: '……；的，应当赔偿。' And the list outside may go on."""
    siblings = context.outline.siblings(last.eid)
    after = siblings[context.outline.place_among(last.eid) + 1 :]
    if after:
        return True
    parent = run.parent
    if parent is None:
        return False
    uncles = context.outline.siblings(parent.eid)
    following = uncles[context.outline.place_among(parent.eid) + 1 :]
    if not following:
        return False
    if following[0].label is None or parent.label is None:
        return following[0].label is None and parent.label is None
    if not parent.heading and following[0].text.rstrip().endswith(_OPEN_ENDS):
        return True  # 3.1.2 goes on as 3.1.1 does, with ； at its end
    open_ends = sum(_end_of(uncle).endswith(_OPEN_ENDS) for uncle in uncles if uncle is not parent)
    return not parent.heading and open_ends * 2 >= len(uncles) - 1


def _end_of(clause: Clause) -> str:
    """The end of what stands in a clause."""
    *_, last = clause.walk()
    return last.text.rstrip()


RULE = Rule("TYP007", "list-end", "列表收尾", Severity.WARNING, check)
