"""DOCX: text, styles, computed numbers, tables and tracked changes, read from the package's XML."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import Doubt, Furniture, FurnitureKind, SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.docx.body import Story, StoryReader
from agreement_tool.read.docx.numbering import Numbering
from agreement_tool.read.docx.package import Package, W, value
from agreement_tool.read.docx.runs import Changes
from agreement_tool.read.docx.styles import Styles
from agreement_tool.read.flow import lines_of

_OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a DOCX file. Raises SourceError: an old .doc, a password, damage, bombs, no text."""
    if data.startswith(_OLE):
        raise SourceError(
            Bilingual(
                "这是旧版二进制 Word（.doc）文件，或加了密码的 DOCX",
                "this is an old binary Word (.doc) file, or a DOCX with a password",
            ),
            where=name,
            next_step=Bilingual(
                "请用 Word、WPS 或 LibreOffice 打开，另存为不带密码的 .docx。",
                "Open it in Word, WPS or LibreOffice and save it as .docx, without a password.",
            ),
        )
    package = Package(data, name)
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
    story = StoryReader(styles, numbering, changes).read(body)
    lines = lines_of(story.blocks)
    if not lines:
        raise SourceError(
            Bilingual("文档中没有文字", "the document holds no text"),
            where=name,
            next_step=Bilingual(
                "若各页是图片，请打印为 PDF 后再读。", "If its pages are pictures, print it to PDF and read that."
            ),
        )
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="docx",
        lines=lines,
        furniture=(*story.furniture, *_margins(package, parts, styles), *_notes(package, by_kind, styles)),
        doubts=tuple(_doubts(story, changes, package, by_kind)),
        title=story.title,
    )


def _margins(package: Package, parts: list[tuple[str, str]], styles: Styles) -> Iterator[Furniture]:
    """Headers and footers, each text once: sections repeat them."""
    seen: set[tuple[str, str]] = set()
    for kind, part in parts:
        if kind not in ("header", "footer"):
            continue
        root = package.xml(part)
        if root is None:
            continue
        text = _plain(root, styles)
        where: FurnitureKind = "header" if kind == "header" else "footer"
        has_page_number = any("PAGE" in (field.text or "").upper() for field in root.iter(f"{W}instrText"))
        if not any(character.isalpha() for character in text) or (has_page_number and len(text) < 20):
            where = "page-number"
        if text and (text, where) not in seen:
            seen.add((text, where))
            yield Furniture(text, where)


def _notes(package: Package, by_kind: dict[str, str], styles: Styles) -> Iterator[Furniture]:
    """Footnotes and endnotes: printed below the agreement, not part of its clauses."""
    for kind in ("footnotes", "endnotes"):
        root = package.xml(by_kind.get(kind, ""))
        for note in root if root is not None else ():
            text = "" if value(note, "type") in ("separator", "continuationSeparator") else _plain(note, styles)
            if text:
                yield Furniture(text, "other")


def _plain(root: object, styles: Styles) -> str:
    """A small story's text."""
    story = StoryReader(styles, Numbering(None, styles), Changes()).read(root)
    return " ".join(line.text for line in lines_of(story.blocks))


def _doubts(story: Story, changes: Changes, package: Package, by_kind: dict[str, str]) -> Iterator[Doubt]:
    if changes.inserted or changes.deleted:
        done_zh, done = ("接受", "accepted") if changes.accept else ("拒绝", "rejected")
        inserted, deleted = len(changes.inserted), len(changes.deleted)
        what = Bilingual(
            f"文件含修订：{inserted} 处插入、{deleted} 处删除，已按{done_zh}处理。",
            f"The file has tracked changes: {inserted} insertions and {deleted} deletions were {done}.",
        )
        sample = " | ".join([*changes.inserted, *changes.deleted])[:200]
        yield Doubt("tracked-changes", what, text=sample)
    if story.embedded:
        yield Doubt(
            "embedded-file",
            Bilingual(
                f"有 {story.embedded} 个嵌入文件（altChunk）未读取；请用 Word 另存一次。",
                f"{story.embedded} embedded files (altChunk) are not read; save the file in Word once.",
            ),
        )
    if story.bare_numbers:
        count = len(story.bare_numbers)
        yield Doubt(
            "bare-number",
            Bilingual(
                f"有 {count} 个自动编号单独位于空段落中。",
                f"{count} automatic numbers stand alone in empty paragraphs.",
            ),
            text=" ".join(story.bare_numbers)[:200],
        )
    root = package.xml(by_kind.get("comments", ""))
    if root is not None and len(root):
        yield Doubt(
            "comments", Bilingual(f"略去了 {len(root)} 条批注。", f"{len(root)} comments in the margin are left out.")
        )
