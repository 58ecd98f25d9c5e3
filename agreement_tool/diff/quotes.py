"""What a reason quotes: the edits themselves, what weighs most first. It is true by itself, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from agreement_tool.diff.excerpts import excerpt
from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.phrases import more_edits, replaced
from agreement_tool.diff.signals import signal_book, substance, words_of
from agreement_tool.diff.similarity import ratio
from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual, Segment
from agreement_tool.text.patterns import compiled
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import wording
from agreement_tool.text.words import cut

QUOTED_LENGTH = 180
"""Han characters that the quotations of one reason fill together; each has its share."""
AT_ENDS = " 　\n，,、；;。:："
"""What is left out at the ends of words quoted."""
BESIDE = 12
"""Characters of an edit that is quoted beside values that changed; one with a number always is."""
MOST_QUOTED = 3
"""So many edits are quoted; more are read in the text."""
BINDS = 12
"""An edit that puts in or takes out a word that binds is quoted before one that is so many characters longer."""
ONE_SIDED = 6
"""And what only came or only went before what became something else."""
WEIGHTY = 48
"""Characters above which a longer edit weighs no more."""
SLIGHT = frozenset(("condition", "scope", "time", "parties"))
"""Kinds whose words stand in every second edit."""
LOOK = 4
"""Characters behind an edit that show whether the first is a word by itself: 驾驶|证, but 出借|金额."""
GAP = 4
"""Han characters, or three times as many Latin ones, between two edits of one phrase that are read as one."""
SHORT = 2
"""Characters of an addition or deletion that says nothing without the words around it: 不, 都."""
PHRASE = 24
"""Characters of a phrase that is quoted as a whole around a short edit."""
UNLIKE, LONG = 0.3, 12
"""Two long runs of words less alike are not one that became the other: one went, one came."""
SENTENCE_ENDS = "。；！？"
SIGNS = "%％‰*×÷=+<>¥￥$€"
"""Signs that say something without a letter or figure."""
_NUMBER = compiled("[0-9]+")
_MARK = compiled("[，,、；;。:：！？!?（）()《》“”‘’【】\\n\\t]")

Pair = tuple[str, str]
"""What stood there, what stands there now; one of them may be empty."""


@frozen
class QuotedEdit:
    """What was put for what, and the words beside it in either version."""

    before: Pair
    was: str
    now: str
    behind: Pair

    @property
    def pair(self) -> Pair:
        """Without punctuation at the ends."""
        return self.was.strip(AT_ENDS), self.now.strip(AT_ENDS)


def quoted(old: str, new: str, *, beside: bool = False, names: Collection[Pair] = frozenset()) -> tuple[Bilingual, ...]:
    """What was put for what; `beside` values that changed only what holds another one, or is long. `names`: what was
    replaced throughout, reported elsewhere."""
    found = [edit for edit in whole_edits(compare_texts(old, new), names) if any(map(_says, edit.pair))]
    elsewhere = _without_moved([edit.pair for edit in found])
    kept = ((edit, elsewhere(edit.pair)) for edit in found)
    shown = (_as_shown(edit, pair) for edit, pair in kept if any(pair))
    pairs = list(dict.fromkeys(pair for pairs in shown for pair in pairs))
    pairs = [pair for pair in pairs if _weighs(pair)] or pairs
    ranked = sorted(pairs, key=_weight, reverse=True)
    if beside:
        ranked = [pair for pair in ranked if not all(map(_NUMBER.search, pair))]
        long = [pair for pair in ranked if len(max(pair, key=len)) > BESIDE or _NUMBER.search("".join(pair))]
        chosen = long[: MOST_QUOTED - 1]
    else:
        chosen = ranked[:MOST_QUOTED]
    if not chosen:
        return ()
    return (*_replacement_notes(chosen), *([more_edits(len(ranked) - len(chosen))] * (len(ranked) > len(chosen))))


def _says(text: str) -> bool:
    return any(each.isalnum() or each in SIGNS for each in text)


def _weighs(pair: Pair) -> bool:
    """Whether an edit is more than light words."""
    text = "".join(pair)
    return len(text) > BESIDE or any(sign in text for sign in SIGNS) or bool(substance(wording(text)))


def _as_shown(edit: QuotedEdit, pair: Pair) -> tuple[Pair, ...]:
    """An edit as it is shown: two where what went and what came are not alike, else with the words it needs."""
    parts = _split_if_unlike(pair)
    return (_in_context(edit),) if parts == (pair,) == (edit.pair,) else parts


def _split_if_unlike(pair: Pair) -> tuple[Pair, ...]:
    """Of two long runs of words that are not alike what went, and what came."""
    was, now = pair
    if min(len(was), len(now)) > LONG and ratio(wording(was), wording(now)) < UNLIKE:
        return (was, ""), ("", now)
    return (pair,)


def _without_moved(pairs: Iterable[Pair]) -> Callable[[Pair], Pair]:
    """Leaves out of pure insertions and deletions the entries of a list that only stand in another place of it."""
    gone, come = (
        {entry for pair in pairs if not pair[1 - side] for entry in pair[side].split("、")} for side in (0, 1)
    )
    elsewhere = (gone & come) - {""}

    def left(pair: Pair) -> Pair:
        if not elsewhere or all(pair):
            return pair
        was, now = ("、".join(entry for entry in text.split("、") if entry not in elsewhere) for text in pair)
        return was, now

    return left


def _replacement_notes(pairs: Sequence[Pair]) -> Iterator[Bilingual]:
    sides = sum(bool(text) for pair in pairs for text in pair)
    length = QUOTED_LENGTH // max(2, sides)
    return (replaced(*(excerpt(each, length) for each in pair)) for pair in pairs)


def _weight(pair: Pair) -> int:
    was, now = ([group for _, group in words_of(simplified(wording(each))) if group[0] not in SLIGHT] for each in pair)
    return min(len(max(pair, key=len)), WEIGHTY) + BINDS * (was != now) + ONE_SIDED * (not all(pair))


def _in_context(edit: QuotedEdit) -> Pair:
    """An edit's own words; with the rest of its phrases where it goes over a comma on one side only, and of a short one
    that only came or went what stood there and stands there now with the words beside it."""
    was, now = edit.pair
    crosses = bool(was and now) and ("，" in was) != ("，" in now)
    if not crosses and len(was + now) > SHORT + bool(was and now):
        return was, now
    before = [_MARK.split(text)[-1] for text in edit.before]
    behind = [_MARK.split(text)[0] for text in edit.behind]
    whole = [f"{before[side]}{text}{behind[side]}" for side, text in enumerate((edit.was, edit.now))]
    if crosses:
        return (was, now) if max(map(len, whole)) > 2 * PHRASE else (whole[0].strip(AT_ENDS), whole[1].strip(AT_ENDS))
    if max(map(len, whole)) > PHRASE:
        before = ["".join(cut(text[-GAP:])[-1:]) for text in before]
        behind = ["".join(cut(text[:LOOK])[:1]) for text in behind]
    if not "".join((*before, *behind)).strip():
        return was, now
    one, other = (f"{before[side]}{text}{behind[side]}" for side, text in enumerate((edit.was, edit.now)))
    return one.strip(AT_ENDS), other.strip(AT_ENDS)


def whole_edits(segments: Iterable[Segment], names: Collection[Pair] = frozenset()) -> list[QuotedEdit]:
    """Every edit whose wording changed, with what both go on with where that names the kind of thing (“驾驶证”改为
    “台胞证”, not “驾驶”改为“台胞”); edits of one phrase with a word or two between them as one."""
    found: list[QuotedEdit] = []
    gap = "", ""
    for was, now, behind in _sentence_wise(_split_replacements(_runs(segments), names)):
        head = _head(was, now, behind[1])
        rest = behind[0][len(head) :], behind[1][len(head) :]
        edit = QuotedEdit(gap, was + head, now + head, rest)
        if found and (was or now) and any(gap) and _close(gap):
            last = found.pop()
            edit = QuotedEdit(last.before, last.was + gap[0] + edit.was, last.now + gap[1] + edit.now, rest)
        found += [edit] * bool(was or now)
        gap = rest
    return found


Run = tuple[str, str, Pair]
"""What was deleted, what was inserted, and what stands behind in either version."""


def _sentence_wise(runs: Iterable[Run]) -> Iterator[Run]:
    """Edits of which one side goes on into a new sentence and the other does not, as two: what came or went to the end
    of the sentence, and what was put for what behind it."""
    for was, now, behind in runs:
        short, long = sorted((was, now), key=len)
        end = max(long.rfind(mark) for mark in SENTENCE_ENDS) + 1
        if not short.strip(AT_ENDS) or not end or end == len(long) or any(mark in short for mark in SENTENCE_ENDS):
            yield was, now, behind
        elif long is now:
            yield "", now[:end], ("", "")
            yield was, now[end:], behind
        else:
            yield was[:end], "", ("", "")
            yield was[end:], now, behind


def _close(gap: Pair) -> bool:
    """Whether two edits with this between them are one to a reader."""
    return all(len(text) <= GAP * (3 if text.isascii() else 1) and not _MARK.search(text) for text in gap)


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[str, str, str]]:
    """(deleted, inserted, what stands behind) of every edit in order; the first may be of no edit."""
    runs: list[list[str]] = [["", "", ""]]
    for segment in segments:
        if segment.op == "equal":
            runs[-1][2] += segment.text
            continue
        if runs[-1][2] or not any(runs[-1]):
            runs.append(["", "", ""])
        runs[-1][segment.op == "insert"] += segment.text
    return ((was, now, behind) for was, now, behind in runs)


def _split_replacements(runs: Iterable[tuple[str, str, str]], names: Collection[Pair]) -> Iterator[Run]:
    """The runs, what changed in width or is a name replaced throughout as words that stayed."""
    held: Run = ("", "", ("", ""))
    for was, now, behind in runs:
        if wording(was) == wording(now) or (was.strip(AT_ENDS), now.strip(AT_ENDS)) in names:
            held = (held[0], held[1], (held[2][0] + was + behind, held[2][1] + now + behind))
            continue
        yield held
        held = (was, now, (behind, behind))
    yield held


def _head(deleted: str, inserted: str, behind: str) -> str:
    """费 of 管理费 → 服务费, where both edits end in a Han character."""
    ends = [text[-1:] for text in (deleted, inserted)]
    word = all("一" <= each <= "鿿" for each in ends) and behind[:1] in signal_book().heads
    return behind[:1] if behind and word and cut(behind[:LOOK])[0] == behind[0] else ""
