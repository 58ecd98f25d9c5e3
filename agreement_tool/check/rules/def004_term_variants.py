"""DEF004 一物多名 term-variants: one thing under two names or spellings.

问题：同一事物有两种写法，如帐号、账号、账户。
理由：读者会以为是不同的东西；检索也会漏。
What: two spellings or names from the table (check/terms.toml, or `terms` in the project's settings) side by side.
Why: a reader takes two names for two things.
Bad: 用户帐号……您的账号……账户信息
Good: 用户账号……您的账号……账号信息
"""

import re
from collections.abc import Iterator
from functools import cache

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.data import Variants, variants
from agreement_tool.model import Bilingual, Clause, Edit, Field, Fix, Severity

Use = tuple[Clause, Field, int, int]


def check(context: Context) -> Iterator[Fault]:
    """One fault a spelling that is not the preferred one, at its first use."""
    groups = (*variants(), *(Variants(names, False, False, (), "") for names in context.settings.terms))
    has = context.texts_by_word.has
    reported: set[str] = set()
    for group in groups:
        if sum(map(has, group.names)) < (1 if group.wrong else 2):
            continue
        if group.only_with and not any(map(has, group.only_with)):
            continue
        uses = {name: _uses(context, name, group) for name in group.names}
        present = [name for name in group.names if uses[name]]
        if len(present) < 2 and not (group.wrong and present and present[0] != group.names[0]):
            continue
        if group.against and not any(map(has, group.against)):
            continue
        for name in present:
            if name != group.names[0] and name not in reported and len(uses[name]) >= group.at_least:
                reported.add(name)
                yield _fault(name, group, present, uses[name])


def _uses(context: Context, name: str, group: Variants) -> list[Use]:
    return [
        (clause, field, match.start("name"), match.end("name"))
        for clause, field, text in context.texts_having(name)
        for match in _standing_alone(name, group).finditer(text)
        if match["name"]
    ]


@cache
def _standing_alone(name: str, group: Variants) -> re.Pattern[str]:
    """The name where it is no part of a longer word."""
    longer = [re.escape(word) for word in (*group.inside, *(n for n in group.names if name in n and n != name))]
    return re.compile("|".join([*longer, f"(?P<name>{re.escape(name)})"]))


def _fault(name: str, group: Variants, present: list[str], uses: list[Use]) -> Fault:
    right = group.names[0]
    others = "、".join(f"“{other}”" for other in present if other != name)
    english = ", ".join(f"'{other}'" for other in present if other != name)
    why = f"：{group.why}" if group.why else ""
    beside, should = f"与{others}并用", f"应为“{right}”"
    alone = right not in present and (group.wrong or group.same_word)
    message = Bilingual(
        f"“{name}”（{len(uses)} 处）{should if alone else beside}{why}",
        f"'{name}' ({len(uses)} times) " + (f"should be '{right}'" if alone else f"beside {english}"),
    )
    clause, field, start, end = uses[0]
    edits = tuple(Edit(where.eid, part, first, last, group.names[0]) for where, part, first, last in uses)
    fix = Fix(False, edits) if group.same_word else None
    return Fault(clause, message, field, start, end, 0.9 if group.same_word or group.wrong else UNSURE, fix)


RULE = Rule("DEF004", "term-variants", "一物多名", Severity.WARNING, check)
