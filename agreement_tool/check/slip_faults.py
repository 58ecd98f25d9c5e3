"""From a slip in a run of numbers to a fault: where it shows, and how sure we are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from unicodedata import normalize

from agreement_tool.check.base import DOUBTED, Context, Fault
from agreement_tool.check.neighbours import is_lone_pair, is_shown_by_neighbours
from agreement_tool.check.relabel import print_like
from agreement_tool.check.sequences import Member, Slip, SlipAt
from agreement_tool.model import Bilingual, Clause, Fix
from agreement_tool.text.labels import FOLDED_PUNCTUATION, style
from agreement_tool.text.outline import ATTACHMENT_UNITS, enclosure
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

RUN_IN = 0.8
"""Numbers inside a sentence are read from the words alone, without the layout's evidence."""
_TAIL_OF_REFERENCE = compiled(r"\s*(?:[目款项]|的?(?:约定|规定|情形)|[〔（(][^〕）)]{2,20}[〕）)]\s*的?(?:约定|规定))")
"""'第 20 条' + '〔争议解决〕的约定处理': a wrapped reference that was taken for a label."""
UNSURE_TO_MEND = 0.5
"""What is a note is not mended."""
_FEW = 6
"""More numbers than these are not run into one paragraph."""
EXCERPT = 0.45
"""A document's first list that begins late may be an excerpt."""


def of_kind(context: Context, *kinds: Slip) -> Iterator[SlipAt]:
    """The agreement's slips of these kinds, without those that are explained.

    Inside a sentence a number that has been before is mostly a reference back ('第 2）、4）项'): it counts as a slip
    only where the same number stands twice running. A printed number that follows the last one of its style, wherever
    that stands, is no slip: then the tree is in doubt, not the numbering. Bilingual agreements print each number twice.
    Special conditions (专用条款) keep the numbers of the general conditions that they fill in.
    """
    if context.comments_on_another:
        return
    known = _Known(context)
    for slip in context.slips:
        if slip.kind not in kinds or _refers_back(slip) or _is_translation(slip) or known.is_filler(slip):
            continue
        if not (_counts_on(context, slip) or _fills_in(context, slip, known) or _stands_unread(context, slip, known)):
            yield slip


class _Known:
    """What several slips ask of the whole agreement: found once, for a slip may stand at every clause."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._copies: dict[int, Counter[tuple[int, str, str]]] = {}

    def is_filler(self, slip: SlipAt) -> bool:
        """The same number stands there with the same words so often that it is a page's sample data."""
        if slip.kind != "duplicate" or slip.member.field != "label":
            return False
        copies = self._copies.get(id(slip.run))  # the context holds the runs: no other has this identity meanwhile
        if copies is None:
            copies = self._copies[id(slip.run)] = Counter(map(_words, slip.run.members))
        return copies[_words(slip.member)] >= _FILLER

    def has_twin(self, clause: Clause) -> bool:
        """Another clause carries its number and begins with the same words."""
        opening = _opening(clause)
        label = self._context.outline.label(clause.eid)
        itself = label is not None and label.number == clause.number
        return len(opening) > 1 and self._openings[clause.number, opening] > itself

    @cached_property
    def _openings(self) -> Counter[tuple[tuple[int, ...], str]]:
        numbered = self._context.outline.numbered
        return Counter((number, _opening(one)) for number, clauses in numbered.items() for one in clauses)

    @cached_property
    def special(self) -> frozenset[str]:
        """Root clauses (eids) in which at least three numbers out of order are those of other clauses with the same
        words."""
        slips = (s for s in self._context.slips if s.kind in ("gap", "late-start") and s.member.field == "label")
        twins = Counter(_root(self._context, s.member.clause) for s in slips if self.has_twin(s.member.clause))
        return frozenset(root for root, count in twins.items() if root and count >= 3)

    def unread_between(self, after: int, before: int) -> Iterator[tuple[int, ...]]:
        """The numbers that the tree left unread between two places in reading order."""
        places, numbers = self._unread
        yield from numbers[bisect_right(places, after) : bisect_left(places, before)]

    @cached_property
    def _unread(self) -> tuple[list[int], list[tuple[int, ...]]]:
        places = self._context.outline.places
        found = sorted((places[eid], found.number) for eid, found in self._context.label_like.items())
        return [place for place, _ in found], [number for _, number in found]


