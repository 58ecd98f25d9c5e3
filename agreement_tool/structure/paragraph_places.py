"""Which of the open units an unnumbered paragraph stands in: named features, weighted, for every place it may have.

```
1. 用户承诺下列事项：        1. 用户承诺下列事项：
  （1）…                       （1）…
  （2）…                       （2）…
    以上事项…          or      以上事项…        (the list is over, unless （3） follows)
```
A place that leaves a list costs little; that its number goes on below then costs much (`preferences`), so that what
follows decides. What only the end of the part can tell is charged there (`Place.at_the_end`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.model import Line
from agreement_tool.structure.placement import OpenNumber
from agreement_tool.structure.weights import weighed, weights_of
from agreement_tool.text.form_lines import (
    is_date,
    is_date_field,
    is_edition_note,
    is_form_field,
    is_signature,
    names_attachments,
)
from agreement_tool.text.line_wording import (
    chapter_of_closing,
    introduces,
    is_farewell,
    is_preamble,
    looks_like_heading,
    sums_up,
)
from agreement_tool.text.sentences import ends_with_colon

WEIGHTS = "paragraph places"
"""Where the features' weights stand in `weights.json`."""
CLEARLY = 0.8
"""Ems: lines whose left edges differ by more stand apart."""
FEWEST_ELDERS = 2
"""So many elder siblings show that units of their list have one paragraph."""


@frozen
class Wording:
    """What a paragraph's words say of its place."""

    closing: bool
    """Thanks, who holds the rights, its edition: what a document ends with."""
    attachments: bool
    """It names what is attached."""
    introduces: bool
    captions: bool
    """A few words and a colon."""
    form: bool
    """A caption and its value or blank."""
    opens: bool
    """What a body begins with, above its first clause: 根据…订立本合同。"""
    sums_up: bool
    """It speaks of all that stands above: 上述服务…."""
    chapter: re.Pattern[str] | None
    """It speaks of the whole document, and may stand in a chapter with these words: 如有疑问，请与我们联系。"""


@lru_cache(maxsize=256)
def wording_of(text: str) -> Wording:
    """The paragraph's words looked at."""
    bare, leads = text.rstrip(), introduces(text)
    return Wording(
        closing=is_farewell(text) or is_edition_note(text) or is_signature(text) or _is_dated(bare),
        attachments=names_attachments(text),
        introduces=leads,
        captions=ends_with_colon(bare) and looks_like_heading(bare),
        form=not leads and is_form_field(text),
        opens=is_preamble(text),
        sums_up=sums_up(text),
        chapter=chapter_of_closing(text),
    )


def _is_dated(text: str) -> bool:
    """A date, perhaps behind its caption: 日期：2024年9月27日."""
    return is_date(text.partition("：")[2] if is_date_field(text) else text)


@frozen
class ParagraphPlace:
    """A paragraph under the first `depth` of the units in `stack`, of which the last was opened last."""

    stack: tuple[OpenNumber, ...]
    depth: int
    wording: Wording
    indent: float | None
    """`Line.indent` of its first line."""
    over: bool
    """The unit opened last is an item, and no heading of what follows: its list may be over."""
    sentences: bool
    """The unit opened last is the last of several sentences of which none has a further paragraph."""
    closes: bool
    """The words are those that a document ends with, or a rule stands above them."""
    returned: bool
    """A paragraph or a heading has left the unit opened last already."""
    items: int | None
    """`Line.items`: of units inside more list items than these the format says that they are over."""

    @property
    def closed(self) -> bool:
        """It stands in an item whose list the format has closed, and which does not head or introduce anything."""
        own = self.stack[self.depth - 1] if self.depth else None
        return own is not None and is_closed(own, self.items) and not awaits_more(own)

    @property
    def ends_a_turn(self) -> bool:
        """A caption, where the heading opened last has as much under it as others before it had; a sentence below a
        form."""
        last = self.stack[-1]
        return (self.wording.captions and last.layout.heading) or _is_below_a_form(last, self.wording)

    @property
    def preamble(self) -> bool:
        """Words that a body begins with, below a numbered sentence: they are no text of that."""
        return self.wording.opens and not self.stack[-1].layout.heading

    @property
    def further(self) -> int:
        """How many units it leaves beside the last, of bullets all that stand in each other."""
        left = sum(not (is_bullet(opened) or is_closed(opened, self.items)) for opened in self.stack[self.depth :])
        return max(0, left - (not is_bullet(self.stack[-1])))

    @property
    def further_in(self) -> bool:
        """Left of the bullet opened last, and no further in than the one whose text it would be."""
        own = self.stack[self.depth - 1] if self.depth else None
        if own is None or not is_bullet(own) or self.indent is None or own.layout.indent is None:
            return False
        return self.indent < own.layout.indent + CLEARLY and _left_of(self.indent, self.stack[-1])


