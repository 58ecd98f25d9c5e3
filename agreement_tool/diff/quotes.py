"""What a reason quotes: the edits themselves, what weighs most first. It is true by itself, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.phrases import more_edits, replaced, shortened
from agreement_tool.diff.signals import matches, signal_book, signal_of, substance, words_of
from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual, Segment
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import wording
from agreement_tool.text.words import cut

QUOTED = 24
"""Han characters of words that a reason quotes; of longer ones the beginning."""
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
SLIGHT = frozenset(("condition", "scope", "time", "parties"))
"""Kinds whose words stand in every second edit."""
LOOK = 4
"""Characters behind an edit that show whether the first is a word by itself: 驾驶|证, but 出借|金额."""
SENTENCE_ENDS = "。；！？"
GAP = 4
"""Han characters, or three times as many Latin ones, between two edits of one phrase that are read as one."""
SHORT = 2
"""Characters of an addition or deletion that says nothing without the words around it: 不, 都."""
LONG_CLAUSE = 40
"""Characters of a clause put in or taken out of which a reason quotes the phrase that tells."""
_NUMBER = compiled("[0-9]+")
_MARK = compiled("[，,、；;。:：！？!?（）()《》“”‘’【】\\n\\t]")
_PHRASES = compiled("[^，；。！？\\n\\t]+")

Pair = tuple[str, str]
"""What stood there, what stands there now; one of them may be empty."""


@frozen
class QuotedEdit:
    """What was put for what, and the words beside it in its phrase."""

    before: str
    was: str
    now: str
    behind: str

    @property
    def pair(self) -> Pair:
        """Without punctuation at the ends."""
        return self.was.strip(AT_ENDS), self.now.strip(AT_ENDS)


def quoted(old: str, new: str, *, beside: bool = False, names: Collection[Pair] = frozenset()) -> tuple[Bilingual, ...]:
    """What was put for what; `beside` values that changed only a long edit that holds none. `names`: what was replaced
    throughout, told elsewhere."""
    found = [edit for edit in whole_edits(compare_texts(old, new), names) if any(map(str.isalnum, "".join(edit.pair)))]
    elsewhere = _without_moved([edit.pair for edit in found])
    kept = ((edit, elsewhere(edit.pair)) for edit in found)
    told_as = (_in_context(edit) if pair == edit.pair else pair for edit, pair in kept if any(pair))
    pairs = list(dict.fromkeys(told_as))
    pairs = [pair for pair in pairs if substance(wording("".join(pair)))] or pairs
    ranked = sorted(pairs, key=_weight, reverse=True)
    if beside:
        ranked = [pair for pair in ranked if not all(map(_NUMBER.search, pair))]
        long = [pair for pair in ranked if len(max(pair, key=len)) > BESIDE or _NUMBER.search("".join(pair))]
        told = tuple(_told(long[: MOST_QUOTED - 1]))
        left = len(ranked) - len(told)
        return (*told, more_edits(left)) if told and left else told
    told = tuple(_told(ranked[:MOST_QUOTED]))
    return (*told, more_edits(len(ranked) - len(told))) if len(ranked) > len(told) else told


def telling_phrase(text: str, kinds: Collection[str]) -> tuple[Bilingual, ...]:
    """The phrase of a long clause that speaks for the kinds it is of; () for a clause that is read at one glance."""
    if len(text) <= LONG_CLAUSE * (1 + text.isascii()):
        return ()
    signals = [signal for kind in kinds if (signal := signal_of(kind))]

    def says(phrase: str) -> int:
        folded = simplified(wording(phrase))
        words = sum(group[0] not in SLIGHT for _, group in words_of(folded))
        return words + sum(2 * matches(signal.proof, folded) for signal in signals) + len(quantities(folded))

    best = shortened(max(_PHRASES.findall(text), key=says, default="").strip(AT_ENDS), QUOTED)
    return (Bilingual(f"其中“{best}”", f"it says “{best}”"),) if best else ()


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


def _told(pairs: Iterable[Pair]) -> Iterator[Bilingual]:
    return (replaced(*(shortened(each, QUOTED) for each in pair)) for pair in pairs)


def _weight(pair: Pair) -> int:
    was, now = ([group for _, group in words_of(simplified(wording(each))) if group[0] not in SLIGHT] for each in pair)
    return min(len(max(pair, key=len)), 2 * QUOTED) + BINDS * (was != now) + ONE_SIDED * (not all(pair))


def _in_context(edit: QuotedEdit) -> Pair:
    """An edit's own words; of a short one that only came or went, what stood there and stands there now with the words
    beside it."""
    was, now = edit.pair
    if len(was + now) > SHORT + bool(was and now):
        return was, now
    before, behind = _MARK.split(edit.before)[-1], _MARK.split(edit.behind)[0]
    if len(before + was + now + behind) > QUOTED:
        before, behind = "".join(cut(before[-GAP:])[-1:]), "".join(cut(behind[:LOOK])[:1])
    if not (before + behind).strip():
        return was, now
    return f"{before}{edit.was}{behind}".strip(AT_ENDS), f"{before}{edit.now}{behind}".strip(AT_ENDS)


def whole_edits(segments: Iterable[Segment], names: Collection[Pair] = frozenset()) -> list[QuotedEdit]:
    """Every edit whose wording changed, with what both go on with where that names the kind of thing (“驾驶证”改为
    “台胞证”, not “驾驶”改为“台胞”); edits of one phrase with a word or two between them as one."""
    found: list[QuotedEdit] = []
    before = ""
    for was, now, behind in _sentence_wise(_runs(segments, names)):
        head = _head(was, now, behind)
        edit = QuotedEdit(before, was + head, now + head, behind[len(head) :])
        if found and (was or now) and before and _close(before):
            last = found.pop()
            edit = QuotedEdit(last.before, last.was + before + edit.was, last.now + before + edit.now, edit.behind)
        found += [edit] * bool(was or now)
        before = behind[len(head) :]
    return found


def _sentence_wise(runs: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Edits of which one side goes on into a new sentence and the other does not, as two: what came or went to the end
    of the sentence, and what was put for what behind it."""
    for was, now, behind in runs:
        short, long = sorted((was, now), key=len)
        end = max(long.rfind(mark) for mark in SENTENCE_ENDS) + 1
        if not short.strip(AT_ENDS) or not end or end == len(long) or any(mark in short for mark in SENTENCE_ENDS):
            yield was, now, behind
        elif long is now:
            yield "", now[:end], ""
            yield was, now[end:], behind
        else:
            yield was[:end], "", ""
            yield was[end:], now, behind


