"""Excel lists for people who work through them: filters, a head row that stays, wrapped text, columns for a decision
and a note.

Text stays text, whatever it begins with (= + - @), and links lead to the clause on a second sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.report.columns import columns as displayed_width
from agreement_tool.text.citations import citation
from agreement_tool.text.inline import visible
from agreement_tool.text.outline import Outline

LONGEST = 32_767
"""Characters a cell may hold (Excel's specification)."""
_LINE, _HIGHEST = 15.0, 405.0
"""Points: of a line at 11 pt, and of the highest row that Excel shows."""
_A3 = 8
_DECISION = Bilingual("决定", "Decision")
_NOTE = Bilingual("备注", "Note")
_CLAUSES = Bilingual("条款", "Clauses")
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "delete": {"font_color": "#9C0006", "font_strikeout": True},
    "insert": {"font_color": "#00598C", "underline": 1},
    "mark": {"bold": True},
}


@frozen
class Column:
    """A column: its head, and its width in characters."""

    head: Bilingual
    width: int


@frozen
class Link:
    """A cell that leads to a clause (its eid) of the sheet of clauses; `agreement`: of which one, by its place."""

    eid: str
    text: str
    agreement: int = 0


@frozen
class Rich:
    """A cell of pieces, each in a style: '', 'delete', 'insert' or 'mark'."""

    pieces: tuple[tuple[str, str], ...]


Places = Mapping[tuple[int, str], str]
"""(place of the agreement, eid) -> the cell where the clause stands."""
Value = str | int | float | Link | Rich | None


@frozen
class Sheet:
    """A list. `decisions`: what the reader may choose in the decision column."""

    name: Bilingual
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    decisions: tuple[Bilingual, ...] = ()


def workbook(sheet: Sheet, agreements: Iterable[Agreement], lang: str) -> bytes:
    """The .xlsx: the list, and the clauses of `agreements` (if any) that its links lead to. The same input gives the
    same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"author": "agreement_tool", "created": _epoch()})
    writer = _Writer(book, lang)
    listed = book.add_worksheet(sheet.name.in_language(lang))
    held = tuple(agreements)
    writer.list(listed, sheet, writer.clauses(held) if held else {})
    listed.activate()
    book.close()
    return stream.getvalue()


def _epoch() -> Any:
    from datetime import datetime

    return datetime(2000, 1, 1)


class _Writer:
    def __init__(self, book: Any, lang: str) -> None:
        self._book = book
        self._lang = lang
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6EE", "border": 1}
        )
        self._link = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0563C1", "underline": 1})
        self._styles = {name: book.add_format(dict(style)) for name, style in _STYLES.items()}

    def clauses(self, agreements: Iterable[Agreement]) -> Places:
        """Write the sheet of clauses; the cell to link to for each clause."""
        name = _CLAUSES.in_language(self._lang)
        sheet = self._book.add_worksheet(name)
        heads = (
            Bilingual("版本", "Version"),
            Bilingual("条款号", "Clause"),
            Bilingual("标题", "Heading"),
            Bilingual("正文", "Text"),
        )
        for column, (head, width) in enumerate(zip(heads, (18, 20, 24, 90), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head.in_language(self._lang), self._head)
        sheet.freeze_panes(1, 0)
        places = {}
        row = 1
        for order, agreement in enumerate(agreements):
            outline = Outline(agreement)
            for clause in agreement.walk():
                version = f"{agreement.id}@{agreement.version}"
                for column, text in enumerate((version, citation(outline, clause.eid), clause.heading, clause.text)):
                    sheet.write_string(row, column, _fit(text), self._wrapped)
                sheet.set_row(row, _LINE * _lines(clause.text, 90))
                places[order, clause.eid] = f"internal:'{name}'!A{row + 1}"
                row += 1
        sheet.autofilter(0, 0, max(row - 1, 1), 3)
        return places

    def list(self, sheet: Any, content: Sheet, places: Places) -> None:
        """Write the list."""
        columns = [*content.columns, Column(_DECISION, 10), Column(_NOTE, 24)]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.head.in_language(self._lang), self._head)
        for number, row in enumerate(content.rows, start=1):
            for place, value in enumerate(row):
                self._write(sheet, number, place, value, places)
            sheet.set_row(number, _height(row, content.columns))
            for place in (len(row), len(row) + 1):
                sheet.write_blank(number, place, None, self._wrapped)
        last = max(len(content.rows), 1)
        if content.decisions:
            choices = [choice.in_language(self._lang) for choice in content.decisions]
            sheet.data_validation(1, len(columns) - 2, last, len(columns) - 2, {"validate": "list", "source": choices})
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Any, row: int, column: int, value: Value, places: Places) -> None:
        if isinstance(value, Link) and (value.agreement, value.eid) in places:
            sheet.write_url(row, column, places[value.agreement, value.eid], self._link, _fit(value.text))
        elif isinstance(value, Rich):
            self._write_rich(sheet, row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._wrapped)
        else:
            sheet.write_string(row, column, _fit(value.text if isinstance(value, Link) else value or ""), self._wrapped)

    def _write_rich(self, sheet: Any, row: int, column: int, value: Rich) -> None:
        pieces = [(visible(text.replace("\t", "　")), style) for text, style in value.pieces if text]
        whole = "".join(text for text, _ in pieces)
        if len(pieces) < 2 or len(whole) > LONGEST:  # Excel's rich strings have two pieces or more
            style = pieces[0][1] if len(pieces) == 1 else ""
            look = self._book.add_format({"text_wrap": True, "valign": "top", **_STYLES[style]})
            sheet.write_string(row, column, _fit(whole), look)
            return
        parts: list[Any] = []
        for text, style in pieces:
            parts += [self._styles[style], text]
        sheet.write_rich_string(row, column, *parts, self._wrapped)


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """The height in points that shows all of a row: not every program measures wrapped text when it opens a file."""
    lines = (_lines(_text(value), column.width) for value, column in zip(row, columns, strict=True))
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _lines(text: str, width: int) -> int:
    return min(sum(1 + displayed_width(line) // width for line in text.split("\n")), int(_HIGHEST // _LINE))


def _text(value: Value) -> str:
    if isinstance(value, Rich):
        return "".join(text for text, _ in value.pieces)
    return value.text if isinstance(value, Link) else str(value or "")


def _fit(text: str) -> str:
    shown = visible(text.replace("\t", "　"))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
