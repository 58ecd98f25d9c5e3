"""A draft for those whom a change concerns, as Markdown: every blank and every promise in 【】, to be filled in or
confirmed.

A 变更公告 to users; for a negotiated contract the points of a 补充协议. What was, what is, and nothing of our own
reasons; these stand below, in the drafting notes, which are deleted before anything is sent.
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.model import Agreement, Diff
from agreement_tool.report.diff_markdown import escape
from agreement_tool.report.diff_table import reconsent_lines
from agreement_tool.report.diff_view import DiffRow, changed_rows, sentences_touched
from agreement_tool.report.diff_words import replaced

NEGOTIATED = frozenset({"contract", "employment"})
"""Kinds of documents that two sides sign."""


def diff_notice(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The draft. Only important changes are listed one by one; the rest is summed up."""
    negotiated = bool(NEGOTIATED.intersection(diff.documents))
    if lang == "en":
        lines = _english(old, new, diff, negotiated)
    else:
        lines = _supplement(old, new, diff) if negotiated else _chinese(old, new, diff)
    return "\n".join((*lines, *_basis(diff, lang))).rstrip() + "\n"


def _name(old: Agreement, new: Agreement, fallback: str) -> str:
    return (new.title or old.title).strip("《》") or fallback


def _chinese(old: Agreement, new: Agreement, diff: Diff) -> Iterator[str]:
    name = _name(old, new, "本协议")
    yield from (f"# 关于修订《{escape(name)}》的公告（草稿）", "", "尊敬的用户：", "")
    yield (
        f"我们修订了《{escape(name)}》。原版本为 {escape(_version(old))}，修订后的版本为 {escape(_version(new))}；"
        f"修订后的版本于 {escape(new.published or '') or '【公布日期】'} 公布，自 "
        f"{escape(new.effective or '') or '【生效日期】'} 起生效。"
    )
    yield ""
    yield from _listed(old, new, diff, "## 主要变更", "zh")
    yield from ("## 您的选择", "", *_choice(diff), "")
    yield from (
        "如有疑问，请通过【联系方式】与我们联系。",
        "",
        "【公司名称】",
        f"{escape(new.published or '') or '【公布日期】'}",
        "",
    )


def _supplement(old: Agreement, new: Agreement, diff: Diff) -> Iterator[str]:
    name = _name(old, new, "原合同")
    yield from (
        f"# 《{escape(name)}》补充协议要点（草稿）",
        "",
        "【甲方】与【乙方】经协商一致，对原合同作如下变更：",
        "",
    )
    yield from _listed(old, new, diff, "## 变更内容", "zh")
    yield from ("本补充协议自【双方签字盖章之日】起生效；未变更的条款继续有效。", "")
    yield from ("甲方：【】　　　　乙方：【】", "", "日期：【】", "")


def _version(agreement: Agreement) -> str:
    return agreement.version or "【版本】"


def _choice(diff: Diff) -> tuple[str, ...]:
    if diff.reconsent == "required":
        return (
            "本次修订涉及个人信息的处理。【需要取得同意的，我们将在您下次使用时征得您的同意；您不同意的，可以继续使用与之无关的功能。】",
        )
    if diff.reconsent == "notice":
        return ("【您不接受修订内容的，可以在生效前停止使用并注销账号。】",)
    return ("【本次修订不影响您的权利义务，您无需操作。】",)


def _english(old: Agreement, new: Agreement, diff: Diff, negotiated: bool) -> Iterator[str]:
    name = _name(old, new, "the agreement")
    head = f"Supplement to {name}: points" if negotiated else f"Notice of changes to {name}"
    yield from (f"# {escape(head)} (draft)", "")
    yield (
        f"{escape(name)} was revised: version {escape(old.version or '[ ]')} becomes {escape(new.version or '[ ]')}, "
        f"published {escape(new.published or '') or '[date]'}, in force from {escape(new.effective or '') or '[date]'}."
    )
    yield ""
    yield from _listed(old, new, diff, "## Main changes", "en")


def _listed(old: Agreement, new: Agreement, diff: Diff, title: str, lang: str) -> Iterator[str]:
    rows = changed_rows(old, new, diff)
    loud = [row for row in rows if row.tone == "material" and _says_something(row)]
    yield from (title, "")
    for number, row in enumerate(loud, 1):
        yield f"{number}. **{escape(row.name)}**{_what(row, lang)}"
        yield from (f"   - {line}" for line in _words(row, lang))
    if not loud:
        yield "No important changes." if lang == "en" else "无重要变更。"
    if words := replaced(diff, lang):
        yield from ("", escape(words) + ("." if lang == "en" else "。"))
    if rest := sum(row.tone in ("wording", "editorial", "material") for row in rows) - len(loud):
        yield ""
        yield (
            f"{rest} other changes of wording, emphasis or order: see the table of amendments."
            if lang == "en"
            else f"其余 {rest} 处为文字、标识或者排列的调整，详见修订对照表。"
        )
    yield ""


def _says_something(row: DiffRow) -> bool:
    """Whether words changed: users are not told of other marks on the same words, nor of another target of a
    reference."""
    return any(change.type not in ("emphasis", "reference", "renumbered") for change in row.changes)


_WHATS = {"added": ("　新增", " — new"), "removed": ("　删除", " — removed"), "moved": ("　位置调整", " — moved")}


def _what(row: DiffRow, lang: str) -> str:
    kind = next((change.type for change in row.changes if change.type in _WHATS), "")
    return _WHATS[kind][lang == "en"] if kind else ""


def _words(row: DiffRow, lang: str) -> Iterator[str]:
    before, after = ("Before", "After") if lang == "en" else ("修改前", "修改后")
    olds, news = (sentences_touched(row.text, which) for which in ("old", "new"))
    if row.kind in ("added", "removed"):
        yield from (_printed(text) for text in (olds or news,) if text)
        return
    for name, text in ((before, olds), (after, news)):
        if text:
            yield f"{name}：{_printed(text)}"


def _printed(text: str) -> str:
    """For a list in Markdown; the cells of a table apart by a stroke."""
    return escape(text.replace("\t", " ｜ ")).replace("\n", "<br>")


def _basis(diff: Diff, lang: str) -> Iterator[str]:
    lines = reconsent_lines(diff, lang)
    if lines:
        note = "Drafting notes (delete before publishing)" if lang == "en" else "起草说明（发布前删除）"
        yield from (f"## {note}", "", *(f"- {escape(line)}" for line in lines))
