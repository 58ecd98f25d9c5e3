"""A small cascade: tag, class and id selectors with descendants, and inline styles. No browser, no layout.

Source: CSS Cascading 4 (specificity, !important) and Selectors 4, as far as agreement pages use them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agreement_tool.text.patterns import compiled

Declarations = dict[str, str]

_COMMENT = compiled(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMPOUND = compiled(r"(?:\*|[a-zA-Z][\w-]*)?(?:[.#][\w\u0080-\uffff-]+)*\Z")
_BRACE = compiled(r"[{}]")
_PART = compiled(r"[.#]?[\w\u0080-\uffff*-]+")
RULES_AT_MOST = 20_000
"""Rules read from one page; a stylesheet beyond that is not an agreement's."""


@dataclass(frozen=True, slots=True)
class Compound:
    """One simple selector: a tag, classes and an id that one element must have, all of them."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def matches(self, element: Any) -> bool:
        """Whether the element has the tag, the id and every class."""
        if self.tag and element.tag != self.tag:
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class Rule:
    """Compounds from the outermost ancestor to the element itself, and what they declare."""

    path: tuple[tuple[str, Compound], ...]
    """(combinator before it, compound); the combinator is ' ' or '>'."""
    declarations: tuple[tuple[str, str], ...]
    specificity: tuple[int, int, int]
    order: int


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """`a: b; c: d !important` -> ('a', 'b'), ('c', 'd !important'); names and values in lower case."""
    for piece in text.split(";"):
        name, colon, value = piece.partition(":")
        if colon and name.strip():
            yield name.strip().lower(), " ".join(value.split()).lower()


def _top_level(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, body) of every rule outside @media and other at-blocks."""
    at = 0
    while (opening := sheet.find("{", at)) >= 0:
        head = sheet[at:opening].rpartition(";")[2].strip()
        depth, closing = 1, opening + 1
        while depth and closing < len(sheet):
            step = _BRACE.search(sheet, closing)
            if step is None:
                closing = len(sheet)
                break
            depth += 1 if step.group() == "{" else -1
            closing = step.end()
        if not head.startswith("@"):
            yield head, sheet[opening + 1 : closing - 1]
        at = closing


def _compound(text: str) -> Compound | None:
    if not _COMPOUND.match(text):
        return None
    parts = _PART.findall(text)
    return Compound(
        tag=next((part.lower() for part in parts if part[0] not in ".#*"), ""),
        ids=frozenset(part[1:] for part in parts if part[0] == "#"),
        classes=frozenset(part[1:] for part in parts if part[0] == "."),
    )


def _path(selector: str) -> tuple[tuple[str, Compound], ...] | None:
    """The selector's compounds; None for one that we do not follow (pseudo-classes, siblings, attributes)."""
    path: list[tuple[str, Compound]] = []
    combinator = " "
    for token in selector.replace(">", " > ").split():
        if token == ">":
            combinator = ">"
            continue
        compound = _compound(token)
        if compound is None:
            return None
        path.append((combinator, compound))
        combinator = " "
    return tuple(path) or None


def _specificity(path: tuple[tuple[str, Compound], ...]) -> tuple[int, int, int]:
    compounds = [compound for _, compound in path]
    return (
        sum(len(compound.ids) for compound in compounds),
        sum(len(compound.classes) for compound in compounds),
        sum(bool(compound.tag) for compound in compounds),
    )


class Stylesheet:
    """The rules of a page's <style> elements, found by the last compound's id, class or tag."""

    def __init__(self, text: str) -> None:
        self._by_key: dict[str, list[Rule]] = defaultdict(list)
        order = 0
        for selectors, body in _top_level(_COMMENT.sub("", text)):
            declared = tuple(declarations(body))
            for selector in selectors.split(","):
                path = _path(selector)
                if path and declared and order < RULES_AT_MOST:
                    order += 1
                    self._by_key[_key(path[-1][1])].append(Rule(path, declared, _specificity(path), order))

    def style(self, element: Any) -> Declarations:
        """What the rules and the element's own style attribute declare for it, the strongest last."""
        keys = [element.tag, "*", f"#{element.get('id')}"]
        keys += [f".{name}" for name in (element.get("class") or "").split()]
        rules = [rule for key in keys for rule in self._by_key.get(key, ()) if _matches(rule.path, element)]
        rules.sort(key=lambda rule: (rule.specificity, rule.order))
        cascade = [pair for rule in rules for pair in rule.declarations]
        cascade += declarations(element.get("style") or "")
        return _resolved(cascade)


def _key(compound: Compound) -> str:
    if compound.ids:
        return f"#{min(compound.ids)}"
    if compound.classes:
        return f".{min(compound.classes)}"
    return compound.tag or "*"


def _matches(path: tuple[tuple[str, Compound], ...], element: Any) -> bool:
    combinator, compound = path[-1]
    if not compound.matches(element):
        return False
    rest = path[:-1]
    if not rest:
        return True
    parent = element.getparent()
    if combinator == ">":
        return parent is not None and _matches(rest, parent)
    while parent is not None:
        if _matches(rest, parent):
            return True
        parent = parent.getparent()
    return False


def _resolved(cascade: list[tuple[str, str]]) -> Declarations:
    style: Declarations = {}
    important: Declarations = {}
    for name, value in cascade:
        plain = value.replace("!important", "").strip()
        if plain != value:
            important[name] = plain
        style[name] = plain
    return style | important
