"""NUM011 层级不齐 uneven-depth: a chapter without numbered clauses among chapters that have them.

问题：各章都分 X.Y，唯独这一章只有不编号的段落。默认不查，指明 --select NUM011 才查。
理由：其中的段落无法按同样方式引用。
What: a chapter of several unnumbered paragraphs, while at least three quarters of its peers number theirs. Off unless
    it is selected by its code: on 29 real documents it was always right and never worth a word.
Why: its paragraphs cannot be cited the way the others are.
Bad: 1. → 1.1, 1.2；2. → 三个自然段；3. → 3.1 …
Good: 2. → 2.1, 2.2, 2.3
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.outline import Numbered
from agreement_tool.text.patterns import compiled

_DEFINITIONS = compiled("定义|释义|术语")
_FEW = 4
"""A level needs this many chapters before it can be said to have a habit."""
_HABIT = 0.75
"""The share of chapters that must number their clauses."""


def check(context: Context) -> Iterator[Fault]:
    """One fault at each such chapter."""
    for run in context.outline.lists:
        numbering = [member for member in run.members if _numbers_clauses(context, member.clause)]
        if len(run.members) < _FEW or len(numbering) < _HABIT * len(run.members):
            continue
        for member in run.members:
            if _only_paragraphs(context, member.clause):
                yield _fault(context, member, numbering[0])


def _numbers_clauses(context: Context, clause: Clause) -> bool:
    return any(context.outline.label(child.eid) is not None for child in clause.children)


def _only_paragraphs(context: Context, clause: Clause) -> bool:
    """Definitions are customarily left unnumbered: they are cited by their terms."""
    if _DEFINITIONS.search(clause.heading):
        return False
    paragraphs = [child for child in clause.children if child.kind == "paragraph"]
    return len(paragraphs) >= 2 and not _numbers_clauses(context, clause)


def _fault(context: Context, member: Numbered, like: Numbered) -> Fault:
    printed, other = member.clause.label, like.clause.label
    count = sum(1 for child in member.clause.children if child.kind == "paragraph")
    message = Bilingual(
        f"“{printed}”下的 {count} 段没有编号，而“{other}”等都分条编号",
        f"'{printed}' has {count} unnumbered paragraphs; its peers such as '{other}' number theirs",
    )
    return Fault(member.clause, message, "label", confidence=context.certainty(member.clause))


RULE = Rule("NUM011", "uneven-depth", "层级不齐", Severity.INFO, check, on_request=True)
