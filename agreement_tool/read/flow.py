"""What DOCX, HTML and Markdown share: runs of styled text become lines, with marks against the body's own look.

A flowing reader gives `Block`s (one a paragraph) whose runs say how they look; nothing here knows a file format.
Emphasis is a difference: bold is a mark only where the body is not bold, a colour only where the body has another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from agreement_tool.frozen import frozen
from agreement_tool.model import MARKS, Cell, Line, Mark, Signal, Span
from agreement_tool.read.inventory import INVISIBLE, REVERSED, STRANGE, Inventory
from agreement_tool.text.invisible import without_invisible
from agreement_tool.text.patterns import compiled
from agreement_tool.text.spans import of_rows

THROUGHOUT = 0.9
"""A mark that this share of the body's characters carries says nothing: it is how the body looks."""
LARGER = 1.15
"""A run is distinctly larger from this ratio to the body's size: 小四 (12) to 四号 (14) is 1.17."""
VIVID = 70
"""Least spread of red, green and blue (0…255) of a colour that stands out: greys and near-blacks do not."""
VIVID_FILL = 40
"""The same for an area behind the text, where pale yellow already stands out."""


Value = TypeVar("Value", bound=Hashable)


@frozen
class Look:
    """How a run is printed, as far as the format says."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    """Text colour as six lower-case hex digits; '' is the default (black)."""
    fill: str = ""
    """Colour of the area behind the text, the same way; '' is none."""
    size: float | None = None
    """Points; None where the format does not say."""
    hei: bool = False
    """In a heavy face (黑体), which in a body of 宋体 or 仿宋 is how Chinese documents print bold."""


@frozen
class Run:
    """Text in one look."""

    text: str
    look: Look = Look()


@frozen
class Block:
    """One paragraph (or one table), before its looks are compared with the body's."""

    runs: tuple[Run, ...]
    starts: bool | None = True
    indent: float | None = None
    """In ems of the body size."""
    right_space: float | None = None
    centred: bool = False
    auto_label: str | None = None
    outline: int | None = None
    depth: int | None = None
    items: int | None = None
    rule_above: bool = False
    gap: float | None = None
    """Empty paragraphs right above, as `Line.gap`; None: none."""
    rows: tuple[tuple[tuple[tuple[Run, ...], int, int], ...], ...] = ()
    """A table: rows of (runs, colspan, rowspan)."""

    @property
    def text(self) -> str:
        """The runs' text, concatenated."""
        return "".join(run.text for run in self.runs)


def weight(text: str) -> int:
    """How many characters count when looks are compared: everything but white space."""
    return sum(map(len, text.split()))


def _all_runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        yield from block.runs
        for row in block.rows:
            for runs, _, _ in row:
                yield from runs


def _commonest(runs: Sequence[Run], of: Callable[[Look], Value], default: Value) -> Value:
    tally: Counter[Value] = Counter()
    for run in runs:
        tally[of(run.look)] += weight(run.text)
    return tally.most_common(1)[0][0] if tally.total() else default


def body_look(blocks: Sequence[Block]) -> Look:
    """The look of the body: the commonest size and colours, and the marks that run throughout."""
    body = [run for run in _all_runs(block for block in blocks if block.outline is None) if weight(run.text)]
    runs = body or [run for run in _all_runs(blocks) if weight(run.text)]
    total = sum(weight(run.text) for run in runs) or 1

    def throughout(has: Callable[[Look], bool]) -> bool:
        return sum(weight(run.text) for run in runs if has(run.look)) >= THROUGHOUT * total

    return Look(
        bold=throughout(lambda look: look.bold),
        italic=throughout(lambda look: look.italic),
        underline=throughout(lambda look: look.underline),
        colour=_commonest(runs, lambda look: look.colour, ""),
        fill=_commonest(runs, lambda look: look.fill, ""),
        size=_commonest(runs, lambda look: look.size, None),
        hei=_commonest(runs, lambda look: look.hei, False),
    )


_HEI = compiled(r"黑体|simhei|heiti|\bhei\b", re.IGNORECASE)


def is_hei(face: str) -> bool:
    """Whether a font name is of the Hei family proper; 微软雅黑 and 等线 are body faces."""
    return bool(_HEI.search(face))


def spread(colour: str) -> int:
    """How far apart a colour's red, green and blue are: 0 for a grey, 255 for a pure colour."""
    if len(colour) != 6:
        return 0
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(parts) - min(parts)


def marks_of(look: Look, body: Look) -> tuple[tuple[Mark, ...], tuple[Signal, ...]]:
    """The marks a look carries beside the body's, and the signals behind them."""
    larger = look.size is not None and body.size is not None and look.size >= LARGER * body.size
    found: dict[Mark, Signal | None] = {
        "bold": "style" if look.bold and not body.bold else "family" if look.hei and not body.hei else None,
        "underline": "style" if look.underline and not body.underline else None,
        "colour": "fill" if look.colour != body.colour and spread(look.colour) >= VIVID else None,
        "italic": "style" if look.italic and not body.italic else None,
        "size": "size" if larger else None,
        "highlight": "fill" if look.fill != body.fill and spread(look.fill) >= VIVID_FILL else None,
    }
    marks = tuple(mark for mark in MARKS if found[mark])
    return marks, tuple(sorted({signal for signal in found.values() if signal}))


