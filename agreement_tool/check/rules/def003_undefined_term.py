"""DEF003 术语未定义 undefined-term: 本服务, 本平台 and the like are used and never defined.

问题：反复使用“本服务”“本平台”等，却从未定义。
理由：服务范围是协议的核心内容；不清楚时作不利于提供方的解释（民法典第498条）。
What: a term of the kind 本… that is used three times or more without a definition.
Why: the scope of the service is the core of the agreement; what is unclear is read against the provider.
Bad: 全文二十余处“本服务”，没有一处定义
Good: 松下安防监控 APP 及其全部功能（以下简称“本服务”）
"""

import re
from collections.abc import Iterator
from functools import cache

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.check.data import self_terms
from agreement_tool.model import Bilingual, Clause, Field, Severity
from agreement_tool.text.whitespace import strip_whitespace

_OFTEN = 3
_MANY = 10
"""From this many uses on the term carries the agreement; a few may be plain words."""
_PLAIN = ("本服务",)
"""A service agreement's 本服务 is the service it is about; a few uses need no definition (of 5 labelled notes on few
uses none was worth a word)."""
_DENSE = 500
"""Code points: a plain word that comes once in so many carries a short agreement too."""
_NOT_A_DOCUMENT = r"(?!\s*(?:条款|协议|合同|规则|政策|声明|说明|约定|章程))"
"""本服务条款 is these terms, not the service."""
_EXPLAINED = (
    r"\s*(?:[：:]|是指|系指|指的?是|指(?![定令示导引])|是[由一我]|系[由一我]|包括|包含"
    r"|由[^，。]{2,30}(?:提供|运营|开发))"
)
_SHORT_NAME = r"(?:简称|统称|合称|以下称|下称)[^。；\n]{0,24}[“”\"'‘「]"
"""以下简称（“某某”或“本软件”）: the brackets are crossed, and the term is defined all the same."""

_IN_BRACKETS = r"[（(](?:(?:或|即|又称|也称)[“\"「]?|[“\"「])"
"""青山网（“本网站”）, 青山网（或本网站）"""


def check(context: Context) -> Iterator[Fault]:
    """One fault a term, at its first use."""
    defined = {strip_whitespace(name) for d in context.definitions for name in d.names}
    printed = context.without_blanks.lower()
    for term in self_terms():
        if (
            term.lower() not in printed
            or term in context.settings.known_terms
            or term in defined
            or term.removeprefix("本") in defined
        ):
            continue
        if re.search(
            f"(?:{_SHORT_NAME}|{_IN_BRACKETS}){re.escape(term.lower())}",
            printed,
        ):
            continue
        if term == "本公司" and "投保人" in printed:
            continue  # of insurance terms the insurer
        uses = list(_uses(context, term))
        if _carries(context, term, len(uses)) and not any(_explains(text, end) for _, _, text, _, end in uses):
            clause, field, _, start, end = uses[0]
            message = Bilingual(
                f"“{term}”用了 {len(uses)} 次，没有定义", f"'{term}' is used {len(uses)} times and never defined"
            )
            yield Fault(clause, message, field, start, end, 0.9 if len(uses) >= _MANY else UNSURE)


def _carries(context: Context, term: str, uses: int) -> bool:
    dense = uses * _DENSE >= len(context.whole)
    return uses >= (_OFTEN if term not in _PLAIN or dense else _MANY)


def _uses(context: Context, term: str) -> Iterator[tuple[Clause, Field, str, int, int]]:
    pattern = _pattern(term)
    for clause, field, text in context.texts_by_word.matching(pattern):
        for match in pattern.finditer(text):
            yield clause, field, text, match.start(), match.end()


@cache
def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(
        r"\s*".join(re.escape(char) for char in term) + _NOT_A_DOCUMENT,
        0 if term.lower() == term.upper() else re.IGNORECASE,  # which takes ten times as long
    )


def _explains(text: str, end: int) -> bool:
    return re.match(_EXPLAINED, text[end : end + 40]) is not None


RULE = Rule("DEF003", "undefined-term", "术语未定义", Severity.WARNING, check)
