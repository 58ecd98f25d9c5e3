"""The sentences of a diff, in both languages."""

from __future__ import annotations

from agreement_tool.model import Bilingual

PHRASES = {
    "added": Bilingual("新增条款", "clause added"),
    "removed": Bilingual("删除条款", "clause removed"),
    "split": Bilingual("一条拆分为多条", "one clause split into several"),
    "merged": Bilingual("多条合并为一条", "several clauses merged into one"),
    "reworded": Bilingual("同时改动措辞", "and reworded"),
    "heading": Bilingual("标题改动", "heading changed"),
    "title": Bilingual("文件标题改动", "the document's title changed"),
    "text": Bilingual("措辞改动", "wording changed"),
    "editorial": Bilingual("仅标点、书写或排印变化，不改变含义", "punctuation, spelling or typography only"),
}

MARK_NAMES = {
    "bold": Bilingual("加粗", "bold"),
    "underline": Bilingual("下划线", "underline"),
    "colour": Bilingual("颜色", "colour"),
    "italic": Bilingual("斜体", "italics"),
    "size": Bilingual("字号", "larger size"),
    "highlight": Bilingual("底纹", "highlight"),
}


def joined(*parts: Bilingual) -> Bilingual:
    """Several reasons in one sentence."""
    said = [part for part in parts if part.zh]
    return Bilingual("；".join(part.zh for part in said), "; ".join(part.en for part in said))
