"""Names of categories and marks for messages and reports, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agreement_tool.model import Bilingual

CATEGORY_NAMES: Mapping[str, Bilingual] = {
    "liability": Bilingual("责任免除与限制", "liability"),
    "user_rights": Bilingual("权利限制", "rights restricted"),
    "dispute": Bilingual("争议解决", "disputes"),
    "breach": Bilingual("违约与赔偿", "breach"),
    "privacy": Bilingual("个人信息", "privacy"),
    "separate_terms": Bilingual("单独协议与规则", "separate terms"),
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
