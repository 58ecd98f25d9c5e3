"""Annotations and form fields: what was filled in stands in the text where the page shows it, the rest is listed.

A form's values and ticks, and words typed over the page on a line of it, are how a form agreement is completed: without
them `服务费每月 元` is all that is read. Marks over text (highlight, underline) become marks. What only comments on the
text (notes, stamps, drawings, files) is not the agreement's, and is listed with its words.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.page import Bounds, DrawnLine, Fill, Note, Page, TextRun, TextStyle

TICKED, UNTICKED = "☑", "☐"
_BOXES = "□☐☑☒○◯〇"
"""Printed boxes over which a form's box may lie."""
_HIGHLIGHT = (255, 255, 0)
_SMALLEST, _LARGEST, _USUAL = 5.0, 40.0, 10.5
"""Points: sizes that typed words may have; what they have where nothing tells."""
_LEADING = 1.25
"""Ems from one line of a field to the next."""
_FONT = "Form"


@frozen
class Noted:
    """A page with what was filled in; `listed` are the notes that are not in its text."""

    page: Page
    listed: tuple[Note, ...]


def noted(page: Page, notes: Sequence[Note]) -> Noted:
    """The page with its notes' words and marks where they stand."""
    listed: list[Note] = []
    for note in notes:
        placed = None if note.hidden else _placed(page, note)
        if placed is None:
            listed.append(note)
        else:
            page = placed
            if note.shown:
                listed.append(note._replace(kind="otherwise", text=f"{note.text.strip()} / {note.shown}"))
    return Noted(page, tuple(listed))


def _placed(page: Page, note: Note) -> Page | None:
    """The page with the note in it, None where it is none of the text."""
    if note.kind == "entry":
        return _with_entry(page, note)
    if note.kind == "tick":
        return _with_tick(page, note)
    if note.kind == "typed":
        return _with_typed(page, note)
    if note.kind == "highlighted":
        return replace(page, fills=(*page.fills, *(Fill(*box, _HIGHLIGHT) for box in note.boxes)))
    if note.kind == "underlined":
        rules = (DrawnLine(x0, bottom - 0.6, x1, bottom) for x0, _, x1, bottom in note.boxes)
        return replace(page, rules=(*page.rules, *rules))
    return None


# --- forms


def _with_entry(page: Page, note: Note) -> Page:
    """The field's value, or room to write in where it has none."""
    beside = _row_through(page, note.box)
    if note.text.strip():
        return replace(page, runs=(*page.runs, *_set(note, beside)))
    if beside is None or _ruled(page, note.box, beside):
        return page
    x0, _, x1, _ = note.box
    y = beside.baseline + 0.15 * beside.style.size
    return replace(page, rules=(*page.rules, DrawnLine(x0, y, x1, y + 0.6)))


def _ruled(page: Page, box: Bounds, beside: TextRun) -> bool:
    size = beside.style.size
    return any(
        rule.horizontal and rule.x0 < box[2] and rule.x1 > box[0] and abs(rule.top - beside.baseline) < 0.5 * size
        for rule in page.rules
    )


def _with_tick(page: Page, note: Note) -> Page:
    """A box, ticked or not, in place of the box that is printed there."""
    sign = TICKED if note.ticked else UNTICKED
    beside = _row_through(page, note.box)
    runs = [piece for run in page.runs for piece in _without_box(run, note.box)]
    # Less room than the widget takes: it may reach over the letter beside it.
    middle = (note.box[0] + note.box[2]) / 2
    half = min(note.box[2] - note.box[0], beside.style.size if beside else _LARGEST) / 2
    lone = note._replace(box=(middle - half, note.box[1], middle + half, note.box[3]))
    return replace(page, runs=(*runs, *_set(lone._replace(text=sign), beside)))


def _without_box(run: TextRun, box: Bounds) -> Iterator[TextRun]:
    """The run without a printed box under the widget."""
    if not any(char in _BOXES for char in run.text) or not box[1] - 2 <= run.baseline <= box[3] + 4:
        yield run
        return
    edges = (*run.lefts[1:], run.right)
    gone = {
        at
        for at, (char, x0, x1) in enumerate(zip(run.text, run.lefts, edges, strict=True))
        if char in _BOXES and box[0] - 2 <= (x0 + x1) / 2 <= box[2] + 2
    }
    yield from without(run, gone)


def without(run: TextRun, gone: set[int]) -> Iterator[TextRun]:
    """The pieces of a run that are left when some of its characters are taken out."""
    if not gone:
        yield run
        return
    edges = (*run.lefts[1:], run.right)
    start = 0
    for end in (*sorted(gone), len(run.text)):
        if end > start:
            yield piece_of(run, start, end, edges)
        start = end + 1


