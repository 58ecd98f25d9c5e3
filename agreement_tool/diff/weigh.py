"""How much a rewording weighs: nothing but typography, wording, or something that matters, and what.

Both texts are cut into sentences; what stands on both sides, wherever, is left out. What is left is compared word by
word, and judged sentence by sentence: which quantities changed and how, which signal words came or went, and whether
something of substance changed in a sentence (or under a lead-in or heading) that is about a thing that matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest

from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.signals import (
    Signal,
    counted,
    matches,
    names,
    roles_of,
    signal_book,
    substance,
)
from agreement_tool.model import Bilingual, Segment
from agreement_tool.text import sentences
from agreement_tool.text.quantities import Quantity, disagreements, quantities
from agreement_tool.text.wording import wording

EDITORIAL, RENAMED = "editorial", "renamed"
"""Categories of changes that are no more than that."""
NAMED_REASONS = 3
"""So many kinds are named in a reason: more say nothing."""
NAME_REACH = 16
"""How many characters before a quantity its name may stand."""
WHOLLY = ("percentage", "of", Fraction(1), Fraction(1))
"""百分之百 is said of safety and pleasure, and is no share."""
STILL_THE_SAME = 0.4
"""Share of a sentence that must have stayed for a quantity in it to have become another."""
A_MENTION = 0.06
"""Share of a sentence's words below which a change of no known kind is a mention more or less, not another content."""
NAME_BEHIND = 6
"""And how many behind it: 千分之三计收违约金."""
CLAUSE_MARKS = "。；;！？!?\n"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: what its sentences inherit from above."""

    lead: str = ""
    """The sentence that introduces a list item, folded: 有下列情形之一的，甲方有权终止本协议：."""
    headings: str = ""
    """The headings above it, folded."""

    @property
    def above(self) -> str:
        """Everything inherited."""
        return f"{self.headings}\n{self.lead}"


NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
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


@dataclass
class _Found:
    kinds: dict[str, None] = field(default_factory=dict)
    reasons: list[Bilingual] = field(default_factory=list)

    def add(self, *kinds: str) -> None:
        self.kinds |= dict.fromkeys(kinds)


def weigh(old: str, new: str, setting: Setting = NOWHERE) -> Weight:
    """The weight of a rewording. `old` and `new` may hold placeholders for references."""
    if is_editorial(old, new):
        return Weight(editorial=True, reasons=tuple(_rewritten_values(old, new)))
    before, after = _left_over(old, new)
    found = _Found()
    _companies(before, after, found)
    for old_sentence, new_sentence in _spots(before, after):
        if not _about_itself(wording(old_sentence or new_sentence), setting):
            _judge(old_sentence, new_sentence, setting, found)
    _mismatches(old, new, found)
    return Weight(kinds=tuple(found.kinds), reasons=_with_names(found))


def weigh_whole(text: str, setting: Setting = NOWHERE) -> Weight:
    """The weight of a whole clause put in or taken out."""
    found = _Found()
    _companies(text, "", found)
    for sentence in map(wording, sentences.split(text)):
        if not _about_itself(sentence, setting):
            found.add(
                *(
                    each.kind
                    for each in quantities(sentence)
                    if each.kind not in ("count", "clock") and each.key != WHOLLY
                )
            )
            found.add(*_touched_by_words("", sentence, setting, whole=True))
            found.add(*_touched_by_context("", sentence, setting, whole=True))
    return Weight(kinds=tuple(found.kinds), reasons=_with_names(found))


_COMPANY = re.compile(
    "[一-鿿（）()·A-Za-z]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团|合伙企业|事务所|仲裁委员会)"
)


def _companies(old: str, new: str, found: _Found) -> None:
    """Another company, or another arbitral institution, than before."""
    before, after = (Counter(name[-12:] for name in _COMPANY.findall(wording(text))) for text in (old, new))
    if before - after:
        found.add("contact")


def _about_itself(sentence: str, setting: Setting) -> bool:
    return len(sentence) <= 60 and matches(signal_book().about_itself, sentence) and not setting.lead


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


@lru_cache(maxsize=4096)
def standard(text: str) -> str:
    """A text without punctuation and case, in standard spelling, quantities by their values."""
    pieces, at = [], 0
    for each in quantities(text):
        pieces += [_spelt(text[at : each.start]), f"⟨{each.key}⟩"]
        at = each.end
    return "".join((*pieces, _spelt(text[at:])))


def _spelt(text: str) -> str:
    plain = "".join(each for each in wording(text) if not _is_punctuation(each)).lower()
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


def _spots(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Sentences of both sides that an edit joins, as (old, new)."""
    i = j = 0
    runs: list[list[int]] = []
    for segment in compare_texts(old, new):
        length = len(segment.text)
        if segment.op != "equal":
            i_end, j_end = i + length * (segment.op == "delete"), j + length * (segment.op == "insert")
            entire = segment.text[-1] in CLAUSE_MARKS
            run = [*_sentence(old, i, i_end, entire), *_sentence(new, j, j_end, entire)]
            if runs and (run[0] < runs[-1][1] or run[2] < runs[-1][3]):
                last = runs[-1]
                runs[-1] = [min(last[0], run[0]), max(last[1], run[1]), min(last[2], run[2]), max(last[3], run[3])]
            else:
                runs.append(run)
        i += length * (segment.op != "insert")
        j += length * (segment.op != "delete")
    return ((old[run[0] : run[1]], new[run[2] : run[3]]) for run in runs)


