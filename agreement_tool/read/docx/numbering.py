"""Word's automatic numbers, which are not in the text: computed from numbering.xml as Word counts.

Source: ECMA-376 part 1, §17.9. Lists that share an abstract definition share their counters; a w:num with a
start override begins anew when it is first used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read.docx.formats import write
from agreement_tool.read.docx.package import W, child, integer, is_on, value
from agreement_tool.read.docx.styles import ListPlace, Styles
from agreement_tool.text.patterns import compiled

LEVELS = 9
_PLACE = compiled(r"%([1-9])")


@frozen
class Level:
    """One level of a list definition."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    """`第%1条`, `%1.%2`: %n is the number of level n."""
    restart: int | None = None
    """Restarts after this level (one-based) is used; 0 never; None after any shallower one."""
    legal: bool = False
    """All numbers in it are printed in arabic figures."""
    hidden: bool = False


@dataclass(slots=True)
class ListCounters:
    """The numbers a list has reached."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    started: set[int] = field(default_factory=set)
    """The numIds whose start overrides were applied."""


class Numbering:
    """The numbering part of a document, with its counters. Call `use` for all paragraphs, then `label` in order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = (
            {} if root is None else {value(item, "abstractNumId"): item for item in root.findall(f"{W}abstractNum")}
        )
        self._nums = {} if root is None else {integer(value(item, "numId")): item for item in root.findall(f"{W}num")}
        self._levels: dict[tuple[int, int], Level | None] = {}
        self._counters: dict[str | None, ListCounters] = defaultdict(ListCounters)
        self._used: dict[str | None, set[int]] = defaultdict(set)
        self._linked: dict[tuple[int, str], int | None] = {}

    def label(self, number: int, level: int) -> str | None:
        """Count a paragraph at `level` (0-based) of the list `number` (numId); its printed label, None without one."""
        definition = self._level(number, level)
        if definition is None:
            return None
        counters = self._counters[self._abstract_id(number)]
        self._apply_overrides(number, counters)
        self._count(number, level, counters.values)
        return None if definition.hidden else self._printed(number, definition, counters.values)

    def level_of(self, place: ListPlace) -> int:
        """The level (0-based) of a paragraph: its own, that of the level which names its style, or its style's."""
        if place.level is not None:
            return place.level
        for style in place.styles:
            linked = self._linked_level(place.number, style)
            if linked is not None:
                return linked
        return place.style_level

    def _linked_level(self, number: int, style: str) -> int | None:
        """The level that gives its number to paragraphs of a style (§17.9.23 pStyle)."""
        key = (number, style)
        if key not in self._linked:
            levels = [
                *(child(override, "lvl") for override in _all(self._nums.get(number), "lvlOverride")),
                *_all(self._abstracts.get(self._abstract_id(number)), "lvl"),
            ]
            found = next((level for level in levels if value(child(level, "pStyle")) == style), None)
            self._linked[key] = integer(value(found, "ilvl"))
        return self._linked[key]

    def use(self, number: int, level: int) -> None:
        """Note that a document uses this level of the list, before its paragraphs are counted."""
        self._used[self._abstract_id(number)].add(level)

    def is_nested(self, number: int) -> bool:
        """Whether more than one level of the list is used: only then is a level a depth."""
        return len(self._used[self._abstract_id(number)]) > 1

    def _abstract_id(self, number: int) -> str | None:
        """The list definition behind a numId, through a numbering style where it is linked to one."""
        for _ in range(LEVELS):
            abstract = value(child(self._nums.get(number), "abstractNumId"))
            linked = value(child(self._abstracts.get(abstract), "numStyleLink"))
            target = self._styles.numbering_of(linked) if linked else None
            if target is None or target == number:
                return abstract
            number = target
        return None

    def _level(self, number: int, level: int) -> Level | None:
        key = (number, level)
        if key not in self._levels:
            self._levels[key] = self._read_level(number, level)
        return self._levels[key]

    def _read_level(self, number: int, level: int) -> Level | None:
        override = self._override(number, level)
        element = child(override, "lvl")
        if element is None:
            element = self._find(self._abstracts.get(self._abstract_id(number)), "lvl", level)
        if element is None:
            return None
        start = integer(value(child(override, "startOverride")))
        given = integer(value(child(element, "start")))
        return Level(
            start=start if start is not None else (1 if given is None else given),
            number_format=_number_format(element),
            text=value(child(element, "lvlText")) or "",
            restart=integer(value(child(element, "lvlRestart"))),
            legal=is_on(child(element, "isLgl")) or False,
            hidden=is_on(child(child(element, "rPr"), "vanish")) or False,
        )

    def _override(self, number: int, level: int) -> Any | None:
        return self._find(self._nums.get(number), "lvlOverride", level)

    @staticmethod
    def _find(parent: Any | None, name: str, level: int) -> Any | None:
        elements = [] if parent is None else parent.findall(f"{W}{name}")
        return next((element for element in elements if integer(value(element, "ilvl")) == level), None)

    def _apply_overrides(self, number: int, counters: ListCounters) -> None:
        if number in counters.started:
            return
        counters.started.add(number)
        for level in range(LEVELS):
            if child(self._override(number, level), "startOverride") is not None:
                counters.values[level] = None

    def _count(self, number: int, level: int, values: list[int | None]) -> None:
        for shallower in range(level):
            if values[shallower] is None:
                values[shallower] = self._start(number, shallower)
        now = values[level]
        values[level] = self._start(number, level) if now is None else now + 1
        for deeper in range(level + 1, LEVELS):
            if self._restarts(number, deeper, after=level):
                values[deeper] = None

    def _start(self, number: int, level: int) -> int:
        definition = self._level(number, level)
        return definition.start if definition else 1

    def _restarts(self, number: int, level: int, *, after: int) -> bool:
        definition = self._level(number, level)
        restart = definition.restart if definition else None
        return restart is None or after < restart

    def _printed(self, number: int, definition: Level, values: list[int | None]) -> str | None:
        if definition.number_format == "bullet":
            return _bullet(definition.text)

        def place(found: re.Match[str]) -> str:
            level = int(found.group(1)) - 1
            shown = self._level(number, level)
            number_format = "decimal" if definition.legal or shown is None else shown.number_format
            reached = values[level]
            return write(self._start(number, level) if reached is None else reached, number_format)

        return _PLACE.sub(place, definition.text).strip() or None


def _all(parent: Any | None, name: str) -> list[Any]:
    return [] if parent is None else list(parent.findall(f"{W}{name}"))


def _number_format(level: Any) -> str:
    """The number format of a level. Newer ones stand in an alternative, with an older one to fall back on."""
    given = next(level.iter(f"{W}numFmt"), None)
    if value(given) == "custom":
        # "001, 002, 003, ...": figures with leading zeros (ECMA-376 part 1, §17.9.17 format).
        first = (value(given, "format") or "").partition(",")[0].strip()
        return f"decimalZero{len(first)}" if first.isdecimal() else "decimal"
    return value(given) or "decimal"


def _bullet(text: str) -> str | None:
    """The bullet; one from Symbol or Wingdings is a private-use code point, whatever its shape, and becomes •."""
    bullet = "".join("•" if "\ue000" <= character <= "\uf8ff" else character for character in text)
    return bullet.strip() or None
