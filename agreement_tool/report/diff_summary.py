"""One page for whoever decides: how much changed, what matters in a sentence each, what must be done, what is in
doubt."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from html import escape as escape_html

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Change, Diff
from agreement_tool.report.diff_markdown import escape
from agreement_tool.report.diff_table import reconsent_lines
from agreement_tool.report.diff_view import DiffRow, changed_rows
from agreement_tool.report.diff_words import MATERIAL, TYPE_NAMES, replaced, summary
from agreement_tool.text.inline import pictured

QUOTED = 40
"""Characters of a clause that came or went."""
MOST = 20
"""Important changes that fit on a page; of more, how many there are is said."""
_HEADS = {
    "important": MATERIAL,
    "todo": Bilingual("需要做的事", "What must be done"),
    "doubts": Bilingual("尚存疑点", "Open doubts"),
}
_STYLE = (
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:46em;margin:0 "
    "auto;padding:1em;color:#1a1a1a}"
    "h1{font-size:1.4em;margin:.2em 0}h2{font-size:1.1em;margin:1em 0 .3em}li{margin:.25em 0}.versions{color:#555}"
    "@media print{body{font-size:10.5pt;padding:0}}"
)


@frozen
class Summary:
    """The page: its title, the lines under it, and its lists by heading."""

    title: str
    lines: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]


def summarise(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> Summary:
    """What the page says."""
    name = (new.title or old.title).strip("《》")
    title = f"{name}: summary of changes" if lang == "en" else f"《{name}》修改要点" if name else "修改要点"
    words = replaced(diff, lang)
    lines = (f"{diff.old} → {diff.new}", summary(diff, lang), *((words,) if words else ()))
    parts = {
        "important": tuple(_important(old, new, diff, lang)),
        "todo": reconsent_lines(diff, lang),
        "doubts": tuple(_doubts(old, new, diff, lang)),
    }
    listed = tuple((_HEADS[key].in_language(lang), items) for key, items in parts.items() if items)
    return Summary(title, lines, listed)


def _important(old: Agreement, new: Agreement, diff: Diff, lang: str) -> Iterator[str]:
    loud = [row for row in changed_rows(old, new, diff) if row.tone == "material"]
    for row in loud[:MOST]:
        yield f"{row.name}{': ' if lang == 'en' else '：'}{_sentence(row, lang)}"
    if len(loud) > MOST:
        rest = len(loud) - MOST
        yield f"… and {rest} more; see the full comparison" if lang == "en" else f"……另有 {rest} 处，见完整对照"


def _sentence(row: DiffRow, lang: str) -> str:
    said = [_said(change, lang) for change in row.changes if change.material and change.why]
    names = [TYPE_NAMES[change.type].in_language(lang) for change in row.changes if change.material]
    return ("; " if lang == "en" else "；").join(dict.fromkeys(said or names))


def _said(change: Change, lang: str) -> str:
    """Why; a clause that came or went with the words it begins with."""
    why = change.why.in_language(lang) if change.why else ""
    words = "".join(segment.text for segment in change.segments) if change.type in ("added", "removed") else ""
    return f"{why}“{words[:QUOTED]}{'…' if len(words) > QUOTED else ''}”" if words else why


def _doubts(old: Agreement, new: Agreement, diff: Diff, lang: str) -> Iterator[str]:
    for side, agreement in ((diff.old, old), (diff.new, new)):
        for doubt in agreement.doubts:
            quoted = f"“{doubt.text[:40]}”" if doubt.text else ""
            page = "" if doubt.page is None else f" p. {doubt.page}" if lang == "en" else f" 第 {doubt.page} 页"
            yield f"{side}{page}{quoted}{': ' if lang == 'en' else '：'}{doubt.message.in_language(lang)}"
        for unread in agreement.source.unread if agreement.source else ():
            yield f"{side}{': ' if lang == 'en' else '：'}{unread.sentence.in_language(lang)}"


def summary_markdown(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The page as Markdown."""
    page = summarise(old, new, diff, lang)
    lines = [f"# {escape(page.title)}", "", *(f"{escape(line)}  " for line in page.lines)]
    for head, items in page.lists:
        lines += ["", f"## {escape(head)}", "", *(f"- {escape(item)}" for item in items)]
    return "\n".join(lines) + "\n"


def summary_html(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The page as HTML, self-contained, without script."""
    page = summarise(old, new, diff, lang)
    body = [f"<h1>{_html(page.title)}</h1>", *(f'<p class="versions">{_html(line)}</p>' for line in page.lines)]
    for head, items in page.lists:
        body += [f"<h2>{_html(head)}</h2><ul>", *(f"<li>{_html(item)}</li>" for item in items), "</ul>"]
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_html(page.title)}</title><style>{_STYLE}</style></head><body><main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _html(text: str) -> str:
    return escape_html(pictured(text))


def summary_docx(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> bytes:
    """The page as a Word file."""
    from agreement_tool.report.docx_base import blank_document, save

    page = summarise(old, new, diff, lang)
    document = blank_document(pictured(page.title))
    document.add_heading(pictured(page.title), 1)
    for line in page.lines:
        document.add_paragraph(pictured(line))
    for head, items in page.lists:
        document.add_heading(pictured(head), 2)
        _bullets(document, items)
    return save(document, io.BytesIO())


def _bullets(document: object, items: Sequence[str]) -> None:
    for item in items:
        document.add_paragraph(pictured(item), style="List Bullet")  # type: ignore[attr-defined]
