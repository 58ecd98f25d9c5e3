"""Names of categories and marks for messages and reports, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreement_tool.bilingual import Bilingual

CATEGORY_NAMES: Mapping[str, Bilingual] = {
    "liability": Bilingual("责任免除与限制", "liability"),
    "user_rights": Bilingual("权利限制", "rights restricted"),
    "dispute": Bilingual("争议解决", "disputes"),
    "breach": Bilingual("违约与赔偿", "breach"),
    "privacy": Bilingual("个人信息", "privacy"),
    "separate_terms": Bilingual("单独协议与规则", "separate terms"),
    "price": Bilingual("价款与收费", "price"),
}
TIER_NAMES: Mapping[str, Bilingual] = {
    "must": Bilingual("必看", "must read"),
    "should": Bilingual("应看", "should read"),
    "note": Bilingual("留意", "note"),
}
MARK_NAMES: Mapping[str, Bilingual] = {
    "bold": Bilingual("加粗", "bold"),
    "underline": Bilingual("下划线", "underline"),
    "colour": Bilingual("颜色", "colour"),
    "italic": Bilingual("斜体", "italic"),
    "size": Bilingual("字号", "size"),
    "highlight": Bilingual("底色", "highlight"),
}


def listed(names: Mapping[str, Bilingual], keys: Iterable[str]) -> Bilingual:
    """The names of `keys`, joined: 加粗、下划线 / bold, underline."""
    chosen = [names[key] for key in keys]
    return Bilingual("、".join(name.zh for name in chosen), ", ".join(name.en for name in chosen))


UNREAD_NAMES: Mapping[str, Bilingual] = {
    "picture": Bilingual("图片", "picture"),
    "drawing": Bilingual("图形", "drawing"),
    "form-field": Bilingual("表单域", "form field"),
    "annotation": Bilingual("注释", "annotation"),
    "attachment": Bilingual("附加文件", "attached file"),
    "embedded-file": Bilingual("嵌入文件", "embedded file"),
    "frame": Bilingual("框架", "frame"),
    "script": Bilingual("脚本写入的文字", "text written by a script"),
    "counter": Bilingual("生成的编号", "generated number"),
    "hidden-text": Bilingual("隐藏文字", "hidden text"),
    "footnote": Bilingual("脚注或尾注", "footnote or endnote"),
    "nested-table": Bilingual("嵌套表格", "nested table"),
    "vertical-text": Bilingual("竖排文字", "vertical text"),
    "tracked-change": Bilingual("修订", "tracked change"),
    "field-without-result": Bilingual("无结果的域", "field without result"),
    "comment": Bilingual("批注", "comment"),
    "other": Bilingual("其他", "other"),
}
STATUS_NAMES: Mapping[str, Bilingual] = {
    "full": Bilingual("已显著标识", "emphasised"),
    "partial": Bilingual("部分标识", "partly"),
    "none": Bilingual("未标识", "not emphasised"),
    "unknown": Bilingual("无法判断", "unknown"),
}
SIGNAL_NAMES: Mapping[str, Bilingual] = {
    "face": Bilingual("粗体字形", "bold face"),
    "render-mode": Bilingual("描边加粗", "fill and stroke"),
    "overprint": Bilingual("重复印制", "overprint"),
    "family": Bilingual("黑体字族", "Hei family"),
    "ink": Bilingual("笔画墨量", "ink"),
    "style": Bilingual("样式", "style"),
    "rule": Bilingual("下划线条", "rule below"),
    "fill": Bilingual("颜色填充", "fill colour"),
    "size": Bilingual("字号", "size"),
}
