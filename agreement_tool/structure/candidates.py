"""Which readings of a line's head may be a clause number, and how sure the characters alone make us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.model import Label
from agreement_tool.text.labels import LabelReading, match_high_label, match_label, style, whole_labels
from agreement_tool.text.line_wording import is_reference_or_measure, is_reference_to
from agreement_tool.text.remembered import TEXTS

_UNIT_RANKS = {"部分": 0, "编": 0, "篇": 0, "章": 1, "节": 2, "条": 3, "款": 4, "项": 5, "目": 6}
# How agreements usually nest their styles, outermost first; a tiered number sits by how many tiers it has.
_NUMERAL_RANKS = {
    "han": 4, "han-formal": 4, "stem": 4, "ROMAN": 4, "ideographic": 5, "arabic": 6, "dotted": 6, "upper": 7,
    "bracketed": 8, "circled": 9, "lower": 9, "roman": 9, "bullet": 10,
}  # fmt: skip
_POINTS = frozenset(".．、:：")
CHECK_BOXES = "□☐☑■✓√○◯\uf0a3\uf0a8\uf06f\uf052\uf0fe"

DASHES = "-–—"
_BULLETS = "•●·▪"
SURE = 0.8
"""From this `form` on the characters alone say 'number': 5.3 without a point. A typed one behind a bullet is the label
then."""


HIGH = 199
"""A higher number with a point behind it, or nothing, may be an amount or a year."""
HIGHEST = 999_999


@frozen
class Candidate:
    """One reading of a line's head as a clause number."""

    label: Label
    rest: str
    """What follows the number, without leading blanks."""
    style: str
    """The folded style, its first member printed: '(1)', '1.1', '第一条'."""
    rank: float
    """Where the style usually nests: 0 部分 … 10 bullet."""
    form: float
    """0…1: how surely the characters alone say 'label': a bare number little, 第一条 much."""
    preference: int
    """0 for the likeliest reading of the same characters."""
    generated: bool = False
    """The format generates it; it is not in the text."""
    listed: bool = False
    """An attachment that a list only names."""

    @property
    def attached(self) -> bool:
        """The head of an attachment: 附件一."""
        return self.label.opening.startswith("附") and not self.listed


def usual_rank(label: Label) -> float:
    """Where labels of this style usually nest, 0 outermost … 10 innermost."""
    if label.opening.startswith("附"):
        return -1
    if label.unit:
        return _UNIT_RANKS[label.unit]
    rank: float = _NUMERAL_RANKS[label.numeral]
    if label.numeral == "arabic" and label.tiers > 1:
        return 5.5 + label.tiers * 0.5
    if label.numeral in ("han", "arabic", "han-formal", "stem") and label.closing[:1] in (")", "）"):
        rank += 1 if label.opening else 1.5
    return rank + (1 if label.numeral == "arabic" and label.opening else 0)


def _form(label: Label, rest: str) -> float:
    """How surely the characters alone say 'label'."""
    if label.numeral == "bullet":
        return 0.35 if label.text in "-–—*+·" else 0.8
    if label.unit and label.closing.endswith(("，", ",")):
        return SURE  # behind 第二条，租赁期限 a sentence may go on
    if label.unit or label.numeral in ("circled", "bracketed", "dotted", "ideographic"):
        return 1.0
    if not label.closing:
        return 0.9 if label.tiers > 2 else 0.8 if label.tiers > 1 else 0.25
    if label.closing[:1] in ("，", ",", "：", ":") or label.numeral in ("lower", "upper", "roman", "ROMAN", "stem"):
        return 0.5
    return 1.0 if rest else 0.7


@lru_cache(maxsize=TEXTS)
def candidates(text: str) -> tuple[Candidate, ...]:
    """Readings of `text`s head that may be clause numbers; what ticks, dashes or bullets it is skipped."""
    if text[:1] in CHECK_BOXES:
        # ■ may be a ticked box before a number, or a bullet.
        ticked = _readings(text.lstrip(CHECK_BOXES + " \t\u3000"))
        return ticked if ticked and ticked[0].form == 1 else _readings(text)
    if text[:1] in DASHES:
        dashed = _readings(text.lstrip(DASHES + " \t\u3000"))
        return (
            dashed if dashed and (dashed[0].label.opening or dashed[0].label.closing[:1] == "、") else _readings(text)
        )
    if text[:1] in _BULLETS:
        numbered = _readings(text.lstrip(_BULLETS + " \t\u3000"))
        return numbered if numbered and numbered[0].form >= SURE and numbered[0].label.tiers > 1 else _readings(text)
    return _readings(text)


@lru_cache(maxsize=TEXTS)
def high_candidates(text: str) -> tuple[Candidate, ...]:
    """As `candidates`, with numbers however high, which are labels only where a list has run so far."""
    return _likely(text.lstrip(), match_high_label(text), HIGHEST)


def _readings(text: str) -> tuple[Candidate, ...]:
    return _likely(text.lstrip(), match_label(text), HIGH)


def _likely(bare: str, readings: Sequence[LabelReading], most: int) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for label, rest in readings:
        unspaced = bool(rest) and bare[len(label.text) :].startswith(rest)
        if unspaced and is_reference_to(label, rest):
            return ()  # nor is any shorter reading of it a number
        if not is_reference_or_measure(label, rest, unspaced, most) and not (found and rest[:1] in _POINTS):
            found.append(Candidate(label, rest, style(label), usual_rank(label), _form(label, rest), len(found)))
    return tuple(found)


def numbered_candidates(auto_label: str, text: str, depth: int | None = None) -> tuple[Candidate, ...]:
    """Readings of a line that the format numbers: what it generates, or a number typed behind a generated bullet.

    `depth`: how deep the format nests the list. Bullets look alike there, and are of different lists.
    """
    generated = generated_candidate(auto_label, text)
    if depth:
        generated = tuple(
            replace(found, style=f"{found.style}{depth}") if found.label.numeral == "bullet" else found
            for found in generated
        )
    typed = candidates(text) if all(found.label.numeral == "bullet" for found in generated) else ()
    return typed if typed and typed[0].form >= SURE and typed[0].label.numeral != "bullet" else generated


def generated_candidate(auto_label: str, text: str) -> tuple[Candidate, ...]:
    """The number a format generates, as the only reading; a mark that is no number counts as a bullet."""
    printed = auto_label.strip()
    found = whole_labels(printed) or [Label(printed, "bullet", ())]
    return tuple(
        Candidate(label, text.strip(), style(label), usual_rank(label), 1.0, order, generated=True)
        for order, label in enumerate(found)
    )
