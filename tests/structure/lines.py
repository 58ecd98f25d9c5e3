"""Lines as readers give them, and trees as one can read them."""

from __future__ import annotations

from collections.abc import Iterable

from agreement_tool.model import Built, Clause, Line, SourceDocument, Span
from agreement_tool.structure.build import build


def paragraphs(*texts: str) -> tuple[Line, ...]:
    """One paragraph a line, as flowing formats give them."""
    return tuple(Line((Span(text),), starts=True) for text in texts)


def printed(*texts: str, width: int = 20) -> tuple[Line, ...]:
    """Printed lines of a page `width` ems wide, flush left, evenly spaced."""
    return tuple(
        Line((Span(text),), page=1, indent=0.0, right_space=max(0.0, width - len(text)), gap=0.0) for text in texts
    )


def wrapped(text: str, width: int = 20) -> tuple[Line, ...]:
    """A paragraph broken at the margin."""
    return printed(*(text[at : at + width] for at in range(0, len(text), width)), width=width)


def document(lines: Iterable[Line], title: str | None = None) -> SourceDocument:
    return SourceDocument("test.txt", "0" * 64, "plain", tuple(lines), title=title)


def built(lines: Iterable[Line], title: str | None = None) -> Built:
    return build(document(lines, title))


def outline(clauses: Iterable[Clause]) -> str:
    """Labels nested in brackets, unnumbered headings as #heading: '一、(1. 2.) #附则(1.)'."""
    return " ".join(filter(None, map(_branch, clauses)))


def _branch(clause: Clause) -> str:
    inner = outline(clause.children)
    name = clause.label or (f"#{clause.heading}" if clause.heading else "")
    if not name:
        return inner
    return f"{name}({inner})" if inner else name


def sketch(clauses: Iterable[Clause], depth: int = 0) -> str:
    """Every clause on a line: kind, label, heading, the ends of its own text."""
    drawn = ""
    for clause in clauses:
        text = clause.text if len(clause.text) <= 24 else f"{clause.text[:12]}…{clause.text[-8:]}"
        drawn += f"{'  ' * depth}{clause.eid} [{clause.kind}] {clause.label or '-'} {clause.heading}|{text}\n"
        drawn += sketch(clause.children, depth + 1)
    return drawn
