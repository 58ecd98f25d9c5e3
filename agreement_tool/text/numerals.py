"""Ordinals as agreements print them, and the integers they stand for: 十二 ↔ 12, ① ↔ 1, iv ↔ 4, 丙 ↔ 3.

Each numeral system of `model.Numeral` is one row of a table: how to read it, how to write it.
"""

from __future__ import annotations

from collections.abc import Callable

from agreement_tool.frozen import frozen
from agreement_tool.model import Numeral
from agreement_tool.text.patterns import compiled

HAN_DIGITS = "零一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
# Kangxi radicals stand for digits where a PDF maps glyphs to them.
_HAN_VALUES = {"〇": 0, "两": 2, "⼀": 1, "⼆": 2, "⼋": 8} | {digit: value for value, digit in enumerate(HAN_DIGITS)}
_FORMAL_VALUES = {"貳": 2, "叄": 3, "陸": 6} | {digit: value for value, digit in enumerate(FORMAL_DIGITS)}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_FORMAL_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_ROMAN_STEPS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_FORM = compiled(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")


def _code_points(*ranges: tuple[int, int]) -> str:
    return "".join(chr(point) for first, last in ranges for point in range(first, last + 1))


CIRCLED = _code_points((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF))
CIRCLED_VARIANTS = (_code_points((0x2776, 0x277F)), _code_points((0x2780, 0x2789)), _code_points((0x278A, 0x2793)))
BRACKETED = _code_points((0x2474, 0x2487))
DOTTED = _code_points((0x2488, 0x249B))
IDEOGRAPHIC = _code_points((0x3220, 0x3229))
ROMAN_LOWER = _code_points((0x2170, 0x217B))
ROMAN_UPPER = _code_points((0x2160, 0x216B))


def _read_positional(text: str, digits: dict[str, int], units: dict[str, int]) -> int | None:
    """一百二十三 -> 123; 二〇二五 -> 2025 (digits read one by one when no unit character occurs)."""
    if not text or any(char not in digits and char not in units for char in text):
        return None
    if not any(char in units for char in text):
        return int("".join(str(digits[char]) for char in text))
    total, pending = 0, 0
    previous = max(units.values()) * 10
    for char in text:
        if char in digits:
            pending = digits[char]
            continue
        if units[char] >= previous:
            return None
        previous = units[char]
        total += (pending or 1) * previous
        pending = 0
    return total + pending


def _write_positional(value: int, digits: str, units: dict[str, int], bare_ten: bool) -> str:
    if not 0 < value < 10_000:
        raise ValueError(f"cannot write {value} with these characters")
    written, owed_zero = "", False
    for char, unit in sorted(units.items(), key=lambda item: -item[1]):
        count, value = divmod(value, unit)
        if count:
            written += (digits[0] if owed_zero else "") + digits[count] + char
            owed_zero = False
        elif written:
            owed_zero = True
    if value:
        written += (digits[0] if owed_zero else "") + digits[value]
    return written[1:] if bare_ten and written.startswith("一十") else written


def read_roman(text: str) -> int | None:
    """Roman numeral (either case, 1…3999) -> integer; None when it is not well formed."""
    lowered = text.lower()
    if not lowered or not _ROMAN_FORM.match(lowered):
        return None
    total, rest = 0, lowered
    for value, letters in _ROMAN_STEPS:
        while rest.startswith(letters):
            total, rest = total + value, rest[len(letters) :]
    return total


def write_roman(value: int) -> str:
    """Integer 1…3999 -> lower-case Roman numeral."""
    if not 0 < value < 4000:
        raise ValueError(f"no Roman numeral for {value}")
    written = ""
    for step, letters in _ROMAN_STEPS:
        count, value = divmod(value, step)
        written += letters * count
    return written


def _read_arabic(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _read_listed(*alphabets: str) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        found = (alphabet.find(text) for alphabet in alphabets if len(text) == 1)
        return next((index + 1 for index in found if index >= 0), None)

    return read


def _write_listed(alphabet: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        if not 0 < value <= len(alphabet):
            raise ValueError(f"no such numeral for {value}")
        return alphabet[value - 1]

    return write


def _read_any_roman(code_points: str) -> Callable[[str], int | None]:
    listed = _read_listed(code_points)
    return lambda text: listed(text) or read_roman(text)


@frozen
class _System:
    read: Callable[[str], int | None]
    write: Callable[[int], str]


_LOWER = "abcdefghijklmnopqrstuvwxyz"
_WIDE_LOWER, _WIDE_UPPER = _code_points((0xFF41, 0xFF5A)), _code_points((0xFF21, 0xFF3A))
_SYSTEMS: dict[Numeral, _System] = {
    "han": _System(
        lambda text: _read_positional(text.replace("⼗", "十"), _HAN_VALUES, _HAN_UNITS),
        lambda value: _write_positional(value, HAN_DIGITS, _HAN_UNITS, bare_ten=True),
    ),
    "han-formal": _System(
        lambda text: _read_positional(text, _FORMAL_VALUES, _FORMAL_UNITS),
        lambda value: _write_positional(value, FORMAL_DIGITS, _FORMAL_UNITS, bare_ten=False),
    ),
    "arabic": _System(_read_arabic, str),
    "circled": _System(_read_listed(CIRCLED, *CIRCLED_VARIANTS), _write_listed(CIRCLED)),
    "bracketed": _System(_read_listed(BRACKETED), _write_listed(BRACKETED)),
    "dotted": _System(_read_listed(DOTTED), _write_listed(DOTTED)),
    "ideographic": _System(_read_listed(IDEOGRAPHIC), _write_listed(IDEOGRAPHIC)),
    "lower": _System(_read_listed(_LOWER, _WIDE_LOWER), _write_listed(_LOWER)),
    "upper": _System(_read_listed(_LOWER.upper(), _WIDE_UPPER), _write_listed(_LOWER.upper())),
    "roman": _System(_read_any_roman(ROMAN_LOWER), write_roman),
    "ROMAN": _System(_read_any_roman(ROMAN_UPPER), lambda value: write_roman(value).upper()),
    "stem": _System(_read_listed(STEMS), _write_listed(STEMS)),
}


def read_numeral(text: str, numeral: Numeral) -> int | None:
    """The integer that `text` stands for in that system; None when it is not one. Bullets have no value."""
    system = _SYSTEMS.get(numeral)
    return system.read(text) if system else None


def write_numeral(value: int, numeral: Numeral) -> str:
    """`value` printed in that system. ValueError when the system cannot print it (㈠ ends at ten; bullets never)."""
    if numeral not in _SYSTEMS:
        raise ValueError(f"{numeral} carries no number")
    return _SYSTEMS[numeral].write(value)


def read_han(text: str) -> int | None:
    """十二 -> 12, 二〇二五 -> 2025, 一百零三 -> 103; None when it is no Han number."""
    return read_numeral(text, "han")


def write_han(value: int) -> str:
    """12 -> 十二; above 9999 in Arabic digits, for a clause may hold ten thousand paragraphs."""
    return write_numeral(value, "han") if value < 10_000 else str(value)
