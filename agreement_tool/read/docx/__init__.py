"""DOCX: text, styles, computed numbers, tables and tracked changes, read from the package's XML."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import Doubt, Furniture, FurnitureKind, SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.docx.body import Story, StoryReader
from agreement_tool.read.docx.numbering import Numbering
from agreement_tool.read.docx.package import DocxPackage, W, value
from agreement_tool.read.docx.references import reference_doubts, volatile_doubts
from agreement_tool.read.docx.runs import Changes
from agreement_tool.read.docx.styles import Styles
from agreement_tool.read.flow import lines_of
from agreement_tool.read.inventory import COMMENT, FOOTNOTE, PICTURE, Inventory, Reason

TRACKED = Reason(
    "tracked-change",
    "有 {n} 处修订（插入或删除）已按处理方式并入：引语是略去的文字。",
    "{n} tracked changes were applied; the words quote what was left out.",
)
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a DOCX file. Raises SourceError: an old .doc, a password, damage, bombs, no text."""
    package = DocxPackage(data, name)
    parts = package.related(package.main)
    by_kind = dict(reversed(parts))
    document = package.xml(package.main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise SourceError(
            Bilingual("文件中没有文档", "the file holds no document"),
            where=name,
            next_step=Bilingual("请用 Word 打开并重新保存。", "Open it in Word and save it again."),
        )
    styles = Styles(package.xml(by_kind.get("styles", "")))
    changes = Changes(accept=options.changes == "accept")
    numbering = Numbering(package.xml(by_kind.get("numbering", "")), styles)
    inventory = Inventory()
    story = StoryReader(styles, numbering, changes, inventory, package, package.main).read(body)
    lines = lines_of(story.blocks, inventory)
    if not lines:
        raise SourceError(
            Bilingual("文档中没有文字", "the document holds no text"),
            where=name,
            next_step=Bilingual(
                "若各页是图片，请打印为 PDF 后再读。", "If its pages are pictures, print it to PDF and read that."
            ),
        )
    _note_changes(changes, inventory)
    margins = tuple(_margins(package, parts, styles, inventory))
    notes = tuple(_notes(package, by_kind, styles, story, inventory))
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="docx",
        lines=lines,
        furniture=(*story.furniture, *margins, *notes),
        doubts=tuple(_doubts(story, changes, _bookmarks(package, parts) if story.citations else frozenset())),
        title=story.title,
        unread=inventory.entries(),
    )


def _margins(
    package: DocxPackage, parts: list[tuple[str, str]], styles: Styles, inventory: Inventory
) -> Iterator[Furniture]:
    """Headers and footers, each text once: sections repeat them. Their pictures are listed, once a kind."""
    seen: set[tuple[str, str]] = set()
    pictured: set[str] = set()
    for kind, part in parts:
        if kind not in ("header", "footer"):
            continue
        root = package.xml(part)
        if root is None:
            continue
        for path in root.iter("{urn:schemas-microsoft-com:vml}textpath"):
            # WordArt in a header is how Word draws a watermark.
            if (drawn := (path.get("string") or "").strip()) and (drawn, "watermark") not in seen:
                seen.add((drawn, "watermark"))
                yield Furniture(drawn, "watermark")
        if kind not in pictured and next(root.iter(*_PICTURES), None) is not None:
            pictured.add(kind)
            inventory.note(PICTURE, place="页眉" if kind == "header" else "页脚")
        text = _plain(root, styles)
        where: FurnitureKind = "header" if kind == "header" else "footer"
        has_page_number = any("PAGE" in (field.text or "").upper() for field in root.iter(f"{W}instrText"))
        if not any(character.isalpha() for character in text) or (has_page_number and len(text) < 20):
            where = "page-number"
        if text and (text, where) not in seen:
            seen.add((text, where))
            yield Furniture(text, where)


def _notes(
    package: DocxPackage, by_kind: dict[str, str], styles: Styles, story: Story, inventory: Inventory
) -> Iterator[Furniture]:
    """Footnotes, endnotes and comments: outside the clauses; each is listed with the clause that cites it."""
    cited = {one.key: one.place for one in reversed(story.cited)}
    for kind in ("footnotes", "endnotes", "comments"):
        root = package.xml(by_kind.get(kind, ""))
        for note in root if root is not None else ():
            text = "" if value(note, "type") in _SEPARATORS else _plain(note, styles)
            if not text and kind != "comments":
                continue
            place = cited.get((kind, value(note, "id") or ""), "")
            inventory.note(COMMENT if kind == "comments" else FOOTNOTE, place=place, words=text)
            if kind != "comments":
                yield Furniture(text, "other")


def _plain(root: object, styles: Styles) -> str:
    """A small story's text."""
    story = StoryReader(styles, Numbering(None, styles), Changes(), Inventory()).read(root)
    return " ".join(line.text for line in lines_of(story.blocks))


def _note_changes(changes: Changes, inventory: Inventory) -> None:
    for text in changes.left:
        inventory.note(TRACKED, words=text)
    kept = len(changes.inserted) + len(changes.deleted) - len(changes.left)
    if kept:
        inventory.note(TRACKED, count=kept)


def _bookmarks(package: DocxPackage, parts: list[tuple[str, str]]) -> frozenset[str]:
    """The names of all bookmarks, whatever they stand in."""
    named = [package.main, *(part for kind, part in parts if kind in _STORIES)]
    roots = [root for root in map(package.xml, named) if root is not None]
    return frozenset(value(mark, "name") or "" for root in roots for mark in root.iter(f"{W}bookmarkStart"))


def _doubts(story: Story, changes: Changes, bookmarks: frozenset[str]) -> Iterator[Doubt]:
    if changes.inserted or changes.deleted:
        done_zh, done = ("接受", "accepted") if changes.accept else ("拒绝", "rejected")
        inserted, deleted = len(changes.inserted), len(changes.deleted)
        what = Bilingual(
            f"文件含修订：{inserted} 处插入、{deleted} 处删除，已按{done_zh}处理。",
            f"The file has tracked changes: {inserted} insertions and {deleted} deletions were {done}.",
        )
        sample = " | ".join([*changes.inserted, *changes.deleted])[:200]
        yield Doubt("tracked-changes", what, text=sample)
    if story.bare_numbers:
        count = len(story.bare_numbers)
        message = Bilingual(
            f"有 {count} 个自动编号单独位于空段落中。", f"{count} automatic numbers stand alone in empty paragraphs."
        )
        yield Doubt("bare-number", message, text=" ".join(story.bare_numbers)[:200])
    yield from reference_doubts(story.citations, story.numbers, story.marked, bookmarks)
    yield from volatile_doubts(story.volatile)
