"""Number formats of Word's numbering. Source: ECMA-376 part 1, §17.18.59 ST_NumberFormat."""

from __future__ import annotations

from collections.abc import Callable

from agreement_tool.model import Numeral
from agreement_tool.text.numerals import HAN_DIGITS, write_numeral

_TRADITIONAL_FORMAL = str.maketrans("贰叁陆", "貳參陸")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ZODIAC = "子丑寅卯辰巳午未申酉戌亥"
_CARDINALS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_ORDINALS = ("Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


def _in(numeral: Numeral) -> Callable[[int], str]:
    """A writer in one of our numeral systems; beyond its range, arabic figures, as Word prints them."""

    def write(number: int) -> str:
        try:
            return write_numeral(number, numeral)
        except ValueError:
            return str(number)

    return write


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, 28 -> bb: Word repeats the letter."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1) if 0 < number <= 780 else str(number)


def _digits(number: int) -> str:
    """12 -> 一二, 10 -> 一〇."""
    return "".join("〇" if digit == "0" else HAN_DIGITS[int(digit)] for digit in str(max(0, number)))


def _listed(words: tuple[str, ...] | str) -> Callable[[int], str]:
    return lambda number: words[number] if 0 <= number < len(words) else str(number)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_HAN = _in("han")
_FORMAL = _in("han-formal")
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "cardinalText": _listed(_CARDINALS),
    "ordinalText": _listed(_ORDINALS),
    "upperRoman": _in("ROMAN"),
    "lowerRoman": _in("roman"),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _HAN,
    "chineseCountingThousand": _HAN,
    "japaneseCounting": _HAN,
    "taiwaneseCounting": _HAN,
    "taiwaneseCountingThousand": _HAN,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": _FORMAL,
    "ideographLegalTraditional": lambda number: _FORMAL(number).translate(_TRADITIONAL_FORMAL),
    "ideographTraditional": _in("stem"),
    "ideographZodiac": _listed(" " + _ZODIAC),
    "ideographEnclosedCircle": _in("circled"),
    "decimalEnclosedCircle": _in("circled"),
    "decimalEnclosedCircleChinese": _in("circled"),
    "decimalEnclosedParen": _in("bracketed"),
    "decimalEnclosedFullstop": _in("dotted"),
    "none": lambda number: "",
}


def write(number: int, number_format: str) -> str:
    """`number` in a format of ST_NumberFormat; formats of other scripts are printed in arabic figures."""
    width = number_format.removeprefix("decimalZero")
    if width != number_format and width.isdecimal():
        return f"{number:0{min(int(width), 9)}d}"
    return FORMATS.get(number_format, str)(number)