def _sentence(text: str, start: int, end: int, entire: bool) -> tuple[int, int]:
    """The sentence or sentences that [start, end) lies in; empty at a border between two that an `entire` one goes into."""
    if start == end and (entire or start == len(text)) and (start == 0 or text[start - 1] in CLAUSE_MARKS):
        return start, start
    first = max((text.rfind(mark, 0, start) for mark in CLAUSE_MARKS), default=-1) + 1
    stops = [at for mark in CLAUSE_MARKS if (at := text.find(mark, max(start, end - 1))) >= 0]
    return first, min(stops) + 1 if stops else len(text)


# --- the judgement ------------------------------------------------------------------------------------------------


def _judge(old: str, new: str, setting: Setting, found: _Found) -> None:
    for kind, reason in _quantities_changed(old, new):
        found.add(kind)
        found.reasons.append(reason)
    old, new = wording(old), wording(new)
    if matches(signal_book().soft, old or new):
        return
    if _roles_changed(old, new):
        found.add("parties")
    found.add(*_touched_by_words(old, new, setting))
    if not _same_substance(_substance(old), _substance(new)):
        near = tuple(_touched_by_context(*_edited_phrases(old, new), setting, around=(old, new)))
        found.add(*(near or _touched_by_context(old, new, setting)))
        if not found.kinds and _share_changed(old, new) >= A_MENTION:
            found.add(*_touched_at_least(old, new))


def _share_changed(old: str, new: str) -> float:
    """Which share of the words of substance is not on both sides."""
    before, after = _substance(old), _substance(new)
    return ((before - after) + (after - before)).total() / max(1, (before + after).total())


def _edited_phrases(old: str, new: str) -> tuple[str, str]:
    """Both without the phrases that no edit touches: what the change is about stands near it."""
    kept: tuple[list[str], list[str]] = [], []
    start = [0, 0]
    texts = (old, new)
    spans = _touched_spans(compare_texts(old, new))
    for side, text in enumerate(texts):
        pieces = _PHRASES.findall(text)
        for piece in pieces:
            end = start[side] + len(piece)
            if any(first < end and last > start[side] or first == last == end == len(text) for first, last in spans[side]):
                kept[side].append(piece)
            start[side] = end
    return "".join(kept[0]), "".join(kept[1])


_PHRASES = re.compile("[^，,；;]+[，,；;]?|[，,；;]")


