"""Fields: what is printed where the file holds no result, and what a reference ought to print.

Source: ECMA-376 part 1, §17.16.5 (field definitions) and §17.16.4.3 (number pictures).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.read import formulas
from agreement_tool.read.docx.equations import equation
from agreement_tool.read.docx.formats import FORMATS, write
from agreement_tool.read.docx.package import W, child, integer, is_on, value
from agreement_tool.read.docx.symbols import symbol

TICKED, UNTICKED = "☑", "☐"
_SILENT = frozenset(
    [
        "SET",
        "ASK",
        "XE",
        "TC",
        "TA",
        "RD",
        "PRIVATE",
        "ADVANCE",
        "PRINT",
        "BIDIOUTLINE",
        "COMMENTS",
        "DATA",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "DDE",
        "DDEAUTO",
    ]
)
"""Fields that print nothing."""
_VOLATILE = frozenset({"DATE", "TIME"})
"""Fields that print another text every day."""
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_GENERAL = re.compile(r"\\\*\s*(\w+)")
# §17.16.4.3.1: switches of \* and the number formats behind them.
_PICTURES = {
    "arabic": "decimal", "alphabetic": "lowerLetter", "roman": "lowerRoman", "ordinal": "ordinal",
    "cardtext": "cardinalText", "ordtext": "ordinalText", "hex": "hex", "arabicdash": "numberInDash",
    "chinesenum1": "chineseCounting", "chinesenum2": "chineseLegalSimplified", "chinesenum3": "chineseCountingThousand",
    "circlenum": "decimalEnclosedCircle", "gb1": "decimalEnclosedFullstop", "gb2": "decimalEnclosedParen",
    "gb3": "decimalEnclosedCircle", "gb4": "ideographEnclosedCircle", "zodiac1": "ideographTraditional",
    "zodiac2": "ideographZodiac", "dbnum1": "chineseCounting", "dbnum2": "chineseLegalSimplified",
}  # fmt: skip
_OUTLINE = (
    "{upperRoman}.",
    "{upperLetter}.",
    "{decimal}.",
    "{lowerLetter})",
    "({decimal})",
    "({lowerLetter})",
    "{lowerRoman})",
)
_NUMBERED = (
    "{decimal})",
    "{lowerLetter})",
    "{lowerRoman})",
    "({decimal})",
    "({lowerLetter})",
    "({lowerRoman})",
    "{decimal}.",
)


@dataclass(slots=True)
class Field:
    """A field that is open, or one whose end was just met."""

    instruction: str = ""
    in_result: bool = False
    form: Any | None = None
    """w:ffData of a legacy form field."""
    result: str = ""
    """What of its result is printed, as far as read."""
    stale: bool = False
    """Word itself marked the result as out of date (w:dirty)."""

    @property
    def words(self) -> list[str]:
        """The instruction's words, quotation marks taken off."""
        return [quoted or bare for quoted, bare in _WORDS.findall(self.instruction)]

    @property
    def name(self) -> str:
        """REF, FORMCHECKBOX …; '' for none."""
        words = self.words
        return words[0].upper() if words else ""

    @property
    def prints_nothing(self) -> bool:
        """Whether Word shows nothing for it, result or none."""
        return self.name in _SILENT

    @property
    def is_volatile(self) -> bool:
        """Whether it prints another text every day."""
        return self.name in _VOLATILE

    def switch(self, letter: str) -> str | None:
        r"""The argument of a switch: \l 2; '' for one without; None where it is not given."""
        words = self.words
        for place, word in enumerate(words):
            if word.lower() == f"\\{letter}":
                following = words[place + 1] if place + 1 < len(words) else ""
                return "" if following.startswith("\\") else following
        return None


