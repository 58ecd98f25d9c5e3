"""Words that every rendering of a diff uses, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from agreement_tool.model import CHANGE_TYPES, Bilingual, Change, ClauseRef, Diff, Reconsent

TYPE_NAMES: dict[str, Bilingual] = {
    "added": Bilingual("新增", "added"),
    "removed": Bilingual("删除", "removed"),
    "moved": Bilingual("移动", "moved"),
    "renumbered": Bilingual("编号", "renumbered"),
    "split": Bilingual("拆分", "split"),
    "merged": Bilingual("合并", "merged"),
    "text": Bilingual("措辞", "text"),
    "heading": Bilingual("标题", "heading"),
    "emphasis": Bilingual("显著标识", "emphasis"),
    "reference": Bilingual("引用", "reference"),
}

CATEGORY_NAMES: dict[str, Bilingual] = {
    "liability": Bilingual("责任", "liability"),
    "user_rights": Bilingual("用户权利", "user rights"),
    "dispute": Bilingual("争议解决", "dispute"),
    "breach": Bilingual("违约", "breach"),
    "privacy": Bilingual("个人信息", "privacy"),
    "separate_terms": Bilingual("单独协议", "separate terms"),
    "money": Bilingual("金额", "money"),
    "percentage": Bilingual("比例", "percentage"),
    "multiple": Bilingual("倍数", "multiple"),
    "period": Bilingual("期限", "period"),
    "date": Bilingual("日期", "date"),
    "clock": Bilingual("时刻", "time"),
    "age": Bilingual("年龄", "age"),
    "count": Bilingual("数量", "quantity"),
    "phone": Bilingual("电话", "telephone"),
    "account": Bilingual("账号", "account"),
    "mismatch": Bilingual("大小写不一致", "figures against words"),
    "price": Bilingual("价款", "price"),
    "guarantee": Bilingual("担保", "security"),
    "form": Bilingual("形式", "form"),
    "ip": Bilingual("知识产权", "intellectual property"),
    "licence": Bilingual("许可范围", "scope of a licence"),
    "privacy-exceptions": Bilingual("免于同意", "without consent"),
    "privacy-security": Bilingual("安全措施", "security"),
    "interpretation": Bilingual("解释权", "interpretation"),
    "amendment": Bilingual("变更通知", "amendment"),
    "recipients": Bilingual("接收方", "recipients"),
    "risk": Bilingual("风险", "risk"),
    "territory": Bilingual("地域", "territory"),
    "language": Bilingual("文本语言", "language"),
    "precedence": Bilingual("以何为准", "what prevails"),
    "confidentiality": Bilingual("保密", "confidentiality"),
    "performance": Bilingual("履行质量", "performance"),
    "content": Bilingual("约定内容", "what is agreed"),
    "scope": Bilingual("范围", "scope"),
    "definition": Bilingual("定义", "definition"),
    "time": Bilingual("时间", "timing"),
    "obligation": Bilingual("义务", "obligation"),
    "permission": Bilingual("权利", "permission"),
    "prohibition": Bilingual("禁止", "prohibition"),
    "deeming": Bilingual("推定", "deeming"),
    "condition": Bilingual("条件", "condition"),
    "parties": Bilingual("主体", "parties"),
    "contact": Bilingual("联系方式", "contact data"),
    "jurisdiction": Bilingual("管辖", "jurisdiction"),
    "termination": Bilingual("终止退费", "termination"),
    "penalty": Bilingual("处罚与限制", "penalties and restrictions"),
    "privacy-processing": Bilingual("信息处理", "processing"),
    "privacy-kinds": Bilingual("信息种类", "kinds of information"),
    "privacy-purpose": Bilingual("处理目的", "purpose"),
    "privacy-sharing": Bilingual("对外提供", "sharing"),
    "privacy-sensitive": Bilingual("敏感信息", "sensitive information"),
    "privacy-export": Bilingual("出境", "transfer abroad"),
    "privacy-minors": Bilingual("未成年人保护", "minors"),
    "privacy-storage": Bilingual("保存", "storage"),
    "privacy-rights": Bilingual("个人权利", "individual rights"),
    "reference": Bilingual("引用指向", "reference"),
    "editorial": Bilingual("仅书写", "editorial"),
    "renamed": Bilingual("仅名称", "renamed"),
    "relocated": Bilingual("仅移位", "moved sentences"),
}
"""Every category that a change may carry."""

SHOWN = frozenset(
    (
        *("money", "percentage", "multiple", "period", "date", "clock", "age", "count", "phone", "account"),
        *("mismatch", "reference", "editorial", "renamed", "relocated"),
    )
)
"""Categories that are proved by their form and shown to readers; the others stand in the JSON and choose the advice."""

RECONSENT_NAMES: dict[Reconsent, Bilingual] = {
    "none": Bilingual("无需通知", "no notice needed"),
    "notice": Bilingual("需要公告或通知", "notice needed"),
    "required": Bilingual("需要取得同意", "consent or agreement needed"),
}

MATERIAL = Bilingual("重要变更（待复核）", "important changes (to be reviewed)")
"""Not 实质性变更: that is what an acceptance with changes is called in 民法典 488."""

CELL_HEADS = (
    Bilingual("原条款", "Before"),
    Bilingual("修订后条款", "After"),
    Bilingual("修订说明", "Remarks"),
)
"""The columns of a 修订对照表."""


def category(name: str, lang: str) -> str:
    """A category as a reader calls it."""
    return CATEGORY_NAMES[name].in_language(lang) if name in CATEGORY_NAMES else name


def shown_categories(change: Change, lang: str) -> tuple[str, ...]:
    """The categories of a change that a reader is shown, as he calls them."""
    return tuple(category(name, lang) for name in change.categories if name in SHOWN)


def citation(ref: ClauseRef) -> str:
    """第三条 付款: number and heading, whatever it has."""
    return " ".join(part for part in (ref.label or "", ref.title) if part)


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes of each type, in the model's order, types that do not occur left out."""
    types = [change.type for change in changes]
    return {name: types.count(name) for name in CHANGE_TYPES if name in types}


def summary(diff: Diff, lang: str) -> str:
    """One line: 新增 2 · 措辞 5 · 编号 12；重点变更 3 处."""
    listed_types = " · ".join(
        f"{TYPE_NAMES[name].in_language(lang)} {count}" for name, count in counts(diff.changes).items()
    )
    material = sum(change.material for change in diff.changes)
    if lang == "en":
        return f"{listed_types}; {MATERIAL.en}: {material}" if listed_types else "no differences"
    return f"{listed_types}；其中{MATERIAL.zh} {material} 处" if listed_types else "没有差异"


def replaced(diff: Diff, lang: str) -> str:
    """One line on the words replaced throughout; '' for none."""
    if not diff.replacements:
        return ""
    most = sorted(diff.replacements, key=lambda each: -each.occurrences)[:6]
    if lang == "en":
        return "Throughout: " + ", ".join(f"{each.old} → {each.new} ({each.occurrences}×)" for each in most)
    return "全文：" + "；".join(f"{each.old} → {each.new}（{each.occurrences} 处）" for each in most)
