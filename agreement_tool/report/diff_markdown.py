"""A diff as Markdown, for a pull request or a mail: summary first, then every change with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreement_tool.model import Agreement, Diff, Segment
from agreement_tool.report.diff_view import DiffRow, changed_rows, cut_at, excerpt, for_reading, side
from agreement_tool.report.diff_words import RECONSENT_NAMES, TYPE_NAMES, citation, replaced, summary
from agreement_tool.text.inline import pictured
from agreement_tool.text.patterns import compiled

CONTEXT = 40
"""Characters of unchanged text on either side of an edit."""
TAGS = {"equal": ("", ""), "delete": ("<del>", "</del>"), "insert": ("<ins>", "</ins>")}
_SPECIAL = compiled(r"([\\`*_\[\]#|~])")


def diff_markdown(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """GitHub-flavoured Markdown. <del>/<ins> because ~~ and ** fail next to Chinese punctuation."""
    rows = changed_rows(old, new, diff)
    lines = [f"# {escape(diff.old)} → {escape(diff.new)}", "", summary(diff, lang), ""]
    lines += [escape(words), ""] if (words := replaced(diff, lang)) else []
    lines += _reconsent(diff, lang)
    for row in rows:
        if row.tone in ("material", "wording"):
            lines += _section(row, lang)
    lines += _folded(rows, diff, lang)
    return "\n".join(lines).rstrip() + "\n"


def inline(segments: Iterable[Segment]) -> str:
    """Segments as inline Markdown with <del> and <ins>."""
    return "".join(f"{TAGS[each.op][0]}{escape(each.text)}{TAGS[each.op][1]}" for each in segments)


def escape(text: str) -> str:
    """Text that Markdown and HTML leave alone."""
    return _SPECIAL.sub(r"\\\1", pictured(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _reconsent(diff: Diff, lang: str) -> list[str]:
    if diff.reconsent == "none":
        return []
    whys = [f"> - {escape(why.in_language(lang))}" for why in diff.reconsent_why]
    return [f"> **{RECONSENT_NAMES[diff.reconsent].in_language(lang)}**", ">", *whys, ""]


def _section(row: DiffRow, lang: str) -> Iterator[str]:
    yield f"## {'★ ' if row.tone == 'material' else ''}{escape(row.name)}"
    yield ""
    for change in row.changes:
        why = change.why.in_language(lang) if change.why else ""
        yield f"- **{TYPE_NAMES[change.type].in_language(lang)}** {escape(why)}"
    yield ""
    for line in _words(row):
        yield from ("> " + line.replace("\n", "<br>"), "")


def _words(row: DiffRow) -> Iterator[str]:
    if row.has("heading"):
        yield inline(for_reading(row.title))
    if row.kind in ("added", "removed"):
        yield inline((*row.title, *row.text))
    elif row.kind in ("split", "merged"):
        which = "new" if row.kind == "split" else "old"
        clauses, names = (row.new, row.new_names) if which == "new" else (row.old, row.old_names)
        pieces = cut_at(side(row.text, "new" if which == "new" else "old"), (len(clause.text) for clause in clauses))
        yield from (f"**{escape(name)}** {inline(piece)}" for name, piece in zip(names, pieces, strict=True))
    elif row.reworded:
        yield inline(excerpt(for_reading(row.text), CONTEXT))


def _folded(rows: Iterable[DiffRow], diff: Diff, lang: str) -> Iterator[str]:
    editorial = [
        f"- {escape(row.name)}：{inline(excerpt(for_reading(row.text), 8))}" for row in rows if row.tone == "editorial"
    ]
    names = [escape(row.name) for row in rows if row.tone == "renamed"]
    numbers = [
        f"{change.old[0].label or '—'}→{change.new[0].label or '—'}"
        for change in diff.changes
        if change.type == "renumbered"
    ]
    followed = [f"- {escape(citation(each.clause))}：{escape(each.old)}→{escape(each.new)}" for each in diff.followed]
    yield from _details(("仅标点、书写或排印变化", "Typography only"), editorial, len(editorial), lang)
    yield from _details(("仅名称统一替换", "Names replaced throughout only"), ["、".join(names)], len(names), lang)
    yield from _details(("编号变化", "Renumbered"), [escape("、".join(numbers))], len(numbers), lang)
    yield from _details(
        ("引用随编号调整、所指不变", "References followed their targets"), followed, len(followed), lang
    )


def _details(name: tuple[str, str], lines: list[str], count: int, lang: str) -> Iterator[str]:
    if count:
        title = f"{name[lang == 'en']}（{count}）"
        yield from (f"<details><summary>{title}</summary>", "", *lines, "", "</details>", "")
