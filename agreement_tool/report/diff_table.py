"""修订对照表: what stood, what stands now, and why, clause by clause; as Markdown here, as DOCX and HTML next door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Diff, Segment
from agreement_tool.report.diff_markdown import escape, inline
from agreement_tool.report.diff_view import DiffRow, Tone, changed_rows, cut_at, for_reading, side
from agreement_tool.report.diff_words import CELL_HEADS, RECONSENT_NAMES, replaced, summary


@frozen
class TableParagraph:
    """One clause in a cell: how it is cited, then its heading and text with the edits of that side."""

    citation: str
    segments: tuple[Segment, ...]
    clause: Clause
    """The clause of that side, for its marks and its cells."""


@frozen
class TableRow:
    """One line of the table. An empty side says that the clause is not there."""

    old: tuple[TableParagraph, ...]
    new: tuple[TableParagraph, ...]
    notes: tuple[str, ...]
    tone: Tone


def table_rows(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> tuple[TableRow, ...]:
    """The lines of the table: clauses that only count differently are left to `renumbered`."""
    return tuple(_line(row, lang) for row in changed_rows(old, new, diff) if row.tone not in ("number", "renamed"))


def renumbered(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """One sentence on the clauses that count differently now; '' for none."""
    rows = [row for row in changed_rows(old, new, diff) if row.has("renumbered")]
    if not rows:
        return ""
    pairs = [f"{row.old_names[0]}→{row.new_names[0]}" for row in rows]
    listed = "、".join(pairs[:60]) + ("…" if len(pairs) > 60 else "")
    return f"Renumbered: {listed}" if lang == "en" else f"条款编号相应调整：{listed}。"


def heading(old: Agreement, new: Agreement, diff: Diff, lang: str) -> tuple[str, tuple[str, ...]]:
    """The table's title, and the lines under it."""
    name = (new.title or old.title).strip("《》")
    title = f"{name} — table of amendments" if lang == "en" else f"《{name}》修订对照表" if name else "修订对照表"
    versions = f"{diff.old} → {diff.new}"
    words = replaced(diff, lang)
    lines = (versions, summary(diff, lang), *((words,) if words else ()), *reconsent_lines(diff, lang))
    return title, lines


def reconsent_lines(diff: Diff, lang: str) -> tuple[str, ...]:
    """What the changes ask for, and why; nothing when they ask for nothing."""
    if diff.reconsent == "none":
        return ()
    need = RECONSENT_NAMES[diff.reconsent].in_language(lang)
    return (need, *(why.in_language(lang) for why in diff.reconsent_why))


def table_markdown(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The table as Markdown; <del> and <ins> mark the edits."""
    title, lines = heading(old, new, diff, lang)
    heads = [head.in_language(lang) for head in CELL_HEADS]
    written = [f"# {escape(title)}", "", *(f"- {escape(line)}" for line in lines), ""]
    written += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in table_rows(old, new, diff, lang):
        cells = (_cell(row.old), _cell(row.new), "<br>".join(escape(note) for note in row.notes))
        written.append(f"| {' | '.join(cells)} |")
    return "\n".join([*written, "", escape(renumbered(old, new, diff, lang))]).rstrip() + "\n"


def _cell(paragraphs: Sequence[TableParagraph]) -> str:
    written = (f"**{escape(each.citation)}** {inline(each.segments)}" for each in paragraphs)
    return "<br>".join(written).replace("\n", "<br>") or "—"


def _line(row: DiffRow, lang: str) -> TableRow:
    notes = tuple(change.why.in_language(lang) for change in row.changes if change.why)
    return TableRow(_paragraphs(row, "old"), _paragraphs(row, "new"), notes, row.tone)


def _paragraphs(row: DiffRow, which: str) -> tuple[TableParagraph, ...]:
    clauses, names = (row.old, row.old_names) if which == "old" else (row.new, row.new_names)
    if not clauses:
        return ()
    if row.kind in ("split", "merged"):
        pieces = cut_at(side(row.text, "old" if which == "old" else "new"), (len(c.text) for c in clauses))
        return tuple(
            TableParagraph(name, (*_titled(clause), *piece), clause)
            for name, clause, piece in zip(names, clauses, pieces, strict=True)
        )
    segments = (*_gap(row.title, row.text),)
    return (TableParagraph(names[0], side(segments, "old" if which == "old" else "new"), clauses[0]),)


def _titled(clause: Clause) -> tuple[Segment, ...]:
    return (Segment("equal", f"{clause.heading} "),) if clause.heading else ()


def _gap(title: Iterable[Segment], text: Iterable[Segment]) -> tuple[Segment, ...]:
    """Heading, a blank, text."""
    first, second = for_reading(title), for_reading(text)
    return (*first, Segment("equal", " "), *second) if first and second else first or second