def hidden_in(run: TextRun, unseen: Iterable[TextRun]) -> set[int]:
    """Which characters of a run stand where the same ones of `unseen` do."""
    beside = [other for other in unseen if abs(other.baseline - run.baseline) < 0.5 * run.style.size]
    places = [(char, left) for other in beside for char, left in zip(other.text, other.lefts, strict=True)]
    reach = 0.3 * run.style.size
    return {
        at
        for at, (char, left) in enumerate(zip(run.text, run.lefts, strict=True))
        if any(char == there and abs(left - x) < reach for there, x in places)
    }


def piece_of(run: TextRun, start: int, end: int, edges: Sequence[float]) -> TextRun:
    """The characters [start, end) of a run; `edges`: the right edge of each of its characters."""
    return run._replace(
        text=run.text[start:end],
        lefts=run.lefts[start:end],
        right=edges[end - 1],
        ink=run.ink[start:end],
    )


# --- words typed over the page


def _with_typed(page: Page, note: Note) -> Page | None:
    """Words typed on a line of the page, beside its text and not over it; others are comments."""
    beside = _row_through(page, note.box)
    if beside is None or not note.text.strip() or "\n" in note.text.strip():
        return None
    runs = list(_set(note, beside))
    if any(_overlap(run, other) for run in runs for other in page.runs):
        return None
    return replace(page, runs=(*page.runs, *runs))


def _overlap(run: TextRun, other: TextRun) -> bool:
    near = abs(run.baseline - other.baseline) < 0.5 * other.style.size
    across = min(run.right, other.right) - max(run.lefts[0], other.lefts[0])
    return near and bool(other.text.strip()) and across > 0.5 * other.style.size and not _covers_only_blanks(run, other)


def _covers_only_blanks(run: TextRun, other: TextRun) -> bool:
    """Whether only blanks and underscores of `other` lie under the run."""
    edges = (*other.lefts[1:], other.right)
    under = [
        char
        for char, x0, x1 in zip(other.text, other.lefts, edges, strict=True)
        if run.lefts[0] < (x0 + x1) / 2 < run.right
    ]
    return all(char.isspace() or char in "_＿—" for char in under)


# --- where


def _row_through(page: Page, box: Bounds) -> TextRun | None:
    """The nearest run whose line goes through the box."""
    x0, top, x1, bottom = box
    runs = [
        run
        for run in page.runs
        if run.text.strip() and not run.style.angle and top - 1 <= run.baseline - 0.3 * run.style.size <= bottom + 1
    ]
    return min(runs, key=lambda run: max(x0 - run.right, run.lefts[0] - x1, 0.0), default=None)


def _set(note: Note, beside: TextRun | None) -> Iterator[TextRun]:
    """The note's words, one run a line, set as the text beside them is."""
    x0, top, x1, bottom = note.box
    lines = note.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    line_height = (bottom - top) / len(lines)
    size = beside.style.size if beside else min(_LARGEST, max(_SMALLEST, min(_USUAL, line_height / _LEADING)))
    middle = beside.baseline if beside else (top + bottom) / 2 + 0.35 * size
    first = middle if len(lines) == 1 else top + 0.88 * size
    style = beside.style if beside else TextStyle(_FONT, 0, size)
    for number, line in enumerate(lines):
        if line.strip():
            yield _run(line, x0, x1, first + number * min(line_height, _LEADING * size), style)


def _run(text: str, x0: float, x1: float, baseline: float, style: TextStyle) -> TextRun:
    weights = [1.0 if char > "\u2e7f" else 0.5 for char in text]
    em = min(style.size, max(0.1, x1 - x0) / sum(weights))
    lefts, left = array("f"), x0
    for weight in weights:
        lefts.append(left)
        left += weight * em
    return TextRun(text, lefts, left, baseline, style)


def words_under(page: Page, boxes: Iterable[Bounds]) -> str:
    """The text that lies in the boxes of a mark, in content order."""
    areas = list(boxes)
    found: list[str] = []
    for run in page.runs:
        middle = run.baseline - 0.35 * run.style.size
        over = [area for area in areas if area[1] <= middle <= area[3]]
        if over:
            edges = (*run.lefts[1:], run.right)
            found += [
                char
                for char, x0, x1 in zip(run.text, run.lefts, edges, strict=True)
                if any(area[0] <= (x0 + x1) / 2 <= area[2] for area in over)
            ]
    return "".join(found)
