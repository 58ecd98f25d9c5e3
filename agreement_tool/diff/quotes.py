"""What a reason quotes: the edits themselves. It is true by itself, whatever kind of thing they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.phrases import more_edits, replaced, shortened
from agreement_tool.diff.signals import signal_book, words_of
from agreement_tool.model import Bilingual, Segment
from agreement_tool.text.patterns import compiled
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import wording
from agreement_tool.text.words import cut

QUOTED = 24
"""Han characters of words that a reason quotes; of longer ones the beginning."""
AT_ENDS = " 　\n，,、；;。:："
"""What is left out at the ends of words quoted."""
BESIDE = 12
"""Characters of an edit that is quoted beside values that changed."""
MOST_QUOTED = 2
"""So many edits are quoted; more are read in the text."""
BINDS = 12
"""An edit that puts in or takes out a word that binds is quoted before one that is so many characters longer."""
SLIGHT = frozenset(("condition", "scope", "time"))
"""Kinds whose words stand in every second edit."""
LOOK = 4
"""Characters behind an edit that show whether the first is a word by itself: 驾驶|证, but 出借|金额."""
_NUMBER = compiled("[0-9]+")

Pair = tuple[str, str]
"""What stood there, what stands there now; one of them may be empty."""


def quoted(old: str, new: str, *, beside: bool = False, names: Collection[Pair] = frozenset()) -> tuple[Bilingual, ...]:
    """What was put for what; `beside` values that changed only a long edit that holds none. `names`: what was replaced
    throughout, told elsewhere."""
    stripped = ((was.strip(AT_ENDS), now.strip(AT_ENDS)) for was, now in whole_edits(compare_texts(old, new)))
    pairs = [pair for pair in dict.fromkeys(stripped) if pair not in names and any(map(str.isalnum, "".join(pair)))]
    pairs = [pair for pair in map(_without_moved(pairs), pairs) if pair != ("", "")]
    if beside:
        long = [pair for pair in pairs if len(max(pair, key=len)) > BESIDE and not _NUMBER.search("".join(pair))]
        told = tuple(_told(long[:1]))
        left = sum(not _NUMBER.search("".join(pair)) for pair in pairs) - len(told)
        return (*told, more_edits(left)) if told and left else told
    most = sorted(pairs, key=_weight, reverse=True)[:MOST_QUOTED]
    told = tuple(_told(pair for pair in pairs if pair in most))
    return (*told, more_edits(len(pairs) - len(told))) if len(pairs) > len(told) else told


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
    return len("".join(pair)) + BINDS * (was != now)


def whole_edits(segments: Iterable[Segment]) -> Iterator[Pair]:
    """(deleted, inserted) of every edit whose wording changed, with what both go on with where that names the kind of
    thing: “驾驶证”改为“台胞证”, not “驾驶”改为“台胞”."""
    deleted = inserted = ""
    for segment in (*segments, Segment("equal", "")):
        if segment.op == "delete":
            deleted += segment.text
        elif segment.op == "insert":
            inserted += segment.text
        else:
            if wording(deleted) != wording(inserted):
                head = _head(deleted, inserted, segment.text)
                yield deleted + head, inserted + head
            deleted = inserted = ""


def _head(deleted: str, inserted: str, behind: str) -> str:
    """费 of 管理费 → 服务费, where both edits end in a Han character."""
    ends = [text[-1:] for text in (deleted, inserted)]
    word = all("一" <= each <= "鿿" for each in ends) and behind[:1] in signal_book().heads
    return behind[:1] if behind and word and cut(behind[:LOOK])[0] == behind[0] else ""
