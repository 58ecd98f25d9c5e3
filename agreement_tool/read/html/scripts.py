"""Pages that a script fills: refused where hardly any text stands beside the scripts, told where a script holds
wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.read.flow import Block, weight
from agreement_tool.read.inventory import Inventory, Reason

SCRIPT = Reason(
    "script",
    "页面的 {n} 段脚本中含有成句的文字，显示时可能写入页面，未读取：请在浏览器中打开后另存再读。",
    "{n} scripts of the page hold whole sentences that they may write into it; they were not read: save "
    "the page from a browser and read that.",
)
FILLED = 60
"""Characters: a page with fewer beside its scripts, and no sentence among them, is filled by these."""
_SENTENCE = re.compile(r"[。；]|第[一二三四五六七八九十\d]+条")
_WORDING = re.compile(r"[\u4e00-\u9fff][^\"'`<>{}\n\\]{28,300}[。；]")
"""A sentence in a script: messages to the person who fills in a form are shorter."""
_DATA_ONLY = frozenset({"application/ld+json", "importmap", "speculationrules"})


def refuse_if_filled_by_script(root: Any, blocks: Iterable[Block], name: str) -> None:
    """Raises SourceError where the page's text is next to nothing, and a script would write the rest."""
    shown = [block.text for block in blocks]
    if sum(map(weight, shown)) >= FILLED or any(_SENTENCE.search(text) for text in shown) or not _has_script(root):
        return
    raise SourceError(
        Bilingual(
            "网页内容由脚本写入，文件中几乎没有文字", "a script fills the page; the file itself holds next to no text"
        ),
        where=name,
        next_step=Bilingual(
            "请在浏览器中打开，等内容显示后另存为网页（.mhtml 或“全部”），或打印为 PDF 后再读。",
            "Open it in a browser, wait until it is shown, save the page (.mhtml or complete) or print it "
            "to PDF, and read that.",
        ),
    )


def note_wording(root: Any, shown: str, inventory: Inventory) -> None:
    """Note scripts that hold sentences which the page itself does not show. `shown`: the page's text without blanks."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() in _DATA_ONLY:
            continue
        sentences = [found.group() for found in _WORDING.finditer(script.text or "")]
        hidden = [sentence for sentence in sentences if "".join(sentence.split())[:20] not in shown]
        if hidden:
            inventory.note(SCRIPT, words=" | ".join(hidden[:20]))


def _has_script(root: Any) -> bool:
    return any(script.get("src") or (script.text or "").strip() for script in root.iter("script"))
