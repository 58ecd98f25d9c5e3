"""Reading single fields out of YAML nodes, collecting every problem with its path and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.errors import Collected
from agreement_tool.model import Span
from agreement_tool.store.nodes import Mapping, Node, Scalar, Sequence
from agreement_tool.text.inline import InlineError, decode, decode_plain
from agreement_tool.text.patterns import compiled

_INTEGER = compiled(r"[0-9]{1,9}")
_Word = TypeVar("_Word", bound=str)

Path = tuple["Path", str | int] | None
"""Where a node stands, innermost first; spelled only when there is something to report."""


def spelled(path: Path) -> str:
    """clauses[3].text"""
    steps: list[str | int] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(steps)).lstrip(".")


def place_of(line: int, path: Path) -> Bilingual:
    """A node's place for a message; `line` is 0-based."""
    steps = spelled(path)
    return Bilingual(f"第 {line + 1} 行 {steps or '整个文件'}", f"line {line + 1}, {steps or 'the file'}")


@dataclass(slots=True)
class Fields:
    """One mapping's values by key, with the means to report errors in them."""

    path: Path
    line: int
    values: dict[str, Node]
    problems: Collected = field(repr=False)

    def add_error(self, key: str, problem: Sentence, line: int | None = None) -> None:
        """Record a problem at `key`."""
        at = self.values[key].line if line is None and key in self.values else self.line if line is None else line
        self.problems.add(place_of(at, (self.path, key) if key else self.path), problem)

    def written(self, key: str) -> str | None:
        """The scalar as written; None where the key is absent or null."""
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        if not isinstance(node, Scalar):
            self.add_error(key, Bilingual("须为文字，不能是列表或映射", "must be text, not a list or mapping"))
            return None
        if node.style == ">" or (node.style != "|" and node.end_line > node.line):
            # YAML would fold its lines with blanks, and a blank in the wording is a change of the wording.
            self.add_error(key, Bilingual("多行文字须以 |- 开始", "text on several lines must begin with |-"))
            return None
        return node.value

    def text(self, key: str) -> str | None:
        """Text without marks."""
        written = self.written(key)
        if written is None:
            return None
        try:
            return decode_plain(written)
        except InlineError as error:
            self.add_error(key, error.message)
            return None

    def spans(self, key: str) -> tuple[Span, ...] | None:
        """Text with inline marks."""
        written = self.written(key)
        if written is None:
            return None
        try:
            return decode(written)
        except InlineError as error:
            self.add_error(key, error.message)
            return None

    def integer(self, key: str) -> int | None:
        """A whole number, 0 or more."""
        written = self.written(key)
        if written is None:
            return None
        if not _INTEGER.fullmatch(written):
            self.add_error(key, Bilingual(f"须为整数，而不是 {written!r}", f"must be a whole number, not {written!r}"))
            return None
        return int(written)

    def flag(self, key: str) -> bool:
        """true or false; false where absent."""
        written = self.written(key)
        if written not in (None, "true", "false"):
            self.add_error(
                key, Bilingual(f"须为 true 或 false，而不是 {written!r}", f"must be true or false, not {written!r}")
            )
        return written == "true"

    def word(self, key: str, allowed: Collection[_Word]) -> _Word | None:
        """One of a fixed set of words."""
        written = self.written(key)
        for word in allowed:
            if word == written:
                return word
        if written is not None:
            words = ", ".join(allowed)
            self.add_error(
                key, Bilingual(f"须为 {words} 之一，而不是 {written!r}", f"must be one of {words}, not {written!r}")
            )
        return None

    def require(self, key: str) -> None:
        """Complain where the key is absent, unless it is there and bad (that is reported already)."""
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            self.add_error(key, Bilingual("缺少此项", "is missing"), self.line)

    def items(self, key: str) -> list[Node]:
        """A list's items; none where absent."""
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return []
        if not isinstance(node, Sequence):
            self.add_error(key, Bilingual("须为列表", "must be a list"))
            return []
        return node.items

    def each(self, key: str, known: Collection[str]) -> Iterator[Fields]:
        """The fields of every mapping in a list."""
        for number, node in enumerate(self.items(key)):
            fields = fields_of(node, ((self.path, key), number), known, self.problems)
            if fields is not None:
                yield fields

    def inner(self, key: str, known: Collection[str] | None) -> Fields | None:
        """The fields of a mapping inside this one; None where absent. `known` None: any key."""
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        return fields_of(node, (self.path, key), known, self.problems)


def fields_of(node: Node | None, path: Path, known: Collection[str] | None, problems: Collected) -> Fields | None:
    """A mapping's fields; unknown and repeated keys are reported, anything but a mapping is, with None returned."""
    line = node.line if node is not None else 0
    fields = Fields(path, line, {}, problems)
    if not isinstance(node, Mapping):
        fields.add_error("", Bilingual("须为带值的键（key: value）", "must be keys with values (key: value)"))
        return None
    for key, value in node.entries:
        name = key.value
        if known is not None and name not in known:
            near = get_close_matches(name, known, n=1)
            zh, en = (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
            fields.add_error(name, Bilingual(f"此处没有这个键{zh}", f"is not a key here{en}"), key.line)
        elif name in fields.values:
            fields.add_error(name, Bilingual("出现了两次", "is given twice"), key.line)
        else:
            fields.values[name] = value
    return fields