def _words(member: Member) -> tuple[int, str, str]:
    return member.ordinal, member.clause.heading, member.clause.text


def _stands_unread(context: Context, slip: SlipAt, known: _Known) -> bool:
    """The missing number stands at the head of a line that the tree left unnumbered: NUM015 tells of that line."""
    if slip.kind == "duplicate":
        return slip.member.field == "label" and (
            slip.member.clause.eid in context.label_like or _is_printed_again(context, slip)
        )
    if slip.kind == "restart":
        return _is_reopened(context, slip, known)
    if slip.kind not in ("gap", "late-start") or slip.member.field != "label":
        return False
    places = context.outline.places
    preceding = slip.before.clause if slip.before else context.outline.parent(slip.member.clause.eid)
    after = places[preceding.eid] if preceding else -1
    label = context.outline.label(slip.member.clause.eid)
    prefix = label.number[:-1] if label else ()
    missing = {(*prefix, number) for number in range(slip.expected, slip.member.ordinal)}
    between = known.unread_between(after, places[slip.member.clause.eid])
    return (
        _is_run_together(context, slip)
        or _is_in_title(context, missing)
        or any(number in missing for number in between)
    )


def _is_in_title(context: Context, missing: set[tuple[int, ...]]) -> bool:
    """'3 用户隐私制度' was taken for the title of the whole: 3 is not missing."""
    match = _NUMBERED_TITLE.match(context.agreement.title)
    return match is not None and (int(match["number"]),) in missing


_NUMBERED_TITLE = compiled(r"(?P<number>[0-9０-９]{1,2})[.．、\s]\s*(?=[^\W\d_])")


def _is_printed_again(context: Context, slip: SlipAt) -> bool:
    """附件一：平台服务条款 and, over the table below, 附件一： again: one attachment, named twice."""
    own, before = context.outline.label(slip.member.clause.eid), slip.before.clause if slip.before else None
    if before is None or own is None or own.unit not in ATTACHMENT_UNITS:
        return False
    places = context.outline.places
    beside = places[slip.member.clause.eid] - places[before.eid] == 1
    bare = not all(_WORDS.search(one.heading + one.text) for one in (before, slip.member.clause))
    return beside and bare


_WORDS = compiled(r"[^\W_]")


def _is_reopened(context: Context, slip: SlipAt, known: _Known) -> bool:
    """1、 after a line '第二条，租赁期限' that the tree left unnumbered begins the list of that line."""
    places = context.outline.places
    if slip.before is None or slip.member.field != "label":
        return False
    first, last = places[slip.before.clause.eid], places[slip.member.clause.eid]
    if any(known.unread_between(first, last)):
        return True
    between = context.between(slip.before.clause, slip.member.clause)
    return any(one.label is None and _INTRODUCES.search(one.heading or one.text) for one in between[-2:])


_INTRODUCES = compiled(r"\A[^。；]{2,40}[：:]\s*\Z|\A[-－—]{2}")
"""'供方经济责任：' on a line of its own opens another list."""


def _counts_on(context: Context, slip: SlipAt) -> bool:
    if slip.member.field != "label":
        return False
    if (slip.kind == "restart" and _is_introduced(slip)) or _is_cut_reference(context, slip.member.clause):
        return True
    if _TAIL_OF_REFERENCE.match(slip.member.clause.heading + slip.member.clause.text):
        return True
    if _opens_another_tier(context, slip) or _is_alternative(slip) or _is_begun_elsewhere(context, slip):
        return True
    if slip.kind == "late-start" and (
        _repeats_parent(context, slip) or _follows_other_style(context, slip) or _begun_in_text(context, slip)
    ):
        return True
    return slip.member.clause.eid in context.counting_on


