"""How much a rewording weighs: nothing but typography, wording, or something that matters, and what.

Both texts are cut into sentences; what stands on both sides, wherever, is left out. What is left is compared word by
word, and judged sentence by sentence: which quantities changed and how, which signal words came or went, and whether
something of substance changed in a sentence (or under a lead-in or heading) that is about a thing that matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from agreement_tool.diff.contexts import touched_at_least, touched_by_context, touched_by_words
from agreement_tool.diff.excerpts import telling_phrase
from agreement_tool.diff.found import FoundSignals, Proved
from agreement_tool.diff.frames import Frame, frame_of
from agreement_tool.diff.inline import compare_texts, edits
from agreement_tool.diff.phrases import PHRASES, replaced
from agreement_tool.diff.proofs import proved
from agreement_tool.diff.quantity_changes import new_disagreements, quantities_changed
from agreement_tool.diff.quotes import quoted
from agreement_tool.diff.settings import NOWHERE, Setting
from agreement_tool.diff.signals import (
    counted,
    faint_groups,
    idle_groups,
    idle_words,
    kin,
    matches,
    roles_of,
    signal_book,
    signal_of,
    substance,
    without_roles,
)
from agreement_tool.diff.spots import edited_phrases, spots
from agreement_tool.diff.whole_sentences import LINK, introduces, names_below, only_links, whole_sentence
from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual
from agreement_tool.text import sentences
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities
from agreement_tool.text.remembered import TEXTS
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import wording

EDITORIAL, RENAMED, RELOCATED = "editorial", "renamed", "relocated"
"""Categories of changes that are no more than that."""
SAYING = frozenset("不无未非免前后全半双单多少净毛税再只仅")
"""Characters that change what the word beside them says."""
TYPED = 6
"""Letters of a word in which one wrong letter is seen as such."""
MODAL = frozenset(("obligation", "permission", "prohibition", "condition", "deeming", "scope"))
"""Kinds whose words say who may, must or need not, and how far."""
AS_IT_WAS = 0.9
"""Likeness of two sentences, their roles apart, that are one sentence."""
A_MENTION = 0.07
"""Share of a sentence's words below which a change of no known kind is a mention more or less, not another content."""


def folded(text: str) -> str:
    """The wording of a text as it is judged: in simplified characters."""
    return simplified(wording(text))


def own_words(old_title: str, new_title: str) -> frozenset[str]:
    """The words of substance that either version is called by: 云搜索 Elasticsearch 服务条款."""
    return frozenset(word for title in (old_title, new_title) for word in substance(folded(title)))


@frozen
class Weight:
    """The verdict. No kinds: wording of no weight."""

    editorial: bool = False
    kinds: tuple[str, ...] = ()
    reasons: tuple[Bilingual, ...] = ()
    """What changed, quantities first: 期限由 7 日改为 15 日."""

    @property
    def material(self) -> bool:
        """Whether it matters."""
        return bool(self.kinds) and not self.editorial


def weigh(
    old: str, new: str, setting: Setting = NOWHERE, *, printed: str = "", names: Collection[tuple[str, str]] = ()
) -> Weight:
    """The weight of a rewording. `old` and `new` may hold placeholders for references.

    `printed`: the old text as it stood, where `old` has names that were replaced throughout (`names`) already: it is
    what reasons quote.
    """
    if is_editorial(old, new):
        return Weight(editorial=True, reasons=tuple(_rewritten_values(old, new)))
    before, after = _left_over(old, new)
    found = FoundSignals()
    if _same_but_links(before, after):
        return Weight(reasons=(PHRASES["links"],))
    _companies(before, after, setting, found)
    _mails(before, after, found)
    _ticks(before, after, found)
    _shares(before, after, found)
    for old_sentence, new_sentence in spots(before, after):
        about_itself = _about_itself(folded(old_sentence or new_sentence), setting)
        sole = not (old_sentence.strip() and new_sentence.strip())
        about_itself |= sole and introduces(folded(old_sentence or new_sentence))  # the name of a list came or went
        if not (about_itself or _only_labels(old_sentence, new_sentence) or _only_dated(old_sentence, new_sentence)):
            here = FoundSignals()
            _judge(old_sentence, new_sentence, setting, here)
            if not here.kinds and _says_what_is_processed(old_sentence, new_sentence, setting):
                here.add("content")
            entire = not (old_sentence.strip() and new_sentence.strip())
            framed = bool(here.kinds) or entire
            frame = _frame(new_sentence or old_sentence, setting, says=bool(here.kinds)) if framed else None
            found.take(here, frame, _proofs(folded(old_sentence), folded(new_sentence), setting, frame))
    for reason in new_disagreements(old, new):
        found.add("mismatch")
        found.reasons.append(reason)
    found.settle()
    shown = _left_over(printed, new) if printed else (before, after)
    edited = quoted(*shown, beside=bool(found.reasons), names=names) if found.kinds else ()
    reasons = (*found.reasons, *edited) or (PHRASES["content"],) * bool(found.kinds)
    return Weight(kinds=tuple(found.kinds), reasons=reasons)


