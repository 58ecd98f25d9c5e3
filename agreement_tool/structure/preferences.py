"""Taste: what is unlikely in a numbering tree, and by how much. The tree with the least total cost wins.

Weights are on one scale: 1 is a small oddity, 3 a fault that drafters do make, 6 nearly unheard of. A new odd layout
adds one row here and one row to the table of markers and accepted depths in the tests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from agreement_tool.structure.placement import OpenNumber, Placement, alike, numbers_skipped
from agreement_tool.text.labels import PART_UNITS

Preference = Callable[[Placement], float]
"""How odd a placement is in one respect: 0 not at all, 1 as odd as its weight says."""
ROOT = ""
"""The 'style' of what stands at the root."""


def gap(placement: Placement) -> float:
    """（一）… （三）: some numbers are missing."""
    skipped = placement.skipped
    return 0.0 if skipped is None or skipped <= 0 else 1.0 + min(skipped, 10) * 0.2


def duplicate(placement: Placement) -> float:
    """（一）… （一）; in a bilingual text each number comes twice, once in each language."""
    before = placement.before
    if placement.skipped != -1 or before is None:
        return 0.0
    if placement.headed and placement.candidate.label.ordinal == 1:
        return 0.1
    return 0.05 if before.layout.latin != placement.layout.latin else 1.0


def restarts_at_the_root(placement: Placement) -> float:
    """一、…六、 and then 一、 again at the root, without a heading of its own between."""
    if placement.candidate.attached:
        return 0.0
    only_inside = bool(placement.homes) and ROOT not in placement.homes
    return (2.0 if only_inside else 1.0) * placement.list_restarts


def backward(placement: Placement) -> float:
    """（三）… （二）, or 3. … 1.: numbers go back among siblings only where another list begins after a paragraph."""
    if (placement.skipped or 0) >= -1:
        return 0.0
    if placement.candidate.label.ordinal != 1:
        return 1.0
    if placement.headed:
        return 0.1
    return 1.3 if placement.adjacent else 0.7


def first_is_not_one(placement: Placement) -> float:
    """A list that begins with （二）; less odd when the style runs on (条 across 章) or nothing stood before."""
    label = placement.candidate.label
    if placement.before is not None or label.ordinal in (None, 1):
        return 0.0
    if placement.last is not None and label.ordinal == placement.last + 1 and label.tiers == 1:
        return 0.7 if placement.parent is None else 0.1 if label.unit == "条" else 0.9
    return 1.0 + min(label.ordinal or 0, 20) * 0.05


def article_restarts(placement: Placement) -> float:
    """第一条 again under the next 章: 条 usually run on."""
    label = placement.candidate.label
    return float(label.unit == "条" and placement.opens and placement.last not in (None, 0) and label.ordinal == 1)


def other_style_beside(placement: Placement) -> float:
    """一、 then 1. as siblings; the same numeral with another point (1. 2、) is much less odd."""
    before = placement.before
    if before is None or before.candidate.style == placement.candidate.style:
        return 0.0
    own, elder = placement.candidate.label, before.candidate.label
    if placement.candidate.attached and not before.candidate.attached:
        return 0.0  # the body is over
    if _begins_a_part(placement, before):
        return 0.1
    if alike(own, elder):
        # 3. after 2.2, where no 2. is printed; 3.2.1 after items 1. 2. in 3.2
        return 0.2 if own.tiers == elder.tiers else 0.5 if own.tiers == 1 else 0.9
    # 第一节 after some 第X条 that stand in the chapter itself
    return 0.5 if own.unit and elder.unit and own.ordinal == 1 else 1.0


def _begins_a_part(placement: Placement, before: OpenNumber) -> bool:
    """一、 in 第二部分 below （2） of the recitals there, which are over."""
    parent, own = placement.parent, placement.candidate
    if parent is None or parent.candidate.label.unit not in PART_UNITS or own.label.ordinal != 1:
        return False
    return own.rank < before.candidate.rank and own.style not in placement.homes


def style_inside_itself(placement: Placement) -> float:
    """（1） under （1）."""
    own = placement.candidate
    outer = [opened for opened in placement.ancestors if opened.candidate.style == own.style]
    if not placement.opens or not outer or _nested_by_the_format(placement, outer):
        return 0.0
    if not (placement.adjacent and own.label.ordinal == 1):
        return 1.2
    return 0.2 if own.style in placement.homes else 0.8


def _nested_by_the_format(placement: Placement, outer: Sequence[OpenNumber]) -> bool:
    """## 2., or one in bold, and under it the items 1. 2. 3.; or a list that the format nests in the list of every unit
    above it. `outer`: the units above it of which none may be read as its sibling."""
    own = placement.layout
    below_headings = own.outline is None and not own.bold and all(map(_is_set_as_heading, outer))
    if below_headings or own.depth is None:
        return below_headings
    # Stated headings stand in no list: ## 第一章, and a list in a list below it.
    return all(_is_outside(one, own.depth) or one.layout.outline is not None for one in placement.ancestors)


def _is_set_as_heading(opened: OpenNumber) -> bool:
    return bool(opened.layout.outline or (opened.layout.bold and opened.layout.heading))


def _is_outside(opened: OpenNumber, depth: int) -> bool:
    return opened.layout.depth is not None and opened.layout.depth < depth


def wider_style_inside(placement: Placement) -> float:
    """一、 under （1）: styles usually nest from wide to narrow."""
    parent = placement.parent
    if parent is None or not placement.opens or placement.candidate.listed:
        return 0.0
    if placement.candidate.rank > parent.candidate.rank:
        return 0.0
    if parent.candidate.style in placement.homes or _nested_by_the_format(placement, placement.ancestors):
        return 0.0
    return min(1.0, 0.4 + 0.2 * (parent.candidate.rank - placement.candidate.rank))


def tiers_disagree_with_parent(placement: Placement) -> float:
    """4.1 under 3.: the leading tiers name the unit they stand in, in whatever style that unit is numbered."""
    parent, label = placement.parent, placement.candidate.label
    if label.tiers < 2 or parent is None or not parent.candidate.label.number:
        return 0.0
    if placement.before is not None and placement.before.candidate.label.number[:-1] == label.number[:-1]:
        return 0.0
    above = parent.candidate.label.number
    if parent.candidate.label.tiers > 1 or label.tiers == 2:
        return float(label.number[: len(above)] != above) * (1.0 if len(above) < label.tiers else 0.5)
    return float(label.number[0] != above[0])


def tiers_skip_a_level(placement: Placement) -> float:
    """3.1.1 right under 3."""
    parent, label = placement.parent, placement.candidate.label
    if label.tiers < 2 or label.opening or not placement.opens:
        return 0.0
    return 0.5 if parent is None else float(label.tiers - max(1, parent.candidate.label.tiers) > 1)


def tiered_under_other_tiers_sibling(placement: Placement) -> float:
    """3.1 opened under （2） though 3. stands open above: it belongs to 3.; 2.1 under 2. in 第二部分 belongs to 2."""
    label = placement.candidate.label
    if label.tiers < 2 or not placement.opens or placement.parent is None:
        return 0.0
    named = [one.candidate for one in placement.ancestors if one.candidate.label.number == label.number[:-1]]
    parent = placement.parent.candidate
    wider = (parent in named) * parent.rank
    return float(any(one is not parent and one.rank >= wider for one in named))


def away_from_home(placement: Placement) -> float:
    """（1） has stood under 1.1 so far, and now stands under 一、."""
    parent = placement.parent
    if not placement.opens or placement.list_restarts or not placement.homes:
        return 0.0
    if parent is None:
        return 0.2 * (ROOT not in placement.homes)  # a part begins with any style
    own, above = placement.candidate.label, parent.candidate.label
    if parent.candidate.attached or (own.tiers > 1 and above.number == own.number[:-1]):
        return 0.0  # an attachment numbers its clauses as it likes; 3.1 is at home in 3., however that is printed
    return float(parent.candidate.style not in placement.homes)


def not_introduced(placement: Placement) -> float:
    """A list opens right after a sentence that does not introduce it."""
    return float(placement.opens and placement.parent is not None and not placement.introduced)


def closes_an_introduced_list(placement: Placement) -> float:
    """A number of another style right after '如下：' opens a list rather than ending one."""
    return float(
        placement.before is not None
        and placement.introduced
        and placement.before.candidate.style != placement.candidate.style
    )


def introduces_nothing(placement: Placement) -> float:
    """'另外，您不得：' and then a number beside those that stood open before it."""
    return float(placement.listed and not placement.adjacent)


def continues_a_list_that_was_left(placement: Placement) -> float:
    """3. that is not beside 2., because the paragraph between them was read as the end of that list."""
    own = placement.candidate
    if placement.skipped == 0:
        return 0.0  # 4. 付费 after 3. 规则, whose own list happened to end with 3.
    return float(
        any(
            opened.candidate.style == own.style and numbers_skipped(own.label, opened.candidate.label) == 0
            for opened in placement.left
        )
    )


def indented_otherwise_than_sibling(placement: Placement) -> float:
    """Siblings stand at the same indent."""
    before = placement.before
    if before is None or before.layout.indent is None or placement.layout.indent is None:
        return 0.0
    return float(abs(before.layout.indent - placement.layout.indent) > 1.2)


def indented_left_of_parent(placement: Placement) -> float:
    """A unit does not stand left of the one it stands in."""
    parent = placement.parent
    if not placement.opens or parent is None or parent.layout.indent is None or placement.layout.indent is None:
        return 0.0
    return float(placement.layout.indent < parent.layout.indent - 1.2)


def outline_disagrees(placement: Placement) -> float:
    """The format's own heading levels, used by authors for looks as much as for structure."""
    own = placement.layout.outline
    if placement.before is not None:
        elder = placement.before.layout.outline
        return float(own != elder) * (1.0 if own is not None and elder is not None else 0.5)
    parent = placement.parent.layout.outline if placement.parent else None
    if own is not None and placement.parent is not None:
        return 1.0 if parent is None else float(own <= parent)
    return 0.0


