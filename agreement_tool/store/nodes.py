"""YAML text -> nodes that know their line. Nothing is constructed, so nothing in a file can run.

Built on libyaml's events and not on PyYAML's composer: depth is bounded here, and every scalar keeps its spelling, so
that 1.10 stays '1.10' whatever a YAML version thinks of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.errors import StoreError, on_line

MOST_CHARACTERS = 64 * 1024 * 1024
MOST_SCALARS = 300_000
"""Keys and values of a file: twenty thousand clauses with everything that a clause can have."""
MOST_DEPTH = 200
"""Nested collections; a clause inside a clause takes two."""
TOO_DEEP = Bilingual(f"超过 {MOST_DEPTH} 层嵌套", f"more than {MOST_DEPTH} levels of nesting")


@dataclass(slots=True)
class Scalar:
    """A scalar as written. Lines are 0-based, as libyaml counts them."""

    value: str
    style: str
    """'' plain, else one of ' " | >."""
    line: int
    end_line: int
    end_column: int

    @property
    def is_null(self) -> bool:
        """Whether it spells 'nothing'."""
        return not self.style and self.value in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Mapping:
    """Keys and values in order, duplicates included."""

    line: int
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """Items in order."""

    line: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


@dataclass(slots=True)
class YamlDocument:
    """The one document of a file: its root, and every scalar in order (to tell comments from text)."""

    root: Node | None
    scalars: list[Scalar]


def parse(text: str, name: str) -> YamlDocument:
    """The nodes of `text`. Raises StoreError: not YAML, aliases or tags in it, several documents, too large or too
    deep."""
    import yaml

    if len(text) > MOST_CHARACTERS:
        raise StoreError(
            Bilingual(f"超过 {MOST_CHARACTERS:,} 个字符", f"larger than {MOST_CHARACTERS:,} characters"),
            where=name,
            next_step=Bilingual("请拆分协议。", "Split the agreement."),
        )
    try:
        return _Composer(name).compose(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise _not_yaml(error, name) from error


class _Composer:
    def __init__(self, name: str) -> None:
        self._name = name
        self._scalars: list[Scalar] = []
        self._root: Node | None = None
        self._documents = 0
        self._open: list[tuple[Mapping | Sequence, Scalar | None]] = []

    def compose(self, events: Iterator[Any]) -> YamlDocument:
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._refuse_tags_and_anchors(event)
                self._place(self._scalar(event))
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._refuse_tags_and_anchors(event)
                self._begin(event, Mapping if kind == "MappingStartEvent" else Sequence)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._place(self._open.pop()[0])
            elif kind == "AliasEvent":
                raise self._refused(Bilingual("别名（*name）", "an alias (*name)"), event)
            elif kind == "DocumentStartEvent":
                self._count_document(event)
        return YamlDocument(self._root, self._scalars)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        scalar = Scalar(event.value, event.style or "", start.line, end.line, end.column)
        self._scalars.append(scalar)
        if len(self._scalars) > MOST_SCALARS:
            raise StoreError(
                Bilingual(f"超过 {MOST_SCALARS:,} 个值", f"more than {MOST_SCALARS:,} values"),
                where=self._name,
                next_step=Bilingual("请拆分协议。", "Split the agreement."),
            )
        return scalar

    def _begin(self, event: Any, kind: type[Mapping | Sequence]) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise self._refused(TOO_DEEP, event)
        self._open.append((kind(event.start_mark.line), None))

    def _place(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is not None:
            parent.entries.append((key, node))
            self._open[-1] = (parent, None)
        elif isinstance(node, Scalar):
            self._open[-1] = (parent, node)
        else:
            raise StoreError(
                Bilingual("键不是文本", "a key that is not text"), where=on_line(self._name, node.line + 1)
            )

    def _refuse_tags_and_anchors(self, event: Any) -> None:
        if event.anchor:
            raise self._refused(Bilingual("锚点（&name）", "an anchor (&name)"), event)
        if event.tag and event.tag != "!":
            raise self._refused(Bilingual("标签（!name）", "a tag (!name)"), event)

    def _count_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refused(Bilingual("第二个文档（---）", "a second document (---)"), event)

    def _refused(self, what: Bilingual, event: Any) -> StoreError:
        return _not_allowed(what, on_line(self._name, event.start_mark.line + 1))


def _not_allowed(what: Bilingual, where: Sentence) -> StoreError:
    return StoreError(
        Bilingual(f"{what.zh}：条款文件中不会有", f"{what.en}, which clause files never hold"),
        where=where,
        next_step=Bilingual("请直接写出该值。", "Write the value out."),
    )


def _not_yaml(error: Exception, name: str) -> StoreError:
    mark = getattr(error, "problem_mark", None)
    where: Sentence = on_line(name, mark.line + 1, mark.column + 1) if mark else name
    # Reader errors have neither mark nor problem, only their text; its first line says it.
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    if "nesting" in problem:  # PyYAML from 6.0.4 on stops before an event reaches us
        return _not_allowed(TOO_DEEP, where)
    return StoreError(
        Bilingual(f"不是有效的 YAML：{problem}", f"not valid YAML: {problem}"),
        where=where,
        next_step=Bilingual("请检查该处的缩进、引号与冒号。", "Check indentation, quotes and colons there."),
    )