def _is_run_together(context: Context, slip: SlipAt) -> bool:
    """'附件 7：甲表附件 8：乙表' and then 附件 9: every missing number is printed in the text before.

    A number of another kind must stand after a line break, wide room or the end of a sentence: '……为准。　　三、甲方'.
    """
    label = context.outline.label(slip.member.clause.eid)
    if slip.before is None or label is None or slip.kind != "gap" or slip.member.ordinal - slip.expected > _FEW:
        return False
    own = "\n".join(one.heading + one.text for one in slip.before.clause.walk())
    wanted = [print_like(label, (*label.number[:-1], n)) for n in range(slip.expected, slip.member.ordinal)]
    if label.unit in ATTACHMENT_UNITS:
        return all(_folded(one).strip(":.") in _folded(own) for one in wanted)
    folded = normalize("NFKC", own.replace("\u3000", "  "))
    return all(
        re.search(rf"(?:\n|[ \t]{{2}}|[。；;?]\s*|(?<=[^\W\d])\.){re.escape(normalize('NFKC', one))}", folded)
        for one in wanted
    )


def _follows_other_style(context: Context, slip: SlipAt) -> bool:
    """1, 2 and then 三、, or （一） and then （２）: the list goes on in another style, which is NUM006's affair."""
    outline, eid = context.outline, slip.member.clause.eid
    parent, own = outline.parent(eid), outline.label(eid)
    above = outline.label(parent.eid) if parent else None
    if above and own and enclosure(above) == enclosure(own) != "" and above.ordinal == slip.member.ordinal - 1:
        return True
    siblings = outline.siblings(eid)
    elder = (outline.label(siblings[place].eid) for place in range(outline.place_among(eid) - 1, -1, -1))
    counted = next((label for label in elder if label is not None and label.number), None)
    return counted is not None and counted.number[-1] == slip.member.ordinal - 1


def _opens_another_tier(context: Context, slip: SlipAt) -> bool:
    """6.1 after 5.2 or after 5., and 7. after 6.4: where an article of one paragraph prints no second tier, the lists
    are cut, and the first tier counts on. 8.9.1, 8.9.2 and then 8.10: 8.9 is there in its parts."""
    label = context.outline.label(slip.member.clause.eid)
    if label is None or not label.number:
        return False
    place = context.outline.places[slip.member.clause.eid]
    before = next((n for n in reversed(context.numbers_before(place)) if n), ())
    if label.tiers > 1 and slip.kind in ("restart", "duplicate"):
        other = context.outline.label(slip.before.clause.eid) if slip.before else None
        return other is not None and other.number[:-1] != label.number[:-1]
    if label.tiers == 1 and not label.unit and slip.kind == "late-start":
        return len(before) > 1 and before[0] in (label.number[0] - 1, label.number[0])
    if slip.kind == "gap" and label.tiers > 1:
        missing = ((*label.number[:-1], number) for number in range(slip.expected, slip.member.ordinal))
        return all(context.outline.has_below(number) for number in missing)
    return False


def _is_alternative(slip: SlipAt) -> bool:
    """第三条 支付（方案二） beside 第三条 支付（方案一）; 附件一Ａ and 附件一Ｂ."""
    if slip.kind != "duplicate" or slip.before is None:
        return False
    own, other = (one.clause.heading or one.clause.text for one in (slip.member, slip.before))
    lettered = all(_LETTER.match(words) for words in (own, other)) and own[:1] != other[:1]
    return lettered or (bool(_ALTERNATIVE.search(own)) and own != other)


_LETTER = compiled(r"[A-ZＡ-Ｚ](?![A-Za-zＡ-Ｚａ-ｚ])")
_ALTERNATIVE = compiled(r"[（(【\[](?:备选|可选)?(?:方案|选择|选项|文本|格式)[一二三四五六1-6１-６A-DＡ-Ｄ]")


def _is_begun_elsewhere(context: Context, slip: SlipAt) -> bool:
    """第二部分 where 第一部分 stands in the title or in a line without label."""
    label = context.outline.label(slip.member.clause.eid)
    if slip.kind != "late-start" or label is None or not label.unit or slip.member.ordinal != 2:
        return False
    return _folded(print_like(label, (*label.number[:-1], 1))) in _folded(context.whole)


