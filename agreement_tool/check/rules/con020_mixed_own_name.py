"""CON020 自称混用 mixed-own-name: the document calls itself 本合同 here and 本协议 there.

问题：同一份文件有时自称“本合同”，有时自称“本协议”。
理由：读者会以为另有一份文件；多半是几份范本拼接时没有统一（合同审查清单：文件自称须统一）。
What: a contract that says 本合同 throughout and 本协议 in one clause, neither being defined.
Why: a reader looks for another document; mostly parts of several forms were put together (review checklists: one name
    for the document).
Bad: 本合同自签字之日起生效……本协议一式两份
Good: 本合同自签字之日起生效……本合同一式两份
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Clause, Field, Severity
from agreement_tool.text.patterns import compiled

_OWN = compiled(
    r"(?<![一-鿿])本(?P<name>合同|协议)(?!书)|(?<=[一-鿿])(?<![基样原根版文日成脚])本(?P<again>合同|协议)(?!书)"
)
_BOTH = compiled(
    r"本(?:合同|协议)[（(、/和及与或]+(?:本)?(?:合同|协议)|合同[（(][^）)]{0,12}(?:简称|称)[^）)]{0,6}本?协议|协议[（(][^）)]{0,12}(?:简称|称)[^）)]{0,6}本?合同|本补充协议|本协议所称[^，。；]{0,6}合同"
)
_SHARE = 0.35
"""The odd name must be the rarer one by far, unless the title has the other: else two documents may be bound
together."""


def check(context: Context) -> Iterator[Fault]:
    """At most one fault an agreement, at the first use of the rarer name."""
    if not all(map(context.texts_by_word.has, ("本合同", "本协议"))):
        return
    uses: dict[str, list[tuple[Clause, Field, int]]] = defaultdict(list)
    for clause, field, text in context.texts_having("本合同", "本协议"):
        if context.outline.part(clause.eid) or clause.kind in ("table", "signature"):
            continue
        if _BOTH.search(text):
            return
        for match in _OWN.finditer(text):
            uses[match["name"] or match["again"]].append((clause, field, match.start()))
    title = context.agreement.title
    if "补充" in title or len(uses) < 2 or any(f"本{name}" in d.names for d in context.definitions for name in uses):
        return
    rare, usual = sorted(uses, key=lambda name: (len(uses[name]), name in title))
    if len(uses[rare]) > (1.0 if usual in title else _SHARE) * len(uses[usual]):
        return
    clause, field, start = uses[rare][0]
    count = len(uses[rare])
    message = Bilingual(
        f"自称“本{rare}”（{count} 处），其余 {len(uses[usual])} 处为“本{usual}”",
        f"calls itself '本{rare}' {count} times and '本{usual}' {len(uses[usual])} times",
    )
    yield Fault(clause, message, field, start, start + 3, 0.9)


RULE = Rule("CON020", "mixed-own-name", "自称混用", Severity.WARNING, check)
