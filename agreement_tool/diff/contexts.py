"""Which kinds of things a change touches: by words of theirs that came or went, and by what the edits stand in."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.diff.found import Nearness
from agreement_tool.diff.settings import NOWHERE, Setting
from agreement_tool.diff.signals import Group, Signal, counted, matches, places, signal_book
from agreement_tool.diff.spots import Spans, changed_spans
from agreement_tool.text.patterns import compiled

TELLING, TELLING_LATIN = 3, 8
"""Characters at either end of what a pattern matches that hold its words; between them stands anything."""
SHORT_PHRASE = 28
"""Characters of a phrase that says one thing."""
PHRASE_MARKS = "，,；;。"


def _untitled(text: str) -> str:
    """The text without the titles of laws and documents: 《著作权法》 gives nobody a copyright."""
    return _TITLES.sub("《》", text)


_TITLES = compiled("《[^》]{0,60}》")


def _applies(signal: Signal, text: str, setting: Setting) -> bool:
    elsewhere = signal.kind.startswith("privacy") and setting.documents and "privacy" not in setting.documents
    if elsewhere and not matches(signal_book().personal, text):
        return False
    if signal.within and not matches(signal.within, text):
        return False
    return not matches(signal.not_within, text)


def touched_by_words(
    old: str, new: str, setting: Setting, *, whole: bool = False, idle: frozenset[Group] = frozenset()
) -> Iterator[str]:
    """Kinds of which a word came, went or became another; words of `idle` groups apart."""
    before, after = counted(_untitled(old)), counted(_untitled(new))
    changed = {group[0] for group in (before - after) + (after - before) if group not in idle}
    around = f"{setting.above}\n{old}\n{new}"
    for signal in signal_book().signals:
        if signal.kind in changed and (signal.alone or not whole) and _applies(signal, around, setting):
            yield signal.kind


def touched_by_context(
    old: str, new: str, setting: Setting, *, whole: bool = False, around: tuple[str, str] = ("", "")
) -> Iterator[tuple[str, Nearness]]:
    """Kinds whose context matches in either text, and where. `around`: the whole sentences, where the texts are pieces
    of them."""
    surroundings = "\n".join((setting.above, *around, old, new))
    edits = changed_spans(old, new)
    for signal in signal_book().signals:
        if not signal.last and (signal.alone or not whole) and _applies(signal, surroundings, setting):
            texts = [(text, spans) for text, spans in zip((old, new), edits, strict=True) if text]
            lead = setting.lead if signal.leads else ""
            if any(matches(signal.around, _untitled(lead + text)) for text, _ in texts):
                # What introduces a list says what its items are.
                led = matches(signal.around, lead)
                yield signal.kind, Nearness.EDITED if led else max(_evidence(signal, *each) for each in texts)


def _evidence(signal: Signal, text: str, spans: Spans) -> Nearness:
    """How near to what its pattern matches the edits are: in the words at either end of it, or in the rest of the
    phrase behind, for kinds that reach so far; in the same short phrase; elsewhere."""
    best = Nearness.AROUND
    for first, last in places(signal.around, text):
        begin, stop = _phrase(text, first, last)
        length = TELLING_LATIN if text[first:last].isascii() else TELLING
        telling = [(first, first + length), (last - length, last)]
        if matches(signal.reaches, text[first:last]):
            telling.append((last, stop))
        if any(start < upto and end > since for since, upto in telling for start, end in spans):
            return Nearness.EDITED
        if stop - begin <= SHORT_PHRASE and any(start <= stop and end >= begin for start, end in spans):
            best = Nearness.NEAR
    return best


def _phrase(text: str, first: int, last: int) -> tuple[int, int]:
    """From where to where the phrase goes that text[first:last] stands in."""
    begin = max((text.rfind(mark, 0, first) for mark in PHRASE_MARKS), default=-1) + 1
    return begin, min((at for mark in PHRASE_MARKS if (at := text.find(mark, last)) >= 0), default=len(text))


def touched_at_least(old: str, new: str) -> Iterator[str]:
    """Kinds that are named where no other is."""
    for signal in signal_book().signals:
        if signal.last and _applies(signal, f"{old}\n{new}", NOWHERE):
            yield signal.kind
