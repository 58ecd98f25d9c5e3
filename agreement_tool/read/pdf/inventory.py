"""What of a PDF was not read, or left out on purpose: one entry a kind, with the words, for the person who checks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Unread, UnreadKind
from agreement_tool.read.pdf.charmaps import is_strange, odd_runs
from agreement_tool.read.pdf.engines import Reading
from agreement_tool.read.pdf.footnotes import Footnote
from agreement_tool.read.pdf.hidden_text import Hidden, Why
from agreement_tool.read.pdf.notes import words_under
from agreement_tool.read.pdf.page import Note, NoteKind, Page
from agreement_tool.read.pdf.pictures import around, block_pictures, inline_pictures
from agreement_tool.read.pdf.rows import text_of
from agreement_tool.read.pdf.scanned import OCR_FONT

_LONGEST = 400
"""Characters of an entry's words that are told."""

Named = tuple[UnreadKind, str, str, str, str]
"""A kind of thing: what it is, its name in Chinese and English, and what to do about it in both."""


@dataclass(slots=True)
class Entry:
    """Things of one kind and one reason."""

    named: Named
    pages: list[int] = field(default_factory=list)
    """The page of each."""
    words: list[str] = field(default_factory=list)


_CHECK = ("请核对原页。", "Check the page.")
_KEEP = ("未计入条款，请核对其是否应属协议内容。", "It is in no clause: check whether it belongs to the agreement.")
_HIDDEN: dict[Why, Named] = {
    "invisible": ("hidden-text", "以不可见方式写入的文字", "text drawn invisibly", *_KEEP),
    "white": ("hidden-text", "与纸同色的文字", "text in the colour of the paper", *_KEEP),
    "tiny": ("hidden-text", "小于 2 磅、无法看清的文字", "text below 2 points, too small to be read", *_KEEP),
    "off-page": ("hidden-text", "位于页面（裁剪框）之外的文字", "text outside the page (its crop box)", *_KEEP),
    "covered": (
        "hidden-text", "被遮盖、裁去或所在图层已关闭的文字", "text that is covered, clipped away or on a layer switched off", *_KEEP
    ),
    "sideways": ("vertical-text", "与正文方向垂直的文字", "text written across the page's direction", *_KEEP),
}  # fmt: skip
_NOTES: dict[NoteKind, Named] = {
    "entry": ("form-field", "未显示的表单域", "form fields that are not shown", *_KEEP),
    "tick": ("form-field", "未显示的复选框", "check boxes that are not shown", *_KEEP),
    "signature": ("form-field", "电子签名域", "signature fields", "签名内容未读取。", "What is signed there was not read."),
    "typed": ("annotation", "页面上另加的文字框", "text boxes added over the page", *_KEEP),
    "stamp": ("annotation", "图章", "stamps", "图章内容未读取，请核对原页。", "What they show was not read: check the page."),
    "struck": (
        "annotation", "被批注划去的文字", "text struck out by an annotation",
        "正文中仍保留，请核对是否删除。", "It is still in the text: check whether it is deleted.",
    ),
    "highlighted": ("annotation", "未显示的高亮", "highlights that are not shown", *_CHECK),
    "underlined": ("annotation", "未显示的下划线", "underlines that are not shown", *_CHECK),
    "comment": ("comment", "批注", "comments", "未计入条款。", "They are in no clause."),
    "file": ("attachment", "附在页面上的文件", "files attached to the page", "未读取，请取出后分别读取。", "Not read: take them out and read each."),
    "drawing": ("annotation", "手绘、线条或图形批注", "drawings, lines or shapes added as annotations", *_CHECK),
    "redaction": (
        "annotation", "标记为待涂黑的文字", "text marked to be blacked out",
        "尚未涂黑，正文中仍保留。", "It is not yet blacked out and is still in the text.",
    ),
}  # fmt: skip
_FOOTNOTE: Named = (
    "footnote",
    "脚注",
    "footnotes",
    "未并入引用它的条款，请一并阅读。",
    "They are no part of the clause that cites them: read both.",
)
_PAGE_PICTURE: Named = (
    "picture",
    "整页图片",
    "pages that are pictures",
    "未识别，请用 --ocr auto 读取。",
    "Not read: use --ocr auto.",
)
_LAYER: Named = (
    "picture",
    "图片中的文字",
    "words in pictures",
    "取自图片的隐藏文字层，请对照图片校对。",
    "Taken from the pictures' invisible text layer: proofread them.",
)
_FILES: Named = (
    "attachment",
    "文件内嵌的其他文件",
    "files inside the document",
    "未读取，请取出后分别读取。",
    "Not read: take them out and read each.",
)
_INLINE: Named = (
    "picture",
    "夹在文字行中的图片",
    "pictures inside a line of text",
    "可能是数字或文字，未读取：请核对原页。",
    "They may be digits or words, and were not read: check the page.",
)
_PICTURE: Named = (
    "picture",
    "图片",
    "pictures",
    "图中文字未读取，请核对原页。",
    "Words in them were not read: check the page.",
)
_MISCODED: Named = (
    "other",
    "字体编码错误的文字",
    "text in a wrongly encoded font",
    "读出的字与页面所印不符，请用 --ocr always 读取。",
    "It does not say what the page shows: read it with --ocr always.",
)
_STRANGE: Named = ("other", "没有通用含义的字符", "characters without a common meaning", *_CHECK)