def _is_cut_reference(context: Context, clause: Clause) -> bool:
    """'违反第' on the line above, and then '3.1.1': the number of a reference that a line break has cut."""
    above = [*context.outline.above(clause.eid)[-1:]]
    above += context.outline.siblings(clause.eid)[: context.outline.place_among(clause.eid)][-1:]
    return any((one.heading + one.text).rstrip().endswith("第") for one in above)


def _is_introduced(slip: SlipAt) -> bool:
    """1、 after '2、……以下功能' with a heading of its own counts what 2、 introduces: NUM013's affair."""
    before = slip.before.clause if slip.before else None
    return before is not None and not before.heading and not before.children and bool(slip.member.clause.heading)


def _repeats_parent(context: Context, slip: SlipAt) -> bool:
    """13. between 13.1 and 13.3 under 十三、: its second tier is lost, its number is not late."""
    label = context.outline.label(slip.member.clause.eid)
    if label is None or label.tiers > 1 or label.opening:
        return False
    parent = context.outline.parent(slip.member.clause.eid)
    above = context.outline.label(parent.eid) if parent else None
    if above is not None and above.number == label.number:
        return True
    beside = (context.outline.label(one.eid) for one in context.outline.siblings(slip.member.clause.eid))
    return any(one and one.tiers > 1 and one.number[:1] == label.number for one in beside)


def _begun_in_text(context: Context, slip: SlipAt) -> bool:
    """'第六条 1. 甲方……' and then 2. on a line of its own: the first number was run into the text above."""
    clause = slip.member.clause
    label = context.outline.label(clause.eid)
    siblings = context.outline.siblings(clause.eid)
    place = context.outline.place_among(clause.eid)
    above = [one for one in (context.outline.parent(clause.eid), *siblings[max(0, place - 1) : place]) if one]
    if label is None or label.ordinal is None or label.ordinal < 2:
        return False
    wanted = _folded(print_like(label, (*label.number[:-1], label.ordinal - 1)))
    return any(wanted in _folded(one.heading + one.text) for one in above)


def _folded(text: str) -> str:
    return strip_whitespace(text).translate(FOLDED_PUNCTUATION)


def _fills_in(context: Context, slip: SlipAt, known: _Known) -> bool:
    """Special conditions keep the numbers of the general ones: '1.10 交通运输' here fills in 1.10 交通运输 there."""
    if slip.kind not in ("gap", "late-start") or slip.member.field != "label":
        return False
    clause = slip.member.clause
    return known.has_twin(clause) or _root(context, clause) in known.special


def _root(context: Context, clause: Clause) -> str:
    above = context.outline.above(clause.eid)
    return above[0].eid if above else ""


def _opening(clause: Clause) -> str:
    return "".join((clause.heading or clause.text).split())[:4]


def _is_translation(slip: SlipAt) -> bool:
    """1.1 in Chinese and 1.1 in English, or a list in Chinese and then the same in English."""
    if slip.kind not in ("duplicate", "restart") or slip.before is None or slip.member.field != "label":
        return False
    return _is_chinese(slip.member.clause) is not _is_chinese(slip.before.clause)


_FILLER = 4
"""From this many times on, the same number with the same words is a page's sample data, not a clause printed twice."""


def _is_chinese(clause: Clause) -> bool:
    words = f"{clause.heading}{clause.text}" or "".join(child.text for child in clause.children)
    return sum("\u4e00" <= char <= "\u9fff" for char in words) * 4 > len(words)


def _refers_back(slip: SlipAt) -> bool:
    if slip.member.field != "text" or slip.kind not in ("duplicate", "order", "restart"):
        return False
    return slip.before is None or slip.kind != "duplicate" or slip.expected != slip.member.ordinal + 1