def list_depth_disagrees(placement: Placement) -> float:
    """The format's own nesting of list items. Beside each other doubly so where items stand in each other, as they do
    in HTML, and levels are not a matter of looks, as they are in Word; items of an inner list are often not set in."""
    own = placement.layout.depth
    other = placement.before or placement.parent
    if own is None or other is None or other.layout.depth is None:
        return 0.0
    if placement.before is None:
        return float(own <= other.layout.depth)
    return (own != other.layout.depth) * (1.0 if placement.layout.items is None else 2.0)


def inside_a_closed_bullet(placement: Placement) -> float:
    """A number under a bullet whose list the format has closed. Numbered items often stand in several lists of the
    format, with unindented ones between; bullets do not."""
    parent, own = placement.parent, placement.layout.items
    if not placement.opens or parent is None or own is None or parent.candidate.label.numeral != "bullet":
        return 0.0
    return float((parent.layout.items or 0) > own)


def heading_beside_sentence(placement: Placement) -> float:
    """Among siblings either all are headings or none."""
    before = placement.before
    return float(before is not None and before.layout.heading != placement.layout.heading)


def heading_under_sentence(placement: Placement) -> float:
    """A heading, or an article, under an ordinary sentence that does not introduce it."""
    parent = placement.parent
    if not placement.opens or parent is None or parent.layout.heading:
        return 0.0
    wide = placement.candidate.label.unit in ("章", "节", "条")
    headed = placement.layout.heading and not placement.introduced
    return 1.2 * wide + 0.6 * headed + 0.4 * (headed and placement.layout.bold)


