"""NUM010 列举未编号 unnumbered-entries: entries after a colon carry no number while other lists do.

问题：冒号之后逐行列举，却没有编号，而别处的列举都有。
理由：无法引用其中一项。
What: two or more short paragraphs after '…：' without numbers, in an agreement whose other lists are numbered.
Why: none of them can be cited.
Bad: 联系方式如下： 电子邮件：…； 信件：…。
Good: 联系方式如下：（1）电子邮件：…；（2）信件：…。
"""

from collections.abc import Iterator, Sequence

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.sentences import ends_with_colon

_SHORT = 80
"""Code points: longer paragraphs are text, not entries."""


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first entry of each unnumbered list."""
    if not _numbers_its_lists(context):
        return
    for parent in (None, *context.outline.clauses.values()):
        children = parent.children if parent else context.agreement.clauses
        for place, child in enumerate(children):
            entries = _entries(children[place + 1 :]) if _introduces(child) else []
            if len(entries) >= 2:
                yield _fault(entries)
        if parent is not None and ends_with_colon(parent.text):
            entries = _entries(parent.children)
            if len(entries) >= 2:
                yield _fault(entries)


def _numbers_its_lists(context: Context) -> bool:
    return any(run.parent is not None and ends_with_colon(run.parent.text) for run in context.outline.lists)


def _introduces(clause: Clause) -> bool:
    return clause.kind == "paragraph" and clause.label is None and ends_with_colon(clause.text) and not clause.children


def _entries(following: Sequence[Clause]) -> list[Clause]:
    """Short paragraphs up to the first that ends the sentence: all but the last end in ；."""
    entries: list[Clause] = []
    for clause in following:
        text = clause.text.rstrip()
        if clause.kind != "paragraph" or clause.label or len(text) > _SHORT or _is_blank_to_fill(text):
            return []
        entries.append(clause)
        if not text.endswith(("；", ";")):
            return entries if text.endswith("。") else []
    return entries


def _is_blank_to_fill(text: str) -> bool:
    return text.rstrip("；;。 　_＿").endswith(("：", ":"))


def _fault(entries: list[Clause]) -> Fault:
    message = Bilingual(
        f"冒号之后列举的 {len(entries)} 项没有编号", f"{len(entries)} entries after the colon carry no number"
    )
    return Fault(entries[0], message, confidence=0.8)


RULE = Rule("NUM010", "unnumbered-entries", "列举未编号", Severity.INFO, check)
