"""Numbers that <ol> and <ul> generate: type, start, value, reversed, and list-style-type.

Source: HTML Living Standard §4.4.5–4.4.8, CSS Counter Styles 3 (the suffix is '. ' for decimal, '、' for cjk styles).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}


def han(number: int, *, digits: str = _HAN, tens: str = "十", hundreds: str = "百") -> str:
    """1 -> 一, 12 -> 十二, 120 -> 一百二十; beyond 999 in arabic figures."""
    if not 0 < number < 1000:
        return str(number)
    hundred, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    text = f"{digits[hundred]}{hundreds}" if hundred else ""
    if ten:
        text += f"{'' if ten == 1 and not hundred else digits[ten]}{tens}"
    elif hundred and one:
        text += digits[0] if digits is _FORMAL else "零"
    return text + (digits[one] if one else "")


def alphabetic(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def roman(number: int) -> str:
    """4 -> iv; '' outside 1…3999, which CSS Counter Styles 3 has in this style."""
    if number > 3999:
        return ""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def counter_text(style: str, number: int) -> str | None:
    """The number in a counter style, without prefix or suffix; None for a style that is not known."""
    if style == "none":
        return ""
    if style in _BULLETS:
        return _BULLETS[style]
    if style in ("decimal", "decimal-leading-zero"):
        return f"0{number}" if style != "decimal" and 0 <= number < 10 else str(number)
    if "alpha" in style or "latin" in style:
        text = alphabetic(number) or str(number)
        return text.upper() if style.startswith("upper") else text
    if "roman" in style:
        text = roman(number) or str(number)
        return text.upper() if style.startswith("upper") else text
    return _other_script(style, number)


def _other_script(style: str, number: int) -> str | None:
    if style == "lower-greek":
        return _of_alphabet(_GREEK, number)
    if style in ("cjk-heavenly-stem", "cjk-earthly-branch"):
        letters = _STEMS if style.endswith("stem") else _BRANCHES
        return letters[number - 1] if 0 < number <= len(letters) else _chinese(style, number)
    if style == "cjk-decimal":
        return "".join(_HAN[int(digit)] for digit in str(max(0, number)))
    if "chinese" in style or style in ("cjk-ideographic", "japanese-informal", "japanese-formal"):
        return _chinese(style, number)
    return None


def _of_alphabet(letters: str, number: int) -> str:
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(letters))
        text = letters[place] + text
    return text


def is_known(style: str) -> bool:
    """Whether a marker in this style can be computed."""
    return style[:1] in ("'", '"') or counter_text(style, 1) is not None


def marker(style: str, number: int) -> str | None:
    """The marker as printed: '1.', 'a.', '一、', '•'; None where the list has none. Unknown styles count in figures."""
    if style == "none":
        return None
    if style[:1] in ("'", '"'):
        return style.strip("'\"").strip() or None
    if style in _BULLETS:
        return _BULLETS[style]
    text = counter_text(style, number)
    return f"{number if text is None else text}{'、' if 'chinese' in style or 'cjk' in style else '.'}"


def _chinese(style: str, number: int) -> str:
    if "formal" in style and "informal" not in style:
        return han(number, digits=_FORMAL, tens="拾", hundreds="佰")
    return han(number)


@dataclass(slots=True)
class ListFrame:
    """A list that is open: its marker style and the next number."""

    style: str
    number: int
    step: int = 1

    @classmethod
    def opened(cls, element: Any, declared_style: str) -> ListFrame:
        """The frame of an <ol>, <ul>, <menu> or <dir>, before its first item."""
        if element.tag != "ol":
            kind = (element.get("type") or "").lower()
            return cls(declared_style or (kind if kind in _BULLETS else "disc"), 1)
        step = -1 if element.get("reversed") is not None else 1
        items = sum(1 for child in element if child.tag == "li")
        start = _integer(element.get("start"), items if step < 0 else 1)
        return cls(declared_style or _TYPES.get(element.get("type") or "", "decimal"), start, step)

    def marker(self, item: Any, declared_style: str) -> str | None:
        """The marker of the next item; counts it."""
        number = _integer(item.get("value"), self.number)
        self.number = number + self.step
        kind = _TYPES.get(item.get("type") or "")
        return marker(declared_style or kind or self.style, number)


def _integer(text: str | None, default: int) -> int:
    try:
        return default if text is None else max(-(10**6), min(10**6, int(text)))
    except ValueError:
        return default
