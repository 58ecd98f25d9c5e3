"""Where a clause's label, title and text stand in its YAML file: line and column of a code point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from agreement_tool.frozen import frozen
from agreement_tool.model import Field

_KEYS: dict[Field, str] = {"label": "label", "title": "title", "text": "text"}
# What `text.inline` writes that is not a character of the text, and what it escapes one character by.
_TOKEN = re.compile(
    r"(?P<tag>\*\*|</?[ui]>|<mark(?: [a-z]+)*>|</mark>)|(?P<escape>\\u\{[0-9A-Fa-f]{1,6}\}|\\.)|(?P<char>.)", re.DOTALL
)


@frozen
class TextRange:
    """1-based line and columns; columns count code points, `end` is one past the last."""

    line: int
    column: int
    end: int


class YamlPlaces:
    """Finds places in one clause file. `starts`: eid -> 1-based line on which the clause begins."""

    def __init__(self, text: str, starts: Mapping[str, int]) -> None:
        self._lines = text.split("\n")
        self._starts = dict(starts)
        self._read: dict[tuple[int, str], tuple[tuple[int, int, int], ...]] = {}
        """(first line of a clause, key) -> its characters' places: a clause often has several findings."""
        ordered = sorted(set(starts.values()))
        self._ends = {line: following - 1 for line, following in pairwise([*ordered, len(self._lines) + 1])}

    def spot(self, eid: str | None, field: Field, start: int | None, end: int | None) -> TextRange:
        """The place of [start, end) in a clause's field; the clause's first line when it cannot be found."""
        first = self._starts.get(eid or "")
        if first is None:
            return TextRange(1, 1, len(self._lines[0]) + 1 if self._lines else 1)
        found = self._in_field(first, self._ends[first], _KEYS[field], start or 0, end)
        if found:
            return found
        line = self._lines[first - 1]
        column = len(line) - len(line.lstrip(" -")) + 1
        return TextRange(first, column, max(column, len(line)) + 1)

    def _in_field(self, first: int, last: int, key: str, start: int, end: int | None) -> TextRange | None:
        spot: TextRange | None = None
        if (first, key) not in self._read:
            self._read[first, key] = tuple(self._characters(first, last, key))
        for place, (line, column, width) in enumerate(self._read[first, key][start:], start):
            if place == start:
                spot = TextRange(line, column, column + width)
            elif spot and line == spot.line and (end is None or place < end):
                spot = TextRange(line, spot.column, column + width)
            if spot and (line != spot.line or (end is not None and place + 1 >= end)):
                break
        return spot

    def _characters(self, first: int, last: int, key: str) -> Iterator[tuple[int, int, int]]:
        """(line, column, width) of each character of the field's value."""
        found = self._value(first, last, key)
        if found is None:
            return
        number, column, quote = found
        if column is None:
            yield from self._block(number, last)
            return
        written = self._lines[number - 1]
        for match in _TOKEN.finditer(written, column - 1):
            if quote and match[0] == quote:
                return
            if not match["tag"]:
                yield number, match.start() + 1, len(match[0])

    def _value(self, first: int, last: int, key: str) -> tuple[int, int | None, str] | None:
        """(line, column of the first character or None for a block scalar, closing quotation mark)."""
        pattern = re.compile(rf"^\s*(?:-\s+)?{key}:\s*(?P<rest>.*)$")
        for number in range(first, last + 1):
            match = pattern.match(self._lines[number - 1])
            if match is None:
                continue
            rest = match["rest"]
            if not rest or rest[0] in "|>":
                return number + 1, None, ""
            quote = rest[0] if rest[0] in "\"'" else ""
            return number, match.start("rest") + 1 + len(quote), quote
        return None

    def _block(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        lines: Sequence[str] = self._lines[first - 1 : last]
        indent = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
        for offset, line in enumerate(lines):
            if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
                return
            for match in _TOKEN.finditer(line, min(indent, len(line))):
                if not match["tag"]:
                    yield first + offset, match.start() + 1, len(match[0])
