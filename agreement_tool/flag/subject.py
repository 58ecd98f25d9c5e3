"""Who acts at a point of a sentence: 我们不承担责任 and 您不承担责任 are opposite clauses.

The subject is the nearest party before the verb that is not an object (对您, 向我们, 未经甲方同意), not the reason of a
because-clause (因您…导致), and not an owner (您的账号). A verb that opens its comma segment takes its subject from the
segments before; words before the verb that name no known party are a subject we do not know.
"""

from __future__ import annotations

from agreement_tool.flag.parties import Parties, Role
from agreement_tool.flag.sentence import Sentence
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

ADVERB = one_of(
    "均 将 也 亦 并且 并 则 且 而 及其 及 或者 或 即 应当 应 须 必须 需 都 皆 概 同时 还 仍 就 便 可以 可",
    "同意 承诺 保证 确认 理解 以及 在此 特此 明确 不可撤销地 对此 对其 因此 据此 为此 届时 但是 但 否则 充分",
    "知悉 认可 此外 另外 有权 随时 自愿 愿意 方 才 始 再 、 （[^）]*）",
)
ADVERBS = compiled(f"^{ADVERB}*+$")
"""Words that may stand between a subject in an earlier comma segment and its verb."""
ADJUNCT = one_of(
    "无论 不论 未经 未获 没有 除非 除 如 若 在 经 根据 依据 按照 为了 为 通过 因 由于 包括 不管 即使 鉴于 当"
)
ADJUNCTS = compiled(f"^{ADJUNCT}|{one_of('前 后 时 外 下 的 情况下')}$")
"""Comma segments that stand aside between subject and verb: 未经许可, 无论是否成立, 在合同终止后."""
OBJECT_MARKS = (
    *"对向给为与和同被经使令替代让就由将把在于归按依凭", "未经", "按照", "根据", "依照", "通过", "允许", "要求", "通知",
    "提供给", "包括", "损害", "侵犯",
    "超过", "违反", "作为", "告知", "提醒", "经过", "授权", "征得", "取得", "获得", "得到", "协助", "帮助", "保护",
    "属于", "仅限", "限于", "利用", "使用", "登录", "访问", "进入", "遵守",
)  # fmt: skip
CAUSATIVES = ("授权", "允许", "同意", "要求", "使", "令", "让", "由", "许可")
"""Before a party that stands right at the verb these make it the one who acts: 您授权我们获取."""
AGENT_MARKS = ("并由", "均由", "应由", "概由", "则由", "全部由")
"""由 after these names who does it."""
REASON = compiled(r"(?:因|由于|如|若|如果|倘若|鉴于|除非|除|当|基于|无论|凡|只要|一旦)[^，]{0,4}$")
MODIFIED_OBJECT = compiled(
    r"(?:对|向|给|将|把|与|就)(?:该|此|上述|前述|相关|有关|违规|违约|违法|任何|其他|部分|所有|全部|每一?位?)$"
)
"""Before a party: 对违规用户 makes an object of it too."""
CONSENT_OF = compiled(
    r"的?(?:事先|书面|明确){0,3}(?:授权|许可|同意|批准|要求|指示|允许)(?:之?下|后|的?情况下|之?前|的?范围)"
)
"""After a party: 在权利人授权下 says who must agree, not who acts."""
LEADING_ADJUNCT = compiled(
    r"(?:[•·●\-]?第[一二三四五六七八九十百0-9]+条)?(?:(?:在|自|本|除|根据|依据|按照|为)[^，。；]{0,24}，)?"
)
TOPIC_ACTS = compiled(
    r"(?:应当?|须|必须|可以|需要|不得|将|会|仅|只|不会|遵循|遵守|收集|处理|使用|保护|采取|承诺|保证|按照|依法|严格|尊重)"
)
"""Right after the party that opens a sentence: it is what the sentence is about, not an owner or part of a
condition."""
AGREEING = "同意 授权 理解 知悉 知晓 了解 清楚 确认 认可 明白 允许"
AGREES = compiled(
    f"{one_of('已 充分 完全 在此 特此')}{{0,3}}并?{one_of(AGREEING)}[并且和]?{one_of('同意 授权 理解 知悉 确认 认可')}?"
)
CUTS = frozenset("，。：；、,:;（）()“”")
"""Marks that are words of their own: one begins behind them, whatever it is."""
PREPOSITIONS = tuple("在对以将按因为向于自经通就从如若当")


