"""What a sentence lays down, apart from the conditions, reasons and brackets in which it mentions other things.

“如乙方逾期支付还款，丙方有权披露其信息” lays down a disclosure and no payment.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

_BRACKET = compiled("[(（][^()（）]{1,120}[)）]")
_PHRASE = compiled("[^，,；;。:：]+")
_CONDITION = compiled(
    "^(?:但|而|且|并|同时|此外|其中)?(?:如|若|倘若|假如|一旦|当|除非|除|无论|不论|因(?!此)|由于|鉴于|为了?(?=[^，]{0,24}(?:目的|需要|，|$))"
    "|尽管|虽然|即使|凡|对于|对|关于|针对|根据|按照|依据|基于)"
    "|(?:的|时|后|前|之日起|情况下|情形下|期间|前提下|的同时)$"
)
"""A phrase that says when, why or of whom; what follows it says what holds then."""
FOLLOWED = ("，", ",", ":", "：")
GOES_ON = ("或", "并", "且", "及")
MANY = 3
"""So many marks between entries make a long enumeration."""
MASK = "，"
"""What masked characters are read as: no pattern of a kind goes across it."""


@lru_cache(maxsize=TEXTS)
def operative(text: str) -> str:
    """The text, as long as it was, with everything that lays down nothing by itself masked; unmasked where that would
    be all."""
    masked = _BRACKET.sub(lambda match: MASK * len(match.group()), text)
    kept, before = list(masked), False
    for match in _PHRASE.finditer(masked):
        before = _conditional(match, masked, before)
        if before:
            kept[match.start() : match.end()] = MASK * len(match.group())
    return "".join(kept) if any(map(str.isalnum, kept)) else text


def unlisted(text: str) -> str:
    """The text, as long as it was, with phrases that enumerate many things masked: 预约、报价、支付、退款等环节."""
    if text.count("、") < MANY:
        return text
    return _PHRASE.sub(
        lambda match: MASK * len(match.group()) if match.group().count("、") >= MANY else match.group(), text
    )


def _conditional(match: re.Match[str], text: str, before: bool) -> bool:
    """Whether a phrase is a condition whose consequence follows, or goes on with one (`before`): 或在逾期后…."""
    if text[match.end() : match.end() + 1] not in FOLLOWED:
        return False
    return bool(_CONDITION.search(match.group())) or (before and match.group().startswith(GOES_ON))
