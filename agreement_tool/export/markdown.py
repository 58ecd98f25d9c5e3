"""Markdown (CommonMark): headings for units with a title, paragraphs for text, emphasis kept, tables as tables.

Numbers are written as printed, never as Markdown lists: a renderer would count them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreement_tool.model import Agreement, Cell, Clause, Mark, Span
from agreement_tool.text.inline import by_marks
from agreement_tool.text.patterns import compiled
from agreement_tool.text.spelled import visible_but_tabs

DEEPEST = 6
"""Heading levels that Markdown has."""

_SPECIAL = compiled(r"([\\`*_\[\]|#~])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LIST_LIKE = compiled(r"^(\s*)(\d{1,9})([.)])(?=\s|$)|^(\s*)([-+])(?=\s)")

_TAGS: dict[Mark, tuple[str, str]] = {
    "underline": ("<u>", "</u>"),
    "colour": ("<mark>", "</mark>"),
    "highlight": ("<mark>", "</mark>"),
    "size": ("<big>", "</big>"),
}


def markdown(agreement: Agreement) -> str:
    """The agreement as Markdown, ending in a line break."""
    blocks = [f"# {escaped(agreement.title)}"] if agreement.title else []
    for clause, above in agreement.walk_with_parents():
        blocks.extend(_blocks(clause, len(above) + 2))
    return "\n\n".join(blocks) + "\n"


def _blocks(clause: Clause, level: int) -> Iterator[str]:
    label = escaped(clause.label or "")
    if clause.rows:
        yield _table(clause.rows)
        return
    if clause.title:
        title = "".join(_marked(span) for span in clause.title)
        yield f"{'#' * min(level, DEEPEST)} {' '.join(part for part in (label, title) if part)}"
        label = ""
    own = "".join(_marked(span) for span in by_marks(clause.spans))
    paragraph = " ".join(part for part in (label, own) if part)
    if paragraph:
        yield _unlisted(paragraph.replace("\n", "  \n"))


def _table(rows: tuple[tuple[Cell, ...], ...]) -> str:
    width = max(sum(cell.colspan for cell in row) for row in rows)
    lines = [_row(row, width) for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _row(row: Iterable[Cell], width: int) -> str:
    texts: list[str] = []
    for cell in row:
        texts.append("".join(_marked(span) for span in by_marks(cell.spans)).replace("\n", "<br>"))
        texts.extend("" for _ in range(cell.colspan - 1))
    return "| " + " | ".join(texts + [""] * (width - len(texts))) + " |"


def _marked(span: Span) -> str:
    body = escaped(span.text)
    core = body.strip()
    if not core:
        return body
    before, after = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
    for opening, closing in dict.fromkeys(_TAGS[mark] for mark in span.marks if mark in _TAGS):
        core = f"{opening}{core}{closing}"
    if "italic" in span.marks:
        core = f"*{core}*"
    if "bold" in span.marks:
        # <b>, not **: next to Chinese punctuation CommonMark does not see ** as emphasis.
        core = f"<b>{core}</b>"
    return before + core + after


def escaped(text: str) -> str:
    """Text whose characters mean themselves in Markdown and in the HTML that Markdown may hold."""
    return _SPECIAL.sub(r"\\\1", visible_but_tabs(text).translate(_ENTITIES))


def _unlisted(paragraph: str) -> str:
    """A paragraph whose printed number Markdown would count: `1.` -> `1\\.`."""
    return _LIST_LIKE.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", paragraph)