def _close(gap: str) -> bool:
    """Whether two edits with this between them are one to a reader."""
    most = GAP * (3 if gap.isascii() else 1)
    return len(gap) <= most and not _MARK.search(gap)


def _runs(segments: Iterable[Segment], names: Collection[Pair]) -> Iterator[tuple[str, str, str]]:
    """(deleted, inserted, what stands behind) of every edit in order; the first may be of no edit."""
    runs: list[list[str]] = [["", "", ""]]
    for segment in segments:
        if segment.op == "equal":
            runs[-1][2] += segment.text
            continue
        if runs[-1][2] or not any(runs[-1]):
            runs.append(["", "", ""])
        runs[-1][segment.op == "insert"] += segment.text
    yield from _told_apart(runs, names)


def _told_apart(runs: Sequence[Sequence[str]], names: Collection[Pair]) -> Iterator[tuple[str, str, str]]:
    """The runs, what changed in width or is a name replaced throughout as words that stayed."""
    held = ("", "", "")
    for was, now, behind in runs:
        if wording(was) == wording(now) or (was.strip(AT_ENDS), now.strip(AT_ENDS)) in names:
            held = (held[0], held[1], held[2] + now + behind)
            continue
        yield held
        held = (was, now, behind)
    yield held


def _head(deleted: str, inserted: str, behind: str) -> str:
    """费 of 管理费 → 服务费, where both edits end in a Han character."""
    ends = [text[-1:] for text in (deleted, inserted)]
    word = all("一" <= each <= "鿿" for each in ends) and behind[:1] in signal_book().heads
    return behind[:1] if behind and word and cut(behind[:LOOK])[0] == behind[0] else ""
