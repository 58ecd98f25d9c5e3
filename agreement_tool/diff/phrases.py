"""The sentences of a diff, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from agreement_tool.model import Bilingual
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import is_latin, same_wording
from agreement_tool.text.words import boundaries

PHRASES = {
    "added": Bilingual("新增条款", "clause added"),
    "removed": Bilingual("删除条款", "clause removed"),
    "split": Bilingual("一条拆分为多条", "one clause split into several"),
    "merged": Bilingual("多条合并为一条", "several clauses merged into one"),
    "reworded": Bilingual("同时改动措辞", "and reworded"),
    "heading": Bilingual("标题改动", "heading changed"),
    "title": Bilingual("文件标题改动", "the document's title changed"),
    "title added": Bilingual("新版有文件标题，旧版没有", "the new version has a document title, the old one none"),
    "title removed": Bilingual("旧版有文件标题，新版没有", "the old version has a document title, the new one none"),
    "text": Bilingual("措辞改动", "wording changed"),
    "content": Bilingual("条款内容改动，请阅读", "the clause says something else: read it"),
    "editorial": Bilingual("仅标点、书写或排印变化，不改变含义", "punctuation, spelling or typography only"),
    "renamed": Bilingual("仅名称统一替换", "names replaced throughout, nothing else"),
    "links": Bilingual("仅网页地址变化", "only the address of a page changed"),
    "ruled": Bilingual("仅分隔线位置调整", "only a ruled line stands elsewhere"),
    "repeated": Bilingual("文字与其他条款相同", "the same words stand in another clause"),
    "rule": Bilingual("仅分隔线或空白处，没有文字", "a ruled line or a blank, no words"),
    "signing": Bilingual("落款改动", "signature block changed"),
    "apart": Bilingual("文字另有改动，见本条其他变更", "its words changed too: see its other changes"),
    "archive": Bilingual("所在部分为旧版存档", "in the older version that the file keeps"),
    "reordered": Bilingual("句子顺序调整，文字不变", "sentences in another order, same words"),
}

MARK_NAMES = {
    "bold": Bilingual("加粗", "bold"),
    "underline": Bilingual("下划线", "underline"),
    "colour": Bilingual("颜色", "colour"),
    "italic": Bilingual("斜体", "italics"),
    "size": Bilingual("字号", "larger size"),
    "highlight": Bilingual("底纹", "highlight"),
}


def replaced(was: str, now: str) -> Bilingual:
    """“甲”改为“乙”: an edit in its own words."""
    if was and now:
        return Bilingual(f"“{was}”改为“{now}”", f"“{was}” became “{now}”")
    return Bilingual(f"增加“{now}”", f"“{now}” put in") if now else Bilingual(f"删去“{was}”", f"“{was}” taken out")


def more_edits(count: int) -> Bilingual:
    """另有 3 处改动."""
    return Bilingual(f"另有 {count} 处改动", f"{count} more edits")


def joined(*parts: Bilingual) -> Bilingual:
    """Several reasons in one sentence."""
    said = [part for part in parts if part.zh]
    return Bilingual("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def wording_note(printed: str, now: str) -> Bilingual:
    """What to add when the reference itself was rewritten."""
    return Bilingual("", "") if same_wording(printed, now) else Bilingual(f"改为“{now}”：", f" became “{now}”:")


def emphasis_reason(lost: Sequence[str], gained: Sequence[str], texts: Sequence[str]) -> Bilingual:
    """“…”失去加粗: which words lost or gained which marks."""
    quoted = "、".join(f"“{shortened(text)}”" for text in texts[:3]) + ("…" if len(texts) > 3 else "")
    zh = [f"取消{_marks(lost, 'zh')}"] * bool(lost) + [f"增加{_marks(gained, 'zh')}"] * bool(gained)
    en = [f"lost {_marks(lost, 'en')}"] * bool(lost) + [f"gained {_marks(gained, 'en')}"] * bool(gained)
    return Bilingual(f"{quoted}{'、'.join(zh)}", f"{quoted} {', '.join(en)}")


def _marks(marks: Sequence[str], lang: str) -> str:
    return "、".join(MARK_NAMES[mark].in_language(lang) for mark in marks)


def shortened(text: str, width: int = 20) -> str:
    """At most `width` Han characters, or twice as many Latin ones, in one line, the last one … where more was left out;
    cut behind a phrase where one ends in the second half, else between words."""
    text = " ".join(text.split())
    width *= 1 + is_latin(text)
    if len(text) <= width:
        return text
    ends = [match.start() for match in _PHRASE_END.finditer(text, width // 2, width - 1)]
    at = max(ends) if ends else max(edge for edge in boundaries(text[: width + LOOK]) if edge < width)
    kept = text[: at or width - 1]
    if _inside_word(text, len(kept)):
        kept = _LAST_WORD.sub("", kept) or kept
    return kept.rstrip(" ,，、；;：:(（“《") + "…"


LOOK = 8
"""Characters behind a cut that show where the word there ends."""
_PHRASE_END = compiled("[，；。、]")
_LAST_WORD = compiled("(?<![A-Za-z0-9])[A-Za-z0-9]+$")


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1].isalnum()