class Inventory:
    """Gathers entries; things alike become one."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}

    def add(self, named: Named, page: int | None, words: str = "", *, times: int = 1) -> None:
        """Add `times` things on one page."""
        entry = self._entries.setdefault(named[:2], Entry(named))
        entry.pages += [page or 0] * times
        if words.strip():
            entry.words.append(words.strip())

    def add_hidden(self, hidden: Iterable[Hidden]) -> None:
        """Add text that was left out."""
        for one in hidden:
            self.add(_HIDDEN[one.why], one.page, one.text)

    def add_notes(self, page: Page, notes: Iterable[Note]) -> None:
        """Add a page's annotations and fields that are none of its text."""
        for note in notes:
            words = note.text
            if note.kind in ("struck", "redaction"):
                words = words_under(page, note.boxes) or words
            self.add(_NOTES[note.kind], page.number, words)

    def add_footnotes(self, footnotes: Iterable[Footnote]) -> None:
        """Add footnotes, each with its words."""
        for one in footnotes:
            self.add(_FOOTNOTE, one.page, one.text)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())


def pages_of(entry: Entry) -> tuple[int, ...]:
    """The pages of an entry, each once."""
    return tuple(sorted({page for page in entry.pages if page}))


# --- pages


def take_stock(inventory: Inventory, pages: Sequence[Page], reading: Reading, layered: Iterable[int]) -> None:
    """Add what can be seen of the pages as a whole: pictures, files, characters that mean nothing."""
    for number in reading.pictured:
        inventory.add(_PAGE_PICTURE, number)
    for number in layered:
        inventory.add(_LAYER, number)
    for name in reading.attachments:
        inventory.add(_FILES, None, name)
    by_engine = [page for page in pages if not any(run.style.font == OCR_FONT for run in page.runs)]
    _add_pictures(inventory, [page for page in by_engine if page.number not in reading.pictured])
    _add_unreliable(inventory, by_engine, reading.unreliable)


def _add_pictures(inventory: Inventory, pages: Sequence[Page]) -> None:
    for page in pages:
        for box in inline_pictures(page):
            inventory.add(_INLINE, page.number, around(box, page))
    for number, _ in block_pictures(pages):
        inventory.add(_PICTURE, number)


def _add_unreliable(inventory: Inventory, pages: Sequence[Page], fonts: Container[int]) -> None:
    """Words in fonts whose characters are not what the page shows, and lone characters without a meaning."""
    odd = list(odd_runs(pages, fonts))
    for page in pages:
        doubted = "".join(run.text for run in page.runs if run.style.font_key in fonts)
        if doubted.strip():
            inventory.add(_MISCODED, page.number, doubted)
        own = {text for number, text in odd if number == page.number}
        for text in own:
            inventory.add(_MISCODED, page.number, text)
        kept = (run for run in page.runs if run.style.font_key not in fonts and run.text not in own)
        strange = "".join(char for run in kept for char in text_of(run) if is_strange(char))
        if strange:
            inventory.add(_STRANGE, page.number, strange, times=len(strange))


def unread_of(inventory: Inventory) -> Iterator[Unread]:
    """The inventory as the model has it."""
    for entry in inventory:
        what, zh, en, do_zh, do_en = entry.named
        count = len(entry.pages)
        words = " / ".join(dict.fromkeys(entry.words))
        yield Unread(
            what=what,
            count=count,
            sentence=Bilingual(f"{zh} {count} 处：{do_zh}", f"{count} × {en}. {do_en}"),
            pages=pages_of(entry),
            words=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……",
        )
