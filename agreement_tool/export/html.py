"""One self-contained HTML page: the agreement as a reader sees it, every clause with its permanent id as anchor."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from agreement_tool.model import Agreement, Cell, Clause, Mark, Span
from agreement_tool.text.inline import by_marks
from agreement_tool.text.spelled import visible_but_tabs

_TAGS: dict[Mark, tuple[str, str]] = {
    "bold": ("<strong>", "</strong>"),
    "underline": ("<u>", "</u>"),
    "italic": ("<em>", "</em>"),
    "colour": ('<span class="colour">', "</span>"),
    "highlight": ("<mark>", "</mark>"),
    "size": ('<span class="size">', "</span>"),
}
DEEPEST = 6


def html(agreement: Agreement) -> str:
    """The agreement as an HTML page without scripts and without anything loaded from elsewhere."""
    body = "\n".join(line for clause in agreement.clauses for line in _section(clause, 2))
    title = escape(agreement.title or agreement.id)
    return visible_but_tabs(
        "<!doctype html>\n"
        f'<html lang="{escape(agreement.locale, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{_dates(agreement)}{body}\n</main>\n</body>\n</html>\n"
    )


def _policy() -> str:
    """Nothing is loaded and nothing runs; the page's own style is named by its hash."""
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'"


def _style() -> str:
    return (files("agreement_tool.export") / "page.css").read_text(encoding="utf-8")


def _dates(agreement: Agreement) -> str:
    facts = (("版本", agreement.version), ("发布", agreement.published), ("生效", agreement.effective))
    shown = " · ".join(f"{name} {escape(value)}" for name, value in facts if value)
    return f'<p class="dates">{shown}</p>\n' if shown else ""


def _section(clause: Clause, level: int) -> Iterator[str]:
    yield f'<section id="{escape(clause.wid, quote=True)}" class="{clause.kind}">'
    label = f'<span class="label">{escape(clause.label)}</span> ' if clause.label else ""
    if clause.title:
        tag = f"h{min(level, DEEPEST)}"
        yield f"<{tag}>{label}{_marked(clause.title)}</{tag}>"
        label = ""
    if clause.rows:
        yield from _table(clause.rows)
    elif label or clause.spans:
        yield f"<p>{label}{_marked(clause.spans)}</p>"
    for child in clause.children:
        yield from _section(child, level + 1)
    yield "</section>"


def _table(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        cells = "".join(f"<td{_covers(cell)}>{_marked(cell.spans)}</td>" for cell in row)
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _covers(cell: Cell) -> str:
    across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return across + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")


def _marked(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in by_marks(spans))


def _span(span: Span) -> str:
    body = escape(span.text).replace("\n", "<br>")
    for opening, closing in (_TAGS[mark] for mark in reversed(span.marks)):
        body = f"{opening}{body}{closing}"
    return body
