"""NUM015 编号未识别 unread-label: a line begins like a number of this list and was not read as one.

问题：行首像编号（如“21 ”“二保密义务”），但缺少点或顿号，没有被识别为条款。
理由：读者与自动编号都认不出它是一条；引用它的条款会落空。
What: 21 between 2. and 2.2, or 二 at the head of a line between 一、 and 三、.
Why: neither readers nor automatic numbering can tell that it is a clause; references to it lead nowhere.
Bad: 二保密义务：…（前后是“一、”“三、”）
Good: 二、保密义务
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity


def check(context: Context) -> Iterator[Fault]:
    """One fault a line."""
    for found in context.label_like.values():
        if not found.sure:
            likely = ".".join(map(str, found.number)) if len(found.number) > 1 else f"{found.printed}、"
            message = Bilingual(
                f"行首的“{found.printed}”像编号“{likely}”，分隔符缺失或有误",
                f"'{found.printed}' at the head of the line looks like '{likely}'; its separator is missing or wrong",
            )
            yield Fault(found.clause, message, "title" if found.clause.heading else "text", 0, found.end, 0.9)


RULE = Rule("NUM015", "unread-label", "编号未识别", Severity.WARNING, check)
