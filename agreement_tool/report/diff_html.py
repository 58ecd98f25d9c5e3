"""A diff as one HTML file, side by side, nothing fetched from anywhere: filter, search, keyboard, print.

Without scripts it reads as the full comparison. Every text is escaped; a content-security policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_html
from typing import Literal

from agreement_tool.model import Agreement, Change, Clause, Diff, Mark, Segment, Span
from agreement_tool.report.diff_table import heading as table_heading
from agreement_tool.report.diff_table import reconsent_lines, renumbered, table_rows
from agreement_tool.report.diff_view import DiffRow, cut_at, for_reading, rows, side
from agreement_tool.report.diff_words import CELL_HEADS, TYPE_NAMES, counts, replaced
from agreement_tool.report.resources import html_page, resource
from agreement_tool.report.unread import unread_lines
from agreement_tool.text.inline import pictured

CLASSES: dict[Mark, str] = {"bold": "b", "underline": "u", "italic": "i", "colour": "c", "highlight": "h", "size": "s"}
TAGS = {"equal": ("", ""), "delete": ("<del>", "</del>"), "insert": ("<ins>", "</ins>")}
Side = Literal["old", "new"]


def escape(text: str) -> str:
    """Text for the page: markup escaped, and characters that would hide or turn round the text made visible."""
    return escape_html(pictured(text))


def diff_html(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The page: every clause of both versions, changed ones with their reasons."""
    body = [_head(new.title or old.title, diff, lang), _controls(lang), "<main><table>", _column_heads(diff)]
    body.append("<tbody>")
    for row in rows(old, new, diff):
        body += _row(row, lang)
    body.append("</tbody></table>")
    if diff.followed:
        body.append(_followed(diff, lang))
    body.append(_unread(old, new, diff, lang))
    body += ["</main>", f"<script>{resource('diff_page.js')}</script>"]
    return _page(f"{diff.old} → {diff.new}", body, lang, script=True)


def _unread(old: Agreement, new: Agreement, diff: Diff, lang: str) -> str:
    lines = (*unread_lines(old, lang, name=diff.old), *unread_lines(new, lang, name=diff.new))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    heading = "Not read, so not compared" if lang == "en" else "未读取的内容（未参与比较）"
    return f'<section class="unread"><h2>{heading}</h2><ul>{items}</ul></section>' if items else ""