def reversed_leave(old: str, new: str) -> bool:
    """Whether what was allowed is forbidden now, or the reverse: 限制修改发布, 允许修改发布."""
    book = signal_book()
    before, after = ((matches(book.leave, text), matches(book.forbids, text)) for text in (folded(old), folded(new)))
    return before in ((True, False), (False, True)) and after == before[::-1]


def binds_by_silence(text: str) -> bool:
    """Whether a text takes conduct for consent, 继续使用即视为同意: its emphasis is what it is prompted by."""
    return _proves("deeming", folded(text))


def _same_but_links(old: str, new: str) -> bool:
    """Whether only the address of a page is another, and it is not said to be where somebody is reached."""
    if "://" not in old + new or matches("联系|官网|投诉|举报|客服", folded(old + new)):
        return False
    before, after = (LINK.sub("", folded(text)) for text in (old, new))
    return before == after


def _proofs(old: str, new: str, setting: Setting, frame: Frame | None) -> Proved:
    led = frame is not None and matches(frame.lead, setting.lead)
    return lambda kind: proved(kind, old, new, setting, by_lead=led and frame is not None and kind == frame.kind)


def weigh_whole(text: str, setting: Setting = NOWHERE) -> Weight:
    """The weight of a whole clause put in or taken out."""
    found = FoundSignals()
    if not substance(text) and not quantities(text):  # a rule, a blank, a line of code
        return Weight()
    if matches(_READING_GUIDE, setting.lead):
        return Weight()
    if _says_who(folded(text)):
        _companies(text, "", setting, found)
    for sentence in map(folded, sentences.split(text)):
        if not _about_itself(sentence, setting) and not only_links(sentence) and not introduces(sentence):
            here = whole_sentence(sentence, setting)
            frame = _frame(sentence, setting, says=bool(here.kinds))
            proofs = _proofs("", sentence, setting, frame)
            if matches(signal_book().soft, sentence):  # what it mentions in passing is no content either
                here.kinds = {kind: each for kind, each in here.kinds.items() if proofs(kind)}
            found.take(here, frame, proofs)
    if not found.kinds and "\t" in text and len(_NUMBERS.findall(text)) > FEW_NUMBERS:
        found.add("content")
    return Weight(kinds=tuple(found.kinds), reasons=telling_phrase(text, found.kinds) if found.kinds else ())


_READING_GUIDE = "请[^。]{0,40}(?:阅读|理解|注意)[^。]{0,40}[:：]$"
"""A lead-in below which an agreement only lists what of it should be read."""
FEW_NUMBERS = 3
"""A table that holds more numbers than these lays down something."""
_NUMBERS = compiled("[0-9]+")


def _frame(sentence: str, setting: Setting, *, says: bool = True) -> Frame | None:
    above = setting.lead, setting.headings, setting.documents
    return frame_of(folded(sentence), *above, says=says, item=setting.item)


_COMPANY = compiled("[一-鿿（）()·A-Za-z]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团|合伙企业|事务所|仲裁委员会)")


_OTHERS = "第三方|合作(?:方|伙伴)|SDK|共享|委托处理"
"""What tells that a company named is none of the parties."""


