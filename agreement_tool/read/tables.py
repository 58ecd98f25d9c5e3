"""Tables of flowing formats: is a table data, or does it only lay out text; cells as runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agreement_tool.read.flow import Block, Run

PARAGRAPHS_IN_CELL = 4
TEXT_IN_CELL = 360
"""A cell with this many paragraphs and characters holds running text: the table only lays it out."""


FEWEST_ROWS = 2
"""A table that holds tables is data itself only from so many rows on with cells side by side."""


@dataclass(slots=True)
class CellBlocks:
    """One cell, its paragraphs not yet joined."""

    blocks: list[Block] = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1

    @property
    def length(self) -> int:
        """Characters in the cell."""
        return sum(len(block.text) for block in self.blocks)


FORM_ROWS = 3
FORM_LABEL = 12
"""A form has so many rows at least, each a label of at most so many characters beside a cell to fill in."""


def _is_form(rows: Sequence[Sequence[CellBlocks]]) -> bool:
    """Whether every row is a short label beside empty cells: nobody has filled it in, and it is a table all the
    same."""
    return len(rows) >= FORM_ROWS and all(
        len(row) > 1
        and len(row[0].blocks) == 1
        and not any(cell.blocks for cell in row[1:])
        and 0 < row[0].length <= FORM_LABEL
        and row[0].blocks[0].text.rstrip()[-1:] not in ("。", "；", "：", ":", "，")
        for row in rows
    )


def is_layout(rows: Sequence[Sequence[CellBlocks]]) -> bool:
    """Whether a table only lays out text: never two cells side by side, or a cell that holds running text.

    A table around tables that has one row of cells side by side lays them out.
    """
    if _is_form(rows):
        return False
    beside = sum(sum(bool(cell.blocks) for cell in row) > 1 for row in rows)
    if not beside or (beside < FEWEST_ROWS and holds_tables(rows)):
        return True
    return any(len(cell.blocks) >= PARAGRAPHS_IN_CELL and cell.length >= TEXT_IN_CELL for row in rows for cell in row)


def holds_tables(rows: Sequence[Sequence[CellBlocks]]) -> bool:
    """Whether a cell holds a table."""
    return any(block.rows for row in rows for cell in row for block in cell.blocks)


def table_blocks(rows: Sequence[Sequence[CellBlocks]]) -> list[Block]:
    """The table as one block of rows, or as its paragraphs (and inner tables) where it only lays them out."""
    filled = [row for row in rows if row]
    if is_layout(filled):
        return [block for row in filled for cell in row for block in cell.blocks]
    cells = tuple(tuple((joined(cell.blocks), cell.colspan, cell.rowspan) for cell in row) for row in filled)
    return [Block((), rows=cells)]


def _row_runs(block: Block) -> Iterator[Run]:
    """The words of a table that stands in a cell."""
    for number, row in enumerate(block.rows):
        for place, (cell, _, _) in enumerate(row):
            if number or place:
                yield Run("；" if not place else " ")
            yield from cell


def joined(blocks: Sequence[Block]) -> tuple[Run, ...]:
    """The paragraphs of a cell in one line, generated numbers written out."""
    runs: list[Run] = []
    for block in blocks:
        if runs:
            runs.append(Run(" "))
        if block.auto_label:
            runs.append(Run(f"{block.auto_label} "))
        runs.extend(block.runs)
        runs.extend(_row_runs(block))
    return tuple(replace(run, text=run.text.replace("\t", " ").replace("\n", " ")) for run in runs)
