"""What kind of thing a sentence is, before its words are looked at: an item of a prohibition, an exception to consent.

A word means what its sentence is about: 邮件 in a list of what users may not do is no form of notice, and 目的 there is
no purpose of processing. `signals.yaml` says by which lead-in, heading or sentence a frame is told, and which kinds it
rules out.
"""

from __future__ import annotations

from functools import cache

from agreement_tool.diff.signals import matches
from agreement_tool.frozen import frozen
from agreement_tool.text.tables import table


@frozen
class Frame:
    """One kind of sentence. Patterns match folded text; '' matches nothing."""

    kind: str
    lead: str
    """The sentence that introduces a list."""
    headings: str
    sentence: str
    """The sentence itself."""
    not_sentence: str
    not_item: str
    """An item that is not of this kind, whatever its lead-in says."""
    not_headings: str
    documents: frozenset[str]
    """Kinds of documents in which it is looked for; empty: all."""
    quiet: bool
    """Whether it makes nothing weighty by itself."""
    item: bool
    """Whether the headings tell it of the items of a list only, and of these whatever they say."""
    drops: frozenset[str]
    """Kinds that such a sentence does not touch, whatever its words."""

    def holds(self, sentence: str, lead: str, headings: str, documents: frozenset[str]) -> bool:
        """Whether a sentence in its place is of this kind."""
        if self.documents and self.documents.isdisjoint(documents):
            return False
        if matches(self.lead, lead):
            return not matches(self.not_item, sentence)
        if matches(self.not_headings, headings):
            return False
        return matches(self.sentence, sentence) and not matches(self.not_sentence, sentence)

    def tells(self, sentence: str, headings: str, documents: frozenset[str], *, says: bool, item: bool) -> bool:
        """Whether what stands under these headings is of this kind: a sentence that `says` something, or an item."""
        if not matches(self.headings, headings) or (self.documents and self.documents.isdisjoint(documents)):
            return False
        return item and not matches(self.not_sentence, sentence) if self.item else says


@cache
def frames() -> tuple[Frame, ...]:
    """The frames, in order of trial."""
    return tuple(
        Frame(
            row["kind"],
            row.get("lead", ""),
            row.get("headings", ""),
            row.get("sentence", ""),
            row.get("not_sentence", ""),
            row.get("not_item", ""),
            row.get("not_headings", ""),
            frozenset(row.get("documents", ())),
            row.get("quiet", False),
            row.get("item", False),
            frozenset(row.get("drops", "").split()),
        )
        for row in table("agreement_tool.diff", "signals")["frames"]
    )


def frame_of(
    sentence: str, lead: str, headings: str, documents: frozenset[str], *, says: bool = True, item: bool = False
) -> Frame | None:
    """The first frame that holds, else the first that the headings tell: where the sentence `says` something, or of an
    `item` of a list."""
    found = next(
        (each for each in frames() if (says or not each.quiet) and each.holds(sentence, lead, headings, documents)),
        None,
    )
    if found is not None:
        return found
    return next((each for each in frames() if each.tells(sentence, headings, documents, says=says, item=item)), None)
