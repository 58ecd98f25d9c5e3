"""An agreement against standard clauses as one HTML page: nothing is fetched, it reads without scripts and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreement_tool.model import Segment
from agreement_tool.model.standard import Comparison, ForbiddenUse, StandardReport
from agreement_tool.report.diff_html import edits_html, escape
from agreement_tool.report.resources import html_page
from agreement_tool.report.standard_view import FORBIDDEN, STATUS_NAMES, StandardView, shown, split_use, use_notes
from agreement_tool.report.unread import unread_lines

STYLE = "diff_page.css"


def standard_html(report: StandardReport, lang: str = "zh") -> str:
    """The page: forbidden wording, missing clauses, deviations inline, and what is as it should be."""
    view = StandardView(report)
    english = lang == "en"
    heading = "Standard clauses" if english else "标准条款对照"
    body = [f"<header><h1>{escape(view.name)}：{heading}</h1>", *_summary(view, lang), "</header><main>"]
    body += _table(view, lang)
    body += [*_unread(report, lang), "</main>"]
    return html_page(f"{view.name}：{heading}", body, lang, style=STYLE)


def _summary(view: StandardView, lang: str) -> Iterator[str]:
    yield f'<p class="versions">{escape(view.report.path)} ↔ {escape(view.report.folder)}</p>'
    forbidden = len(view.report.forbidden)
    chips = [(FORBIDDEN.in_language(lang), forbidden, bool(forbidden))]
    chips += [
        (STATUS_NAMES[status].in_language(lang), len(found), status == "missing") for status, found in view.grouped()
    ]
    loudly = ' class="loud"'
    items = (f"<li{loudly if loud and n else ''}>{escape(name)} {n}</li>" for name, n, loud in chips)
    yield f'<ul class="summary">{"".join(items)}</ul>'


def _table(view: StandardView, lang: str) -> Iterator[str]:
    heads = ("Standard clause", "In the agreement") if lang == "en" else ("标准条款", "协议中的文字")
    yield f"<table><thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead><tbody>"
    for use in view.report.forbidden:
        yield from _use(view, use, lang)
    for _, found in view.grouped():
        for comparison in found:
            yield from _row(view, comparison, lang)
    yield "</tbody></table>"


def _use(view: StandardView, use: ForbiddenUse, lang: str) -> Iterator[str]:
    before, found, behind = map(escape, split_use(use))
    marked = f'{before}<mark class="found">{found}</mark>{behind}' if found else before
    yield (
        f'<tr class="row tone-material noted"><td><p>{_tag(FORBIDDEN.in_language(lang), loud=True)}'
        f'<span class="name">{escape(use.wording.words)}</span></p></td>'
        f'<td><p><span class="name">{escape(view.use_cited(use))}</span> {marked}</p></td></tr>'
    )
    yield from _note(use_notes(use, lang))


def _row(view: StandardView, comparison: Comparison, lang: str) -> Iterator[str]:
    standard, status = comparison.standard, comparison.status
    loud = comparison.material and status != "verbatim"
    tone = "same" if status == "verbatim" else "material" if loud else "wording"
    left = f"<p>{_tag(STATUS_NAMES[status].in_language(lang), loud=loud)}"
    left += f'<span class="name">{escape(standard.name)}</span></p><p class="folded">{escape(standard.source)}</p>'
    cited = escape(view.cited(comparison, lang))
    written = edits_html((Segment("delete", standard.text),)) if status == "missing" else edits_html(shown(comparison))
    right = f'<p><span class="name">{cited}</span> {written}</p>'
    noted = list(view.notes(comparison, lang))
    yield f'<tr class="row tone-{tone}{" noted" if noted else ""}"><td>{left}</td><td>{right}</td></tr>'
    yield from _note(noted)


def _note(lines: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if items:
        yield f'<tr class="note"><td colspan="2"><ul class="why">{items}</ul></td></tr>'


def _tag(name: str, *, loud: bool) -> str:
    return f'<span class="tag{" loud" if loud else ""}">{"★ " if loud else ""}{escape(name)}</span>'


def _unread(report: StandardReport, lang: str) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in unread_lines(report.agreement, lang))
    if items:
        heading = "Not read, so not compared" if lang == "en" else "未读取的内容（未参与比较）"
        yield f'<section class="unread"><h2>{heading}</h2><ul>{items}</ul></section>'