def is_bullet(opened: OpenNumber) -> bool:
    """A mark that is no number."""
    return opened.candidate.label.numeral == "bullet"


def _left_of(indent: float | None, bullet: OpenNumber) -> bool:
    return indent is not None and bullet.layout.indent is not None and indent < bullet.layout.indent - CLEARLY


def heads_what_follows(last: OpenNumber, wording: Wording) -> bool:
    """The unit reads as a heading, or has nothing under it yet, and units like it before had something under them."""
    if not last.layout.heading:
        return last.elders >= FEWEST_ELDERS and not last.elders_bare and last.children < last.least
    if last.most is None or not last.elders_head:
        return not is_bullet(last)
    # '办理条件：' after the last of a list heads what comes next, unless others of the list had as much.
    return last.most > 0 and (last.children < last.most or not wording.captions)


def _is_below_a_form(last: OpenNumber, wording: Wording) -> bool:
    """All that stands under the unit so far are lines of a form, and this is none."""
    return 0 < last.forms == last.children and not wording.form


def leads_on(opened: OpenNumber) -> bool:
    """The unit reads as a heading or introduces something: more is to come in it."""
    return opened.layout.heading or introduces(opened.candidate.rest)


def awaits_more(opened: OpenNumber) -> bool:
    """Although the format has closed its list, more is to come in it: it leads on and holds nothing, being the first of
    its list, or introducing something; or what belongs to such items stands outside the list as a rule."""
    if not leads_on(opened):
        return False
    first = not (opened.children or opened.elders)
    return opened.outside or first or (introduces(opened.candidate.rest) and not opened.children)


def ends_sentences(last: OpenNumber) -> bool:
    """It is the last of several sentences of which none has a further paragraph; nor has the last then."""
    if last.elders < FEWEST_ELDERS or last.children or not last.elders_bare:
        return False
    return not leads_on(last)


def is_closed(opened: OpenNumber, items: int | None) -> bool:
    """Whether the format has closed the list in which the unit is an item. `items`: `Line.items` of a line below."""
    return items is not None and (opened.layout.items or 0) > items


