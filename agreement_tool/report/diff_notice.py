"""A draft 变更公告 (notice of change) as Markdown: what a legal team edits and publishes, every blank marked 【】."""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.model import Agreement, Diff
from agreement_tool.report.diff_markdown import escape, inline
from agreement_tool.report.diff_table import reconsent_lines
from agreement_tool.report.diff_view import Row, changed_rows, excerpt, quieted

CONTEXT = 30


def diff_notice(old: Agreement, new: Agreement, diff: Diff, lang: str = "zh") -> str:
    """The draft. Only material changes are listed one by one; the rest is summed up."""
    lines = _english(old, new, diff) if lang == "en" else _chinese(old, new, diff)
    return "\n".join(lines).rstrip() + "\n"


def _chinese(old: Agreement, new: Agreement, diff: Diff) -> Iterator[str]:
    name = (new.title or old.title).strip("《》") or "本协议"
    yield from (f"# 关于修订《{name}》的公告（草稿）", "", "尊敬的用户：", "")
    yield f"我们对《{name}》（版本 {old.version or '【】'}）进行了修订，修订后的版本为 {new.version or '【】'}，"
    yield from (f"公布日期为 {new.published or '【年月日】'}，自 {new.effective or '【年月日】'} 起生效。", "")
    yield from _listed(old, new, diff, "## 主要变更", "zh")
    yield from ("## 您的选择", "", *_choice(diff), "")
    yield from ("如有疑问，请通过【联系方式】与我们联系。", "", "【公司名称】", f"{new.published or '【年月日】'}", "")
    yield from _basis(diff, "zh")


def _choice(diff: Diff) -> tuple[str, ...]:
    if diff.reconsent == "required":
        return (
            "本次修订涉及个人信息处理事项，我们将在您下次使用时再次征得您的同意；您不同意的，不影响您【继续使用与之无关的功能】。",
        )
    if diff.reconsent == "notice":
        return ("您不接受修订内容的，可以在生效前停止使用并【注销账号】；我们不会因此收取费用。",)
    return ("本次修订不影响您的权利义务，您无需操作。",)


def _english(old: Agreement, new: Agreement, diff: Diff) -> Iterator[str]:
    name = new.title or old.title or "the agreement"
    yield from (f"# Notice of changes to {name} (draft)", "")
    yield f"We have revised {name} (version {old.version or '[ ]'}); the new version is {new.version or '[ ]'}, "
    yield from (f"published {new.published or '[date]'}, in force from {new.effective or '[date]'}.", "")
    yield from _listed(old, new, diff, "## Main changes", "en")
    yield from _basis(diff, "en")


def _listed(old: Agreement, new: Agreement, diff: Diff, title: str, lang: str) -> Iterator[str]:
    rows = changed_rows(old, new, diff)
    loud = [row for row in rows if row.tone == "material"]
    yield from (title, "")
    for number, row in enumerate(loud, 1):
        yield f"{number}. **{escape(row.name)}**　{_why(row, lang)}"
        if words := _words(row):
            yield f"   > {words}"
    if not loud:
        yield "No material changes." if lang == "en" else "无实质性变更。"
    rest = sum(row.tone in ("wording", "editorial") for row in rows)
    if rest:
        yield ""
        yield (
            f"{rest} other changes of wording, emphasis or order: see the table of amendments."
            if lang == "en"
            else f"其余 {rest} 处为文字、标识或者排列的调整，详见修订对照表。"
        )
    yield ""


def _why(row: Row, lang: str) -> str:
    return escape("；".join(c.why.in_language(lang) for c in row.changes if c.material and c.why))


def _words(row: Row) -> str:
    return inline(excerpt(quieted(row.text), CONTEXT)).replace("\n", "<br>")


def _basis(diff: Diff, lang: str) -> Iterator[str]:
    lines = reconsent_lines(diff, lang)
    if lines:
        note = "Drafting notes (delete before publishing)" if lang == "en" else "起草说明（发布前删除）"
        yield from (f"## {note}", "", *(f"- {escape(line)}" for line in lines))