def _says_who(text: str) -> bool:
    """Whether a clause is no more than a name, or says who somebody is: no company mentioned in passing."""
    return len(text) <= NAME_ALONE or _proves("contact", text)


def _proves(kind: str, text: str) -> bool:
    signal = signal_of(kind)
    return signal is not None and matches(signal.proof, text)


NAME_ALONE = 30
"""Characters of a clause that holds no more than a name."""


def _companies(old: str, new: str, setting: Setting, found: FoundSignals) -> None:
    """Another company, or another arbitral institution, than before."""
    before, after = (Counter(name[-12:] for name in _COMPANY.findall(folded(text))) for text in (old, new))
    if before != after:
        others = matches(_OTHERS, f"{setting.above}\n{folded(old + new)}")
        found.add("recipients" if others and "privacy" in setting.documents else "contact")


_MAIL = compiled(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}", re.ASCII)


def _mails(old: str, new: str, found: FoundSignals) -> None:
    """Another e-mail address in the place of one: 邮箱由 a@b.cn 改为 c@d.cn."""
    before, after = (
        list(dict.fromkeys(map(str.lower, _MAIL.findall(unicodedata.normalize("NFKC", text))))) for text in (old, new)
    )
    gone, come = ([each for each in side if each not in other] for side, other in ((before, after), (after, before)))
    for was, now in zip(gone, come, strict=False):
        found.add("contact")
        found.reasons.append(Bilingual(f"邮箱由 {was} 改为 {now}", f"e-mail address changed from {was} to {now}"))


_BOX = compiled("([□☐☑☒■✓✔√])\\s*([^□☐☑☒■✓✔√，。；;\\n]{0,12})")
_DIVISOR = compiled("(?<=[÷×*/])\\s*[0-9][0-9.]*")


def _only_labels(old: str, new: str) -> bool:
    """Whether both are no more than the name of what is filled in or stands below: 授权代表：, 授权代表（姓名）：."""
    return names_below(folded(old)) and names_below(folded(new)) and not roles_of(folded(old + new))


def _shares(old: str, new: str, found: FoundSignals) -> None:
    """A formula that is reckoned in per cent now, or no longer."""
    before, after = (Counter(each for each in folded(text) if each in "%‰") for text in (old, new))
    if before != after and not any(each.kind == "percentage" for text in (old, new) for each in quantities(text)):
        found.add("percentage")


def _ticks(old: str, new: str, found: FoundSignals) -> None:
    """Another box ticked than before, “□按次计费”改为“☑按次计费”; another number to reckon by."""
    boxes = [[(mark, said.strip()) for mark, said in _BOX.findall(text)] for text in (old, new)]
    ticked = [{said: mark for mark, said in side} for side in boxes]
    for said, mark in ticked[0].items():
        if ticked[1].get(said, mark) != mark:
            found.add("content")
            found.reasons.append(replaced(mark + said, ticked[1][said] + said))
    for was, now in zip(*(map(str.strip, _DIVISOR.findall(text)) for text in (old, new)), strict=False):
        if was != now:
            found.add("count")
            found.reasons.append(replaced(was, now))


def _about_itself(sentence: str, setting: Setting) -> bool:
    return len(sentence) <= 60 and matches(signal_book().about_itself, sentence) and not setting.lead


_DATED = compiled(
    "(?:版本号?|[Vv]er(?:sion)?|(?:更新|修订|发布|落款|公布|修改|版本)(?:日期|时间)|[uU]pdated|[mM]odified)[^，。；0-9]{0,8}$"
)
_DATE = compiled("[0-9vV年月日.\\-/: ]+")


def _only_dated(old: str, new: str) -> bool:
    """Whether a sentence only has another number of the document's version, or another day of its own."""
    at, only_dates = 0, False
    for segment in compare_texts(old, new):
        if segment.op != "equal":
            only_dates = bool(_DATE.fullmatch(segment.text) and _DATED.search(new[:at]))
            if not only_dates:
                return False
        at += len(segment.text) * (segment.op != "delete")
    return only_dates


# --- the same in other characters ---------------------------------------------------------------------------------