BESIDE, OPENING, EITHER = "beside an elder sibling", "first under its parent", "either"
"""When a preference can speak at all."""

PREFERENCES: tuple[tuple[Preference, float, str], ...] = (
    (gap, 2.5, BESIDE),
    (duplicate, 4.0, BESIDE),
    (restarts_at_the_root, 3.0, OPENING),
    (backward, 5.0, BESIDE),
    (first_is_not_one, 3.0, OPENING),
    (article_restarts, 1.0, OPENING),
    (other_style_beside, 6.0, BESIDE),
    (style_inside_itself, 5.0, OPENING),
    (wider_style_inside, 2.5, OPENING),
    (tiers_disagree_with_parent, 4.0, EITHER),
    (tiers_skip_a_level, 1.5, OPENING),
    (tiered_under_other_tiers_sibling, 3.0, OPENING),
    (away_from_home, 1.5, OPENING),
    (not_introduced, 0.6, OPENING),
    (closes_an_introduced_list, 1.0, BESIDE),
    (introduces_nothing, 1.0, BESIDE),
    (continues_a_list_that_was_left, 6.0, EITHER),
    (indented_otherwise_than_sibling, 0.6, BESIDE),
    (indented_left_of_parent, 0.8, OPENING),
    (outline_disagrees, 2.0, EITHER),
    (list_depth_disagrees, 2.0, EITHER),
    (inside_a_closed_bullet, 3.0, OPENING),
    (heading_beside_sentence, 0.4, BESIDE),
    (heading_under_sentence, 1.5, OPENING),
)


def _speaking(when: str) -> tuple[tuple[Preference, float], ...]:
    return tuple((preference, weight) for preference, weight, speaks in PREFERENCES if speaks in (when, EITHER))


_WHEN_BESIDE, _WHEN_OPENING = _speaking(BESIDE), _speaking(OPENING)


def cost(placement: Placement, ceiling: float = math.inf) -> float:
    """How unlikely the placement is, all preferences together; infinite as soon as they exceed `ceiling`."""
    total = 0.0
    for preference, weight in _WHEN_OPENING if placement.before is None else _WHEN_BESIDE:
        total += weight * preference(placement)
        if total > ceiling:
            return math.inf
    return total


def parts(placement: Placement) -> Iterator[tuple[str, float]]:
    """Each preference that speaks, with what it costs."""
    for preference, weight in _WHEN_OPENING if placement.before is None else _WHEN_BESIDE:
        if amount := preference(placement):
            yield preference.__name__.replace("_", " "), weight * amount