def _touched_spans(segments: Iterable[Segment]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of both texts that edits touch; an edit of one side touches its place in the other."""
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = [], []
    at = [0, 0]
    for segment in segments:
        length = len(segment.text)
        if segment.op == "equal":
            at = [at[0] + length, at[1] + length]
            continue
        side = segment.op == "insert"
        spans[side].append((at[side], at[side] + length))
        other = not side
        spans[other].append((max(0, at[other] - 1), at[other] + 1))
        at[side] += length
    return spans


def _same_substance(before: Counter[str], after: Counter[str]) -> bool:
    """Whether what is left of both can be paired, a word with the same a character shorter or longer (制, 制度)."""
    less, more = before - after, after - before
    if not (less and more):  # what is said twice weighs no more
        less, more = (Counter(word for word in side if not (before[word] and after[word])) for side in (less, more))
    gone, come = sorted(less.elements()), sorted(more.elements())
    if len(gone) != len(come):
        return False
    for word in gone:
        twin = next((each for each in come if _nearly(word, each)), None)
        if twin is None:
            return False
        come.remove(twin)
    return True


def _nearly(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and short in long and not set(long) - set(short) & set("不无未非免前后")


def _substance(text: str) -> Counter[str]:
    return Counter(substance(_without_quantities(text)))


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
    before, after = roles_of(old), roles_of(new)
    return before != after and Counter(before) == Counter(after)


def _untitled(text: str) -> str:
    """The text without the titles of laws and documents: 《著作权法》 gives nobody a copyright."""
    return _TITLES.sub("《》", text)


_TITLES = re.compile("《[^》]{0,60}》")


def _applies(signal: Signal, text: str) -> bool:
    if signal.within and not matches(signal.within, text):
        return False
    return not matches(signal.not_within, text)


def _touched_by_words(old: str, new: str, setting: Setting, *, whole: bool = False) -> Iterator[str]:
    before, after = counted(_untitled(old)), counted(_untitled(new))
    changed = {kind for kind, _ in (before - after) + (after - before)}
    around = f"{setting.above}\n{old}\n{new}"
    for signal in signal_book().signals:
        if signal.kind in changed and (signal.alone or not whole) and _applies(signal, around):
            yield signal.kind


def _touched_by_context(
    old: str, new: str, setting: Setting, *, whole: bool = False, around: tuple[str, str] = ("", "")
) -> Iterator[str]:
    """Kinds whose context matches in either text. `around`: the whole sentences, where the texts are pieces of them."""
    surroundings = "\n".join((setting.above, *around, old, new))
    for signal in signal_book().signals:
        if not signal.last and (signal.alone or not whole) and _applies(signal, surroundings):
            texts = (_untitled(f"{setting.lead}{text}") for text in (old, new) if text)
            if any(matches(signal.around, text) for text in texts):
                yield signal.kind


def _touched_at_least(old: str, new: str) -> Iterator[str]:
    """Kinds that are named where no other is."""
    for signal in signal_book().signals:
        if signal.last and _applies(signal, f"{old}\n{new}"):
            yield signal.kind


# --- quantities ---------------------------------------------------------------------------------------------------


def _quantities_changed(old: str, new: str) -> Iterator[tuple[str, Bilingual]]:
    gone, come = _not_shared(quantities(old), quantities(new))
    gone, come = _missing(gone, come), _missing(come, gone)
    for kind in dict.fromkeys(each.kind for each in (*gone, *come)):
        pairs = zip_longest(*([each for each in side if each.kind == kind] for side in (gone, come)))
        for one, other in pairs:
            if one and other and not _of_one_thing(one, other, old, new):
                yield kind, _told(one, None, old, new)
                yield kind, _told(None, other, old, new)
            else:
                yield kind, _told(one, other, old, new)


def _of_one_thing(one: Quantity, other: Quantity, old: str, new: str) -> bool:
    """Whether one quantity took the other's place: in a sentence that is still the same, or under the same name."""
    from rapidfuzz.distance import Indel

    if Indel.normalized_similarity(old, new) >= STILL_THE_SAME:
        return True
    return _named(one, old) == _named(other, new) != signal_book().quantity_kinds[one.kind]


def _not_shared(before: Sequence[Quantity], after: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is not printed the same on both sides, in order: of two equal amounts the one that changed is left."""
    first, second = ([wording(each.text) for each in side] for side in (before, after))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    kept = [
        {at + k for at, length in ((block[side], block.size) for block in blocks) for k in range(length)}
        for side in (0, 1)
    ]
    return (
        [each for at, each in enumerate(before) if at not in kept[0]],
        [each for at, each in enumerate(after) if at not in kept[1]],
    )


def _missing(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    there = Counter(each.key for each in those)
    missing = []
    for each in these:
        if there[each.key]:
            there[each.key] -= 1
        else:
            missing.append(each)
    return missing


def _told(old: Quantity | None, new: Quantity | None, before: str, after: str) -> Bilingual:
    shown = new or old
    assert shown is not None
    name = _named(shown, after if new else before)
    was, now = (_shown(each, text) if each else "" for each, text in ((old, before), (new, after)))
    if old and new:
        return Bilingual(_spaced(name.zh + "由", was, "改为", now), f"{name.en} changed from {was} to {now}")
    if new:
        return Bilingual(_spaced("新增" + name.zh, now), f"{name.en} {now} put in")
    return Bilingual(_spaced("删去" + name.zh, was), f"{name.en} {was} taken out")


_EACH = re.compile("(?:每|次|当|下|上|该|首|末)(?:个)?(?:月|年|季度|周)[的\\s]?$")


def _shown(quantity: Quantity, sentence: str) -> str:
    """As printed, and of which month or year it is a day: 每月10日."""
    of = _EACH.search(sentence[max(0, quantity.start - 5) : quantity.start]) if quantity.kind == "date" else None
    return (of.group() if of else "") + quantity.shown


def _spaced(*pieces: str) -> str:
    """Pieces in one, a blank where a Han character meets a figure or a letter."""
    said = ""
    for piece in pieces:
        narrow = said[-1:].isascii() != piece[:1].isascii() and said[-1:].isalnum() | (said[-1:] == "%")
        said += " " * bool(said and narrow) + piece
    return said


def _named(quantity: Quantity, sentence: str) -> Bilingual:
    """年利率: the nearest name before it, else what its kind is called."""
    before = sentence[max(0, quantity.start - NAME_REACH) : quantity.start]
    known = signal_book().quantity_names[quantity.kind]
    near = [(before.rfind(name) + len(name), len(name), name) for name in known if name in before]
    kind = signal_book().quantity_kinds[quantity.kind]
    if near:
        return Bilingual(max(near)[2], kind.en)
    behind = sentence[quantity.end : quantity.end + NAME_BEHIND]
    follows = [(behind.find(name), -len(name), name) for name in known if name in behind]
    return Bilingual(min(follows)[2], kind.en) if follows else kind


def _mismatches(old: str, new: str, found: _Found) -> None:
    """大写与小写不一致: only where they did agree."""
    known = {(each.first.text, each.second.text) for each in disagreements(old)}
    for each in disagreements(new):
        if (each.first.text, each.second.text) not in known:
            found.add("mismatch")
            shown = each.first.shown if each.first is each.second else f"{each.first.shown}／{each.second.shown}"
            found.reasons.append(
                Bilingual(f"注意：大写与小写不一致（{shown}）", f"warning: figures and words do not agree ({shown})")
            )


def _with_names(found: _Found) -> tuple[Bilingual, ...]:
    """The reasons, and the kinds that no reason tells yet in one: 涉及义务、范围."""
    told = set(signal_book().quantity_kinds) if found.reasons else set()
    named = names(kind for kind in _specific(found.kinds) if kind not in told)[:NAMED_REASONS]
    if not named:
        return tuple(found.reasons)
    touches = Bilingual(
        "涉及" + "、".join(name.zh for name in named), "touches " + ", ".join(name.en for name in named)
    )
    return (*found.reasons, touches)


GENERAL = ("scope", "condition", "time", "obligation", "permission", "prohibition", "deeming", "privacy")
"""Kinds that say least: named last."""


def _specific(kinds: Iterable[str]) -> list[str]:
    ordered = list(kinds)
    return [kind for kind in ordered if kind not in GENERAL] + [kind for kind in ordered if kind in GENERAL]
