"""The audit as one HTML file that a lawyer can act on: filters, evidence, pictures of the pages, print.

Nothing is fetched from anywhere: pictures are data URIs, style and script are inlined and named by hash in the
content-security policy. Without scripts it reads as the full list. Every text is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from agreement_tool.model import CATEGORIES, Clause, Finding, KeyClause, KeyFlag
from agreement_tool.model.names import CATEGORY_NAMES, MARK_NAMES, SIGNAL_NAMES, STATUS_NAMES, TIER_NAMES, listed
from agreement_tool.report.flag_view import Crop, FlagPiece, FlagView, pieces, quotations
from agreement_tool.report.resources import html_page, resource
from agreement_tool.report.unread import unread_lines
from agreement_tool.text.spelled import visible_but_tabs

MARK_CLASSES = {"bold": "b", "underline": "u", "italic": "i", "colour": "c", "highlight": "h", "size": "s"}
REMEDIED = frozenset({"EMP001", "EMP002"})
STATUSES = ("none", "partial", "full", "unknown")
"""What must be acted on first."""


def flag_html(view: FlagView, lang: str = "zh") -> str:
    """The page."""
    body = [
        *_header(view, lang),
        _filters(view, lang),
        f'<main id="main"><h2 class="away">{_say(lang, "重点条款", "Key clauses")}</h2>',
        *(_card(view, clause, lang) for clause in view.by_tier()),
        f'<p class="empty" hidden>{_say(lang, "没有符合筛选条件的条款。", "No clause matches the filters.")}</p>',
        *_others(view, lang),
        *_unread(view, lang),
        *_laws(view, lang),
        "</main>",
        f"<script>{resource('flag_page.js')}</script>",
    ]
    return visible_but_tabs(_page(view.agreement.title or view.path, body, lang))


def _unread(view: FlagView, lang: str) -> Iterator[str]:
    lines = "".join(f"<li>{escape(line)}</li>" for line in unread_lines(view.agreement, lang))
    if lines:
        yield f'<section class="unread"><h2>{_say(lang, "未读取的内容", "Not read")}</h2><ul>{lines}</ul></section>'


def _page(title: str, body: Iterable[str], lang: str) -> str:
    title = f"{title} · {_say(lang, '重点条款与显著标识审计', 'Key clauses and emphasis audit')}"
    return html_page(title, body, lang, style="flag_page.css", script="flag_page.js", policy="img-src data:; ")


def _header(view: FlagView, lang: str) -> Iterator[str]:
    yield f'<a class="skip" href="#main">{_say(lang, "跳到条款", "Skip to the clauses")}</a><header>'
    yield f"<h1>{escape(view.agreement.title or view.path)}</h1>"
    yield f'<p class="source">{escape(_source(view, lang))}</p>'
    yield _verdict(view, lang)
    yield _notice(view, lang)
    yield "</header>"


def _source(view: FlagView, lang: str) -> str:
    source = view.agreement.source
    named = [f"{view.agreement.id}@{view.agreement.version}"] if view.agreement.id else []
    if source is not None:
        named += [source.name, f"sha256 {source.sha256}"]
    return " · ".join([_say(lang, "重点条款与显著标识审计", "Key clauses and emphasis audit"), *named])


def _verdict(view: FlagView, lang: str) -> str:
    counts = view.counts()
    total = _say(lang, f"重点条款 {len(view.audit.clauses)}", f"{len(view.audit.clauses)} key clauses")
    tiles = [f"<li><b>{total}</b></li>"]
    for status in STATUSES:
        if counts.get(status):
            name = STATUS_NAMES[status].in_language(lang)
            tiles.append(f'<li class="{status}">{name} <b>{counts[status]}</b></li>')
    return f'<ul class="verdict">{"".join(tiles)}</ul>'


def _notice(view: FlagView, lang: str) -> str:
    notice = view.audit.notice
    if notice is None:
        return f'<p class="promise absent">{_say(lang, "协议没有提示条款。", "The agreement has no notice.")}</p>'
    classes = listed(CATEGORY_NAMES, notice.categories).in_language(lang) or "—"
    marks = listed(MARK_NAMES, notice.marks).in_language(lang) or "—"
    head = _say(lang, "协议自己的承诺", "What the agreement itself promises")
    terms = (
        (_say(lang, "出处", "Where"), view.cite(notice.eid)),
        (_say(lang, "提示类别", "Classes"), classes),
        (_say(lang, "标识方式", "Marks"), marks),
    )
    listing = "".join(f"<dt>{term}</dt><dd>{escape(value)}</dd>" for term, value in terms)
    return (
        f'<section class="promise"><h2>{head}</h2><blockquote>{escape(notice.text)}</blockquote><dl>{listing}'
        "</dl></section>"
    )


def _filters(view: FlagView, lang: str) -> str:
    counts = view.counts()
    present = [name for name in CATEGORIES if any(f.category == name for c in view.audit.clauses for f in c.flags)]
    categories = "".join(_checkbox("category", name, CATEGORY_NAMES[name].in_language(lang)) for name in present)
    statuses = "".join(
        _checkbox("status", name, STATUS_NAMES[name].in_language(lang)) for name in STATUSES if counts.get(name)
    )
    parts = (
        f"<fieldset><legend>{_say(lang, '类别', 'Category')}</legend>{categories}</fieldset>",
        f"<fieldset><legend>{_say(lang, '标识', 'Emphasis')}</legend>{statuses}</fieldset>",
        '<p class="count" role="status" aria-live="polite"></p>',
        f'<button type="button" id="reset">{_say(lang, "全部显示", "Show all")}</button>',
        *_print_pictures(view, lang),
        f'<p class="keys">{_keys(lang)}</p>',
    )
    label = _say(lang, "筛选条款", "Filter the clauses")
    return f'<form class="filters" aria-label="{label}">{"".join(parts)}</form>'


def _print_pictures(view: FlagView, lang: str) -> Iterator[str]:
    """Paper is for the list: pictures are printed when they are asked for."""
    if any(view.crops.values()):
        label = _say(lang, "打印时带截图", "Print with pictures")
        yield f'<label><input type="checkbox" id="pictures"> {label}</label>'


def _keys(lang: str) -> str:
    return _say(
        lang,
        "<kbd>j</kbd>/<kbd>k</kbd> 下一条/上一条 · <kbd>f</kbd> 筛选 · <kbd>z</kbd> 放大截图 · <kbd>p</kbd> 打印",
        "<kbd>j</kbd>/<kbd>k</kbd> next/previous · <kbd>f</kbd> filters · <kbd>z</kbd> enlarge pictures · "
        "<kbd>p</kbd> print",
    )


def _checkbox(group: str, value: str, label: str) -> str:
    return f'<label><input type="checkbox" name="{group}" value="{value}" checked> {escape(label)}</label>'


def _card(view: FlagView, key: KeyClause, lang: str) -> str:
    clause = view.clauses[key.eid]
    categories = " ".join(flag.category for flag in key.flags)
    parts = [
        _card_head(view, key, lang),
        f'<p class="text">{_text(clause, key)}</p>',
        *(_said(finding, lang, _remedy(view, finding, lang)) for finding in view.findings_on(key.eid)),
        _reasons(view, clause.text, key, lang),
        *(_picture(view, key.eid, crop, lang) for crop in view.crops.get(key.eid, ())),
    ]
    status = key.emphasis.status
    return (
        f'<article class="card {status}" id="{escape(key.eid)}" tabindex="0" data-status="{status}" '
        f'data-tier="{key.tier}" '
        f'data-categories="{categories}">{"".join(parts)}</article>'
    )


def _card_head(view: FlagView, key: KeyClause, lang: str) -> str:
    page = "" if key.page is None else _say(lang, f"第 {key.page} 页", f"p. {key.page}")
    tier = f'<li class="tag tier {key.tier}">{TIER_NAMES[key.tier].in_language(lang)}</li>'
    tags = tier + "".join(
        f'<li class="tag">{CATEGORY_NAMES[flag.category].in_language(lang)}</li>' for flag in key.flags
    )
    return (
        f'<div class="head"><h3>{escape(view.cite(key.eid))}</h3><span class="page">{page}</span>'
        f'<span class="badge {key.emphasis.status}">{escape(_printed(key, lang))}</span><ul '
        f'class="tags">{tags}</ul></div>'
    )


def _printed(key: KeyClause, lang: str) -> str:
    """未标识 / 部分标识 40%：加粗（描边加粗）."""
    said = STATUS_NAMES[key.emphasis.status].in_language(lang)
    if key.emphasis.status == "partial":
        said += f" {key.emphasis.ratio:.0%}"
    if key.emphasis.marks:
        said += " · " + listed(MARK_NAMES, key.emphasis.marks).in_language(lang)
    if key.emphasis.signals:
        said += (
            _say(lang, "（", " (")
            + listed(SIGNAL_NAMES, key.emphasis.signals).in_language(lang)
            + _say(lang, "）", ")")
        )
    return said


def _text(clause: Clause, key: KeyClause) -> str:
    title = f"<strong>{escape(clause.heading)}</strong> " if clause.heading else ""
    return title + "".join(_piece(piece) for piece in pieces(clause.spans, key))


def _piece(piece: FlagPiece) -> str:
    """The sentence that counts in a pale ground, the phrases in it that did in a stronger one."""
    written = escape(piece.text)
    if piece.marks:
        written = f'<span class="{" ".join(MARK_CLASSES[mark] for mark in piece.marks)}">{written}</span>'
    if piece.evidence:
        return f"<mark>{written}</mark>"
    return f'<span class="quoted">{written}</span>' if piece.quoted else written


def _reasons(view: FlagView, text: str, key: KeyClause, lang: str) -> str:
    heads = _say(lang, "类别|关键语句|依据|置信度", "Category|Sentence|Basis|Confidence").split("|")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(_reason(view, text, flag, lang) for flag in key.flags)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _reason(view: FlagView, text: str, flag: KeyFlag, lang: str) -> str:
    phrases = "".join(f"<li>{''.join(_quoted(piece) for piece in cut)}</li>" for cut in quotations(text, flag))
    basis = "".join(
        f'<li><a href="#law-{key}">{escape(_short(view.basis[key].citation))}</a></li>'
        for key in flag.basis
        if key in view.basis
    )
    return (
        f"<tr><td>{CATEGORY_NAMES[flag.category].in_language(lang)}</td><td><ul>{phrases}</ul></td>"
        f'<td><ul>{basis}</ul></td><td class="number" data-head="{_say(lang, "置信度", "Confidence")}">'
        f"{flag.confidence:.2f}</td></tr>"
    )


def _quoted(piece: FlagPiece) -> str:
    return f"<mark>{escape(piece.text)}</mark>" if piece.evidence else escape(piece.text)


def _said(finding: Finding, lang: str, remedy: str = "") -> str:
    return (
        f'<p class="finding {finding.severity.value}"><b>{finding.code}</b> '
        f"{escape(finding.message.in_language(lang))}{remedy}</p>"
    )


def _picture(view: FlagView, eid: str, crop: Crop, lang: str) -> str:
    page = _say(lang, f"第 {crop.page} 页", f"Page {crop.page}")
    described = f"{view.cite(eid)}, {page}"
    enlarge = _say(lang, "放大／缩小", "Enlarge / reduce")
    source = f"data:image/png;base64,{b64encode(crop.png).decode('ascii')}"
    return (
        f'<figure><button type="button" class="crop" aria-pressed="false" title="{enlarge}">'
        f'<img src="{source}" alt="{escape(described)}"></button>'
        f"<figcaption>{page}{_say(lang, '，红框为该条款印刷处', ', the clause as printed in the red box')}"
        "</figcaption></figure>"
    )


def _others(view: FlagView, lang: str) -> Iterator[str]:
    findings = view.document_findings()
    if not findings:
        return
    yield f'<section class="others"><h2>{_say(lang, "其他问题", "Other findings")}</h2>'
    for finding in findings:
        place = f"<b>{escape(view.cite(finding.eid))}</b> " if finding.eid else ""
        quoted = f'<p class="text">{escape(view.clauses[finding.eid].text)}</p>' if finding.eid else ""
        yield f"<div>{place}{_said(finding, lang)}{quoted}</div>"
    yield "</section>"


def _laws(view: FlagView, lang: str) -> Iterator[str]:
    yield f'<section class="laws"><h2>{_say(lang, "法律依据", "Legal basis")}</h2><dl>'
    for basis in view.provisions():
        checked = _say(lang, f"核对于 {basis.checked}", f"checked {basis.checked}")
        yield (
            f'<dt id="law-{escape(basis.key)}">{escape(basis.citation)}</dt>'
            f'<dd>{escape(basis.asks.in_language(lang))} <span class="origin">{escape(basis.source)} · '
            f"{checked}</span></dd>"
        )
    note = _say(
        lang,
        "以上为本工具的概括，引用前请核对原文。审计依词句规则作出，不替代律师判断。",
        "Our own summaries: check the text before citing. The audit works by rules of wording and replaces no lawyer.",
    )
    yield f"</dl><p>{note}</p></section>"


def _short(citation: str) -> str:
    """《民法典》第四百九十六条: a lawyer's short form; the list of laws has the full one."""
    return citation.replace("《中华人民共和国", "《")


def _remedy(view: FlagView, finding: Finding, lang: str) -> str:
    """What to do about a clause that does not stand out: by the marks promised, else in bold."""
    if finding.code not in REMEDIED:
        return ""
    promised = view.audit.notice.marks if view.audit.notice else ()
    marks = listed(MARK_NAMES, promised or ("bold",)).in_language(lang)
    said = _say(
        lang, f"处理：以{marks}标出下列关键文字或整条。", f"To do: print the phrases below, or the clause, in {marks}."
    )
    return f' <span class="todo">{escape(said)}</span>'


def _say(lang: str, zh: str, en: str) -> str:
    return en if lang == "en" else zh
