"""A small cascade: tag, class, id and attribute selectors with descendants, generated content, and inline styles.

No browser, no layout. Sources: CSS Syntax 3 (strings, comments), CSS Cascading 4 (specificity, !important), Selectors
4, Media Queries 4, as far as agreement pages use them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from agreement_tool.frozen import frozen
from agreement_tool.read.html.places import Places

Declarations = dict[str, str]
Pseudo = Literal["", "before", "after", "marker"]

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_ATTRIBUTE = r"""\[\s*+[\w-]++\s*+(?:[~|^$*]?=\s*+(?:"[^"]*+"|'[^']*+'|[\w-]++)\s*+[iIsS]?\s*+)?\]"""
_STRUCTURAL = r":(?:(?:first|last|only)-(?:child|of-type)|root|empty|nth-(?:last-)?(?:child|of-type)\([^()]*\))"
_COMPOUND = re.compile(
    rf"(?:\*|[a-zA-Z][\w-]*)?(?:[.#][\w\u0080-\uffff-]+|{_ATTRIBUTE}|{_STRUCTURAL}|:not\([^()]*\))*"
    r"(?:::?(?:before|after|marker))?\Z"
)
_BRACE = re.compile(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_PART = re.compile(rf"{_ATTRIBUTE}|::?[a-z-]+(?:\([^()]*\))?|[.#]?[\w\u0080-\uffff*-]+")
_TEST = re.compile(r"""\[\s*([\w-]+)\s*(?:([~|^$*]?)=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+)))?""")
_TOKEN = re.compile(rf"[>+~]|(?:{_ATTRIBUTE}|\([^()]*\)|[^\s>+~\[(])+")
_COUNTING = frozenset({"counter-reset", "counter-increment", "counter-set"})
_QUOTED_PIECE = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()"']|"[^"]*"|'[^']*')*\)|[^;"'(]|["'(])+"""
)
_SELECTOR_PIECE = re.compile(r"""(?:\[[^\]]*\]|\([^)]*\)|[^,\[(])+""")
_STATEMENTS = re.compile(r"""\A(?:\s*+(?:@[^{};"']*+(?:(?:"[^"]*+"|'[^']*+')[^{};"']*+)?)?;)+""")
"""@import and @charset, which have no block."""
_GENERATED = frozenset({"content", "counter-reset", "counter-increment", "counter-set", "quotes"})
"""Declarations whose values keep their case: they hold strings and names."""
_CONDITIONS = ("media", "supports", "layer", "container", "scope")
RULES_AT_MOST = 20_000
"""Rules read from one page; a stylesheet beyond that is not an agreement's."""
_NESTED = 8
"""At-rules inside each other, at most."""


@frozen
class AttributeTest:
    """[name], [name=value], [name~=value] …"""

    name: str
    operator: str
    value: str | None

    def matches(self, element: Any) -> bool:
        """Whether the element has the attribute, with the value if one is asked for."""
        found = element.get(self.name)
        if found is None or self.value is None:
            return found is not None
        given: str = found
        if self.operator in ("^", "$", "*") and not self.value:
            return False
        tests = {
            "": given == self.value,
            "~": self.value in given.split(),
            "|": given == self.value or given.startswith(f"{self.value}-"),
            "^": given.startswith(self.value),
            "$": given.endswith(self.value),
            "*": self.value in given,
        }
        return tests[self.operator]


@frozen
class Compound:
    """One simple selector: a tag, classes, ids and attributes that one element must have, all of them."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    attributes: tuple[AttributeTest, ...] = ()
    places: tuple[str, ...] = ()
    """Structural pseudo-classes, without their colon: first-child, nth-child(2n+1)."""
    excluded: tuple[Compound, ...] = ()
    """:not(…)."""

    def matches(self, element: Any, places: Places) -> bool:
        """Whether the element has the tag, the id, every class and every attribute, and stands where it must."""
        if self.tag and element.tag != self.tag:
            return False
        if self.ids and element.get("id") not in self.ids:
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        if not all(test.matches(element) for test in self.attributes):
            return False
        if any(other.matches(element, places) for other in self.excluded):
            return False
        return all(places.holds(element, place) for place in self.places)


@frozen
class CssRule:
    """Compounds from the outermost ancestor to the element itself, and what they declare."""

    path: tuple[tuple[str, Compound], ...]
    """(combinator before it, compound); the combinator is ' ', '>', '+' or '~'."""
    declarations: tuple[tuple[str, str], ...]
    specificity: tuple[int, int, int]
    order: int


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """`a: b; c: d !important` -> ('a', 'b'), ('c', 'd !important'); names and values in lower case, strings
    untouched."""
    pieces = text.split(";")
    if not all(map(_is_whole, pieces)):
        pieces = _QUOTED_PIECE.findall(text)  # a semicolon stands in a string or in brackets
    for piece in pieces:
        name, colon, value = piece.partition(":")
        name = name.strip().lower()
        if colon and name:
            value = value.strip() if name in _GENERATED else " ".join(value.split()).lower()
            yield name, value


def _is_whole(piece: str) -> bool:
    return piece.count('"') % 2 == 0 and piece.count("'") % 2 == 0 and piece.count("(") == piece.count(")")


def _rules(sheet: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """(selectors, body) of every rule that holds on a screen."""
    at = 0
    while (opening := _next_brace(sheet, at, "{")) >= 0:
        head = _STATEMENTS.sub("", sheet[at:opening]).strip()
        closing = _matching(sheet, opening)
        body = sheet[opening + 1 : closing - 1]
        if not head.startswith("@"):
            yield head, body
        elif depth < _NESTED and _holds(head):
            yield from _rules(body, depth + 1)
        at = closing


def _next_brace(sheet: str, at: int, wanted: str) -> int:
    while found := _BRACE.search(sheet, at):
        if found.group() == wanted:
            return found.start()
        at = found.end()
    return -1


def _matching(sheet: str, opening: int) -> int:
    """Just behind the brace that closes the one at `opening`; the end where none does."""
    depth, at = 1, opening + 1
    while depth:
        step = _BRACE.search(sheet, at)
        if step is None:
            return len(sheet) + 1
        depth += {"{": 1, "}": -1}.get(step.group(), 0)
        at = step.end()
    return at


def _holds(head: str) -> bool:
    """Whether an at-rule's content applies on a wide screen: @media screen, all, (min-width: …), and not print."""
    name, _, query = head[1:].partition(" ")
    name = name.partition("(")[0].lower()
    if name != "media":
        return name in _CONDITIONS
    return any(_is_screen(one.strip()) for one in query.lower().split(","))


_TYPE = re.compile(r"(?:only\s+)?(not\s+)?([a-z]+)?")
_NARROW = re.compile(r"max-(?:device-)?width\s*:\s*(\d+)")
_SCREEN_WIDTH = 1024
"""CSS pixels: a page is read as a desktop browser shows it."""


def _is_screen(query: str) -> bool:
    found = _TYPE.match(query)
    negated, medium = (bool(found.group(1)), found.group(2)) if found else (False, None)
    is_ours = (medium in (None, "all", "screen")) != negated
    narrow = _NARROW.search(query)
    dark = "prefers-color-scheme: dark" in query or "prefers-color-scheme:dark" in query
    return is_ours and not dark and not (narrow and int(narrow.group(1)[:6]) < _SCREEN_WIDTH)


def _compound(text: str) -> tuple[Compound, Pseudo] | None:
    if not _COMPOUND.match(text):
        return None
    parts = _PART.findall(text)
    pseudo = next((part.lstrip(":") for part in parts if part.lstrip(":") in ("before", "after", "marker")), "")
    classes = [part[1:] for part in parts if part[0] == ":" and part.lstrip(":") != pseudo]
    excluded = [_compound(part[4:-1].strip()) for part in classes if part.startswith("not(")]
    if any(other is None or other[1] for other in excluded):
        return None
    compound = Compound(
        tag=next((part.lower() for part in parts if part[0] not in ".#*[:"), ""),
        ids=frozenset(part[1:] for part in parts if part[0] == "#"),
        classes=frozenset(part[1:] for part in parts if part[0] == "."),
        attributes=tuple(_test(part) for part in parts if part[0] == "["),
        places=tuple(part for part in classes if not part.startswith("not(")),
        excluded=tuple(other[0] for other in excluded if other),
    )
    return compound, pseudo  # type: ignore[return-value]  # the pattern lets only these three through


def _test(text: str) -> AttributeTest:
    found = _TEST.match(text)
    assert found is not None
    name, operator, *values = found.groups()
    return AttributeTest(name.lower(), operator or "", next((value for value in values if value is not None), None))


def _path(selector: str) -> tuple[tuple[tuple[str, Compound], ...], Pseudo] | None:
    """The selector's compounds and its pseudo-element; None for one that we do not follow (:hover, :is() …)."""
    path: list[tuple[str, Compound]] = []
    combinator = " "
    pseudo: Pseudo = ""
    for token in _TOKEN.findall(selector):
        if token in (">", "+", "~"):
            combinator = token
            continue
        found = _compound(token)
        if found is None or pseudo:
            return None
        path.append((combinator, found[0]))
        combinator, pseudo = " ", found[1]
    return (tuple(path), pseudo) if path else None


def _specificity(path: tuple[tuple[str, Compound], ...], pseudo: Pseudo) -> tuple[int, int, int]:
    compounds = [compound for _, compound in path]
    return (
        sum(len(compound.ids) for compound in compounds),
        sum(
            len(compound.classes) + len(compound.attributes) + len(compound.places) + len(compound.excluded)
            for compound in compounds
        ),
        sum(bool(compound.tag) for compound in compounds) + bool(pseudo),
    )


class Stylesheet:
    """The rules of a page's <style> elements, found by the last compound's id, class or tag."""

    def __init__(self, text: str) -> None:
        self._by_key: dict[Pseudo, dict[str, list[CssRule]]] = defaultdict(lambda: defaultdict(list))
        self._places = Places()
        order = 0
        self.unfollowed = 0
        """Rules about counters whose selectors we do not follow."""
        self.perhaps_hiding: list[str] = []
        """Selectors that we do not follow, and that take what they name out of sight."""
        for selectors, body in _rules(_COMMENT.sub("", text)):
            declared = tuple(declarations(body))
            hides = _hides(declared)
            for selector in _SELECTOR_PIECE.findall(selectors):
                found = _path(selector)
                self.unfollowed += found is None and any(_counts(*pair) for pair in declared)
                if (hides is True or (hides is False and found is None)) and not _is_of_a_moment(selector):
                    self.perhaps_hiding.append(selector.strip())
                if found and declared and order < RULES_AT_MOST:
                    order += 1
                    path, pseudo = found
                    rule = CssRule(path, declared, _specificity(path, pseudo), order)
                    self._by_key[pseudo][_key(path[-1][1])].append(rule)
        self.generates = any(pseudo in self._by_key for pseudo in ("before", "after", "marker"))
        """Whether any rule is about generated content."""

    def style(self, element: Any) -> Declarations:
        """What the rules and the element's own style attribute declare for it, the strongest last."""
        cascade = self._declared(element, "")
        cascade += declarations(element.get("style") or "")
        return _resolved(cascade)

    def pseudo(self, element: Any, pseudo: Pseudo) -> Declarations:
        """What the rules declare for an element's ::before, ::after or ::marker; empty where no rule does."""
        return _resolved(self._declared(element, pseudo)) if pseudo in self._by_key else {}

    def _declared(self, element: Any, pseudo: Pseudo) -> list[tuple[str, str]]:
        by_key = self._by_key[pseudo]
        keys = [element.tag, "*", f"#{element.get('id')}"]
        keys += [f".{name}" for name in (element.get("class") or "").split()]
        rules = [rule for key in keys for rule in by_key.get(key, ()) if _matches(rule.path, element, self._places)]
        rules.sort(key=lambda rule: (rule.specificity, rule.order))
        return [pair for rule in rules for pair in rule.declarations]


def _key(compound: Compound) -> str:
    if compound.ids:
        return f"#{min(compound.ids)}"
    if compound.classes:
        return f".{min(compound.classes)}"
    return compound.tag or "*"


def _matches(path: tuple[tuple[str, Compound], ...], element: Any, places: Places) -> bool:
    combinator, compound = path[-1]
    if not compound.matches(element, places):
        return False
    rest = path[:-1]
    if not rest:
        return True
    if combinator in ("+", "~"):
        return _matches_before(rest, element, places, near=combinator == "+")
    parent = element.getparent()
    if combinator == ">":
        return parent is not None and _matches(rest, parent, places)
    while parent is not None:
        if _matches(rest, parent, places):
            return True
        parent = parent.getparent()
    return False


def _matches_before(path: tuple[tuple[str, Compound], ...], element: Any, places: Places, *, near: bool) -> bool:
    """Whether the element just before (`near`), or any before it under the same parent, matches."""
    for sibling in element.itersiblings(preceding=True):
        if isinstance(sibling.tag, str):
            if _matches(path, sibling, places):
                return True
            if near:
                return False
    return False


_MOMENTS = frozenset(
    {
        *("hover", "focus", "active", "visited", "target", "checked", "disabled", "enabled", "invalid", "valid"),
        *("placeholder", "fullscreen", "autofill", "lang", "-"),
    }
)
"""States that a page does not have when it is opened."""


def _is_of_a_moment(selector: str) -> bool:
    return "::" in selector or any(f":{state}" in selector for state in _MOMENTS)


def _hides(declared: Iterable[tuple[str, str]]) -> bool | None:
    """Whether a rule takes what it is for out of sight in a way that is not followed (by a variable, in a nested rule);
    False: in a way that is followed where its selector is; None: it hides nothing."""
    found: bool | None = None
    for name, value in declared:
        if name.endswith("display") and value.startswith(("none", "var(")):
            outer, _, own = name.rpartition("{")
            if own.strip() == "display":
                found = found or bool(outer) or value.startswith("var(")
    return found


def _counts(name: str, value: str) -> bool:
    return name in _COUNTING or (name == "content" and "counter" in value)


def _resolved(cascade: list[tuple[str, str]]) -> Declarations:
    style: Declarations = {}
    important: Declarations = {}
    for name, value in cascade:
        plain = value.replace("!important", "").strip()
        if plain != value:
            important[name] = plain
        style[name] = plain
    return style | important
