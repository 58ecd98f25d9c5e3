"""Numbers as agreements write them, and their values: 56,500.00, 5 万, 二十五, 二〇二五, 伍万陆仟伍佰, 一点五, 半."""

from __future__ import annotations

import re
from fractions import Fraction

HAN_VALUES = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "貳": 2, "叄": 3, "陸": 6,
}  # fmt: skip
HAN_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
HAN_GROUPS = {"万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}
HAN_NUMERALS = "".join((*HAN_VALUES, *HAN_STEPS, *HAN_GROUPS, "半"))
"""Every character that a Chinese number may hold, for a character class."""
HAN_DIGITS = "".join(HAN_VALUES)

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,18})(?:\.[0-9]{1,8})?"
NUMBER = rf"(?:{ARABIC}(?:\s?[十百千万亿]{{1,2}})?|[{HAN_NUMERALS}]{{1,20}}(?:点[{HAN_DIGITS}]{{1,6}})?)"
"""A number, half width. Bounded everywhere: it cannot be made to backtrack for long."""


def read_number(text: str) -> Fraction | None:
    """The value of a half-width number, None for what is none (百千, 万一半). 5.6万 -> 56000; 二〇二五 -> 2025; 半 ->
    1/2."""
    bare = "".join(text.split()).replace(",", "")
    if not bare:
        return None
    if bare[0].isascii():
        digits = bare.rstrip("十百千万亿")
        try:
            return Fraction(digits) * _scale(bare[len(digits) :])
        except ValueError:
            return None
    whole, _, decimals = bare.partition("点")
    value = _read_han(whole)
    if value is None or not decimals:
        return value
    return value + Fraction(int("".join(str(HAN_VALUES[each]) for each in decimals)), 10 ** len(decimals))


def _scale(suffix: str) -> int:
    value = 1
    for each in suffix:
        value *= HAN_STEPS.get(each) or HAN_GROUPS[each]
    return value


def _read_han(text: str) -> Fraction | None:
    if text == "半":
        return Fraction(1, 2)
    if text.endswith("半") or "半" in text:
        return None
    if all(each in HAN_VALUES for each in text):
        return Fraction(int("".join(str(HAN_VALUES[each]) for each in text)))
    total = section = pending = 0
    for each in text:
        if each in HAN_VALUES:
            pending = HAN_VALUES[each]
        elif each in HAN_STEPS:
            section += (pending or 1) * HAN_STEPS[each]
            pending = 0
        else:
            section += pending
            if not section and not total:
                return None
            total = (
                (total + section) * HAN_GROUPS[each]
                if HAN_GROUPS[each] > 10_000
                else total + section * HAN_GROUPS[each]
            )
            section = pending = 0
    return Fraction(total + section + pending)


def reads_as_number(text: str) -> bool:
    """Whether `text` is one number and nothing else."""
    return re.fullmatch(NUMBER, text) is not None and read_number(text) is not None
