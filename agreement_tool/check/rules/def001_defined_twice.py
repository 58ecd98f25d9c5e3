"""DEF001 重复定义 defined-twice: one term is defined in two places.

问题：同一术语定义了两次。
理由：两处含义不同，就可以各取所需；作不利于提供方的解释（民法典第498条）。
What: a term is given a meaning or used as a short name twice.
Why: where the two differ, the reading against the provider prevails (Civil Code art. 498).
Bad: 1.2 用户（也称“您”）是指法律实体…… 2. 使用本服务的主体（以下称“您”）……
Good: 只定义一次
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.contract import ROLES
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.citations import citation
from agreement_tool.text.terms import Definition
from agreement_tool.text.whitespace import strip_whitespace

_OF_ANY_CONTRACT = frozenset((*ROLES, "合同", "协议", "本合同", "本协议"))
_SPEAKER, _FAR = ("我们", "您"), 30
"""So many clauses further on another 我们 speaks: another document in the same file."""


def check(context: Context) -> Iterator[Fault]:
    """One fault at each later definition of a term in the same part."""
    first: dict[tuple[str, str], Definition] = {}
    for definition in context.definitions:
        for name in definition.names:
            key = (context.outline.part(definition.eid), strip_whitespace(name))
            before = first.setdefault(key, definition)
            if before is not definition:
                yield _fault(context, name, before, definition)


def _fault(context: Context, name: str, before: Definition, definition: Definition) -> Fault:
    place = citation(context.outline, before.eid)
    clause = context.outline.clauses[definition.eid]
    start = clause.text.find(name, definition.start)
    message = Bilingual(f"“{name}”已在{place}定义过", f"'{name}' is already defined in {place}")
    # A second 甲方, a second 我们 is mostly the party of another document in the same file.
    return Fault(
        clause,
        message,
        "text",
        start,
        start + len(name),
        UNSURE if _is_harmless(context, name, before, definition) else 0.9,
    )


def _is_harmless(context: Context, name: str, before: Definition, definition: Definition) -> bool:
    places = context.outline.places
    another = name in _SPEAKER and places[definition.eid] - places[before.eid] >= _FAR
    return another or name in _OF_ANY_CONTRACT or _says_the_same(context, before, definition)


_MEANING, _ALIKE = 80, 0.75
"""Code points of a sentence behind 是指 that are compared, and from which likeness on a glossary only repeats."""
_AS_LONG = 24
"""Code points before the name that are the same in both places: the definition is repeated, and nothing is at odds."""


def _says_the_same(context: Context, before: Definition, definition: Definition) -> bool:
    old, new = (context.outline.clauses[one.eid].text for one in (before, definition))
    if before.form == definition.form == "meaning":
        one, other = old[before.end :].partition("。")[0], new[definition.end :].partition("。")[0]
        return SequenceMatcher(None, one[:_MEANING], other[:_MEANING], autojunk=False).ratio() >= _ALIKE
    said = old[max(0, before.start - _AS_LONG) : before.start]
    return len(said) == _AS_LONG and new[max(0, definition.start - _AS_LONG) : definition.start] == said


RULE = Rule("DEF001", "defined-twice", "重复定义", Severity.WARNING, check)