@dataclass(slots=True)
class Computed:
    """Texts of fields without a stored result, with the counters that some of them keep."""

    _sequences: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _outline: list[int] = field(default_factory=lambda: [0] * 9)
    _lists: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 9))

    def text(self, open_field: Field, *, level: int, list_level: int | None) -> str | None:
        """What the field prints; None where that cannot be told.

        `level`: the paragraph's outline level, 0-based; `list_level`: its level in a list, 0-based.
        """
        name = open_field.name
        if name.startswith("FORM"):
            return form_text(name, open_field.form)
        if name in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            return self._autonumber(open_field, level)
        if name == "LISTNUM":
            return self._list_number(open_field, list_level)
        if name == "SEQ":
            return self._sequence(open_field)
        plain = _COMPUTED.get(name)
        return plain(open_field) if plain else None

    def _sequence(self, of: Field) -> str | None:
        words = of.words
        if len(words) < 2 or of.switch("h") is not None:
            return None
        reset, repeat = integer(of.switch("r")), of.switch("c") is not None
        self._sequences[words[1]] = reset if reset is not None else self._sequences[words[1]] + (0 if repeat else 1)
        return pictured(self._sequences[words[1]], of.instruction)

    def _autonumber(self, of: Field, level: int) -> str:
        level = min(max(level, 0), 8)
        self._outline[level] += 1
        self._outline[level + 1 :] = [0] * (8 - level)
        number = self._outline[level]
        if of.name == "AUTONUMOUT":
            return _shaped(_OUTLINE[min(level, len(_OUTLINE) - 1)], number)
        divider = of.switch("s") or "."
        if of.name == "AUTONUM":
            return pictured(number, of.instruction) + divider
        path = divider.join(pictured(max(1, step), of.instruction) for step in self._outline[: level + 1])
        return path if of.switch("e") is not None else path + divider

    def _list_number(self, of: Field, list_level: int | None) -> str | None:
        words = of.words
        name = words[1] if len(words) > 1 and not words[1].startswith("\\") else "NumberDefault"
        given = integer(of.switch("l"))
        level = min(max((given - 1) if given else (0 if list_level is None else list_level + 1), 0), 8)
        counters = self._lists[name.lower()]
        start = integer(of.switch("s"))
        counters[level] = start if start is not None else counters[level] + 1
        counters[level + 1 :] = [0] * (8 - level)
        if name.lower() == "legaldefault":
            return ".".join(str(max(1, step)) for step in counters[: level + 1]) + "."
        shapes = {"numberdefault": _NUMBERED, "outlinedefault": _OUTLINE}.get(name.lower())
        return _shaped(shapes[min(level, len(shapes) - 1)], counters[level]) if shapes else None


def _shaped(shape: str, number: int) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: write(number, found.group(1)), shape)


def pictured(number: int, instruction: str) -> str:
    r"""The number in the format that a field's \* switch asks for: \* CHINESENUM3 gives 三."""
    for name in _GENERAL.findall(instruction):
        number_format = _PICTURES.get(name.lower())
        if number_format in FORMATS:
            written = write(number, number_format)
            return written.upper() if name.isupper() and name.lower() in ("roman", "alphabetic") else written
    return str(number)


def form_text(name: str, form: Any | None) -> str | None:
    """What a legacy form field prints where its result is not stored (§17.16.5, §17.16.7 ffData)."""
    if name == "FORMCHECKBOX":
        return check_box(child(form, "checkBox"))
    if name == "FORMDROPDOWN":
        return _drop_down(child(form, "ddList"))
    if name == "FORMTEXT":
        return value(child(child(form, "textInput"), "default")) or ""
    return None


def check_box(box: Any | None) -> str:
    """☑ or ☐: w:checked where it is given, else w:default."""
    now = is_on(child(box, "checked"))
    return TICKED if (is_on(child(box, "default")) if now is None else now) else UNTICKED


def _drop_down(entries: Any | None) -> str | None:
    options = [] if entries is None else [value(option) or "" for option in entries.findall(f"{W}listEntry")]
    chosen = integer(value(child(entries, "result")))
    chosen = integer(value(child(entries, "default"))) if chosen is None else chosen
    place = chosen or 0
    return options[place] if 0 <= place < len(options) else None


def _symbol(of: Field) -> str | None:
    words = of.words
    if len(words) < 2:
        return None
    if not words[1].isascii() or not words[1][0].isdigit():
        return words[1][:1]
    try:
        code = int(words[1], 16 if words[1].lower().startswith("0x") else 10)
    except ValueError:
        return None
    if of.switch("u") is not None or of.switch("j") is not None:
        return chr(code) if 0x20 <= code < 0xD800 else None
    face = of.switch("f") or ""
    return (
        symbol(code, face) if face else (bytes([code]).decode("cp1252", "replace") if 0x20 <= code < 256 else chr(code))
    )


def _button(of: Field) -> str | None:
    """MACROBUTTON and GOTOBUTTON show the words after their target: [点击此处输入甲方名称]."""
    parts = of.instruction.split(None, 2)
    return parts[2].strip() if len(parts) > 2 else None


def _quote(of: Field) -> str | None:
    words = of.words
    return words[1] if len(words) > 1 and not words[1].startswith("\\") else None


_COMPUTED: dict[str, Callable[[Field], str | None]] = {
    "EQ": lambda of: equation(of.instruction.strip()[2:]),
    "SYMBOL": _symbol,
    "MACROBUTTON": _button,
    "GOTOBUTTON": _button,
    "QUOTE": _quote,
}


def joined_number(before: str, after: str) -> str:
    """A computed text after the text before it: two numbers do not become one."""
    return formulas.keep_numbers_separate(before, after)
