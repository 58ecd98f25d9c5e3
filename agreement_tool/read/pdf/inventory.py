"""What of a PDF was not read, or left out on purpose: why, with the words, for the person who checks."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from agreement_tool.model import Furniture
from agreement_tool.read.inventory import COMMENT, STRANGE, STRUCK, Inventory, Reason
from agreement_tool.read.pdf.charmaps import is_strange, letters_of, odd_runs
from agreement_tool.read.pdf.engines import PdfReading
from agreement_tool.read.pdf.footnotes import Footnote
from agreement_tool.read.pdf.hidden_text import Hidden, Why
from agreement_tool.read.pdf.notes import words_under
from agreement_tool.read.pdf.page import Note, NoteKind, Page
from agreement_tool.read.pdf.pictures import around, block_pictures, inline_drawings, inline_pictures
from agreement_tool.read.pdf.rows import Row, overlapping, text_of
from agreement_tool.read.pdf.scanned import OCR_FONT


def _left_out(zh: str, en: str) -> Reason:
    return Reason(
        "hidden-text",
        f"有 {{n}} 处{zh}未作为条款读取：请核对其是否应属协议内容。",
        f"{{n}} pieces of {en} were not read as clauses: check whether they belong to the agreement.",
    )


_HIDDEN: dict[Why, Reason] = {
    "invisible": _left_out("以不可见方式写入的文字", "text drawn invisibly"),
    "white": _left_out("与纸同色的文字", "text in the colour of the paper"),
    "tiny": _left_out("小于 2 磅、无法看清的文字", "text below 2 points, too small to be read,"),
    "off-page": _left_out("位于页面（裁剪框）之外的文字", "text outside the page (its crop box)"),
    "covered": _left_out(
        "被遮盖、裁去或所在图层已关闭的文字", "text that is covered, clipped away or on a layer switched off"
    ),
    "sideways": Reason(
        "vertical-text",
        "有 {n} 处文字与正文方向垂直，未作为条款读取：请核对原页。",
        "{n} pieces of text written across the page's direction were not read as clauses: check the page.",
    ),
}


def _added(zh: str, en: str) -> Reason:
    return Reason(
        "annotation",
        f"页面上另加了 {{n}} 处{zh}，未计入条款：请核对原页。",
        f"{{n}} {en} were added to the page and are in no clause: check the page.",
    )


_NOT_SHOWN = Reason(
    "form-field",
    "有 {n} 个表单域设为不显示，其内容未计入条款。",
    "{n} form fields are set not to be shown; what they hold is in no clause.",
)
_ATTACHED = Reason(
    "attachment",
    "内附 {n} 个文件，未读取：请取出后分别读取。",
    "{n} files are attached and were not read: take them out and read each.",
)
_NOTES: dict[NoteKind, Reason] = {
    "entry": _NOT_SHOWN,
    "tick": _NOT_SHOWN,
    "signature": Reason(
        "form-field",
        "有 {n} 个电子签名域，签名内容未读取。",
        "{n} signature fields: what is signed there was not read.",
    ),
    "otherwise": Reason(
        "form-field",
        "有 {n} 个表单域显示的文字与其所填的值不同，已按值读取（引语：值 / 显示）：请核对原页。",
        "{n} form fields show another text than the value that they hold, which was read (the words: value / shown): "
        "check the page.",
    ),
    "drawn-entry": Reason(
        "form-field",
        "有 {n} 个表单域的内容只以图形方式存在，未读取：请核对原页。",
        "{n} form fields show words that are only drawn, and were not read: check the page.",
    ),
    "film": _added("影音或模型", "films, sounds or models"),
    "watermark": _added("水印批注", "watermarks"),
    "typed": _added("文字框", "text boxes"),
    "stamp": _added("图章", "stamps"),
    "struck": Reason(
        "annotation",
        "有 {n} 处文字被批注划去，正文中仍保留：请核对是否删除。",
        "{n} pieces of text are struck out by an annotation and still in the text: check whether they are deleted.",
    ),
    "highlighted": _added("不显示的高亮", "highlights that are not shown"),
    "underlined": _added("不显示的下划线", "underlines that are not shown"),
    "comment": COMMENT,
    "file": _ATTACHED,
    "drawing": _added("手绘、线条或图形", "drawings, lines or shapes"),
    "redaction": Reason(
        "annotation",
        "有 {n} 处文字标记为待涂黑，尚未涂黑，正文中仍保留。",
        "{n} pieces of text are marked to be blacked out; they are not yet, and still in the text.",
    ),
}
_FOOTNOTE = Reason(
    "footnote",
    "有 {n} 条脚注未并入引用它的条款：请一并阅读。",
    "{n} footnotes are no part of the clauses that cite them: read both.",
)
_OUTLINED = Reason(
    "drawing",
    "文字行中夹有 {n} 处图形，可能是转成曲线的数字或文字，未读取：请核对原页。",
    "{n} shapes stand inside a line of text; they may be outlined digits or words, and were not read: check the page.",
)
_PAGE_PICTURE = Reason(
    "picture",
    "有 {n} 页是图片，未识别：请用 --ocr auto 读取。",
    "{n} pages are pictures and were not read: use --ocr auto.",
)
_LAYER = Reason(
    "picture",
    "有 {n} 页的部分文字取自图片的隐藏文字层：请对照图片校对。",
    "On {n} pages words were taken from the invisible text layer of a picture: proofread them.",
)
_INLINE = Reason(
    "picture",
    "文字行中夹有 {n} 幅图片，可能是数字或文字，未读取：请核对原页。",
    "{n} pictures stand inside a line of text; they may be digits or words, and were not read: check the page.",
)
_PICTURE = Reason(
    "picture",
    "有 {n} 幅图片，图中文字未读取：请核对原页。",
    "{n} pictures: words in them were not read; check the page.",
)
_MISCODED = Reason(
    "other",
    "有 {n} 处文字的字体编码错误，读出的字与页面所印不符：请用 --ocr always 读取。",
    "{n} pieces of text are in a wrongly encoded font and do not say what the page shows: read it with --ocr always.",
)
_BELIED = Reason(
    "other",
    "有 {n} 处文字，文件另附的替代文本（ActualText）与页面所印不同，已按所印读取：请核对原页。",
    "{n} pieces of text carry another wording for programs (ActualText) than the page shows; what is shown was read: "
    "check the page.",
)

_OVERLAID = Reason(
    "other",
    "有 {n} 处文字互相重叠：请核对原页以哪一处为准。",
    "{n} pieces of text are printed over each other: check on the page which one counts.",
)

_SIDE_BY_SIDE = Reason(
    "other",
    "有 {n} 处文字左右并排，可能是两栏，已按整行读取：请核对原页的次序。",
    "{n} pieces of text stand side by side and may be two columns; they were read across: check their order on the "
    "page.",
)
_BROKEN = Reason(
    "other",
    "文件中有 {n} 段内容的压缩数据不完整，其后的文字可能缺失：请重新获取文件，或对照原件。",
    "{n} pieces of the file's content are cut short; text behind that may be missing: fetch the file again, or compare "
    "with the original.",
)
_PATTERNED = Reason(
    "drawing",
    "有 {n} 处文字以图案填充的方式绘制，无法读取：请用 --ocr always 读取。",
    "{n} patterns hold text and are drawn as a filling; it was not read: read the file with --ocr always.",
)

LeftOut = tuple[str, int]
"""Words that are in no line, and their page."""


def note_hidden(inventory: Inventory, hidden: Iterable[Hidden]) -> list[LeftOut]:
    """Note text that was left out."""
    found = list(hidden)
    for one in found:
        inventory.note(_HIDDEN[one.why], page=one.page, words=one.text)
    return [(one.text, one.page) for one in found]


def note_annotations(inventory: Inventory, page: Page, notes: Iterable[Note]) -> None:
    """Note a page's annotations and fields that are none of its text."""
    for note in notes:
        words = note.text
        if note.kind in ("struck", "redaction"):
            words = words_under(page, note.boxes) or words
        inventory.note(_NOTES[note.kind], page=page.number, words=words)


