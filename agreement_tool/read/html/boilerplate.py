"""What is on a web page and not in its agreement: navigation, headers, footers, buttons, hidden panels."""

from __future__ import annotations

import re
from typing import Any

from agreement_tool.model import FurnitureKind
from agreement_tool.text.form_lines import is_open_field
from agreement_tool.text.patterns import compiled

SILENT = frozenset(
    """script style head meta link template svg canvas iframe object embed audio video img map xml title
    base""".split()  # noqa: SIM905 - a word list reads better
)
_CONTROLS = frozenset({"button", "datalist", "noscript", "rt", "rp"})
_NAMED: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    ("footer", compiled(r"(?:^|[-_\s])(?:footer|foot|copyright|copy-right)(?:[-_\s]|$)", re.IGNORECASE)),
    (
        "navigation",
        compiled(
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
_WHOLE = 0.9
"""A part with this share of the page's running text is where the agreement stands."""
_MOSTLY = 0.5
"""Least share of running text in a page for which captions beside it are told from the agreement's own short lines."""
_CAPTION_LENGTH = 20
_IMPRINT = compiled(r"copyright|©|版权所有|ICP", re.IGNORECASE)
_ADDRESS = compiled(r"(?:https?://|www\.)|[^\s@]++@\S++\Z|\Z", re.IGNORECASE)
_WAY_BACK = compiled(r"\s*javascript:[\s(]*(?:window\.)?(?:history\.(?:back|go)|close)\b", re.IGNORECASE)
_SENTENCE = 12
"""Characters of a closing sentence at least: slogans are shorter."""
_CLOSING = frozenset({"footer", "div", "section"})
_RUNNING = compiled(r"[^，。；、]*[，。；、].*", re.DOTALL)
_RUNNING_LENGTH = 30
"""Characters from which a text node with punctuation is running text, not a caption or a button."""
# What may stand beside the running text and still belong to the agreement: titles, parties, dates, numbers.
_BELONGS = compiled(
    r"(?:协议|合同|条款|政策|声明|须知|规则|公约|章程|授权书|承诺书|告知书)[》」）)\s]*$|第.{1,4}[条章]|特别提示|[【（]"
    r"|(?:出租|承租|委托|受托|出卖|买受|借款|出借|贷款|保证|发包|承包|转让|受让|定作|承揽|许可|采购|供货?|需|买|卖)[方人]\s*+(?:[（(][^）)]{0,40}+[）)]\s*+)?[：:]"
    r"|(?:用人单位|劳动者|供应商|房东|租客)\s*[：:]"
    r"|[甲乙丙]\s*方|签[订署字]|盖章|日期|[年月日]|生效|更新|发布|版本|编号|[一二三四五六七八九十\d]\s*[、.．]"
    r"|\(\s*[一二三四五六七八九十\d]{1,3}\s*\)|[①-⑳]",
    re.MULTILINE,
)
_GROUPS = frozenset({"ul", "ol", "dl", "div", "p", "table", "section", "center", "td", "header", "menu"})


_STATED_HEADINGS = ("h1", "h2")
"""What is in one of these, however deep, is its words and no button beside the agreement."""


class Boilerplate:
    """Judges the parts of one page. Counts the text and the linked text under every element once."""

    def __init__(self, root: Any, *, show_hidden: bool = False) -> None:
        self._shows_hidden = show_hidden
        self._text: dict[Any, int] = {}
        self._linked: dict[Any, int] = {}
        self._links: dict[Any, int] = {}
        self._outside: set[Any] = set()
        self._running: dict[Any, int] = {}
        self._headings: set[Any] = set()
        self._count(root)
        self._total = max(1, self._text.get(root, 0))
        self._around = self._path_to_agreement(root)

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
            self._running[element] = self._running_text(element, children)
            self._linked[element] = text if is_link else sum(self._linked.get(child, 0) for child in children)
            self._links[element] = int(is_link) + sum(self._links.get(child, 0) for child in children)
            if element.tag in _STATED_HEADINGS or any(child in self._headings for child in children):
                self._headings.add(element)

    def _running_text(self, element: Any, children: list[Any]) -> int:
        """Characters of running text under an element, whose children are counted already."""
        if element.tag in SILENT or (not self._shows_hidden and _is_hidden(element)):
            return 0
        pieces = (element.text, *(child.tail for child in element))
        own = sum(
            _length(piece) for piece in pieces if _length(piece) >= _RUNNING_LENGTH and piece and _RUNNING.match(piece)
        )
        return own + sum(self._running.get(child, 0) for child in children)

    def _path_to_agreement(self, root: Any) -> set[Any]:
        """The elements from the root to the smallest one that holds nearly all running text."""
        path = {root}
        self._agreement = here = root
        whole = self._running.get(root, 0)
        while whole >= _MOSTLY * self._total:
            inner = next((child for child in here if self._running.get(child, 0) >= _WHOLE * whole), None)
            if inner is None:
                break
            path.add(inner)
            here = inner
        self._agreement = here
        return path

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
        if tag == "a" and _WAY_BACK.match(element.get("href") or ""):
            return "navigation"
        if text > _SMALL * self._total:
            return None
        return self._frame_kind(element, tag)

    def _frame_kind(self, element: Any, tag: str) -> FurnitureKind | None:
        if tag in _TAGGED and not (tag == "header" and element in self._headings) and not self._closes_text(element):
            return _TAGGED[tag]
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        if element not in self._headings:
            for kind, pattern in _NAMED:
                if pattern.search(names) and not (kind == "footer" and self._closes_text(element)):
                    return kind
        return self._linked_kind(element, tag) or self._outer_kind(element)

    def _closes_text(self, element: Any) -> bool:
        """Whether a footer inside the agreement's part of the page says its last sentence, and is no site's imprint."""
        if element.tag not in _CLOSING or self._links[element] > 1:
            return False
        pieces = [piece.strip() for piece in element.itertext()]
        sentence = any(len(piece) >= _SENTENCE and piece.endswith("。") for piece in pieces)
        return sentence and not any(_IMPRINT.search(piece) for piece in pieces)

    def _outer_kind(self, element: Any) -> FurnitureKind | None:
        """Captions and buttons beside the part of the page that holds the agreement."""
        parent = element.getparent()
        beside = parent in self._outside or (parent in self._around and parent is not self._agreement)
        if not beside or self._running.get(element, 0) or element.tag in _STATED_HEADINGS:
            return None
        pieces = [piece.strip() for piece in element.itertext() if piece.strip()]
        if element in self._headings or not _is_caption(pieces):
            self._outside.add(element)
            return None
        return "navigation"

    def _linked_kind(self, element: Any, tag: str) -> FurnitureKind | None:
        text, links = self._text[element], self._links[element]
        if tag not in _GROUPS or links < 2 or self._linked[element] < _LINKED * text:
            return None
        if all(is_address("".join(link.itertext()).strip()) for link in element.iter("a")):
            return None  # addresses, printed for themselves
        inside = sum((link.get("href") or "").startswith("#") for link in element.iter("a"))
        return "contents" if inside >= links / 2 and text > 20 else "navigation"


def is_address(text: str) -> bool:
    """The address of a page or a mailbox, printed for itself; or nothing."""
    return bool(_ADDRESS.match(text))


def _is_caption(pieces: list[str]) -> bool:
    """Whether the texts of a part of the page are an imprint, or short and nothing that an agreement would say."""
    if any(_IMPRINT.search(piece) for piece in pieces):
        return True
    if any(is_open_field(piece) for piece in pieces):
        return False
    return all(len(piece) <= _CAPTION_LENGTH for piece in pieces) and not _BELONGS.search("\n".join(pieces))


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _length(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0
