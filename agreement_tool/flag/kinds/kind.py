"""A kind of sentence, and the words that several categories need to tell theirs apart."""

from __future__ import annotations

import re

from agreement_tool.flag.words import one_of
from agreement_tool.frozen import frozen
from agreement_tool.model import Severity, Tier
from agreement_tool.text.patterns import compiled

CHINESE = compiled("[一-鿿]")
GAP = "[^。；;]"
"""Between two words of one sentence."""


@frozen
class Kind:
    """Sentences alike. `severity`: of the complaint where they are printed plainly, None for no complaint."""

    name: str
    severity: Severity | None
    has: tuple[re.Pattern[str], ...]
    """All are found in the sentence."""
    lacks: tuple[re.Pattern[str], ...] = ()
    """None is found in the sentence."""
    tier: Tier = "must"
    """The gravest tier that such a sentence has, whatever its rules say."""
    raises: bool = False
    """Whether it has that tier even where its rules say less."""

    def fits(self, sentence: str) -> bool:
        """Whether a sentence, without blanks, is of this kind."""
        for words in self.has:  # a loop: most kinds fail at their first words, for every sentence of an agreement
            if not words.search(sentence):
                return False
        return not any(words.search(sentence) for words in self.lacks)


def any_of(*lists: str) -> re.Pattern[str]:
    """Any of the blank-separated words or short patterns of `lists`."""
    return compiled(one_of(*lists))


def near(*parts: str, gap: int = 40) -> re.Pattern[str]:
    """The parts in this order, not far from each other."""
    return compiled(f"{GAP}{{0,{gap}}}".join(parts))


ERROR, WARNING = Severity.ERROR, Severity.WARNING
EXCLUDES = one_of(
    "不承担 不因此[^。；，]{0,4}承担 不负 不予承担 无[需须][^。；，]{0,20}承担 无需负 无须负 不需承担 毋须承担",
    "概不 免责 (?<!不)(?<!不得)(?<!不能)(?<!不会)免除 免于 免予 (?<!不)(?<!不得)豁免",
    "不予赔偿 不赔偿 无需赔偿 无须赔偿 不对(?!外)[^。；]{0,60}(?:责|赔偿|保证|担保) 不就[^。；]{0,60}(?:责|保证)",
    "不构成违约 不视为违约 不得要求 没有责任 没有任何责任 无任何责任 不可能承担 [均概]不为[^。；]{0,60}负责",
)
CAPS = one_of("(?<!不)仅限于 (?<!不)限于 不超过 不高于 不得超过 为限 上限 最高不 仅承担 仅对 仅就")
RESERVED = any_of("有权 可随时 可以随时 视为 即表示 即代表")
LOSSES = any_of("损失 损害 后果 风险 赔偿")
ANNOUNCES_CLAUSES = compiled(
    r"(?:责任|权利)[^。；，]{0,10}的?(?:相应|相关|有关)?条款[^。；]{0,60}条款[。；]?$"
    + "|条款[^。；]{0,12}"
    + one_of("粗体 加粗 黑体 下划线 醒目 显著")
    + "|"
    + one_of("免责 责任限制 限制责任 争议解决 保密 赔偿 所有权")
    + r"[^。；]{0,24}条款[^。；]{0,12}"
    + one_of("适用于 适用 有效 存续 完全效力 约束力")
)
"""What an agreement says about its own clauses (…责任的条款、…管辖的条款) binds nobody."""
US = one_of("我们 我司 我方 本公司 公司 本平台 平台 本网站")
