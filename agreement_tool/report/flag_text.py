"""The audit for a terminal: the promise, then every key clause with its phrase, then what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from agreement_tool.model import Finding, KeyClause, KeyFlag
from agreement_tool.model.names import CATEGORY_NAMES, MARK_NAMES, STATUS_NAMES, TIER_NAMES, listed
from agreement_tool.report.flag_view import FlagView
from agreement_tool.report.unread import unread_lines
from agreement_tool.text.inline import visible
from agreement_tool.text.words import boundaries

if TYPE_CHECKING:
    from rich.console import RenderableType

STATUS_STYLES = {"full": "green", "partial": "yellow", "none": "bold red", "unknown": "dim"}
STATUS_SIGNS = {"full": "✓", "partial": "◐", "none": "✗", "unknown": "?"}
TIER_STYLES = {"must": "bold red", "should": "yellow", "note": "dim"}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def flag_text(view: FlagView, *, lang: str = "zh", width: int = 100, colour: bool = False) -> str:
    """The report, at most `width` columns wide; ANSI colours only when asked for."""
    from rich.console import Console

    written = StringIO()
    console = Console(
        file=written,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
    )
    for part in _parts(view, lang):
        console.print(part)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _parts(view: FlagView, lang: str) -> Iterator[RenderableType]:
    yield from _head(view, lang)
    for clause in view.by_tier():
        yield from _clause(view, clause, lang)
    findings = view.document_findings()
    if findings:
        yield from _heading("其他问题" if lang != "en" else "Other findings")
        for finding in findings:
            yield _finding(view, finding, lang)
    if unread := list(unread_lines(view.agreement, lang)):
        yield from _heading("未读取的内容" if lang != "en" else "Not read")
        for line in unread:
            yield _indented(line, "yellow")
    if provisions := view.provisions():
        yield from _heading("依据" if lang != "en" else "Legal basis")
        for basis in provisions:
            yield _indented(f"{basis.citation}  {basis.asks.in_language(lang)}", "")


def _head(view: FlagView, lang: str) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(visible(view.agreement.title or view.path), style="bold")
    yield _notice(view, lang)
    counts = view.counts()
    shown = "  ".join(
        f"{STATUS_SIGNS[status]} {STATUS_NAMES[status].in_language(lang)} {counts[status]}"
        for status in STATUS_NAMES
        if counts.get(status)
    )
    total = len(view.audit.clauses)
    yield Text(f"重点条款 {total} 条  {shown}" if lang != "en" else f"{total} key clauses  {shown}")


def _notice(view: FlagView, lang: str) -> RenderableType:
    notice = view.audit.notice
    if notice is None:
        return _indented("提示条款：无" if lang != "en" else "Notice: none", "dim", left=0)
    classes = listed(CATEGORY_NAMES, notice.categories).in_language(lang) or "—"
    marks = listed(MARK_NAMES, notice.marks).in_language(lang) or "—"
    where = view.cite(notice.eid)
    if lang == "en":
        return _indented(f"Notice ({where}): promises {classes}; by {marks}", "", left=0)
    return _indented(f"提示条款（{where}）：承诺提示 {classes}；方式 {marks}", "", left=0)


def _clause(view: FlagView, clause: KeyClause, lang: str) -> Iterator[RenderableType]:
    from rich.text import Text

    status = clause.emphasis.status
    line = Text("\n")
    line.append(f"{STATUS_SIGNS[status]} ", STATUS_STYLES[status])
    line.append(f"[{TIER_NAMES[clause.tier].in_language(lang)}] ", TIER_STYLES[clause.tier])
    line.append(visible(view.cite(clause.eid)), "bold")
    line.append(f"  {_page(clause.page, lang)}{_printed(clause, lang)}", STATUS_STYLES[status])
    yield line
    for flag in clause.flags:
        yield _indented(_reason(flag, lang), "")
    for finding in view.findings_on(clause.eid):
        if finding.code != "EMP001":  # the sign and the status already say that
            yield _finding(view, finding, lang, placed=False)


def _printed(clause: KeyClause, lang: str) -> str:
    name = STATUS_NAMES[clause.emphasis.status].in_language(lang)
    marks = listed(MARK_NAMES, clause.emphasis.marks).in_language(lang)
    share = f" {clause.emphasis.ratio:.0%}" if clause.emphasis.status == "partial" else ""
    return f"{name}{share}" + (f"（{marks}）" if marks and lang != "en" else f" ({marks})" if marks else "")


def _reason(flag: KeyFlag, lang: str) -> str:
    quoted = " ".join(f"“{_short(piece.text)}”" for piece in flag.evidence[:3])
    more = f" +{len(flag.evidence) - 3}" if len(flag.evidence) > 3 else ""
    return f"{CATEGORY_NAMES[flag.category].in_language(lang)} {flag.confidence:.2f}  {quoted}{more}"


def _finding(view: FlagView, finding: Finding, lang: str, *, placed: bool = True) -> RenderableType:
    place = f"{view.cite(finding.eid)}  {_page(finding.page, lang)}" if finding.eid and placed else ""
    said = f"{finding.code} {place}{finding.message.in_language(lang)}"
    return _indented(said, SEVERITY_STYLES[finding.severity.value])


def _heading(words: str) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"\n{words}", style="bold")


def _indented(words: str, style: str, left: int = 4) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(visible(words), style=style), (0, 0, 0, left))


def _page(page: int | None, lang: str) -> str:
    return "" if page is None else f"第 {page} 页  " if lang != "en" else f"p. {page}  "


def _short(words: str, limit: int = 60) -> str:
    """`words`, or their beginning up to a comma, or at least to the end of a word."""
    if len(words) <= limit:
        return words
    end = max(words.rfind(mark, 1, limit) for mark in "，、；：。,;:")
    if end < limit // 2:
        end = max((at for at in boundaries(words) if at < limit), default=limit)
    return words[:end] + "…"
