"""Whether the words that changed prove what kind of thing a change is about; context alone proves nothing."""

from __future__ import annotations

from functools import cache

from agreement_tool.diff.settings import Setting
from agreement_tool.diff.signals import Signal, matches, places, signal_book
from agreement_tool.diff.spots import changed_spans

LED = frozenset(("prohibition", "liability", "termination", "privacy-exceptions", "privacy-purpose", "privacy-sharing"))
"""Kinds that a lead-in proves for every item below it: 用户不得有下列行为：."""

LISTED, LONGEST_ITEM = "privacy-kinds", 24
"""The kind of short items of a list that is led by 我们收集以下信息：, and how long they are."""


def proved(kind: str, old: str, new: str, setting: Setting, *, by_lead: bool = False) -> bool:
    """Whether a change of one sentence is of this kind for certain.

    `old` or `new` is empty for a sentence put in or taken out, whose every word counts; else an edit must lie in the
    words that prove it. `by_lead`: the lead-in says that its items are of the kind.
    """
    signal = _signals().get(kind)
    if signal is None or not signal.proof:
        return True
    if by_lead and (kind in LED or (kind == LISTED and len(new or old) <= LONGEST_ITEM)):
        return True
    if signal.proof_with and not matches(signal.proof_with, f"{setting.above}\n{old}\n{new}"):
        return False
    if not (old.strip() and new.strip()):
        return matches(signal.proof, new or old)
    return any(
        start < upto and end > since
        for text, spans in zip((old, new), changed_spans(old, new), strict=True)
        for since, upto in places(signal.proof, text)
        for start, end in spans
    )


@cache
def _signals() -> dict[str, Signal]:
    return {signal.kind: signal for signal in signal_book().signals}
