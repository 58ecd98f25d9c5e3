"""The clause tree for a terminal (rich) or a pipe (plain lines), emphasis visible in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agreement_tool.model import Agreement, Clause, Mark, Span
from agreement_tool.report.columns import window
from agreement_tool.report.wrapping import breaks
from agreement_tool.text.inline import by_marks, encode, encode_plain, visible

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_STYLES: dict[Mark, str] = {
    "bold": "bold",
    "underline": "underline",
    "colour": "red",
    "italic": "italic",
    "size": "bright_yellow",
    "highlight": "black on yellow",
}
_LABEL_STYLE = "cyan"
_INDENT = 2
_GUIDE = 4
"""Columns of rich's guide lines, a level."""

_HANGING = 2
"""Columns kept for a comma that may not begin a line."""

_NARROWEST = 20
"""Columns of text left however deep a clause stands."""


def plain(agreement: Agreement, *, width: int | None, depth: int | None, brief: bool) -> str:
    """The tree as indented lines, emphasis as `**粗体**` and so on. `width` None: lines are not wrapped."""
    title = _written(agreement.title_spans) or encode_plain(agreement.title)
    lines = [window(title, 0, 0, width)[0] if brief and width else title]
    for clause, above in agreement.walk_with_parents():
        if depth is None or len(above) < depth:
            clause_width = max(width - _INDENT * len(above), _NARROWEST) if width else None
            lines += [" " * (_INDENT * len(above)) + line for line in _plain_clause(clause, clause_width, brief)]
    return "\n".join(lines) + "\n"


def _written(spans: Sequence[Span]) -> str:
    """With marks, but without what made them."""
    return encode(by_marks(spans))


def _plain_clause(clause: Clause, width: int | None, brief: bool) -> Iterator[str]:
    label = encode_plain(clause.label or "")
    head = " ".join(part for part in (label, _written(clause.title)) if part)
    text = _written(clause.spans)
    if brief or not clause.title:
        head = "　".join(part for part in (head, text) if part) if clause.title else f"{head} {text}".strip()
        text = ""
    if brief and width:
        head = window(head, 0, 0, width)[0]
    yield head
    if text:
        yield text


def in_colour(agreement: Agreement, *, width: int, depth: int | None, brief: bool) -> str:
    """The tree with guide lines and terminal styles, wrapped to `width` columns."""
    from io import StringIO

    from rich.console import Console
    from rich.tree import Tree

    tree = Tree(_styled(agreement.title_spans or (Span(agreement.title),)), guide_style="dim")
    for clause in agreement.clauses:
        _grow(tree, clause, depth, width - _GUIDE, brief)
    page = StringIO()
    Console(file=page, width=width, force_terminal=True, highlight=False).print(tree)
    return page.getvalue()


def _grow(parent: Tree, clause: Clause, depth: int | None, width: int, brief: bool) -> None:
    """Add a clause and what stands under it, `depth` levels, in `width` columns."""
    if depth == 0:
        return
    node = parent.add(_clause_text(clause, max(width, _NARROWEST), brief))
    for child in clause.children:
        _grow(node, child, None if depth is None else depth - 1, width - _GUIDE, brief)


def _clause_text(clause: Clause, width: int, brief: bool) -> Text:
    from rich.text import Text

    line = Text()
    if clause.label:
        line.append(f"{visible(clause.label)} ", _LABEL_STYLE)
    line.append_text(_styled(clause.title))
    if clause.title and clause.spans:
        line.append("　" if brief else "\n")
    line.append_text(_styled(clause.spans))
    if brief:
        line.plain = line.plain.replace("\n", " ")
        line.truncate(width, overflow="ellipsis")
        return line
    # rich breaks at blanks only, and Chinese has none.
    return Text("\n").join(line.divide(list(breaks(line.plain, width - _HANGING))))


def _styled(spans: Sequence[Span]) -> Text:
    from rich.text import Text

    text = Text()
    for span in spans:
        text.append(visible(span.text), _style(span.marks))
    return text


def _style(marks: Sequence[Mark]) -> str:
    """Highlight brings its own colour; a size shows only where no colour does."""
    shown = [mark for mark in marks if not ({"highlight", "colour"} & set(marks) and mark == "size")]
    return " ".join(_STYLES[mark] for mark in shown if not (mark == "colour" and "highlight" in marks))
