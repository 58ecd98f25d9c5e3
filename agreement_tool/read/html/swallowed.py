"""What a page's source holds and the page does not show: something was never closed, hides, or leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from agreement_tool.read.inventory import Inventory, Reason
from agreement_tool.text.patterns import compiled

SWALLOWED = Reason(
    "other",
    "有 {n} 处注释或引号没有结束，其后的文字不显示，未读取：请核对源文件。",
    "{n} comments or quotation marks are never closed; the text behind them is not shown and was not read: check the "
    "source.",
)
MOVES_ON = Reason(
    "frame",
    "网页打开后会自动转到另一地址，那里的内容未读取：请在浏览器中打开后另存再读。",
    "The page moves on to another address by itself; what stands there was not read: open it in a browser, save it and "
    "read that.",
)
SHOWN_ANYWAY = Reason(
    "other",
    "网页打开时不显示的文字比显示的多，已一并读取：请对照网页核对哪些属于协议。",
    "More of the page's text is hidden when it opens than shown; all of it was read: compare with the page which of it "
    "is the agreement's.",
)
PERHAPS_HIDDEN_BY_RULE = Reason(
    "other",
    "有 {n} 条隐藏内容的样式规则用了未知的选择器或变量，所涉文字可能不显示：已读取，请对照网页。",
    "{n} style rules that hide something use a selector or variable that is not followed; what they name may not be "
    "shown, and was read: compare with the page.",
)
_HAN = compiled("[\u3400-\u9fff]")
_TAG = compiled(r"<[^<>]*>")
_ADDRESS = re.compile(r"url\s*=\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_NAME = compiled(r"[.#]([\w-]+)")


def note_swallowed(markup: str, inventory: Inventory) -> None:
    """Note a comment, or an attribute's value, that runs to the end of the file and takes wording with it."""
    for opening, closing in (("<!--", "-->"), ('="', '"'), ("='", "'")):
        at = markup.rfind(opening)
        rest = markup[at + len(opening) :] if at >= 0 else ""
        if rest and closing not in rest and (opening == "<!--" or "<" in rest) and _HAN.search(rest):
            inventory.note(SWALLOWED, words=_TAG.sub(" ", rest))
            return


def note_refresh(root: Any, inventory: Inventory) -> None:
    """Note that a page moves on to another one as soon as it is open."""
    for meta in root.iter("meta"):
        found = _ADDRESS.search(meta.get("content") or "")
        if (meta.get("http-equiv") or "").lower() == "refresh" and found:
            inventory.note(MOVES_ON, place=found.group(1).strip())


def note_hiding(root: Any, selectors: Iterable[str], inventory: Inventory) -> None:
    """Note rules that may hide elements of the page which have words."""
    wanted = [(selector, set(_NAME.findall(selector))) for selector in selectors]
    if not wanted:
        return
    held = {
        name
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (*(element.get("class") or "").split(), element.get("id") or "")
        if name and any(text.strip() for text in element.itertext())
    }
    for selector, names in wanted:
        if names & held or not names:
            inventory.note(PERHAPS_HIDDEN_BY_RULE, words=selector)
