"""NUM014 段内编号样式 odd-run-in-style: an enumeration inside a sentence is numbered unevenly.

问题：句中列举的编号写法不一，如（i）（iI）(iii)，或与本协议其他列举的写法不同。
理由：同一份协议中同一层次应用同一种写法。
What: a run-in enumeration that mixes brackets, widths or letter case, or that uses 1） where the lists use （1）.
Why: one agreement, one way to write an enumeration.
Bad: （i）… （iI）… (iii)…
Good: （i）… （ii）… （iii）…
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.run_in import Mark, RunIn, run_ins
from agreement_tool.model import Bilingual, Clause, Edit, Fix, Severity
from agreement_tool.text.outline import enclosure


def check(context: Context) -> Iterator[Fault]:
    """One fault an enumeration, at its first odd number."""
    enclosed_lists = any(
        enclosure(run.first.label) == "enclosed" and run.first.label.numeral == "arabic"
        for run in context.outline.lists
    )
    for clause in context.outline.clauses.values():
        for run_in in run_ins(clause.text):
            odd = _odd_marks(run_in)
            if odd:
                yield _uneven(clause, run_in, odd)
            elif enclosed_lists and run_in.numeral == "arabic" and not run_in.enclosed:
                yield _unlike_lists(clause, run_in.marks[0])


def _shape(printed: str) -> str:
    """（iI） -> （?）: its brackets, and whether its letters are of one case with the first."""
    inner = printed.strip("（()）")
    case = "upper" if inner.isupper() else "lower" if inner.islower() or not inner.isalpha() else "mixed"
    return "".join(char for char in printed if char in "（()）") + case


def _odd_marks(run_in: RunIn) -> list[Mark]:
    shapes = [_shape(mark.printed) for mark in run_in.marks]
    usual = max(shapes, key=lambda shape: (shapes.count(shape), -shapes.index(shape)))
    return [mark for mark, shape in zip(run_in.marks, shapes, strict=True) if shape != usual]


def _uneven(clause: Clause, run_in: RunIn, odd: list[Mark]) -> Fault:
    printed = odd[0].printed
    usual = next(mark for mark in run_in.marks if mark not in odd).printed
    message = Bilingual(
        f"句中编号“{printed}”与“{usual}”写法不一", f"'{printed}' is not written like '{usual}' in the same enumeration"
    )
    edits = tuple(Edit(clause.eid, "text", m.start, m.start + len(m.printed), _like(m.printed, usual)) for m in odd)
    fix = Fix(all(_same_letters(m.printed, usual) for m in odd), edits)  # iI to ii changes a letter: not safe
    return Fault(clause, message, "text", odd[0].start, odd[0].start + len(printed), 0.9, fix)


def _same_letters(printed: str, usual: str) -> bool:
    inner = printed.strip("（()） ")
    return inner in _like(printed, usual)


def _like(printed: str, usual: str) -> str:
    inner = printed.strip("（()） ")
    cased = inner.upper() if usual.strip("（()） ").isupper() else inner.lower()
    opening = usual[0] if usual[0] in "（(" else ""
    return f"{opening}{cased}{usual[-1]}" if usual[-1] in "）)" else cased


def _unlike_lists(clause: Clause, first: Mark) -> Fault:
    message = Bilingual(
        f"句中列举用“{first.printed}”，本协议的列表用（1）",
        f"the enumeration uses '{first.printed}'; this agreement's lists use （1）",
    )
    return Fault(clause, message, "text", first.start, first.start + len(first.printed), 0.7)


RULE = Rule("NUM014", "odd-run-in-style", "段内编号样式", Severity.INFO, check)