def _has_own_subject(rest: str) -> bool:
    return len(rest) >= 2 and not ADVERBS.match(rest) and not rest.startswith(PREPOSITIONS)


def subject_at(sentence: Sentence, position: int, parties: Parties) -> Role | None:
    """The role that acts at `position` of `sentence`; None where it cannot be told."""
    role, after_case = _subject_before(sentence, position, parties)
    # 您应当备份，没有备份而丢失的，不承担责任: after a case the one who offers is meant without being named.
    return None if role == "user" and after_case else role


def _subject_before(sentence: Sentence, position: int, parties: Parties) -> tuple[Role | None, bool]:
    """The role that acts at `position`, and whether a case (…的，) stands between it and the verb."""
    text, at, first, after_case = sentence.text, position, True, False
    while at > 0:
        start = max(text.rfind(mark, 0, at) for mark in "，：,:") + 1
        segment = text[start:at]
        after_case = after_case or (not first and segment.endswith("的"))
        if role := _last_subject(sentence, start, at, parties, at_verb=first):
            return role, after_case
        if not (ADVERBS.match(segment) or (not first and ADJUNCTS.search(segment))):
            return _topic(sentence, start, parties), after_case
        first, at = False, start - 1
    return None, after_case


def _topic(sentence: Sentence, end: int, parties: Parties) -> Role | None:
    """Who opens the sentence (双方应…，我们遵循…，不得…), if nobody else acts before `end`."""
    adjunct = LEADING_ADJUNCT.match(sentence.text)
    start = adjunct.end() if adjunct else 0
    opening = parties.anyone.match(sentence.text, start, end)
    if not opening:
        return None
    role = parties.role(opening.group())
    if role != "mutual" and not TOPIC_ACTS.match(sentence.text, opening.end()):
        return None
    others = (
        parties.role(match.group())
        for match in parties.anyone.finditer(sentence.text, opening.end(), end)
        if not sentence.text[: match.start()].endswith(OBJECT_MARKS)
    )
    return role if all(other == role for other in others) else None


def _last_subject(sentence: Sentence, start: int, end: int, parties: Parties, *, at_verb: bool) -> Role | None:
    """The last party in the comma segment [start, end) that may be a subject."""
    text = sentence.text
    for match in reversed(list(parties.anyone.finditer(text, start, end))):
        before = text[start : match.start()]
        role = parties.role(match.group())
        acts = before.endswith(AGENT_MARKS) or (match.end() == end and before.endswith(CAUSATIVES))
        acts = acts or (role == "user" and not at_verb and before.endswith("允许"))
        if (
            (before.endswith(OBJECT_MARKS) and not acts)
            or REASON.search(before)
            or CONSENT_OF.match(text, match.end())
            or MODIFIED_OBJECT.search(before)
            or not _is_a_word(sentence, match.start(), match.end(), end)
        ):
            continue
        if at_verb and (agreed := AGREES.match(text, match.end(), end)) and _has_own_subject(text[agreed.end() : end]):
            return "third"  # 您同意某某科技可以…: the one who acts is a name we do not know
        if role != "third" or len(before) <= 4:
            return role
    return None


def _is_a_word(sentence: Sentence, first: int, last: int, end: int) -> bool:
    """Whether words begin and end where a party's name does. Words are cut only where no mark or end tells."""
    words = sentence.words
    begins = first == 0 or words[first - 1] in CUTS
    ends = last == end or words[last] in CUTS
    return (begins or first in sentence.edges) and (ends or last in sentence.edges)