def table_html(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The 修订对照表 as a page of its own."""
    title, lines = table_heading(old, new, diff, lang)
    heads = "".join(f"<th>{escape(head.in_language(lang))}</th>" for head in CELL_HEADS)
    body = [f"<header><h1>{escape(title)}</h1>", *(f'<p class="versions">{escape(line)}</p>' for line in lines)]
    body += ["</header><main><table>", f"<thead><tr>{heads}</tr></thead><tbody>"]
    for line in table_rows(old, new, diff, lang):
        cells = [
            _table_cell([(each.citation, each.segments) for each in group], _named(which, lang))
            for which, group in (("old", line.old), ("new", line.new))
        ]
        notes = "".join(f"<li>{escape(note)}</li>" for note in line.notes)
        body.append(f'<tr class="tone-{line.tone}">{"".join(cells)}<td><ul class="why">{notes}</ul></td></tr>')
    body += ["</tbody></table>", f'<p class="folded">{escape(renumbered(old, new, diff, lang))}</p>', "</main>"]
    return _page(title, body, lang, script=False)


def _table_cell(clauses: Sequence[tuple[str, Sequence[Segment]]], named: str) -> str:
    if not clauses:
        return '<td class="none"></td>'
    written = (f'<p><span class="name">{escape(name)}</span> {edits_html(segments)}</p>' for name, segments in clauses)
    return f"<td{named}>{''.join(written)}</td>"


def _page(title: str, body: Iterable[str], lang: str, *, script: bool) -> str:
    return html_page(title, body, lang, style="diff_page.css", script="diff_page.js" if script else "")


def _head(title: str, diff: Diff, lang: str) -> str:
    chips = [f"<li>{escape(TYPE_NAMES[name].in_language(lang))} {n}</li>" for name, n in counts(diff.changes).items()]
    material = sum(change.material for change in diff.changes)
    if material:
        chips.insert(0, f'<li class="loud">{"important" if lang == "en" else "重要"} {material}</li>')
    if not chips:
        chips = [f"<li>{'no differences' if lang == 'en' else '没有差异'}</li>"]
    return (
        f'<header><h1>{escape(title)}</h1><p class="versions">{escape(diff.old)} → {escape(diff.new)}</p>'
        f'<ul class="summary">{"".join(chips)}</ul>{_consent(diff, lang)}{_title_change(diff)}'
        f"{_replaced(diff, lang)}{_keys(lang)}</header>"
    )


def _consent(diff: Diff, lang: str) -> str:
    lines = reconsent_lines(diff, lang)
    if not lines:
        return ""
    whys = "".join(f"<li>{escape(line)}</li>" for line in lines[1:])
    return f'<div class="consent" tabindex="0"><strong>{escape(lines[0])}</strong><ul>{whys}</ul></div>'


def _title_change(diff: Diff) -> str:
    changed = [change for change in diff.changes if change.new and not change.new[0].eid]
    return "".join(f"<p>{edits_html(for_reading(change.segments))}</p>" for change in changed)


def _replaced(diff: Diff, lang: str) -> str:
    words = replaced(diff, lang)
    return f'<p class="versions">{escape(words)}</p>' if words else ""


def _controls(lang: str) -> str:
    english = lang == "en"
    names = (
        ("changed", "Changed", "有变化"), ("material", "Important", "重要变更"), ("editorial", "Typography", "仅书写"),
        ("all", "All", "全文"),
    )  # fmt: skip
    buttons = "".join(
        f'<button type="button" data-show="{key}" aria-pressed="false">{en if english else zh}</button>'
        for key, en, zh in names
    )
    find = "Search in both versions" if english else "在两个版本中查找"
    back, forward = ("Previous", "Next") if english else ("上一处", "下一处")
    return (
        f'<nav class="hud"><div>{buttons}<input type="search" placeholder="{find}" aria-label="{find}">'
        f'<button type="button" data-go="previous">↑ {back}</button><button type="button" data-go="next">↓ '
        f"{forward}</button>"
        '<span class="place" aria-live="polite"></span></div></nav>'
    )


def _column_heads(diff: Diff) -> str:
    return f"<thead><tr><th>{escape(diff.old)}</th><th>{escape(diff.new)}</th></tr></thead>"


def _row(row: DiffRow, lang: str) -> Iterator[str]:
    noted = bool(row.changes) and row.kind != "ghost"
    tone = "same" if row.kind == "ghost" else row.tone
    classes = " ".join(
        ["row", f"tone-{tone}", *(["ghost"] if row.kind == "ghost" else []), *(["noted"] if noted else [])]
    )
    anchor = f' id="{escape(_anchor(row))}"'
    yield f'<tr class="{classes}" data-tone="{tone}"{anchor}>{_cell(row, "old", lang)}{_cell(row, "new", lang)}</tr>'
    if noted:
        whys = "".join(_why(change, lang) for change in row.changes)
        yield f'<tr class="note"><td colspan="2"><ul class="why">{whys}</ul></td></tr>'


def _anchor(row: DiffRow) -> str:
    return f"old-{row.old[0].eid}" if row.kind in ("ghost", "removed") else f"new-{row.new[0].eid}"


def _why(change: Change, lang: str) -> str:
    loud = " loud" if change.material else ""
    name = escape(TYPE_NAMES[change.type].in_language(lang))
    return (
        f'<li><span class="tag{loud}">{"★ " if loud else ""}{name}</span>'
        f"{escape(change.why.in_language(lang) if change.why else '')}</li>"
    )


def _cell(row: DiffRow, which: Side, lang: str) -> str:
    clauses = row.old if which == "old" else row.new
    named = _named(which, lang)
    if row.kind == "ghost" and which == "new":
        words = "moved to" if lang == "en" else "已移至"
        link = f'<a href="#new-{escape(row.new[0].eid)}">{escape(row.new_names[0])}</a>'
        return f"<td{named}><p>→ {words} {link}</p></td>"
    if not clauses:
        return '<td class="none"></td>'
    if row.kind in ("split", "merged"):
        return f"<td{named}>{''.join(_part(row, which))}</td>"
    written = _moved_from(row, which, lang) + _clause(row, clauses[0], which)
    return f'<td class="d{min(row.depth, 5)}"{named}>{written}</td>'


def _named(which: str, lang: str) -> str:
    """Which side the cell is, for a narrow screen, where the sides stand one below the other."""
    zh, en = ("旧", "old") if which == "old" else ("新", "new")
    return f' data-side="{en if lang == "en" else zh}"'


def _moved_from(row: DiffRow, which: Side, lang: str) -> str:
    if which == "new" or not row.moved or row.kind != "pair":
        return ""
    words = "moved from" if lang == "en" else "移自"
    return f'<p>← {words} <a href="#old-{escape(row.old[0].eid)}">{escape(row.old_names[0])}</a></p>'


def _clause(row: DiffRow, clause: Clause, which: Side) -> str:
    label = escape(clause.label or "")
    quiet_title, quiet_text = for_reading(row.title), for_reading(row.text)
    plain = row.kind == "ghost"
    title = _styled(clause.title, side(quiet_title, which), plain, which)
    text = _styled(clause.spans, side(quiet_text, which), plain, which)
    head = f'<span class="name">{label}{" " if label and title else ""}{title}</span>' if label or title else ""
    if title and text:
        return f"<p>{head}</p><p>{text}</p>"
    return f"<p>{head}{' ' if head and text else ''}{text}</p>"


def _part(row: DiffRow, which: Side) -> Iterator[str]:
    clauses, names = (row.old, row.old_names) if which == "old" else (row.new, row.new_names)
    pieces = cut_at(side(row.text, which), (len(clause.text) for clause in clauses))
    for name, clause, piece in zip(names, clauses, pieces, strict=True):
        yield (
            f'<p><span class="name">{escape(name)} {escape(clause.heading)}</span> '
            f"{_styled(clause.spans, piece, False, which)}</p>"
        )


def _styled(spans: Sequence[Span], segments: Iterable[Segment], plain: bool, which: Side) -> str:
    """One side's segments with that side's marks. Where `for_reading` changed the width, marks are left out."""
    segments = tuple(segments)
    if "".join(segment.text for segment in segments) != "".join(span.text for span in spans):
        return edits_html(segments)
    marks = [span.marks for span in spans for _ in span.text]
    written, at = [], 0
    for segment in segments:
        before, after = ("", "") if plain else TAGS[segment.op]
        written.append(before + _runs(segment.text, marks[at : at + len(segment.text)]) + after)
        at += len(segment.text)
    return "".join(written)


def _runs(text: str, marks: Sequence[tuple[Mark, ...]]) -> str:
    written, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marks[at] != marks[start]:
            classes = " ".join(CLASSES[mark] for mark in marks[start])
            piece = escape(text[start:at])
            written.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
            start = at
    return "".join(written)


def edits_html(segments: Iterable[Segment]) -> str:
    """Segments as HTML with <del> and <ins>."""
    return "".join(f"{TAGS[each.op][0]}{escape(each.text)}{TAGS[each.op][1]}" for each in segments)


def _followed(diff: Diff, lang: str) -> str:
    name = "References followed their targets" if lang == "en" else "引用随编号调整、所指不变"
    listed = "；".join(
        escape(f"{each.clause.label or each.clause.title}：{each.old}→{each.new}") for each in diff.followed
    )
    return f'<p class="folded"><strong>{name}（{len(diff.followed)}）</strong> {listed}</p>'


def _keys(lang: str) -> str:
    keys = (
        "<kbd>j</kbd>/<kbd>k</kbd> next/previous · <kbd>/</kbd> search · <kbd>c</kbd> changed · "
        "<kbd>m</kbd> important · <kbd>e</kbd> typography · <kbd>a</kbd> all"
        if lang == "en"
        else "<kbd>j</kbd>/<kbd>k</kbd> 下一处/上一处 · <kbd>/</kbd> 查找 · <kbd>c</kbd> 有变化 · <kbd>m</kbd> "
        "重要变更 · <kbd>e</kbd> 仅书写 · <kbd>a</kbd> 全文"
    )
    return f'<p class="keys">{keys}</p>'