def is_editorial(old: str, new: str) -> bool:
    """Whether two texts say the same in the same words: only punctuation, spelling or number writing differs."""
    before, after = (list(sentences.split(text)) for text in (old, new))
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return standard("".join(before[same:])) == standard("".join(after[same:]))


@lru_cache(maxsize=TEXTS)
def standard(text: str) -> str:
    """A text without punctuation and case, in standard spelling, quantities by their values."""
    pieces, at = [], 0
    for each in quantities(text):
        pieces += [_spelt(text[at : each.start]), f"⟨{each.key}⟩"]
        at = each.end
    return "".join((*pieces, _spelt(text[at:])))


def _spelt(text: str) -> str:
    plain = "".join(each for each in folded(text) if not _is_punctuation(each)).lower()
    for variant, spelling in signal_book().spellings.items():
        plain = plain.replace(variant, spelling)
    return plain


def _is_punctuation(character: str) -> bool:
    """Punctuation and blanks, but no sign that carries a value: % ‰ ¥ $ + < > ~."""
    return character not in "%％‰#&@" and unicodedata.category(character)[0] in "PZC" and character != "\ue000"


def _rewritten_values(old: str, new: str) -> Iterator[Bilingual]:
    """“12 个月”改写为“一年”，数值相同."""
    before, after = quantities(old), quantities(new)
    if len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            if wording(one.text) != wording(other.text):
                yield Bilingual(
                    f"“{one.shown}”改写为“{other.shown}”，数值相同",
                    f"“{one.shown}” is now written “{other.shown}”: the same value",
                )


# --- what is left when the common sentences are gone --------------------------------------------------------------


def _left_over(old: str, new: str) -> tuple[str, str]:
    before, after = ([sentence for sentence in sentences.split(text) if sentence.strip()] for text in (old, new))
    before, after = _without_common(before, after, str)
    before, after = _without_common(before, after, standard)
    return "".join(before), "".join(after)


def _without_common(before: list[str], after: list[str], key: Callable[[str], str]) -> tuple[list[str], list[str]]:
    common = Counter(map(key, before)) & Counter(map(key, after))
    return list(_without(before, common, key)), list(_without(after, common, key))


def _without(pieces: Iterable[str], common: Counter[str], key: Callable[[str], str]) -> Iterator[str]:
    left = Counter(common)
    for piece in pieces:
        if left[key(piece)] > 0:
            left[key(piece)] -= 1
        else:
            yield piece


# --- the judgement ------------------------------------------------------------------------------------------------


def _judge(old: str, new: str, setting: Setting, found: FoundSignals) -> None:
    for kind, reason in quantities_changed(old, new):
        found.add(kind)
        found.reasons += [reason] if reason else []
    printed = old, new
    old, new = folded(old), folded(new)
    if matches(signal_book().soft, old or new) and not _binds_all_the_same(old, new):
        return
    if _roles_changed(old, new):
        found.add("parties")
    before, after = map(_substance, printed)
    idle = idle_groups() if _idles(old, new) else frozenset()
    same = _same_substance(before, after, setting.own | (idle_words() if idle else frozenset()))
    if not same and _differ_by_more(before, after):
        idle |= faint_groups()
    found.add(*touched_by_words(old, new, setting, idle=idle))
    if not same:
        near = tuple(touched_by_context(*edited_phrases(old, new), setting, around=(old, new)))
        for kind, evidence in near or touched_by_context(old, new, setting):
            found.add(kind, evidence=evidence)
        if not found.kinds and _share_changed(before, after) >= A_MENTION:
            found.add(*touched_at_least(old, new))


def _says_what_is_processed(old: str, new: str, setting: Setting) -> bool:
    """Whether an item of a list in a privacy policy, of what is collected, used or shared, says something else now."""
    if not setting.item or "privacy" not in setting.documents or matches(signal_book().soft, folded(old or new)):
        return False
    frame = frame_of("", setting.lead, setting.headings, setting.documents, item=True)
    listed = frame is not None and frame.kind in PROCESSED
    return listed and _differ_by_more(_substance(old), _substance(new)) and not same_words(old, new)