# A rule to write on: underlined spaces, underscores. It is a blank to be filled in, not emphasis.
_BLANK = compiled(r"[\s_＿—\-/]*\Z")


_FIELD = "\u3000"
"""One em of a blank to be filled in, as in the PDF reader."""
_BLANK_WIDTHS = {"\u3000": 2, "\t": 4}


def _inked(run: Run) -> Run:
    """Underlined spaces are a blank to be filled in: ideographic spaces, underlined. Other rules carry no underline."""
    if not run.look.underline or not _BLANK.match(run.text):
        return run
    if run.text.strip():
        return Run(run.text, replace(run.look, underline=False))
    width = sum(_BLANK_WIDTHS.get(character, 1) for character in run.text)
    return Run(_FIELD * max(1, round(width / 2)), run.look) if width > 1 else run


def _spans(runs: Iterable[Run], body: Look) -> tuple[Span, ...]:
    found: list[tuple[list[str], tuple[tuple[Mark, ...], tuple[Signal, ...]]]] = []
    for run in map(_inked, runs):
        if not run.text:
            continue
        marks = marks_of(run.look, body)
        text = run.text.replace("\t", " ")
        blank = not text.strip() and not is_field(text, marks[0])
        if found and (found[-1][1] == marks or blank):
            # White space takes its neighbour's marks, so that a bold sentence is not cut at each space.
            found[-1][0].append(text)
        else:
            found.append(([text], ((), ()) if blank else marks))
    return _trimmed([Span("".join(texts), *marks) for texts, marks in found])


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    while spans and _is_layout(spans[0]):
        spans.pop(0)
    while spans and _is_layout(spans[-1]):
        spans.pop()
    if spans and not is_field(spans[0].text, spans[0].marks):
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    if spans and not is_field(spans[-1].text, spans[-1].marks):
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(spans)


def is_field(text: str, marks: Sequence[Mark]) -> bool:
    """Whether a span is a blank to be filled in: nothing but room, underlined."""
    return "underline" in marks and not text.strip()


def _is_layout(span: Span) -> bool:
    return not span.text.strip() and not is_field(span.text, span.marks)


def _row(cells: Sequence[tuple[tuple[Run, ...], int, int]], body: Look) -> tuple[Cell, ...]:
    return tuple(Cell(_spans(runs, body), colspan, rowspan) for runs, colspan, rowspan in cells)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbouring spans with the same marks become one."""
    alike = groupby(spans, lambda span: (span.marks, span.signals))
    return tuple(Span("".join(span.text for span in group), *marks) for marks, group in alike)


def _line(block: Block, body: Look) -> Line:
    rows = tuple(_row(cells, body) for cells in block.rows)
    return Line(
        spans=merged(of_rows(rows)) if rows else _spans(block.runs, body),
        starts=block.starts,
        indent=block.indent,
        right_space=block.right_space,
        size=_commonest([run for run in block.runs if weight(run.text)], lambda look: look.size, None),
        centred=block.centred,
        auto_label=block.auto_label,
        outline=block.outline,
        depth=block.depth,
        items=block.items,
        rule_above=block.rule_above,
        gap=block.gap,
        rows=rows,
    )


def _without_invisible(block: Block, inventory: Inventory | None) -> Block:
    if block.text.isascii() and not block.rows:
        return block
    gone, reverses = 0, False

    def cleaned(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        nonlocal gone, reverses
        found = [(run, *without_invisible(run.text)) for run in runs]
        gone += sum(count for _, _, count, _ in found)
        reverses |= any(turned for *_, turned in found)
        return tuple(replace(run, text=text) if count else run for run, text, count, _ in found)

    runs = cleaned(block.runs)
    rows = tuple(tuple((cleaned(cell), colspan, rowspan) for cell, colspan, rowspan in row) for row in block.rows)
    if not gone:
        return block
    block = replace(block, runs=runs, rows=rows)
    if inventory is not None:
        inventory.note(INVISIBLE, count=gone, place=block.text)
        if reverses:
            inventory.note(REVERSED, place=block.text)
    return block


_PRIVATE = compiled("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Code points to which every font gives a meaning of its own: figures of a web font, a symbol font's signs."""


def _note_strange(blocks: Iterable[Block], inventory: Inventory) -> None:
    for block in blocks:
        place = ""
        for run in _all_runs([block]):
            if not run.text.isascii() and (found := _PRIVATE.findall(run.text)):
                place = place or block.text  # once a block: it may have a hundred thousand runs
                inventory.note(STRANGE, count=len(found), place=place, words="".join(found))


def lines_of(blocks: Sequence[Block], inventory: Inventory | None = None) -> tuple[Line, ...]:
    """The blocks as lines with marks; blocks without any text or label are dropped.

    Characters that print nothing are taken out, and noted in `inventory`.
    """
    blocks = [_without_invisible(block, inventory) for block in blocks]
    body = body_look(blocks)
    if inventory is not None:
        _note_strange(blocks, inventory)
    lines = (_line(block, body) for block in blocks)
    return tuple(line for line in lines if line.text.strip() or line.auto_label)