def note_footnotes(inventory: Inventory, footnotes: Sequence[Footnote]) -> list[LeftOut]:
    """Note footnotes, each with its words."""
    for one in footnotes:
        inventory.note(_FOOTNOTE, page=one.page, words=one.text)
    return [(one.text, one.page) for one in footnotes]


def note_struck(inventory: Inventory, struck: Sequence[LeftOut]) -> list[LeftOut]:
    """Note words that a line is drawn through."""
    for words, page in struck:
        inventory.note(STRUCK, page=page, words=words)
    return list(struck)


def note_overlaid(inventory: Inventory, rows: Sequence[Row]) -> None:
    """Note words that are printed over others."""
    for words in overlapping(rows):
        inventory.note(_OVERLAID, page=rows[0].page, words=words)


def note_side_by_side(inventory: Inventory, found: Iterable[tuple[int, str]]) -> None:
    """Note rows that may be two columns."""
    for page, words in found:
        inventory.note(_SIDE_BY_SIDE, page=page, words=words)


def furniture_of(left_out: Iterable[LeftOut]) -> tuple[Furniture, ...]:
    """What was left out, whole: an entry of the inventory quotes only so much of it."""
    pages: dict[str, list[int]] = {}
    for words, page in left_out:
        pages.setdefault(words, []).append(page)
    return tuple(Furniture(words, "other", tuple(numbers)) for words, numbers in pages.items())


