"""What an agreement calls itself: 本《用户协议》 is this document, 《交易规则》 is another one that binds the reader
too."""

from __future__ import annotations

import re

from agreement_tool.flag.parties import agreement_text
from agreement_tool.flag.words import one_of
from agreement_tool.model import Agreement
from agreement_tool.text.patterns import compiled

NAME = compiled("《([^》，。]{2,30})》")
CALLED = compiled(
    r"《([^》，。]{2,30})》[（(]?(?:以下)?(?:简?称|统称)(?:为|作)?[：:]?[“\"「『]?本?"
    + one_of("协议 条款 政策 声明 合同 规则")
)
THIS = compiled("本《([^》，。]{2,30})》")
ITSELF = "本协议"
BLOT = "□"


def own_names(agreement: Agreement) -> frozenset[str]:
    """The names in 《》 that `agreement` gives itself: its title, 本《…》, and what it introduces as 本协议."""
    own = (piece for clause in agreement.walk() for piece in (clause.text, clause.heading))
    if not any("《" in piece for piece in (agreement.title, *own)):
        return frozenset()
    text = agreement_text(agreement)
    named = {match.group(1) for pattern in (CALLED, THIS) for match in pattern.finditer(text)}
    title = re.sub(r"[\s《》]", "", agreement.title)
    return frozenset(
        named | {name for match in NAME.finditer(text) if title and title.endswith(name := match.group(1))}
    )


def with_itself(text: str, own: frozenset[str]) -> str:
    """`text` with each of its own names as 本协议, same length."""
    if not own:
        return text
    return NAME.sub(lambda match: _itself(match.group()) if _bare(match.group(1)) in own else match.group(), text)


def _itself(name: str) -> str:
    return ITSELF + BLOT * (len(name) - len(ITSELF))


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)
