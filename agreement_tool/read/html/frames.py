"""Pages inside a page: frames with their document in the file, shadow roots, and markup that was escaped once too
often.

The tree is put right before it is read, so that what a person sees in the page stands where it is seen.
Sources: HTML Living Standard §4.8.5 (srcdoc), §4.12.3 (shadowrootmode), RFC 2557 (frames of a saved page).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from agreement_tool.read.html.charset import decoded
from agreement_tool.read.inventory import Inventory, Reason
from agreement_tool.read.tex import linear

FRAME = Reason(
    "frame",
    "页面中有 {n} 个框架或嵌入的文档在别的文件里，未读取：请打开它们并另存后再读。",
    "{n} frames or embedded documents of the page are in other files and were not read: open them, save "
    "them and read those.",
)
_DEEPEST = 4
"""Documents inside each other, at most."""
_FRAMES = frozenset({"iframe", "frame", "object", "embed", "portal"})
_ESCAPED = re.compile(
    r"</(?:p|div|h[1-6]|li|span|strong|b|em|u|table|td|tr|ul|ol|section|font|a)\s*>|<br\s*/?>|<p(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ESCAPED_AT_LEAST = 2
"""Tags that a text shows before it is taken for escaped markup: one may be quoted in a sentence."""
_BLANK_SOURCES = ("about:", "javascript:", "data:,")

Parse = Callable[[str], Any]


def put_in_place(root: Any, parse: Parse, resources: Mapping[str, str], inventory: Inventory, depth: int = 0) -> None:
    """Put shadow trees, frames' documents and unescaped markup into the tree. `resources`: address -> page, of a saved
    page.

    `parse` makes a tree of markup. Frames whose document is not in the file are noted.
    """
    for template in list(root.iter("template")):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            _attach(template)
    for element in list(root.iter(*_FRAMES)):
        _frame(element, parse, resources, inventory, depth)
    _show_formulas(root)
    if depth < _DEEPEST:
        _unescape(root, parse)


def _show_formulas(root: Any) -> None:
    """MathJax keeps formulas in scripts, and draws each before its script: the drawing's letters say 510000 of
    5/10000."""
    for script in list(root.iter("script")):
        if not (script.get("type") or "").startswith("math/tex"):
            continue
        parent = script.getparent()
        while (drawn := script.getprevious()) is not None and "mathjax" in (drawn.get("class") or "").lower():
            if (drawn.tail or "").strip():
                break
            parent.remove(drawn)
        for key in list(script.attrib):
            del script.attrib[key]
        script.tag, script.text = "span", linear(script.text or "")


def _frame(element: Any, parse: Parse, resources: Mapping[str, str], inventory: Inventory, depth: int) -> None:
    address = (element.get("src") or element.get("data") or element.get("data-src") or "").strip()
    markup = element.get("srcdoc") if element.tag == "iframe" else None
    if markup is None:
        markup = _resource(resources, address)
    if markup is None or depth >= _DEEPEST:
        if (address and not address.startswith(_BLANK_SOURCES)) or depth >= _DEEPEST:
            inventory.note(FRAME, place=address, words=element.get("title") or "")
        return
    inner = parse(markup) if markup.strip() else None
    if inner is None:
        return
    put_in_place(inner, parse, resources, inventory, depth + 1)
    for key in list(element.attrib):
        del element.attrib[key]
    element.tag = "div"
    element.text = None
    body = inner.find(".//body")
    _move_content(inner if body is None else body, element)


def _resource(resources: Mapping[str, str], address: str) -> str | None:
    if address[:14].lower() == "data:text/html":
        return _inline_page(address)
    return resources.get(address.removeprefix("cid:")) if address else None


def _inline_page(address: str) -> str | None:
    """The page that a data: address holds (RFC 2397)."""
    head, comma, body = address.partition(",")
    try:
        data = b64decode(unquote_to_bytes(body)) if ";base64" in head.lower() else unquote_to_bytes(body)
    except ValueError:
        return None
    return decoded(data)[0] if comma else None


def _move_content(source: Any, target: Any) -> None:
    if source.tag in ("html", "body"):
        target.text = source.text
        target[:] = list(source)
    else:
        target.append(source)


def _attach(template: Any) -> None:
    """A declarative shadow root is shown instead of its host's children, which stand in its slots."""
    host = template.getparent()
    if host is None:
        return
    light = [child for child in host if child is not template]
    loose = "".join(piece or "" for piece in (host.text, *(child.tail for child in host)))
    for child in light:
        child.tail = None
    host.text = template.text
    host[:] = list(template)
    for slot in list(host.iter("slot")):
        name = slot.get("name") or ""
        given = [child for child in light if isinstance(child.tag, str) and (child.get("slot") or "") == name]
        if given or (not name and loose.strip()):
            slot.text = "" if name else loose
            slot[:] = given
        slot.tag = "span" if not any(child.tag in _BLOCKS for child in slot) else "div"


_BLOCKS = frozenset({"p", "div", "ol", "ul", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_AS_TYPED = frozenset({"script", "style", "code", "title", "template", "svg", "math", "xmp"})


def _unescape(root: Any, parse: Parse) -> None:
    """Read markup that stands in the page as text: &lt;p&gt;第一条&lt;/p&gt;. Once: what is escaped twice stays
    text."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _AS_TYPED:
            continue
        pieces = (element.text, *(child.tail for child in element))
        if sum(len(_ESCAPED.findall(piece)) for piece in pieces if piece and "<" in piece) >= _ESCAPED_AT_LEAST:
            _replace_content(element, parse(_inner_markup(element)))


def _inner_markup(element: Any) -> str:
    """What stands between an element's tags, its text taken for markup."""
    from lxml import etree

    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(etree.tostring(child, encoding="unicode", method="html", with_tail=False))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _replace_content(element: Any, inner: Any | None) -> None:
    if inner is None:
        return
    body = inner.find(".//body")
    element.text = None
    element[:] = []
    _move_content(inner if body is None else body, element)
