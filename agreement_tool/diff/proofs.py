"""Whether the words that changed prove what kind of thing a change is about; context alone proves nothing."""

from __future__ import annotations

from agreement_tool.diff.inline import compare_texts, edits
from agreement_tool.diff.operative import operative, unlisted
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.signals import matches, places, roles_of, signal_of
from agreement_tool.diff.spots import changed_spans

LED = frozenset(
    ("prohibition", "liability", "termination", "penalty", "privacy-exceptions", "privacy-purpose", "privacy-sharing")
)
"""Kinds that a lead-in proves for every item below it: 用户不得有下列行为：."""

LONGEST_ROLE = 12
"""Characters of an edit that puts one role for another: 乙方, 甲乙双方."""
LISTED, LONGEST_ITEM = "privacy-kinds", 24
"""The kind of short items of a list that is led by 我们收集以下信息：, and how long they are."""


def proved(kind: str, old: str, new: str, setting: Setting, *, by_lead: bool = False) -> bool:
    """Whether a change of one sentence is of this kind for certain.

    `old` or `new` is empty for a sentence put in or taken out, whose every word counts; else an edit must lie in the
    words that prove it. `by_lead`: the lead-in says that its items are of the kind.
    """
    if kind == "parties":
        return _one_for_another(old, new)
    signal = signal_of(kind)
    if signal is None or not signal.proof:
        return True
    if by_lead and (kind in LED or (kind == LISTED and len(new or old) <= LONGEST_ITEM)):
        return True
    if signal.proof_not_in & setting.documents:
        return False
    if signal.proof_with and not matches(signal.proof_with, f"{setting.above}\n{old}\n{new}"):
        return False
    edited = changed_spans(old, new)
    old, new = _marked(old), _marked(new)
    if signal.operative:
        old, new = operative(old), operative(new)
    if signal.unlisted:
        old, new = unlisted(old), unlisted(new)
    if not (old.strip() and new.strip()):
        return matches(signal.proof, new or old)
    return any(
        start < upto and end > since
        for text, spans in zip((old, new), edited, strict=True)
        for since, upto in places(signal.proof, text)
        for start, end in spans
    )


def _marked(text: str) -> str:
    """A folded text with its commas as the patterns write them: none goes across one. English keeps its own."""
    return text if text.isascii() else text.replace(",", "，").replace(";", "；")


def _one_for_another(old: str, new: str) -> bool:
    """Whether some edit puts one role in the place of another, or two changed places."""
    pairs = [(was, now) for was, now in edits(compare_texts(old, new)) if len(was + now) <= LONGEST_ROLE]
    return any(roles_of(was) and roles_of(now) and roles_of(was) != roles_of(now) for was, now in pairs)
