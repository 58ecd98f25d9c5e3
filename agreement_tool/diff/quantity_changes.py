"""Which quantities of two texts are not the same, and how that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from agreement_tool.diff.signals import signal_book
from agreement_tool.model import Bilingual
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import Quantity, disagreements, quantities
from agreement_tool.text.wording import wording

NAME_REACH = 16
"""How many characters before a quantity its name may stand."""
NAME_BEHIND = 6
"""And how many behind it: 千分之三计收违约金."""
REPLACED = frozenset(("account", "phone"))
"""Kinds of which one stands in the place of another."""
BESIDE = 2
"""Characters beside a quantity that tell what it is of."""
STILL_THE_SAME = 0.4
"""Share of a sentence that must have stayed for a quantity in it to have become another."""


def quantities_changed(old: str, new: str) -> Iterator[tuple[str, Bilingual | None]]:
    """(kind, 期限由 7 日改为 15 日) of every quantity that is not on both sides, by value.

    No reason for one that only came or only went: the words it stands in say more.
    """
    gone, come = (
        [each for each in side if not (_in_address(each, text) or _of_kinds(each, text))]
        for side, text in zip(_not_shared(quantities(old), quantities(new)), (old, new), strict=True)
    )
    gone, come = _missing(gone, come), _missing(come, gone)
    for kind in dict.fromkeys(each.kind for each in (*gone, *come)):
        pairs = zip_longest(*([each for each in side if each.kind == kind] for side in (gone, come)))
        for one, other in pairs:
            yield kind, _change_reason(one, other, old, new)


_KINDS = compiled("^[一二两三四五六七八九十几]+(?:种|类|方面|件事)$")


def _of_kinds(quantity: Quantity, text: str) -> bool:
    """Whether a number only counts what the sentence goes on to say, 两种情况, or is the sentence's own, 三十九条."""
    if quantity.start == 0 and wording(quantity.text).endswith("条"):
        return True
    return bool(
        _KINDS.match(wording(quantity.text + text[quantity.end : quantity.end + 1] * quantity.text.endswith("件")))
    )


_STOREYS = compiled("(?<![层楼室栋座幢号弄单元])[层楼室栋座幢号弄单元]+$")
_PLACE = compiled("(?:地址|住所|[路街道巷区县市村镇厦园])[^。；;，,]{0,30}$")


def _in_address(quantity: Quantity, text: str) -> bool:
    """Whether a number is where a house stands: 建国路 88 号科技大厦 15 层."""
    return bool(_STOREYS.search(wording(quantity.text)) and _PLACE.search(text[: quantity.start]))


def _of_one_thing(one: Quantity, other: Quantity, old: str, new: str) -> bool:
    """Whether one quantity took the other's place: in a sentence that is still the same, or under the same name."""
    from rapidfuzz.distance import Indel

    if Indel.normalized_similarity(old, new) >= STILL_THE_SAME and _same_beside(one, other, old, new):
        return True
    return _named(one, old) == _named(other, new) != signal_book().quantity_kinds[one.kind]


def _same_beside(one: Quantity, other: Quantity, old: str, new: str) -> bool:
    """Whether the words right before or right behind are the same: another value of the same thing."""
    before, after = wording(old[: one.start]), wording(new[: other.start])
    behind, following = wording(old[one.end :]), wording(new[other.end :])
    return before[-BESIDE:] == after[-BESIDE:] or behind[:BESIDE] == following[:BESIDE]


def _stands_for_other(quantity: Quantity, old: str) -> bool:
    """Whether a number stands where no number stood: a blank, a word."""
    return quantity.kind in REPLACED and quantity.start < len(old)


def _not_shared(before: Sequence[Quantity], after: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is not printed the same on both sides, in order: of two equal amounts the one that changed is left."""
    first, second = ([wording(each.text) for each in side] for side in (before, after))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    kept = [
        {at + k for at, length in ((block[side], block.size) for block in blocks) for k in range(length)}
        for side in (0, 1)
    ]
    return (
        [each for at, each in enumerate(before) if at not in kept[0]],
        [each for at, each in enumerate(after) if at not in kept[1]],
    )


def _missing(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    there = Counter(each.key for each in those)
    missing = []
    for each in these:
        if there[each.key]:
            there[each.key] -= 1
        else:
            missing.append(each)
    return missing


def _change_reason(old: Quantity | None, new: Quantity | None, before: str, after: str) -> Bilingual | None:
    """What became of a value; None where it only came, only went, or is of another thing than the one that went."""
    if new is None or (old and not _of_one_thing(old, new, before, after)):
        return None
    name, now = _named(new, after), _shown(new, after)
    if old is None:
        stands = _stands_for_other(new, before)
        return Bilingual(_spaced(name.zh + "现为", now), f"{name.en} is now {now}") if stands else None
    was = _shown(old, before)
    return Bilingual(_spaced(name.zh + "由", was, "改为", now), f"{name.en} changed from {was} to {now}")


_EACH = compiled("(?:每|次|当|下|上|该|首|末)(?:个)?(?:月|年|季度|周)[的\\s]?$")


def _shown(quantity: Quantity, sentence: str) -> str:
    """As printed, and of which month or year it is a day: 每月10日."""
    of = _EACH.search(sentence[max(0, quantity.start - 5) : quantity.start]) if quantity.kind == "date" else None
    return (of.group() if of else "") + quantity.shown


def _spaced(*pieces: str) -> str:
    """Pieces in one, a blank where a Han character meets a figure or a letter."""
    said = ""
    for piece in pieces:
        narrow = said[-1:].isascii() != piece[:1].isascii() and said[-1:].isalnum() | (said[-1:] == "%")
        said += " " * bool(said and narrow) + piece
    return said


def _named(quantity: Quantity, sentence: str) -> Bilingual:
    """年利率: the nearest name before it, else what its kind is called."""
    before = sentence[max(0, quantity.start - NAME_REACH) : quantity.start]
    known = signal_book().quantity_names[quantity.kind]
    near = [(before.rfind(name) + len(name), len(name), name) for name in known if name in before]
    kind = signal_book().quantity_kinds[quantity.kind]
    if near:
        return Bilingual(max(near)[2], kind.en)
    behind = sentence[quantity.end : quantity.end + NAME_BEHIND]
    follows = [(behind.find(name), -len(name), name) for name in known if name in behind]
    return Bilingual(min(follows)[2], kind.en) if follows else kind


def new_disagreements(old: str, new: str) -> Iterator[Bilingual]:
    """大写与小写不一致: only where they did agree."""
    known = {(each.first.text, each.second.text) for each in disagreements(old)}
    for each in disagreements(new):
        if (each.first.text, each.second.text) not in known:
            shown = each.first.shown if each.first is each.second else f"{each.first.shown}／{each.second.shown}"
            yield Bilingual(f"注意：大写与小写不一致（{shown}）", f"warning: figures and words do not agree ({shown})")