PlaceFeature = Callable[[ParagraphPlace], bool | float]
STAYING: tuple[tuple[str, PlaceFeature], ...] = (
    ("stays in an item although the list may be over",
     lambda p: p.over and not p.returned and (p.stack[-1].bare or p.ends_a_turn)),
    ("stands in an item whose list the format has closed", lambda p: p.closed),
    ("stays in a unit although its words close a document", lambda p: p.closes),
    ("is printed left of the bullet whose text it would be",
     lambda p: is_bullet(p.stack[-1]) and _left_of(p.indent, p.stack[-1])),
)  # fmt: skip
LEAVING: tuple[tuple[str, PlaceFeature], ...] = (
    ("stands in an item whose list the format has closed", lambda p: p.closed),
    ("leaves a unit that may have paragraphs", lambda p: not (p.over or p.closes or p.sentences)),
    ("leaves the last of several sentences", lambda p: p.sentences and not (p.over or p.closes)),
    ("sums up the list that it leaves", lambda p: p.sentences and p.wording.sums_up and not p.further),
    ("leaves further units", lambda p: 0 if p.closes else p.further),
    ("leaves a unit below a heading or another paragraph that left", lambda p: p.returned and not p.closes),
    ("is printed no further in than the bullet whose text it would be", lambda p: p.further_in),
    ("a line of a form begins another numbering", lambda p: not p.depth and p.wording.form and not p.over),
    ("the preamble of the body leaves the notes above it", lambda p: not p.depth and p.preamble),
    ("leaves some units although it closes the document", lambda p: p.closes and p.depth > 0),
)  # fmt: skip
AT_THE_END: tuple[tuple[str, PlaceFeature], ...] = (
    ("stays in the last of several sentences, at the end",
     lambda p: p.depth == len(p.stack) and p.sentences and not p.returned),
    ("stays in a unit although it closes the document", lambda p: p.closes and p.depth > 0),
)  # fmt: skip


def places(
    text: str, line: Line, stack: tuple[OpenNumber, ...], returned: bool, ceiling: float
) -> Iterator[tuple[ParagraphPlace, float, float]]:
    """Where the paragraph may stand, each place with its cost, and with what it costs more if the part ends with it.

    `line`: its first line. `ceiling`: dearer places are left out.
    """
    last, wording = stack[-1], wording_of(text)
    item = last.listed or is_bullet(last) or (last.elders > 0 and last.elders_go_on)
    below_form = _is_below_a_form(last, wording)
    heads = introduces(last.candidate.rest) or heads_what_follows(last, wording)
    over = item and (below_form or not heads)
    first = not last.children and last.layout.heading and not is_bullet(last)
    whole = not returned and _speaks_of_the_whole(wording, stack)
    separated = line.rule_above or _is_separated(line, last)
    closes = wording.attachments or ((wording.closing or whole or separated) and not first)
    sentences = ends_sentences(last) or (is_closed(last, line.items) and not awaits_more(last))
    still_open = next((at for at in range(len(stack), 0, -1) if not is_closed(stack[at - 1], line.items)), 0)
    depths = set(range(len(stack) + 1))
    if not (over or sentences or closes or is_bullet(last)):
        # Leaving such a unit twice, or several of them, is dearer than any place that is looked at.
        depths = {len(stack)} if returned else {len(stack), len(stack) - 1, still_open}
    for depth in sorted(depths, reverse=True):
        place = ParagraphPlace(stack, depth, wording, line.indent, over, sentences, closes, returned, line.items)
        here = _cost(place, STAYING if depth == len(stack) else LEAVING)
        if here <= ceiling:
            yield place, here, _cost(place, AT_THE_END) if sentences or closes else 0.0


def _speaks_of_the_whole(wording: Wording, stack: Sequence[OpenNumber]) -> bool:
    """What it says is said of the document, and no open unit is headed by words that it may stand below."""
    chapter = wording.chapter
    return chapter is not None and not any(chapter.search(opened.candidate.rest) for opened in stack)


def _is_separated(line: Line, last: OpenNumber) -> bool:
    """Below an empty paragraph of the page, behind the last of several sentences of which none has a further
    paragraph."""
    sentences = last.elders and last.elders_bare and not last.children and not leads_on(last)
    return bool(sentences and line.gap and line.items is not None)


def _cost(place: ParagraphPlace, features: tuple[tuple[str, PlaceFeature], ...]) -> float:
    total: float = sum([weight * holds(place) for weight, holds in weighed(WEIGHTS, features)])
    return total


def place_parts(place: ParagraphPlace) -> Iterator[tuple[str, float]]:
    """Each feature that holds, with what it costs."""
    weights = weights_of(WEIGHTS)
    for name, holds in STAYING if place.depth == len(place.stack) else LEAVING:
        if value := float(holds(place)):
            yield name, weights[name] * value
