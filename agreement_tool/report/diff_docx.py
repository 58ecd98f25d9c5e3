"""A redline as DOCX with real tracked changes: w:ins, w:del, w:moveFrom, w:moveTo and w:rPrChange, by author and date.

Accepting every change leaves the new version, rejecting every change the old one (ECMA-376 part 1, 17.13.5). The
document holds the agreement and nothing else; which versions are compared is said in the running head.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from agreement_tool.model import Agreement, Diff, Mark
from agreement_tool.report.diff_stream import PARAGRAPH, TITLE_DEPTH, Piece, PieceOp, RowBlock, blocks
from agreement_tool.report.docx_base import blank_document, element, fonts, save
from agreement_tool.report.redline.ooxml import characters

AUTHOR = "agreement_tool"
TRACKED: dict[PieceOp, str] = {"insert": "w:ins", "delete": "w:del", "move-from": "w:moveFrom", "move-to": "w:moveTo"}
RANGES: dict[PieceOp, str] = {"move-from": "w:moveFromRange", "move-to": "w:moveToRange"}
INDENT = 420
"""Twentieths of a point a level is set in: two characters of 10.5 pt."""


def diff_docx(
    old: Agreement,
    new: Agreement,
    diff: Diff,
    *,
    author: str = AUTHOR,
    date: str = "2000-01-01T00:00:00Z",
    lang: str = "zh",
) -> bytes:
    """The .docx file. `date`: when the changes were made, ISO 8601 in UTC."""
    document = blank_document(f"{'修订对照' if lang == 'zh' else 'Redline'}：{diff.old} → {diff.new}")
    body = document.element.body
    for paragraph in _Writer(author, date).paragraphs(blocks(old, new, diff)):
        body.insert(len(body) - 1, paragraph)
    return save(document, io.BytesIO())


@dataclass
class _Writer:
    author: str
    date: str
    revision: int = 0

    def paragraphs(self, stream: Iterable[RowBlock]) -> Iterator[Any]:
        for block in stream:
            made = [self._paragraph(block, pieces, mark) for pieces, mark in _lines(block)]
            ranges = RANGES.get(block.pieces[-1].op) if block.move else None
            if ranges:  # one range round the whole clause; its name joins the two places
                number = self._next()
                made[0].insert(1, self._revision(f"{ranges}Start", number, {"w:name": block.move}))
                made[-1].append(element(f"{ranges}End", {"w:id": number}))
            yield from made

    def _paragraph(self, block: RowBlock, pieces: list[Piece], mark: Piece) -> Any:
        paragraph = element("w:p")
        paragraph.append(self._properties(block, mark))
        for piece in pieces:
            paragraph.append(self._tracked(piece, self._run(piece, block)))
        return paragraph

    def _properties(self, block: RowBlock, mark: Piece) -> Any:
        properties = element("w:pPr")
        if block.depth == TITLE_DEPTH:
            properties.append(element("w:spacing", {"w:before": "240", "w:after": "240"}))
            properties.append(element("w:jc", {"w:val": "center"}))
        else:
            properties.append(element("w:spacing", {"w:before": "120" if block.heading else "0", "w:after": "60"}))
            properties.append(element("w:ind", {"w:left": str(INDENT * max(block.depth, 0))}))
        look = element("w:rPr")
        if mark.op != "equal":
            look.append(self._revision(TRACKED[mark.op], self._next()))
        properties.append(look)
        return properties

    def _tracked(self, piece: Piece, run: Any) -> Any:
        if piece.op == "equal":
            return run
        wrapper = self._revision(TRACKED[piece.op], self._next())
        wrapper.append(run)
        return wrapper

    def _run(self, piece: Piece, block: RowBlock) -> Any:
        run = element("w:r")
        bold = piece.part == "title" or (piece.part == "label" and block.heading)
        look = _look(piece.marks, bold, block)
        if piece.op == "equal" and piece.old_marks != piece.marks:
            change = self._revision("w:rPrChange", self._next())
            change.append(_look(piece.old_marks, bold, block))
            look.append(change)
        run.append(look)
        run.extend(characters(piece.text, "delText" if piece.op == "delete" else "t"))
        return run

    def _revision(self, tag: str, number: str, more: dict[str, str] | None = None) -> Any:
        return element(tag, {"w:id": number, "w:author": self.author, "w:date": self.date, **(more or {})})

    def _next(self) -> str:
        self.revision += 1
        return str(self.revision)


def _lines(block: RowBlock) -> Iterator[tuple[list[Piece], Piece]]:
    """The pieces of each paragraph, and its mark."""
    pieces: list[Piece] = []
    for piece in block.pieces:
        if piece.text == PARAGRAPH:
            yield pieces, piece
            pieces = []
        else:
            pieces.append(piece)


def _look(marks: Iterable[Mark], bold: bool, block: RowBlock) -> Any:
    """Run properties, in the order that the schema asks for."""
    marks = set(marks)
    look = element("w:rPr")
    look.append(fonts("hei" if bold else "song"))
    if bold or "bold" in marks:
        look.append(element("w:b"))
    if "italic" in marks:
        look.append(element("w:i"))
    if "colour" in marks:
        look.append(element("w:color", {"w:val": "C00000"}))
    if block.depth == TITLE_DEPTH or "size" in marks:
        look.append(element("w:sz", {"w:val": "32" if block.depth == TITLE_DEPTH else "24"}))
    if "highlight" in marks:
        look.append(element("w:highlight", {"w:val": "yellow"}))
    if "underline" in marks:
        look.append(element("w:u", {"w:val": "single"}))
    return look