PROCESSED = ("privacy-kinds", "privacy-purpose", "privacy-sharing")
"""Kinds of lists whose every item tells the user what becomes of his data."""


def _binds_all_the_same(old: str, new: str) -> bool:
    """Whether an edit puts in or takes out words that bind: 请阅读本协议，未成年人应取得监护人同意."""
    binds = signal_book().soft_unless
    return bool(old and new) and any(
        matches(binds, was) != matches(binds, now) for was, now in edits(compare_texts(old, new))
    )


def _differ_by_more(before: Counter[str], after: Counter[str]) -> bool:
    """Whether more than one word that binds sentences came or went."""
    return len((before - after) + (after - before)) > 1


def _idles(old: str, new: str) -> bool:
    """Whether words of duty, leave and extent only came or only went: 双方应承担, 双方承担 (no 应当 for 可以)."""
    before, after = (Counter(group for group in groups if group[0] in MODAL) for groups in (counted(old), counted(new)))
    return not (before - after and after - before)


def _share_changed(before: Counter[str], after: Counter[str]) -> float:
    """Which share of the words of substance is not on both sides."""
    return ((before - after) + (after - before)).total() / max(1, (before + after).total())


def same_words(old: str, new: str) -> bool:
    """Whether two texts hold the same words of substance, quantities apart."""
    return _same_substance(_substance(old), _substance(new), frozenset())


def _same_substance(before: Counter[str], after: Counter[str], idle: frozenset[str]) -> bool:
    """Whether what is left of both can be paired, a word with the same a character shorter or longer (制, 制度).

    `idle`: words that may be left over on one side.
    """
    less, more = before - after, after - before
    if (less + more).total() == 1 and len(next(iter(less + more))) == 1:
        return not (less + more).keys() & SAYING  # 申请表, 申请表格
    gone, come = sorted(less.elements()), sorted(more.elements())
    if sorted("".join(gone)) == sorted("".join(come)):  # cut at other places: 法律法规; 法律、法规
        return True
    gone, come = _unpaired(gone, come)
    if gone and come:
        return False
    return all(word in idle or (before[word] and after[word]) for word in (*gone, *come))  # said twice: no more


def _unpaired(gone: Sequence[str], come: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of both that no word of the other nearly is."""
    alone, left = [], list(come)
    for word in gone:
        twin = next((each for each in left if _nearly(word, each)), None)
        if twin is None:
            alone.append(word)
        else:
            left.remove(twin)
    return alone, left


def _nearly(one: str, other: str) -> bool:
    if one.isascii() and other.isascii():
        return _mistyped(one.lower(), other.lower())
    if kin(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and short in long and not (set(long) - set(short)) & SAYING


def _mistyped(one: str, other: str) -> bool:
    """Whether two long Latin words differ by a letter inside (steaming, streaming), never at an end (employee)."""
    from rapidfuzz.distance import OSA

    alike = one[:2] == other[:2] and one[-2:] == other[-2:] and min(len(one), len(other)) >= TYPED
    return one == other or (alike and one.isalpha() and other.isalpha() and OSA.distance(one, other) == 1)


def _substance(text: str) -> Counter[str]:
    return Counter(substance(_without_quantities(text if _is_latin(text) else folded(text))))


def _is_latin(text: str) -> bool:
    """Whether words are told apart by the blanks between them."""
    return sum("a" <= each <= "z" for each in text.lower()) > len(text) / 2


def _without_quantities(text: str) -> str:
    pieces, at = [], 0
    for each in quantities(text):
        pieces.append(text[at : each.start])
        at = each.end
    return " ".join((*pieces, text[at:]))


def _roles_changed(old: str, new: str) -> bool:
    """One role put for another, or two that changed places."""
    before, after = Counter(roles_of(old)), Counter(roles_of(new))
    return bool((before - after) and (after - before)) or _roles_swapped(old, new)


def _roles_swapped(old: str, new: str) -> bool:
    """Whether two roles changed places in a sentence that is otherwise as it was; where it was turned round they go
    along."""
    before, after = roles_of(old), roles_of(new)
    if before == after or Counter(before) != Counter(after):
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(without_roles(old), without_roles(new)) >= AS_IT_WAS
