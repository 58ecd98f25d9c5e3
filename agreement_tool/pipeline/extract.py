"""A source file -> the clause file of its version: read, built, dated, and given its predecessor's identities."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import AgreementError, SourceError, StoreError
from agreement_tool.export.schemas import schema_text
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Doubt, Furniture, FurnitureKind, Unread, UnreadKind
from agreement_tool.model.names import UNREAD_NAMES
from agreement_tool.pipeline.ingest import YAML_SUFFIXES, read_agreement
from agreement_tool.pipeline.inherit_ids import inherit_ids
from agreement_tool.read.base import Engine, OcrPolicy, Progress
from agreement_tool.store.files import write_atomic
from agreement_tool.store.pages import write_pages
from agreement_tool.store.repository import Repository, Saved, read
from agreement_tool.store.repository import save as save_file
from agreement_tool.store.slugs import require_slug

SCHEMA_NAME = "agreement.schema.json"
"""The published schema of clause files, in the folder of clause files."""
_SCHEMA_MARK = '"urn:agreement-tool:schema:agreement:'
_SUREST = 99
"""Per cent: no reading is said to be surer."""
_QUOTED = 24
"""Characters of a piece of furniture that a summary quotes."""

_FURNITURE: dict[FurnitureKind, tuple[str, str]] = {
    "header": ("页眉", "running head"),
    "footer": ("页脚", "footer"),
    "page-number": ("页码", "page number"),
    "watermark": ("水印", "watermark"),
    "contents": ("目录", "contents page"),
    "repeated": ("重复文字", "repeated text"),
    "navigation": ("导航", "navigation"),
    "other": ("其他", "other"),
}


@frozen
class Request:
    """What to extract, and what the person has decided beforehand (None: find out)."""

    source: Path
    id: str | None = None
    version: str | None = None
    published: str | None = None
    effective: str | None = None
    reader: Engine = "auto"
    ocr: OcrPolicy = "auto"
    password: str | None = None


def extract(
    request: Request, *, root: Path | None = None, progress: Progress | None = None
) -> tuple[Agreement, Repository]:
    """The agreement, ready to be saved, and the repository it belongs to. Raises AgreementError."""
    if request.source.suffix.lower() in YAML_SUFFIXES and request.source.is_file():
        raise SourceError(
            Bilingual("已经是条款文件", "a clause file already"),
            where=str(request.source),
            next_step=Bilingual(
                "可直接用于 show、check、diff、export。", "Give it to show, check, diff or export as it is."
            ),
        )
    read_in = read_agreement(
        request.source, reader=request.reader, ocr=request.ocr, password=request.password, progress=progress
    ).agreement
    effective, published = request.effective or read_in.effective, request.published or read_in.published
    agreement = replace(
        read_in,
        id=require_slug(request.id, "协议标识", "an agreement id") if request.id else read_in.id,
        version=request.version or request.effective or request.published or read_in.version,
        effective=effective,
        published=published,
    )
    require_slug(agreement.version, "版本号", "a version")
    repository = Repository(root or _configured_root())
    return inherit_ids(agreement, repository), repository


def save(agreement: Agreement, path: Path, *, force: bool = False, schema: str = "") -> Saved:
    """Write the clause file; the comments of clauses that are still there survive. Raises StoreError.

    `schema`: the address that the head line for editors names, where the configuration names none.
    """
    return save_file(path, agreement, comments=_comments(agreement, path, schema), force=force)


def published_schema(root: Path, path: Path) -> str:
    """The schema that the head line of the clause file `path` is to name, by a relative path.

    The project's `editor-schema` goes before; without one the schema is written to `root`, where every version of every
    agreement finds it. Raises StoreError where another file has its name, or the disk refuses.
    """
    if _editor_line():
        return ""
    place, text = root / SCHEMA_NAME, schema_text("agreement")
    if place.is_file() and _SCHEMA_MARK not in place.read_text("utf-8", "replace")[:400]:
        raise StoreError(
            Bilingual("已有别的文件", "another file is there already"),
            where=str(place),
            next_step=Bilingual(
                "移走它，或在 agreement.toml 中写 editor-schema。",
                "Move it, or name an editor-schema in agreement.toml.",
            ),
        )
    if not place.is_file() or place.read_text("utf-8", "replace") != text:
        write_atomic(place, text)
    return Path(os.path.relpath(place.resolve(), path.resolve().parent)).as_posix()


def facts(agreement: Agreement, *, full: bool = False) -> Iterator[tuple[str, str]]:
    """What a person should know about the reading, a line each, in Chinese and English."""
    clauses = sum(1 for _ in agreement.walk())
    marked = sum(1 for clause in agreement.walk() if clause.marks)
    reader = agreement.source.reader if agreement.source else ""
    yield (
        f"{f'《{agreement.title}》' if agreement.title else '无标题'}：{clauses} 条款项，其中 {marked} "
        f"处有显著标识（{reader}）",
        f"{agreement.title or 'untitled'}: {clauses} clauses, {marked} of them with emphasis ({reader})",
    )
    yield from _furniture(agreement.furniture, full=full)
    yield from _unread(agreement, full=full)
    sure = min(_SUREST, math.floor(100 * confidence(agreement)))
    yield f"结构把握 {sure}%", f"confidence in the structure {sure}%"
    for doubt in agreement.doubts:
        yield _doubt(doubt)


def confidence(agreement: Agreement) -> float:
    """The share of clauses that are probably right, 0…1: the mean of their certainties, what was not read counting 0.

    No more than the share of clauses without a doubt; those of improbable clauses are in their certainties.
    """
    certain = [clause.certainty for clause in agreement.walk()]
    unread = sum(map(_weight, agreement.source.unread)) if agreement.source else 0
    doubts = sum(not doubt.is_of_probability for doubt in agreement.doubts)
    undoubted = len(certain) - min(doubts, len(certain))
    return min(sum(certain), undoubted) / (len(certain) + unread) if certain else 0.0


_SEEN: frozenset[UnreadKind] = frozenset({"hidden-text", "tracked-change", "comment", "other"})
"""Kinds whose wording was read and left out on purpose: however many, one doubt each."""


def _weight(entry: Unread) -> int:
    """How many clauses an entry may stand for."""
    return 1 if entry.what in _SEEN else entry.count


def _furniture(furniture: tuple[Furniture, ...], *, full: bool) -> Iterator[tuple[str, str]]:
    if full:
        for piece in furniture:
            zh, en = _FURNITURE[piece.kind]
            pages = write_pages(piece.pages)
            where_zh, where_en = (f"（第 {pages} 页）", f" (p. {pages})") if pages else ("", "")
            yield f"不属于正文 {zh}{where_zh}：{piece.text}", f"left out: {en}{where_en}: {piece.text}"
        return
    for kind, count in Counter(piece.kind for piece in furniture).items():
        first = next(piece.text for piece in furniture if piece.kind == kind)
        shown = " ".join(first.split())
        shown = shown if len(shown) <= _QUOTED else shown[:_QUOTED] + "…"
        zh, en = _FURNITURE[kind]
        yield f"不属于正文：{zh} {count} 处，如“{shown}”", f"left out: {en}, {count} pieces, such as “{shown}”"


def _unread(agreement: Agreement, *, full: bool) -> Iterator[tuple[str, str]]:
    for entry in agreement.source.unread if agreement.source else ():
        pages, words = write_pages(entry.pages), entry.words
        words = words if full or len(words) <= 2 * _QUOTED else words[: 2 * _QUOTED] + "…"
        places = "；".join(entry.places if full else entry.places[:3])
        where_zh, where_en = (f"（第 {pages} 页）", f" (p. {pages})") if pages else ("", "")
        if places:
            where_zh, where_en = f"（在：{places}）", f" (at: {places})"
        quoted_zh, quoted_en = (f" 引语：“{words}”", f" Words: “{words}”") if words else ("", "")
        name = UNREAD_NAMES[entry.what]
        yield (
            f"未读取 {name.zh}{where_zh}：{entry.sentence.zh}{quoted_zh}",
            f"not read: {name.en}{where_en}: {entry.sentence.en}{quoted_en}",
        )


def _doubt(doubt: Doubt) -> tuple[str, str]:
    quoted = f"“{doubt.text}”" if doubt.text else ""
    page_zh, page_en = (f" 第 {doubt.page} 页", f" p. {doubt.page}") if doubt.page is not None else ("", "")
    return (
        f"疑点{page_zh}{quoted}：{doubt.message.zh}",
        f"doubt ({doubt.code}){page_en}{f' {quoted}' if quoted else ''}: {doubt.message.en}",
    )


def _comments(agreement: Agreement, path: Path, schema: str = "") -> dict[str, tuple[str, ...]]:
    """The comments of the file that is there already, for the clauses that still are."""
    try:
        kept = read(path).comments if path.is_file() else {}
    except AgreementError:
        return {}  # what is there is no clause file: `save` decides whether it may go
    known = {"", *(clause.eid for clause in agreement.walk())}
    found = {eid: lines for eid, lines in kept.items() if eid in known}
    head = _editor_line(schema)
    if head and not any(line.startswith(_EDITOR) for line in found.get("", ())):
        found[""] = (head, *found.get("", ()))
    return found


_EDITOR = "# yaml-language-server:"


def _editor_line(otherwise: str = "") -> str:
    """The head line by which editors find the schema to complete and validate a clause file with; '' when not asked
    for. `otherwise`: the address where the configuration names none."""
    from agreement_tool.config import load_config

    schema = load_config().editor_schema or otherwise
    return f"{_EDITOR} $schema={schema}" if schema else ""


def _configured_root() -> Path:
    from agreement_tool.config import load_config

    return load_config().root
