"""How probably each clause is right, label, whole text and parent: a calibrated figure, 0…1.

Named features of a clause (how near its first and last lines were to being read otherwise, near ties of the numbering,
label-like lines that became no label, characters nobody writes) are weighed by a logistic regression. The weights are
fitted on documents read by people and kept in `certainty.json` with their provenance.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from agreement_tool.frozen import frozen
from agreement_tool.model import Label
from agreement_tool.structure.candidates import SURE
from agreement_tool.structure.headings import heading_strength
from agreement_tool.structure.tree_builder import Node, walk
from agreement_tool.text.form_lines import is_date, is_edition_note, is_form_field, is_signature_field
from agreement_tool.text.line_wording import looks_like_heading
from agreement_tool.text.patterns import compiled

FILE = Path(__file__).with_name("certainty.json")
DOUBTFUL = 0.6
"""A clause less probable than this is a doubt."""
FAR = 4.0
"""Log-odds or cost from which a rival reading no longer counts."""
_MOST = 20.0
"""Log-odds beyond which nothing changes."""
_LONGEST_HEADING = 40
_STRONG = 0.7
"""Headings at least so sure by themselves begin parts."""
_LONG = 30
"""Characters: an unnumbered text that long is no heading or form field and ends like a sentence."""


@frozen
class ClauseEvidence:
    """What is known of one clause beside its words."""

    node: Node
    above: Node | None
    """The node it stands in."""
    before: Node | None
    """Its elder sibling."""
    after: Node | None
    """The next node in reading order."""
    margin: float
    """How much dearer the best other reading of its first line was; FAR or more: there was none."""
    below_numbers: bool = False
    """No numbered clause follows."""

    @property
    def paged(self) -> bool:
        """Whether lines and not paragraphs were read."""
        return self.node.block.first.box is not None

    @property
    def label(self) -> Label | None:
        """The number it carries."""
        return self.node.decision.candidate.label if self.node.decision.candidate else None


Feature = Callable[[ClauseEvidence], bool | float]


def certainty_of(one: ClauseEvidence) -> float:
    """The probability that the clause is right, 0…1."""
    return probability(values_of(one))


def probability(values: Mapping[str, float]) -> float:
    """What the weights make of a clause's features."""
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in values.items() if name in weights)
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, total))))


def evidence(roots: Sequence[Node], margins: Mapping[int, float]) -> Iterator[ClauseEvidence]:
    """Every node of the tree in reading order. `margins`: by id of a line, how near its next best reading was."""
    order = list(walk(roots))
    last = max((place for place, (node, *_) in enumerate(order) if node.decision.candidate), default=len(order))
    for place, (node, above, before) in enumerate(order):
        after = order[place + 1][0] if place + 1 < len(order) else None
        margin = min((margins[id(line)] for line in node.block.lines if id(line) in margins), default=FAR)
        yield ClauseEvidence(node, above, before, after, margin, place > last)


def values_of(one: ClauseEvidence) -> dict[str, float]:
    """Each feature's value for the clause."""
    return {name: float(holds(one)) for name, holds in FEATURES}


@cache
def _weights() -> dict[str, float]:
    known: dict[str, dict[str, float]] = json.loads(FILE.read_text("utf-8"))
    return known["weights"]


def _near(distance: float) -> float:
    """1 where a line might as well have been read otherwise, 0 from FAR on."""
    return max(0.0, 1 - abs(distance) / FAR)


def _start_is_near(one: ClauseEvidence) -> float:
    return _near(one.node.block.start) if one.paged else 0.0


def _end_is_near(one: ClauseEvidence) -> float:
    return _near(one.after.block.start) if one.paged and one.after is not None else 0.0


def _joined_inside(one: ClauseEvidence) -> float:
    return _near(one.node.block.nearest)


def _ends_open(one: ClauseEvidence) -> bool:
    text = one.node.block.text.rstrip()
    return (
        len(text) >= _LONG and one.node.role in ("unit", "paragraph") and text[-1:] not in "。；;：:.！!？?”」』）)》…_"
    )


def _begins_inside(one: ClauseEvidence) -> bool:
    return one.node.text.lstrip()[:1] in tuple("，。；：、）》”,;:)")


def _unnumbered_after_items(one: ClauseEvidence) -> bool:
    return one.label is None and one.before is not None and one.before.decision.candidate is not None


def _is_plain(one: ClauseEvidence) -> bool:
    return one.label is None and one.node.role == "paragraph"


def _unnumbered_in_item(one: ClauseEvidence) -> bool:
    """A paragraph in a numbered unit that has a text of its own: it may as well stand below the list."""
    above = one.above
    if above is None or above.decision.candidate is None or above.block.first.outline is not None:
        return False
    return _is_plain(one) and len(above.text) >= _LONG


def _reads_like_a_heading(one: ClauseEvidence) -> bool:
    text = one.node.block.text.strip()
    fills = is_form_field(text) or is_date(text) or is_signature_field(text) or is_edition_note(text)
    return _is_plain(one) and looks_like_heading(text, _LONGEST_HEADING) and not fills


def _heads_by_its_look(one: ClauseEvidence) -> bool:
    return one.node.role in ("part", "heading") and heading_strength(one.node.block) < _STRONG


def _out_of_order(one: ClauseEvidence) -> bool:
    """Its number is not the one after its elder sibling's, or no first one."""
    own, elder = one.label, one.before.decision.candidate if one.before else None
    if own is None or own.ordinal is None:
        return False
    if elder is None:
        return own.ordinal != 1
    return elder.label.ordinal is not None and own.ordinal != elder.label.ordinal + 1


_INSIDE = compiled(
    r"[。；;]\s*+(?:\d{1,2}(?:\.\d{1,2})++|\d{1,2}[、.．)）](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳])"
    r"|(?<!\s)\s{2,}+\d{1,2}[、.．]"
)
"""A number behind a sentence, or behind a wide blank."""
_ODD = compiled("[\ue000-\uf8ff\ufffd\ua000-\ua4cf\u2e80-\u2fdf]")


FEATURES: tuple[tuple[str, Feature], ...] = (
    ("read from pages", lambda one: one.paged),
    ("the first line might go on the one above", _start_is_near),
    ("the line after the last might go on it", _end_is_near),
    ("a line inside might begin a paragraph", _joined_inside),
    ("another reading cost nearly the same", lambda one: _near(one.margin)),
    ("a label-like line inside", lambda one: one.node.block.swallowed),
    (
        "a label-like beginning that is none",
        lambda one: one.label is None and any(found.form >= SURE for found in one.node.block.candidates),
    ),
    ("a long text that ends in mid-sentence", _ends_open),
    ("a text that begins in mid-sentence", _begins_inside),
    ("unnumbered", _is_plain),
    ("an unnumbered heading", lambda one: one.node.role in ("part", "heading")),
    ("unnumbered after numbered ones", _unnumbered_after_items),
    ("unnumbered in a numbered one that has words", _unnumbered_in_item),
    ("unnumbered below the last number", lambda one: one.below_numbers and _is_plain(one)),
    ("unnumbered and reads like a heading", _reads_like_a_heading),
    ("a heading by its look only", _heads_by_its_look),
    ("its number does not follow the one before", _out_of_order),
    ("a number inside behind a sentence", lambda one: _INSIDE.search(one.node.block.text, 1) is not None),
    ("characters nobody writes", lambda one: _ODD.search(one.node.block.text) is not None),
)
"""Each feature's name, as it stands in `certainty.json`, and what it asks; all but the first are reasons for doubt."""
