"""A diff in the terminal: side by side where there is room, inline where there is not; typography and numbers
folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from agreement_tool.model import Agreement, Change, Diff, Segment
from agreement_tool.report.diff_lines import edits_text, print_indented, wrapped
from agreement_tool.report.diff_view import DiffRow, changed_rows, cut_at, excerpt, for_reading, side
from agreement_tool.report.diff_words import RECONSENT_NAMES, TYPE_NAMES, citation, replaced, summary
from agreement_tool.report.terminal import printed
from agreement_tool.report.unread import unread_lines
from agreement_tool.text.inline import pictured

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SIDE_BY_SIDE = 110
"""Columns from which two columns of text are easier to read than one."""
CONTEXT = 28
"""Characters of unchanged text shown on either side of an edit."""


def diff_text(
    old: Agreement, new: Agreement, diff: Diff, *, lang: str = "zh", width: int = 80, colour: bool = False
) -> str:
    """The diff as text for a terminal `width` columns wide; without `colour`, edits are bracketed [-so-] {+so+}."""
    return printed(lambda console: _Printer(console, lang, colour, old, new, diff).print(), width=width, colour=colour)


class _Printer:
    def __init__(self, console: Console, lang: str, colour: bool, old: Agreement, new: Agreement, diff: Diff) -> None:
        self.console, self.lang, self.colour, self.diff = console, lang, colour, diff
        self.rows = changed_rows(old, new, diff)
        self.wide = console.width >= SIDE_BY_SIDE
        self.unread = [
            *unread_lines(old, lang, name=pictured(diff.old)),
            *unread_lines(new, lang, name=pictured(diff.new)),
        ]

    def print(self) -> None:
        self._head()
        for row in self.rows:
            if row.tone in ("material", "wording"):
                self._row(row)
        self._folded("editorial", self._say("仅标点、书写或排印变化", "Punctuation, spelling, typography only"))
        self._folded("renamed", self._say("仅名称统一替换", "Names replaced throughout only"))
        self._folded("number", self._say("仅编号变化", "Number only"))
        self._followed()
        self._not_read()

    def _not_read(self) -> None:
        from rich.text import Text

        if self.unread:
            self._put(Text(self._say("未读取的内容（未参与比较）", "Not read, so not compared"), style="bold yellow"))
        for line in self.unread:
            self._put(Text(f"· {pictured(line)}"), 2)

    def _say(self, zh: str, en: str) -> str:
        return en if self.lang == "en" else zh

    def _put(self, text: Text, indent: int = 0) -> None:
        print_indented(self.console, text, indent)

    def _head(self) -> None:
        from rich.text import Text

        head = Text(pictured(f"{self.diff.old} → {self.diff.new}\n"), style="bold")
        head.append(summary(self.diff, self.lang) + "\n", style="not bold")
        if words := replaced(self.diff, self.lang):
            head.append(pictured(words) + "\n", style="not bold")
        for title in (change for change in self.diff.changes if change.new and not change.new[0].eid):
            head.append(self._say("文件标题：", "Title: ")).append_text(
                self._edits_of(for_reading(title.segments))
            ).append("\n")
        if self.diff.reconsent != "none":
            name = RECONSENT_NAMES[self.diff.reconsent].in_language(self.lang)
            head.append(f"▶ {name}\n", style="bold yellow")
            for why in self.diff.reconsent_why:
                head.append(f"  · {pictured(why.in_language(self.lang))}\n", style="not bold")
        self._put(head)

    def _row(self, row: DiffRow) -> None:
        from rich.text import Text

        style = "bold magenta" if row.tone == "material" else "bold cyan"
        title = Text(f"{'★ ' if row.tone == 'material' else ''}{row.name}", style=style)
        self.console.rule(title, align="left", characters="─", style="dim")
        for change in row.changes:
            self._put(self._reason(change), 2)
        if row.has("heading"):
            self._put(self._edits_of(for_reading(row.title)), 2)
        self._body(row)
        self.console.print()

    def _reason(self, change: Change) -> Text:
        from rich.text import Text

        line = Text()
        line.append(f"[{TYPE_NAMES[change.type].in_language(self.lang)}] ", style="bold")
        line.append(pictured(change.why.in_language(self.lang)) if change.why else "", style="dim")
        return line

    def _body(self, row: DiffRow) -> None:
        """The edits; the full text of a clause put in or taken out."""
        if row.kind in ("added", "removed"):
            if row.text:
                self._put(self._edits_of(row.text), 2)
        elif row.kind in ("split", "merged"):
            self._columns(self._parts(row, "old"), self._parts(row, "new"))
        elif row.reworded:
            short = excerpt(for_reading(row.text), CONTEXT)
            if self.wide:
                self._columns(
                    self._edits_of(side(short, "old")),
                    self._edits_of(side(short, "new")),
                )
            else:
                self._put(self._edits_of(short), 2)

    def _columns(self, old: Text, new: Text) -> None:
        """Side by side where there is room, else one above the other."""
        from rich.table import Table

        if not self.wide:
            self._put(old, 2)
            self._put(new, 2)
            return
        half = (self.console.width - 6) // 2
        table = Table.grid(padding=(0, 2))
        for _ in range(2):
            table.add_column(width=half, overflow="fold")
        table.add_row(wrapped(old, half), wrapped(new, half))
        from rich.padding import Padding

        self.console.print(Padding(table, (0, 0, 0, 2)))

    def _parts(self, row: DiffRow, which: str) -> Text:
        from rich.text import Text

        clauses = row.old if which == "old" else row.new
        segments = side(row.text, "old" if which == "old" else "new")
        text = Text()
        names = row.old_names if which == "old" else row.new_names
        pieces = cut_at(segments, (len(clause.text) for clause in clauses))
        for name, clause, piece in zip(names, clauses, pieces, strict=True):
            text.append(pictured(" ".join(part for part in (name, clause.heading) if part)) + " ", style="bold")
            text.append_text(self._edits_of(piece)).append("\n")
        text.rstrip()
        return text

    def _edits_of(self, segments: Iterable[Segment]) -> Text:
        return edits_text(segments, colour=self.colour)

    def _folded(self, tone: str, name: str) -> None:
        from rich.text import Text

        rows = [row for row in self.rows if row.tone == tone]
        if not rows:
            return
        listed = [self._brief(row) for row in rows]
        more = f" … +{len(listed) - 24}" if len(listed) > 24 else ""
        self._put(
            Text(f"{name}（{len(rows)}）：", style="bold").append(
                pictured("  ".join(listed[:24])) + more, style="not bold dim"
            )
        )

    def _brief(self, row: DiffRow) -> str:
        if row.tone == "number":
            return _numbers(row)
        if row.tone == "renamed":
            return row.name
        edits = [
            f"{a.text if a.op == 'delete' else ''}→{b.text if b.op == 'insert' else ''}"
            for a, b in _edits(for_reading((*row.title, *row.text)))
        ]
        return f"{row.name} {'、'.join(edits[:3])}"

    def _followed(self) -> None:
        from rich.text import Text

        if self.diff.followed:
            listed = "  ".join(f"{citation(each.clause)}：{each.old}→{each.new}" for each in self.diff.followed[:24])
            name = self._say("引用随编号调整、所指不变", "References followed their targets")
            self.console.print(
                Text(f"{name}（{len(self.diff.followed)}）：", style="bold").append(
                    pictured(listed), style="not bold dim"
                )
            )


def _edits(segments: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    nothing = Segment("equal", "")
    pairs = []
    for at, segment in enumerate(segments):
        following = segments[at + 1] if at + 1 < len(segments) else nothing
        if segment.op == "delete":
            pairs.append((segment, following))
        elif segment.op == "insert" and (at == 0 or segments[at - 1].op != "delete"):
            pairs.append((nothing, segment))
    return pairs


def _numbers(row: DiffRow) -> str:
    """第三条→第四条; the printed labels where only the style changed."""
    if row.old_names == row.new_names:
        return f"{row.old[0].label or '—'}→{row.new[0].label or '—'}"
    return f"{row.old_names[0]}→{row.new_names[0]}"
