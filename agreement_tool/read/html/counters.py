"""Generated content: what ::before, ::after and ::marker print, counters computed.

Sources: CSS Lists 3 §4 (counters and their scopes), CSS Content 3, CSS Counter Styles 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreement_tool.read.html.css import Declarations
from agreement_tool.read.html.lists import counter_text

_TOKEN = re.compile(
    r"""(?:"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|'((?:[^'\\]|\\.)*+)(?:'|\\?\Z)|(counters?|attr)\(([^()]*)\)|([\w-]+)|(/)|(\S))""",
    re.DOTALL,
)
_ARGUMENT = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s,]+))\s*,?""")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_PAIR = re.compile(r"(reversed\(\s*)?([\w\u0080-\uffff-]+)\)?(?:\s+(-?\d+))?")
_NOTHING = frozenset({"none", "normal", "no-open-quote", "no-close-quote"})
_QUOTES = {"open-quote": "“", "close-quote": "”"}


@dataclass(slots=True)
class Counters:
    """The counters in scope while a tree is walked: name -> values, the outermost scope first."""

    _values: dict[str, list[int]] = field(default_factory=dict)
    _opened: list[list[str]] = field(default_factory=lambda: [[]])
    """For every open element the counters that it or a child of it created; they end with it."""
    unknown: int = 0
    """Counters in styles that we cannot compute (@counter-style, symbols())."""

    def enter(self, declared: Declarations) -> None:
        """Enter an element: its own resets, increments and sets."""
        self.change(declared)
        self._opened.append([])

    def set_item(self, number: int) -> None:
        """The number of the list item that is entered next: the counter `list-item`, which every list has."""
        values = self._values.setdefault("list-item", [])
        if "list-item" not in self._opened[-1]:
            values.append(number)
            self._opened[-1].append("list-item")
        values[-1] = number

    def leave(self) -> None:
        """Leave an element: what its children created ends."""
        for name in self._opened.pop():
            self._values[name].pop()

    def change(self, declared: Declarations) -> None:
        """Apply the counter properties of an element or pseudo-element."""
        for name, number in _pairs(declared.get("counter-reset"), 0):
            values = self._values.setdefault(name, [])
            if name in self._opened[-1]:
                values[-1] = number  # a sibling's counter begins anew
            else:
                values.append(number)
                self._opened[-1].append(name)
        for name, number in _pairs(declared.get("counter-increment"), 1):
            self._instance(name)[-1] += number
        for name, number in _pairs(declared.get("counter-set"), 0):
            self._instance(name)[-1] = number

    def _instance(self, name: str) -> list[int]:
        values = self._values.setdefault(name, [])
        if not values:
            values.append(0)
            self._opened[-1].append(name)
        return values

    def content(self, value: str, attributes: dict[str, str]) -> tuple[str, bool]:
        """(what a `content` value prints, whether a counter stands in it)."""
        text, counted = "", False
        for double, single, function, arguments, word, slash, _ in _TOKEN.findall(value):
            if slash:
                break  # what follows is for screen readers
            if function == "attr":
                text += attributes.get(arguments.strip().lower(), "")
            elif function:
                text += self._counter(function, arguments)
                counted = True
            elif word:
                text += "" if word in _NOTHING else _QUOTES.get(word, "")
            else:
                text += unescaped(double or single)
        return text, counted

    def _counter(self, function: str, arguments: str) -> str:
        given = [unescaped(double or single) or bare for double, single, bare in _ARGUMENT.findall(arguments)]
        if not given:
            return ""
        values = self._values.get(given[0]) or [0]
        style = (
            given[2]
            if function == "counters" and len(given) > 2
            else given[1]
            if function == "counter" and len(given) > 1
            else "decimal"
        )
        divider = given[1] if function == "counters" and len(given) > 1 else ""
        chosen = values if function == "counters" else values[-1:]
        written = [counter_text(style.lower(), number) for number in chosen]
        if any(text is None for text in written):
            self.unknown += 1
        return divider.join(str(number) if text is None else text for text, number in zip(written, chosen, strict=True))


def _pairs(value: str | None, default: int) -> Iterator[tuple[str, int]]:
    """`a 2 b` -> (a, 2), (b, default)."""
    if value is None or value in ("none", "inherit", "initial", "unset"):
        return
    for _, name, number in _PAIR.findall(value):
        yield name, int(number[:7]) if number else default


def unescaped(text: str) -> str:
    r"""A CSS string's text: \201C is “."""

    def character(found: re.Match[str]) -> str:
        if found.group(2) is not None:
            return "" if found.group(2) == "\n" else found.group(2)
        code = int(found.group(1), 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"

    return _ESCAPE.sub(character, text)
