"""An agreement against standard clauses, for a terminal: what is forbidden, missing, deviating, and what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from agreement_tool.model import Segment
from agreement_tool.model.standard import Comparison, ForbiddenUse, StandardReport
from agreement_tool.report.diff_lines import edits_text, print_indented
from agreement_tool.report.diff_text import CONTEXT
from agreement_tool.report.diff_view import excerpt
from agreement_tool.report.standard_view import FORBIDDEN, STATUS_NAMES, StandardView, shown, split_use, use_notes
from agreement_tool.report.terminal import printed
from agreement_tool.report.unread import unread_lines
from agreement_tool.text.inline import pictured

if TYPE_CHECKING:
    from rich.console import Console

HEADS = {"verbatim": "bold green", "deviates": "bold magenta", "missing": "bold red"}


def standard_text(report: StandardReport, *, lang: str = "zh", width: int = 80, colour: bool = False) -> str:
    """The report `width` columns wide; without `colour`, edits are bracketed [-so-] {+so+}."""
    return printed(
        lambda console: _Printer(console, StandardView(report), lang, colour).print(), width=width, colour=colour
    )


class _Printer:
    def __init__(self, console: Console, view: StandardView, lang: str, colour: bool) -> None:
        self.console, self.view, self.lang, self.colour = console, view, lang, colour

    def print(self) -> None:
        """Everything."""
        self._put(self.view.name, "bold")
        self._put(self.view.summary().in_language(self.lang))
        uses = self.view.report.forbidden
        if uses:
            self._head(FORBIDDEN.in_language(self.lang), len(uses), "bold red")
            for use in uses:
                self._use(use)
        for status, found in self.view.grouped():
            if found:
                self._head(STATUS_NAMES[status].in_language(self.lang), len(found), HEADS[status])
            for comparison in found:
                self._comparison(comparison)
        for line in unread_lines(self.view.report.agreement, self.lang):
            self._put(f"· {line}", "yellow")

    def _head(self, name: str, count: int, style: str) -> None:
        self.console.print()
        self._put(f"{name}（{count}）" if self.lang != "en" else f"{name} ({count})", style)

    def _use(self, use: ForbiddenUse) -> None:
        from rich.text import Text

        line = Text(f"{pictured(self.view.use_cited(use))}  ")
        opening, closing = ("", "") if self.colour else ("<<", ">>")
        before, found, behind = map(pictured, split_use(use))
        line.append(before)
        if found:
            line.append(f"{opening}{found}{closing}", style="bold red")
        line.append(behind)
        print_indented(self.console, line, 2)
        for note in use_notes(use, self.lang):
            self._put(note, "dim", 4)

    def _comparison(self, comparison: Comparison) -> None:
        standard = comparison.standard
        star = "★ " if comparison.material and comparison.status != "verbatim" else ""
        cited = self.view.cited(comparison, self.lang)
        where = f" → {cited}" if cited else ""
        self._put(f"{star}{standard.name}  [{standard.source}]{where}", "bold" if star else "", 2)
        for note in self.view.notes(comparison, self.lang):
            self._put(note, "dim", 4)
        if comparison.status == "deviates":
            segments = _lines_joined(excerpt(shown(comparison), CONTEXT))
            print_indented(self.console, edits_text(segments, colour=self.colour), 4)

    def _put(self, text: str, style: str = "", indent: int = 0) -> None:
        from rich.text import Text

        print_indented(self.console, Text(pictured(text), style=style), indent)


def _lines_joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Several clauses in one paragraph: ⏎ where a clause ends."""
    for segment in segments:
        yield Segment(segment.op, segment.text.replace("\n", " ⏎ "))
