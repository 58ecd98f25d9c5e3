"""What is on a web page and not in its agreement: navigation, headers, footers, buttons, hidden panels."""

from __future__ import annotations

import re
from typing import Any

from agreement_tool.model import FurnitureKind

SILENT = frozenset(
    """script style head meta link template svg canvas iframe object embed audio video img map xml title
    base""".split()  # noqa: SIM905 - a word list reads better
)
_CONTROLS = frozenset({"button", "select", "option", "datalist", "input", "noscript"})
_NAMED: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    ("footer", re.compile(r"(?:^|[-_\s])(?:footer|foot|copyright|copy-right)(?:[-_\s]|$)", re.IGNORECASE)),
    (
        "navigation",
        re.compile(
            r"(?:^|[-_\s])(?:nav|navbar|menu|breadcrumbs?|crumbs?|sidebar|side-bar|toolbar|tabbar|topbar|pagination)(?:[-_\s]|$)",
            re.IGNORECASE,
        ),
    ),
)
_TAGGED: dict[str, FurnitureKind] = {"nav": "navigation", "aside": "navigation", "footer": "footer", "header": "header"}
_SMALL = 0.3
"""A part of the page with more than this share of its text is no frame around the agreement."""
_LINKED = 0.8
"""Share of a part's text inside links from which it is navigation."""
_GROUPS = frozenset({"ul", "ol", "dl", "div", "p", "table", "section", "center", "td", "header", "menu"})


class Chrome:
    """Judges the parts of one page. Counts the text and the linked text under every element once."""

    def __init__(self, root: Any, *, show_hidden: bool = False) -> None:
        self._text: dict[Any, int] = {}
        self._linked: dict[Any, int] = {}
        self._links: dict[Any, int] = {}
        self._headings: set[Any] = set()
        self._count(root)
        self._total = max(1, self._text.get(root, 0))
        self._shows_hidden = show_hidden

    def _count(self, root: Any) -> None:
        from lxml import etree

        for _, element in etree.iterwalk(root, events=("end",)):
            children = [child for child in element if isinstance(child.tag, str)]
            text = _length(element.text) + sum(_length(child.tail) for child in element)
            if element.tag in SILENT:
                text = 0
            text += sum(self._text.get(child, 0) for child in children)
            is_link = element.tag == "a" and element.get("href") is not None
            self._text[element] = text if element.tag not in SILENT else 0
            self._linked[element] = text if is_link else sum(self._linked.get(child, 0) for child in children)
            self._links[element] = int(is_link) + sum(self._links.get(child, 0) for child in children)
            if element.tag in ("h1", "h2") or any(child in self._headings for child in children):
                self._headings.add(element)

    def kind(self, element: Any, *, hidden: bool) -> FurnitureKind | None:
        """What sort of furniture an element is; None for a part of the agreement."""
        tag = element.tag
        text = self._text.get(element, 0)
        if tag in SILENT:
            return "other"
        if not text:
            return None
        if hidden and not self._shows_hidden:
            return "other"
        if tag in _CONTROLS:
            return "other"
        if text > _SMALL * self._total:
            return None
        return self._frame_kind(element, tag)

    def _frame_kind(self, element: Any, tag: str) -> FurnitureKind | None:
        if tag in _TAGGED and not (tag == "header" and element in self._headings):
            return _TAGGED[tag]
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        if element not in self._headings:
            for kind, pattern in _NAMED:
                if pattern.search(names):
                    return kind
        return self._linked_kind(element, tag)

    def _linked_kind(self, element: Any, tag: str) -> FurnitureKind | None:
        text, links = self._text[element], self._links[element]
        if tag not in _GROUPS or links < 2 or self._linked[element] < _LINKED * text:
            return None
        inside = sum((link.get("href") or "").startswith("#") for link in element.iter("a"))
        return "contents" if inside >= links / 2 and text > 20 else "navigation"


def _length(text: str | None) -> int:
    return sum(not character.isspace() for character in text) if text else 0
