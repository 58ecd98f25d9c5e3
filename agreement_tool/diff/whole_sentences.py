"""What a sentence that was put in or taken out as a whole says: which kinds of things it touches, or none."""

from __future__ import annotations

import re
from fractions import Fraction

from agreement_tool.diff.contexts import touched_by_context, touched_by_words
from agreement_tool.diff.found import GENERAL, SILENT, FoundSignals, Nearness
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.signals import matches, signal_book
from agreement_tool.text import sentences
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities
from agreement_tool.text.wording import wording

WHOLLY = ("percentage", "of", Fraction(1), Fraction(1))
"""百分之百 is said of safety and pleasure, and is no share."""
LINK_WORDS = 9
"""Han characters beside titles and addresses that say who made them: 中国电信."""
DESCRIBED = frozenset(("permission", "obligation", "scope", "prohibition", "time", "condition"))
"""Kinds that a policy which only describes does not touch."""
LONGEST_NAME = 14
"""Characters of a line that only names what stands below it."""


_TERM = compiled(
    "(?:期限?|时间|有效|提前|逾期|满|超过|少于|低于|高于|至少|至多|最长|最短|每|保存|存储|储存|保留|为期)[^。；，]{0,10}"
    "[0-9一二三四五六七八九十百两半]个?(?:工作|自然)?(?:日|天|周|月|年|小时|分钟|季)"
    "|[在于][0-9一二三四五六七八九十百两半]{1,4}个?(?:工作|自然)?(?:日|天|周|月|年|小时|分钟)"
    "|[0-9一二三四五六七八九十百两半][)）]?个?(?:工作|自然)?(?:日|天|周|月|年|小时|分钟)(?:起|内|以内|之内|前|后|以上|以下|届满|期满)"
)
"""A period that somebody has to keep, no years that data are of."""
_DAY = compiled(
    "[日号月年](?:之?[前后]|起|止|届满|生效|施行|失效)|[自至于][^。；，]{0,16}(?:生效|起|止)|截[止至]|到期|日期|每[月年季周]|[0-9]日前"
)
"""A day by which or from which something holds."""


def _binds(kind: str, sentence: str) -> bool:
    """Whether a period or a date in a sentence is one that somebody has to keep."""
    return (kind != "period" or bool(_TERM.search(sentence))) and (kind != "date" or bool(_DAY.search(sentence)))


def whole_sentence(sentence: str, setting: Setting) -> FoundSignals:
    """What a sentence put in or taken out touches."""
    found = FoundSignals()
    values = (
        each.kind
        for each in quantities(sentence)
        if each.kind not in ("count", "clock")
        and each.key != WHOLLY
        and (each.kind != "period" or _TERM.search(sentence))
    )
    found.add(*values)
    found.add(*touched_by_words("", sentence, setting, whole=True))
    for kind, evidence in touched_by_context("", sentence, setting, whole=True):
        found.add(kind, evidence=evidence)
    if matches(signal_book().soft, sentence):  # an invitation to read: what it mentions in passing weighs nothing
        found.kinds = {
            kind: evidence
            for kind, evidence in found.kinds.items()
            if evidence is Nearness.OWN and kind not in SILENT and kind not in GENERAL
        }
    elif "privacy" in setting.documents and not matches(signal_book().binding, sentence):
        # 您可以, 帮助您, 无法识别: a policy describes; nobody is bound by it
        found.kinds = {kind: each for kind, each in found.kinds.items() if kind not in DESCRIBED}
    return found


LINK = compiled(r"^\[[^\]]{1,40}\]:.*$|《[^》]{0,60}》|https?://[\w./\-?=&%#~:]*", re.ASCII)


def only_links(sentence: str) -> bool:
    """Whether it only names documents and where they stand."""
    left = LINK.sub("", sentence)
    return len(left) < len(sentence) and sum("一" <= each <= "鿿" for each in left) < LINK_WORDS


_SAYS = "[不应须可得无未]|责任|有权|同意|承担|负责|保证|仅"
_NAMES_A_LIST = "(?:包括|如下|(?:以下|下列)(?:[是为][^。；，]{2,30}|[^。；，]{2,14})|following[a-z]{0,40}|include):$"
_LAYS_DOWN = "不|无|终止|解除|承担|责任|(?<!所)有权|披露|同意|应|除外|may|shall|must"
LONGEST_LEAD_IN = 40
"""Characters of a line that names a list below it and lays down nothing itself."""
_ASKS = "^(?:我们|平台|公司)?(?:将|会)?如何[^。；，]{2,24}$"


def introduces(sentence: str) -> bool:
    """Whether it is no more than the name of what stands below: 存储方式与位置：."""
    named = names_below(sentence)
    listed = len(sentence) <= LONGEST_LEAD_IN * (1 + sentence.isascii()) and matches(_NAMES_A_LIST, sentence)
    return named or matches(_ASKS, sentence) or (listed and not matches(_LAYS_DOWN, sentence))


def names_below(sentence: str) -> bool:
    """Whether it is a short name and a colon."""
    return len(sentence) <= LONGEST_NAME and sentence.endswith(":") and not matches(_SAYS, sentence)


_RECIPIENT = "^(?!.*(?:三方|使用的|接入的|列表|清单)).{1,20}SDK$"


def names_recipient(heading: str, text: str) -> bool:
    """Whether a heading alone brings in somebody to whom personal information goes: 高德SDK."""
    return not text.strip() and matches(_RECIPIENT, wording(heading))


def says_nothing(text: str) -> bool:
    """Whether a clause is no more than links, or names of what stands below it."""
    pieces = [wording(sentence) for sentence in sentences.split(text) if sentence.strip()]
    return bool(pieces) and all(only_links(each) or introduces(each) for each in pieces)