def slip_fault(context: Context, slip: SlipAt, message: Bilingual) -> Fault:
    """A fault at the slip's number."""
    member = slip.member
    sure = _confidence(context, slip)
    made = context.renumbering(slip.run) if member.field == "label" else None
    if sure < UNSURE_TO_MEND and isinstance(made, Fix):
        made = Bilingual("不能确定编号有误", "it is not certain that the number is wrong")
    return Fault(
        member.clause,
        message,
        member.field,
        member.start,
        member.end,
        confidence=sure,
        fix=made if isinstance(made, Fix) else None,
        refusal=made if isinstance(made, Bilingual) else None,
    )


def _goes_on_with_another(context: Context, slip: SlipAt) -> bool:
    """9. in the third chapter where the second ends with 8., 2. after an inner 1. 2. where an outer list stands at 1.:
    two lists of one style are open, and which the number belongs to is a guess."""
    outline, clause = context.outline, slip.member.clause
    own = outline.label(clause.eid)
    if own is None or own.ordinal is None or own.ordinal < 2 or own.tiers > 1:
        return False
    for other in outline.numbered.get((own.ordinal - 1,), ()):
        label = outline.label(other.eid)
        if label is None or outline.places[other.eid] > outline.places[clause.eid] or style(label) != style(own):
            continue
        after = outline.siblings(other.eid)[outline.place_among(other.eid) + 1 :]
        ends = not any((one := outline.label(brother.eid)) and one.number == own.number for brother in after)
        if ends and _is_open(context, other, clause):
            return True
    return False


def _is_far_on(context: Context, slip: SlipAt) -> bool:
    """26. seems to begin a list, and 25. stands somewhere before: the list goes on, the tree has cut it."""
    outline, clause = context.outline, slip.member.clause
    own = outline.label(clause.eid)
    if slip.kind != "late-start" or own is None or own.tiers > 1 or slip.member.ordinal < _FAR:
        return False
    before = outline.numbered.get((slip.member.ordinal - 1,), ())
    return any(outline.places[one.eid] < outline.places[clause.eid] for one in before)


_FAR = 10


def _same_style_between(context: Context, slip: SlipAt) -> bool:
    """Another list in the same style stands between a number and the one before it."""
    outline, clause = context.outline, slip.member.clause
    own = outline.label(clause.eid)
    if own is None or slip.before is None or slip.member.field != "label":
        return False
    mine = {member.clause.eid for member in slip.run.members}
    between = context.between(slip.before.clause, clause)
    labels = (outline.label(one.eid) for one in between if one.eid not in mine)
    return any(label is not None and style(label) == style(own) for label in labels)


def _is_open(context: Context, other: Clause, clause: Clause) -> bool:
    """Whether the list of `other` stands outside that of `clause`, in the chapter right before, or both at the root."""
    outline = context.outline
    above, holder = outline.above(clause.eid), outline.parent(other.eid)
    if not above or holder is None:
        return holder is None
    if holder.eid in {one.eid for one in above[:-1]}:
        return True
    place = outline.place_among(above[-1].eid)
    return place > 0 and outline.siblings(above[-1].eid)[place - 1].eid == holder.eid


def _confidence(context: Context, slip: SlipAt) -> float:
    if slip.member.field == "text":
        return RUN_IN
    if slip.kind == "restart" and slip.member.clause.heading and not context.outline.above(slip.member.clause.eid):
        return DOUBTED  # headings that start anew at the root: mostly another document in the same file
    if context.is_extract(slip.run) or _goes_on_with_another(context, slip):
        return DOUBTED
    if _same_style_between(context, slip) or _is_far_on(context, slip):
        return DOUBTED
    if not is_shown_by_neighbours(context, slip):
        return DOUBTED
    if slip.kind == "order" and slip.member.ordinal == 1:
        return DOUBTED  # （一） after （二） begins another list, whose heading has no number
    first_list = slip.kind == "late-start" and not context.outline.above(slip.member.clause.eid)
    sure = EXCERPT if first_list else 1.0
    if is_lone_pair(slip):
        sure = min(sure, RUN_IN)  # （一） and （三） and nothing else: the list itself may be a misreading
    if slip.kind == "late-start":
        sure = min(sure, RUN_IN)  # what came before may be the list above, or stand in its text
    return min(sure, *(context.certainty(member.clause) for member in (slip.member, slip.before) if member))
