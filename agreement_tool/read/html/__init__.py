"""HTML: parsed by lxml, styled by a small cascade, no browser. Pages saved from Word, Axure and templates included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError, on_line
from agreement_tool.frozen import frozen
from agreement_tool.model import Doubt, Furniture, SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.flow import Block, lines_of, weight
from agreement_tool.read.html.blocks import COUNTER, BlockBuilder, walk
from agreement_tool.read.html.boilerplate import Boilerplate
from agreement_tool.read.html.charset import decoded
from agreement_tool.read.html.css import Stylesheet
from agreement_tool.read.html.frames import put_in_place
from agreement_tool.read.html.scripts import note_wording, refuse_if_filled_by_script
from agreement_tool.read.html.swallowed import SHOWN_ANYWAY, note_hiding, note_refresh, note_swallowed
from agreement_tool.read.inventory import Inventory
from agreement_tool.read.paragraphs import rejoined
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

NO_RESOURCES: Mapping[str, str] = {}
_LINE_BREAK = compiled(r"</br\s*/?>", re.IGNORECASE)
"""HTML Living Standard §13.2.6.4.7: the end tag of br is a br; the parser drops it."""
_USUAL = 0.4
"""Share of paragraphs below empty ones from which these are how the page spaces its paragraphs."""
_QUOTED = 24
"""Characters of a hidden text that a doubt quotes."""
# Attributes are compared with each other as the page is parsed: a hundred thousand in one tag take hours.
# Possessive: blanks may be split in many ways, and every way would be tried.
_GIANT_TAG = compiled(r"<[a-zA-Z](?:[^<>\s]*+\s++){2000}")


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read an HTML file. Raises SourceError when it holds no text or cannot be parsed."""
    return read_page(data, name=name, reader="html", sha256=digest(data))


def read_page(
    data: bytes, *, name: str, reader: str, sha256: str, resources: Mapping[str, str] = NO_RESOURCES
) -> SourceDocument:
    """Read a page. `resources`: address -> markup of the documents that came with it, for its frames. Raises
    SourceError."""
    markup, doubts = decoded(data)
    page = parse(markup, name, resources=resources)
    lines = lines_of(rejoined(page.blocks), page.inventory)
    return SourceDocument(
        name=name,
        sha256=sha256,
        reader=reader,
        lines=lines,
        furniture=page.furniture,
        doubts=(*doubts, *page.doubts),
        title=page.title,
        unread=page.inventory.entries(),
    )


@frozen
class HtmlPage:
    """A page taken apart."""

    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]
    title: str | None
    inventory: Inventory
    """What was not read."""
    doubts: tuple[Doubt, ...] = ()


def parse(markup: str, name: str, *, first_rules: str = "", resources: Mapping[str, str] = NO_RESOURCES) -> HtmlPage:
    """Take markup apart. `first_rules` is CSS that the page's own may override.

    Raises SourceError when there is no text, or next to none beside its scripts.
    """
    root, frames = _parsed(markup, name), Inventory()
    put_in_place(root, lambda inner: _parsed(inner, name) if inner.strip() else None, resources, frames)
    sheet = Stylesheet("\n".join((first_rules, *_styles(root))))
    builder = _built(root, sheet)
    if _size(builder.furniture) > _size(builder.blocks):
        # A page whose agreement is in a dialogue that a script would open.
        builder = _built(root, sheet, show_hidden=True)
        builder.inventory.note(SHOWN_ANYWAY)
    if not builder.blocks:
        raise SourceError(
            Bilingual("文件中没有文字", "the file holds no text"),
            where=name,
            next_step=Bilingual(
                "若网页由脚本生成，请在浏览器中另存后再读。",
                "If a script fills the page, save it from a browser and read that file.",
            ),
        )
    refuse_if_filled_by_script(root, builder.blocks, name)
    builder.inventory.include(frames)
    if sheet.unfollowed:
        builder.inventory.note(COUNTER, count=sheet.unfollowed)
    note_swallowed(markup, builder.inventory)
    note_refresh(root, builder.inventory)
    note_hiding(root, sheet.perhaps_hiding, builder.inventory)
    note_wording(root, strip_whitespace(_text_of(builder)), builder.inventory)
    doubts = tuple(_doubts(builder))
    return HtmlPage(
        _with_telling_gaps(builder.blocks), tuple(builder.furniture), _title(root), builder.inventory, doubts
    )


def _with_telling_gaps(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without their gaps where empty paragraphs stand between most, and tell nothing."""
    gaps = sum(block.gap is not None for block in blocks)
    return tuple(replace(block, gap=None) for block in blocks) if gaps > _USUAL * len(blocks) else tuple(blocks)


def _styles(root: Any) -> Iterator[str]:
    for style in root.iter("style"):
        if "print" not in (style.get("media") or ""):
            yield style.text_content()


def _text_of(builder: BlockBuilder) -> str:
    cells = (run.text for block in builder.blocks for row in block.rows for runs, _, _ in row for run in runs)
    return "".join((*(block.text for block in builder.blocks), *cells, *(piece.text for piece in builder.furniture)))


def _built(root: Any, sheet: Stylesheet, *, show_hidden: bool = False) -> BlockBuilder:
    builder = BlockBuilder(sheet, Boilerplate(root, show_hidden=show_hidden))
    builder.all_rules_known = not any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
    walk(root, builder)
    return builder


def _doubts(builder: BlockBuilder) -> Iterator[Doubt]:
    for text in builder.hidden:
        yield Doubt(
            "hidden-text",
            Bilingual(
                f"网页平时不显示的 {weight(text)} 字未读取（如选项卡中的另一份协议）：请在浏览器中显示后另存再读。",
                f"{weight(text)} characters that the page does not show at first (a tab with another "
                "agreement?) were not read: show them in a browser, save the page and read that.",
            ),
            text=text[:_QUOTED],
        )


def _size(pieces: Iterable[Block | Furniture]) -> int:
    return sum(weight(piece.text) for piece in pieces)


def _parsed(text: str, name: str) -> Any:
    from lxml import etree, html

    if _GIANT_TAG.search(text):
        raise SourceError(
            Bilingual("某个标签有数千个属性", "a tag has thousands of attributes"),
            where=name,
            next_step=Bilingual("请确认这是协议网页。", "Check that the file is an agreement's page."),
        )
    text = _LINE_BREAK.sub("<br>", text)
    # Text in, not bytes: the parser would believe a wrong <meta charset>.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError(
            Bilingual(f"无法作为 HTML 读取（{error}）", f"not readable as HTML ({error})"),
            where=name,
            next_step=Bilingual("请确认这是网页文件。", "Check that the file is a web page."),
        ) from error
    if limit := next((fault for fault in parser.error_log if fault.type_name == "ERR_RESOURCE_LIMIT"), None):
        # The parser stops there and would lose the rest in silence.
        raise SourceError(
            Bilingual("嵌套过深，或有一段文字超过 10 MB", "nested too deep, or one piece of text of more than 10 MB"),
            where=on_line(name, limit.line),
            next_step=Bilingual(
                "请确认这是协议网页；如果是，请将其文字另存为 .txt。",
                "Check that the file is an agreement's page; if it is, save its text as .txt.",
            ),
        )
    return root


def _title(root: Any) -> str | None:
    """The first <h1> with text, or the window's title."""
    for element in (*root.iter("h1"), *root.iter("title")):
        if text := " ".join(element.text_content().split()):
            return text
    return None
