"""NUM007 全半角混用 mixed-width: a number's brackets and points are half full-width, half half-width.

问题：编号的括号一全角一半角，如（1)；或此处（1）彼处 (1)。
理由：排版不齐，检索和自动编号会漏掉其中一种。
What: a label whose own brackets differ in width, or a list in another width than the rest of its level.
Why: it looks careless, and searches and automatic numbering miss one of the two.
Bad: （1) … 或 (1) … 与（1）… 并用
Good: （1）…
"""

from collections import Counter
from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule, label_fix
from agreement_tool.check.peers import Peers
from agreement_tool.check.relabel import one_width, print_like
from agreement_tool.model import Bilingual, Clause, Label, Severity
from agreement_tool.text.labels import style, widths
from agreement_tool.text.outline import Numbered, NumberedList

_BRACKETS = frozenset("（）()［］[]")


def check(context: Context) -> Iterator[Fault]:
    """One fault a list: for numbers mixed in themselves, or for a list unlike its level."""
    for level in context.levels:
        full = _prefers_full(level)
        for run in level.lists:
            if all(_is_latin(member.clause) for member in run.members):
                continue  # the English half of a bilingual text has brackets of its own
            if len(run.members) > 1 and all(style(one.label) != style(level.model) for one in run.members):
                continue  # a whole list in another style is NUM006's affair
            mixed = [
                member for member in run.members if len(widths(member.label)) > 1 and not _is_hyphened(member.label)
            ]
            odd = mixed or [member for member in run.members if _is_other_width(member, full, level)]
            wrong = [
                (member, right) for member in odd if (right := _right(member, level, full=full)) != member.clause.label
            ]
            if wrong:
                yield _fault(context, run, wrong, within=bool(mixed))


def _is_latin(clause: Clause) -> bool:
    own = clause.heading + clause.text
    return any(char.isalpha() for char in own) and not any("\u4e00" <= char <= "\u9fff" for char in own)


def _prefers_full(level: Peers) -> bool:
    """Chinese text prints brackets full-width, unless most of the level's whole numbers are half-width; points half."""
    tally = Counter(next(iter(found)) for m in level.members if len(found := widths(m.label)) == 1)
    if not tally:
        return _has_brackets(level.model)
    return tally["full"] > tally["half"] or (tally["full"] == tally["half"] and _has_brackets(level.model))


def _has_brackets(label: Label) -> bool:
    return any(char in _BRACKETS for char in label.opening + label.closing)


def _is_other_width(member: Numbered, full: bool, level: Peers) -> bool:
    """Another width than the level's; another *style* is NUM006's affair."""
    found = widths(member.label)
    return style(member.label) == style(level.model) and bool(found) and found != {"full" if full else "half"}


def _is_hyphened(label: Label) -> bool:
    """11-1： has no full-width hyphen to match its colon."""
    return any(sign in label.text for sign in "-－–")


def _right(member: Numbered, level: Peers, *, full: bool) -> str:
    """The label in the level's width: like another of its style that is printed so, where there is one."""
    wanted = "full" if full else "half"
    like = (
        one.label for one in level.members if widths(one.label) == {wanted} and style(one.label) == style(member.label)
    )
    model = next(like, None)
    if model is not None:
        return print_like(model, member.label.number, member.label.inserted)
    return one_width(member.clause.label or "", full=full)


def _digits(label: str) -> str:
    return "".join(char for char in label if char.isalnum())


def _fault(context: Context, run: NumberedList, wrong: list[tuple[Numbered, str]], *, within: bool) -> Fault:
    first, right = wrong[0]
    printed = first.clause.label or ""
    zh_many, en_many = (f"（共 {len(wrong)} 处）", f" ({len(wrong)} numbers)") if len(wrong) > 1 else ("", "")
    zh, en = (
        ("全角与半角混用", "mixes full and half width")
        if within
        else ("与同级的全半角不一致", "is not in this level's width")
    )
    message = Bilingual(
        f"编号“{printed}”{zh}，应为“{right}”{zh_many}", f"'{printed}' {en}; expected '{right}'{en_many}"
    )
    # Another width of the digits themselves (２. -> 2.) is more than a mark's: a human's to decide.
    same = all(_digits(member.clause.label or "") == _digits(label) for member, label in wrong)
    fix = label_fix(((member.clause, label) for member, label in wrong), safe=same)
    sure = context.certainty(run.first.clause)
    if not within and len(wrong) == len(run.members) > 1:
        sure = UNSURE  # the whole list in one width: readers called it right and not worth a warning
    return Fault(first.clause, message, "label", confidence=sure, fix=fix)


RULE = Rule("NUM007", "mixed-width", "全半角混用", Severity.WARNING, check)