# --- pages


def take_stock(inventory: Inventory, pages: Sequence[Page], reading: PdfReading, layered: Iterable[int]) -> None:
    """Note what can be seen of the pages as a whole: pictures, files, characters that mean nothing."""
    for number in reading.pictured:
        inventory.note(_PAGE_PICTURE, page=number)
    for page in pages:
        for shown, said in page.belied:
            inventory.note(_BELIED, page=page.number, words=f"{shown} / {said}")
    for number in layered:
        inventory.note(_LAYER, page=number)
    if reading.broken:
        inventory.note(_BROKEN, count=reading.broken)
    if reading.patterned:
        inventory.note(_PATTERNED, count=reading.patterned)
    for name in reading.attachments:
        inventory.note(_ATTACHED, words=name)
    by_engine = [page for page in pages if not any(run.style.font == OCR_FONT for run in page.runs)]
    _note_pictures(inventory, [page for page in by_engine if page.number not in reading.pictured])
    _note_unreliable(inventory, by_engine, reading.unreliable)


def _note_pictures(inventory: Inventory, pages: Sequence[Page]) -> None:
    for page in pages:
        for box in inline_pictures(page):
            inventory.note(_INLINE, page=page.number, words=around(box, page))
        for box in inline_drawings(page):
            inventory.note(_OUTLINED, page=page.number, words=around(box, page))
    for number, _ in block_pictures(pages):
        inventory.note(_PICTURE, page=number)


def _note_unreliable(inventory: Inventory, pages: Sequence[Page], fonts: Container[int]) -> None:
    """Words in fonts whose characters are not what the page shows, and lone characters without a meaning."""
    odd = list(odd_runs(pages, fonts))
    any_strange = any(map(is_strange, letters_of(pages)))
    for page in pages:
        doubted = "".join(run.text for run in page.runs if run.style.font_key in fonts)
        if doubted.strip():
            inventory.note(_MISCODED, page=page.number, words=doubted)
        own = {text for number, text in odd if number == page.number}
        for text in sorted(own):
            inventory.note(_MISCODED, page=page.number, words=text)
        if not any_strange:
            continue
        kept = (run for run in page.runs if run.style.font_key not in fonts and run.text not in own)
        strange = "".join(char for run in kept for char in text_of(run) if is_strange(char))
        if strange:
            inventory.note(STRANGE, count=len(strange), page=page.number, words=strange)
