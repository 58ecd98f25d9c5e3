"""A page to review key clauses on: keys j k a r n, notes, and “save”, which downloads review.yaml. Nothing is sent
anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape as escape_html

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import KeyClause
from agreement_tool.model.names import CATEGORY_NAMES
from agreement_tool.report.flag_view import FlagView, pieces
from agreement_tool.report.resources import policy_hash, resource
from agreement_tool.text.inline import pictured


@frozen
class Item:
    """One subject of one clause, as far as it is decided. `verdict`: '' for none that stands."""

    eid: str
    wid: str
    hash: str
    subject: str
    state: str
    verdict: str
    notes: tuple[str, ...] = ()


STATES = {
    "undecided": Bilingual("未决定", "undecided"),
    "decided": Bilingual("已决定", "decided"),
    "re-check": Bilingual("条文已变，请复核", "words changed: re-check"),
    "conflict": Bilingual("审阅人意见不一致", "reviewers disagree"),
}
SUBJECT_NAMES = {"emphasis": Bilingual("显著标识", "emphasis")}
VERDICTS = {
    "confirmed": Bilingual("确认", "confirmed"),
    "rejected": Bilingual("不是", "rejected"),
    "added": Bilingual("人工添加", "added"),
    "accepted": Bilingual("接受", "accepted"),
    "questioned": Bilingual("质疑", "questioned"),
    "open": Bilingual("待定", "open"),
}


def subject_name(subject: str) -> Bilingual:
    """category:liability -> 责任免除与限制."""
    name = subject.partition(":")[2]
    return CATEGORY_NAMES.get(name) or SUBJECT_NAMES.get(subject) or Bilingual(subject, subject)


def review_html(view: FlagView, items: Iterable[Item], lang: str = "zh") -> str:
    """The page, self-contained, with a content security policy that lets only its own script run."""
    keys = {key.eid: key for key in view.audit.clauses}
    body = "".join(_article(view, item, keys, lang) for item in items)
    title = f"{view.agreement.title} · {Bilingual('重点条款审阅', 'review of key clauses').in_language(lang)}"
    policy = (
        f"default-src 'none'; style-src '{policy_hash('review_page.css')}'; script-src "
        f"'{policy_hash('review_page.js')}'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title><style>{resource('review_page.css')}</style></head><body>"
        f"{_header(title, lang)}<main>{body}</main>"
        f"<script>{resource('review_page.js')}</script></body></html>\n"
    )


def _header(title: str, lang: str) -> str:
    english = lang == "en"
    keys = (
        ("j", "next", "下一条"), ("k", "previous", "上一条"), ("a", "confirm", "确认"),
        ("r", "reject", "不是"), ("n", "note", "备注"), ("s", "save", "保存"),
    )  # fmt: skip
    shown = " ".join(f"<kbd>{key}</kbd> {en if english else zh}" for key, en, zh in keys)
    reviewer, left, save = (
        ("Reviewer", "left", "Save review.yaml") if english else ("审阅人", "条未决定", "保存 review.yaml")
    )
    return (
        f'<header><h1>{_text(title)}</h1></header><section class="bar" aria-label="{reviewer}">'
        f'<label>{reviewer} <input id="reviewer" autocomplete="name"></label>'
        f'<span><span id="left">0</span> {left}</span>'
        f'<button type="button" id="save">{save}</button><span class="keys">{shown}</span></section>'
    )


def _article(view: FlagView, item: Item, keys: Mapping[str, KeyClause], lang: str) -> str:
    accept = "accepted" if item.subject == "emphasis" else "confirmed"
    name = subject_name(item.subject).in_language(lang)
    cited = view.cite(item.eid)
    heading = f"{cited} · {name}"
    data = {"wid": item.wid, "hash": item.hash, "subject": item.subject, "verdict": item.verdict, "accept": accept}
    attributes = "".join(f' data-{key}="{_text(value)}"' for key, value in data.items())
    buttons = "".join(_button(verdict, item.verdict, lang) for verdict in (accept, "rejected", "open"))
    label = f"{Bilingual('备注', 'Note').in_language(lang)}: {heading}"
    notes = "".join(f"<p>{_text(note)}</p>" for note in item.notes)
    return (
        f'<article tabindex="0" aria-label="{_text(heading)}"{attributes}><h2>{_text(heading)} '
        f'<span class="state">{STATES[item.state].in_language(lang)}</span></h2>'
        f"<p>{''.join(_words(view, item, keys))}</p>{notes}<div>{buttons}</div>"
        f'<textarea aria-label="{_text(label)}"></textarea></article>'
    )


def _button(verdict: str, chosen: str, lang: str) -> str:
    name = VERDICTS[verdict].in_language(lang)
    return (
        f'<button type="button" data-verdict="{verdict}" '
        f'aria-pressed="{str(verdict == chosen).lower()}">{name}</button> '
    )


def _words(view: FlagView, item: Item, keys: Mapping[str, KeyClause]) -> Iterator[str]:
    clause = view.clauses[item.eid]
    if clause.heading:
        yield f"<strong>{_text(clause.heading)}</strong> "
    key = keys.get(item.eid)
    if key is None:
        yield _text(clause.text)
        return
    for piece in pieces(clause.spans, key):
        if piece.evidence:
            yield f"<mark>{_text(piece.text)}</mark>"
        else:
            yield f'<span class="quoted">{_text(piece.text)}</span>' if piece.quoted else _text(piece.text)


def _text(text: str) -> str:
    return escape_html(pictured(text))
