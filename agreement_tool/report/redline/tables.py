"""Tables in a redline: rows that came and went are tracked as rows, words inside cells as words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from agreement_tool.model import Cell
from agreement_tool.report.redline.atoms import RedlineParagraph
from agreement_tool.report.redline.edits import Edits, Inserted, Revisions, bare_properties, inserted_run, mark_revision
from agreement_tool.report.redline.ooxml import W, get, make, row_properties
from agreement_tool.text.whitespace import strip_whitespace

Rows = Sequence[Sequence[Cell]]
_ALIKE = 0.5
"""Least similarity of two rows that are told as one row edited; below, one goes and one comes."""


class TableEditor:
    """Writes the difference of two versions of a table into its w:tbl. `edits` receives the edits of its paragraphs."""

    def __init__(
        self, paragraphs: Mapping[Any, RedlineParagraph], edits: dict[Any, Edits], revisions: Revisions
    ) -> None:
        self._paragraphs = paragraphs
        self._edits = edits
        self._revisions = revisions

    def edit(self, table: Any, old: Rows, new: Rows) -> bool:
        """Whether it could be done: the file's rows must be those of the old version."""
        rows = table.findall(f"{W}tr")
        if len(rows) != len(old) or any(len(_cells(row)) != len(cells) for row, cells in zip(rows, old, strict=True)):
            return False
        anchor = None
        for here, there in _pairs([_key(row) for row in old], [_key(row) for row in new]):
            if here is None and there is not None:
                anchor = self._insert(table, rows, anchor, new[there])
            elif here is not None:
                anchor = rows[here]
                if there is None:
                    self.delete_row(anchor)
                else:
                    self._edit_row(anchor, new[there])
        return True

    def delete(self, table: Any) -> None:
        """Track the whole table as deleted."""
        for row in table.findall(f"{W}tr"):
            self.delete_row(row)

    def delete_row(self, row: Any) -> None:
        """Track a row, and what stands in it, as deleted."""
        row_properties(row).append(self._revisions.make("del"))
        for element in row.iter(f"{W}p"):
            paragraph = self._paragraphs.get(element)
            if paragraph is not None:
                edits = self._edits.setdefault(element, Edits())
                edits.fates.update(dict.fromkeys(range(len(paragraph.atoms)), "delete"))

    def build(self, rows: Rows, like: Any | None) -> Any:
        """A new table, every row tracked as inserted, with the borders of `like` or plain ones."""
        table = make("tbl")
        properties = like.find(f"{W}tblPr") if like is not None else None
        table.append(_bordered() if properties is None else deepcopy(properties))
        grid = make("tblGrid")
        for _ in range(max(sum(cell.colspan for cell in row) for row in rows)):
            grid.append(make("gridCol"))
        table.append(grid)
        for row in rows:
            table.append(self._new_row(row, None))
        return table

    def _insert(self, table: Any, rows: Sequence[Any], anchor: Any, cells: Sequence[Cell]) -> Any:
        alike = [row for row in rows if len(_cells(row)) == len(cells)]
        made = self._new_row(cells, (alike or [None])[-1])
        if anchor is None:
            rows[0].addprevious(made)
        else:
            anchor.addnext(made)
        return made

    def _new_row(self, cells: Sequence[Cell], like: Any | None) -> Any:
        row = make("tr")
        models = _cells(like) if like is not None else [None] * len(cells)
        if like is not None and like.find(f"{W}trPr") is not None:
            properties = deepcopy(like.find(f"{W}trPr"))
            for name in ("ins", "del", "trPrChange"):
                for found in properties.findall(f"{W}{name}"):
                    properties.remove(found)
            row.append(properties)
        row_properties(row).append(self._revisions.make("ins"))
        for cell, model in zip(cells, models, strict=True):
            row.append(self._new_cell(cell, model))
        return row

    def _new_cell(self, cell: Cell, model: Any | None) -> Any:
        made = make("tc")
        properties = model.find(f"{W}tcPr") if model is not None else None
        if properties is not None:
            copy = deepcopy(properties)
            for found in copy.findall(f"{W}vMerge"):
                copy.remove(found)
            made.append(copy)
        elif cell.colspan > 1:
            made.append(make("tcPr"))
            made[0].append(make("gridSpan", val=str(cell.colspan)))
        paragraph = make("p")
        first = model.find(f"{W}p") if model is not None else None
        if first is not None and first.find(f"{W}pPr") is not None:
            paragraph.append(bare_properties(first.find(f"{W}pPr")))
        look = next(first.iter(f"{W}r"), None) if first is not None else None
        for span in cell.spans:
            paragraph.append(
                inserted_run(Inserted(span.text, "insert", span.marks, look, span.marks), None, self._revisions)
            )
        mark_revision(paragraph, "insert", self._revisions)
        made.append(paragraph)
        return made

    def _edit_row(self, row: Any, cells: Sequence[Cell]) -> None:
        for element, cell in zip(_cells(row), cells, strict=True):
            self._edit_cell(element, cell)

    def _edit_cell(self, element: Any, cell: Cell) -> None:
        paragraphs = [self._paragraphs[one] for one in element.iter(f"{W}p") if one in self._paragraphs]
        places = [(paragraph, index) for paragraph in paragraphs for index in range(len(paragraph.atoms))]
        before = "".join(paragraph.text for paragraph in paragraphs)
        after = "".join(span.text for span in cell.spans)
        if not paragraphs or strip_whitespace(before) == strip_whitespace(after):
            return
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            for paragraph, index in places[i1:i2]:
                self._edits.setdefault(paragraph.element, Edits()).fates[index] = "delete"
            if words := after[j1:j2]:
                paragraph, index = places[i2 - 1] if i2 else (paragraphs[0], -1)
                arrivals = self._edits.setdefault(paragraph.element, Edits()).arrivals
                arrivals.setdefault(index + 1, []).append(Inserted(words, "insert", ()))


def _cells(row: Any) -> list[Any]:
    """The cells of a row that are cells of the agreement's table: those that a cell above runs on into are not."""
    return [cell for cell in row.findall(f"{W}tc") if not _continues(cell)]


def _continues(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and get(merge, "val") != "restart"


def _key(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(strip_whitespace("".join(span.text for span in cell.spans)) for cell in cells)


def _pairs(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[tuple[int | None, int | None]]:
    """Rows of both versions in the new order, what went standing where it stood."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _unequal(old, new, range(i1, i2), range(j1, j2))


def _unequal(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    waiting = list(olds)
    for there in news:
        alike = [here for here in waiting if len(old[here]) == len(new[there]) and _alike(old[here], new[there])]
        if alike:
            while waiting[0] != alike[0]:
                yield waiting.pop(0), None
            yield waiting.pop(0), there
        else:
            yield None, there
    for here in waiting:
        yield here, None


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return SequenceMatcher(None, "\t".join(one), "\t".join(other), autojunk=False).ratio() >= _ALIKE


def _bordered() -> Any:
    properties = make("tblPr")
    borders = make("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(make(side, val="single", sz="4", space="0", color="auto"))
    properties.append(borders)
    return properties
