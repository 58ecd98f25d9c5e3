"""A three-way comparison for readers: text, JSON and an HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from agreement_tool.model import Bilingual, Change
from agreement_tool.model.three_way import RELATIONS, Relation, ThreeWay, ThreeWayClause
from agreement_tool.report.diff_json import change_document, reference_document
from agreement_tool.report.diff_view import excerpt, for_reading
from agreement_tool.report.diff_words import TYPE_NAMES
from agreement_tool.report.resources import policy_hash, resource
from agreement_tool.text.inline import pictured
from agreement_tool.text.spelled import json_file

RELATION_NAMES: dict[Relation, Bilingual] = {
    "ours": Bilingual("仅甲稿改动", "only A"),
    "theirs": Bilingual("仅乙稿改动", "only B"),
    "same": Bilingual("两稿改动相同", "both, alike"),
    "both": Bilingual("两稿改动不同", "both, differently"),
}
"""A and B (甲稿, 乙稿): the second and the third file, whoever `we` are."""
CONFLICT = Bilingual("冲突，须人工取舍", "conflict: a person must decide")
_SIDES = {"ours": Bilingual("甲稿", "A"), "theirs": Bilingual("乙稿", "B"), "same": Bilingual("两稿", "both")}
_BRACKETS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
_TAGS = {"equal": ("", ""), "delete": ("<del>", "</del>"), "insert": ("<ins>", "</ins>")}
CONTEXT = 28


def summary(compared: ThreeWay, lang: str) -> str:
    """仅甲稿改动 3 · 两稿改动不同 1；冲突 1 处."""
    relations = [spot.relation for spot in compared.spots]
    counted = " · ".join(
        f"{RELATION_NAMES[name].in_language(lang)} {relations.count(name)}" for name in RELATIONS if name in relations
    )
    if not counted:
        return "no differences" if lang == "en" else "没有差异"
    tail = f"; conflicts: {compared.conflicts}" if lang == "en" else f"；冲突 {compared.conflicts} 处"
    return counted + tail


def three_way_text(compared: ThreeWay, lang: str = "zh") -> str:
    """For a terminal: conflicts carry ‼, important changes ★, edits stand in brackets."""
    lines = [_names(compared, lang), summary(compared, lang), ""]
    for spot in compared.spots:
        sign = "‼ " if spot.overlap else "★ " if spot.material else ""
        lines.append(f"{sign}{spot.place or _title(lang)} ── {_relation_text(spot, lang)}")
        for side, changes in [("same", spot.ours)] if spot.relation == "same" else _sides(spot):
            for change in changes:
                lines.append(f"  {_SIDES[side].in_language(lang)} {_reason(change, lang)}")
                words = _words(change, _BRACKETS).replace("\n", "\n    ")
                lines += [f"    {words}"] if change.segments else []
        lines.append("")
    return pictured("\n".join(lines).rstrip() + "\n")


def three_way_json(compared: ThreeWay, lang: str = "zh") -> str:
    """The JSON text (schema export/schema/diff3.json), ending in a newline."""
    relations = [spot.relation for spot in compared.spots]
    document = {
        "base": compared.base,
        "ours": compared.ours,
        "theirs": compared.theirs,
        "spots": [_spot(spot, lang) for spot in compared.spots],
        "summary": {
            "counts": {name: relations.count(name) for name in RELATIONS},
            "conflicts": compared.conflicts,
            "material": sum(spot.material for spot in compared.spots),
        },
    }
    return json_file(document)


def _spot(spot: ThreeWayClause, lang: str) -> dict[str, Any]:
    return {
        "relation": spot.relation,
        "conflict": spot.overlap,
        "clause": reference_document(spot.clause) if spot.clause else None,
        "place": spot.place,
        "ours": [change_document(change, lang) for change in spot.ours],
        "theirs": [change_document(change, lang) for change in spot.theirs],
    }


def three_way_html(compared: ThreeWay, lang: str = "zh") -> str:
    """A page of its own: one row a clause, what A and what B made of it side by side."""
    heads = ("Clause", "A", "B") if lang == "en" else ("条款", "甲稿", "乙稿")
    policy = f"default-src 'none'; style-src '{policy_hash('diff_page.css')}'"
    title = escape(_names(compared, lang))
    parts = (
        "<!DOCTYPE html>",
        f'<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{resource('diff_page.css')}</style></head><body>",
        f'<header><h1>{title}</h1><p class="versions">{escape(summary(compared, lang))}</p></header><main><table>',
        f"<thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr></thead><tbody>",
        *(_html_row(spot, heads, lang) for spot in compared.spots),
        "</tbody></table></main></body></html>\n",
    )
    return "\n".join(parts)


def _html_row(spot: ThreeWayClause, heads: Sequence[str], lang: str) -> str:
    tone = "material" if spot.overlap or spot.material else "wording"
    place = f'<td><p><span class="name">{escape(spot.place or _title(lang))}</span></p>'
    place += f"<p>{escape(_relation_text(spot, lang))}</p></td>"
    cells = (
        f'<td data-side="{escape(head)}">{"".join(_html_change(change, lang) for change in changes)}</td>'
        for head, (_, changes) in zip(heads[1:], _sides(spot, empty=True), strict=True)
    )
    return f'<tr class="tone-{tone}">{place}{"".join(cells)}</tr>'


def _html_change(change: Change, lang: str) -> str:
    words = f"<p>{_words(change, _TAGS, html=True)}</p>" if change.segments else ""
    return f'{words}<ul class="why"><li>{escape(_reason(change, lang))}</li></ul>'


def _sides(spot: ThreeWayClause, *, empty: bool = False) -> Iterator[tuple[str, tuple[Change, ...]]]:
    for side, changes in (("ours", spot.ours), ("theirs", spot.theirs)):
        if changes or empty:
            yield side, changes


def _relation_text(spot: ThreeWayClause, lang: str) -> str:
    name = RELATION_NAMES[spot.relation].in_language(lang)
    return f"{name}（{CONFLICT.zh}）" if spot.overlap and lang != "en" else name + f" ({CONFLICT.en})" * spot.overlap


def _reason(change: Change, lang: str) -> str:
    why = change.why.in_language(lang) if change.why else ""
    star = "★ " if change.material else ""
    return f"{star}[{TYPE_NAMES[change.type].in_language(lang)}] {why}".rstrip()


def _words(change: Change, marks: dict[str, tuple[str, str]], *, html: bool = False) -> str:
    shown: Iterable[tuple[str, str]] = (
        (segment.op, segment.text) for segment in excerpt(for_reading(change.segments), CONTEXT)
    )
    return "".join(marks[op][0] + (escape(text) if html else text) + marks[op][1] for op, text in shown)


def _names(compared: ThreeWay, lang: str) -> str:
    if lang == "en":
        return f"base {compared.base}; A {compared.ours}; B {compared.theirs}"
    return f"底稿 {compared.base}；甲稿 {compared.ours}；乙稿 {compared.theirs}"


def _title(lang: str) -> str:
    return "title" if lang == "en" else "标题"
