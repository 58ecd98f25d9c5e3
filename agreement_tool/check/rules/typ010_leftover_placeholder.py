"""TYP010 遗留占位 leftover-placeholder: a blank to fill in, or the brackets of one, left in the final text.

问题：遗留 ____、XX、【】、［公司名称］等占位。
理由：合同要素缺失；填写后留下的【】说明定稿未清理。
What: ____, XXX, empty 【】, TODO, or 【…】 left round a value.
Why: an element of the agreement is missing, or the draft was not cleaned.
Bad: 电子邮件：【service@example.cn】
Good: 电子邮件：service@example.cn
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Field, Severity
from agreement_tool.text.patterns import compiled

_BLANK = compiled(
    r"[_＿]{2,}|【\s*】|（\s{2,}）|\(\s{2,}\)|［\s*］|\[\s*\]|(?<![XxＸ×])[XxＸ×]{2,}(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[XＸ×]{2,}|【?(?:待定|待补充|待填写|此处填写)】?|TODO|TBD|lorem ipsum|"
    r"[\[［【](?:请)?(?:根据[^\[\]［］【】]{0,12})?(?:填写|输入|插入|写明|您的|贵司|开发者|某)[^\[\]［］【】]{0,24}(?:[\]］】]|$)|(?<![？?])[？?]{2,}+(?=\s*万?元)|[\[［][^\[\]［］。]{0,16}(?:名称|姓名|地址|电话|邮箱|邮件地址|联系方式|所在地|日期|金额|网址)[\]］]"
)
_TOKEN = compiled(
    r"\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^\n]{0,80}?%\}|<%[^\n]{0,80}?%>|«[^«»\n]{0,40}»|[\[［【]\s*[●•]+\s*[\]］】]|(?<![\d.])%s(?![A-Za-z])"
    r"|<(?:姓名|名称|电话|地址|日期|金额|邮箱|公司名称|甲方|乙方)[^<>\n]{0,10}>"
    r"|(?:单击|点击)(?:或(?:单击|点击))?此处(?:以)?(?:输入|添加)[^。，\n]{0,8}|Click or tap here to enter text\.?"
)
"""What a template engine or Word was to replace."""
_BLANK_SIGNS = (
    *"_＿【（(［[XxＸ×？?", "待定", "待补充", "待填写", "此处填写", "TODO", "TBD", "lorem ipsum",
)  # fmt: skip
_TOKEN_SIGNS = (*"{<«[［【", "%s", "此处", "Click or tap")
"""One of them stands in whatever the pattern finds."""
_SIGNED = compiled(
    r"签字|签名|盖章|签章|签署|签订日期|签订时间|法定代表人|委托代理人|授权代表|(?:^|\n)[^\S\n]*+(?:日期|年[^\S\n]*+月[^\S\n]*+日)"
)
_FILLED = compiled(r"(?<=[：:为是于])\s*【(?P<value>[^【】]{2,60})】")
_TEMPLATE = 3
"""From this many tokens on it is a template, and one finding says so."""
_FORM = 8
"""From this many blanks on it is a form, and blanks are its purpose."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a place; a form gets one for the whole."""
    tokens = [
        (clause, field, match)
        for clause, field, text in context.texts_having(*_TOKEN_SIGNS)
        for match in _TOKEN.finditer(text)
    ]
    if len(tokens) >= _TEMPLATE:
        clause, field, match = tokens[0]
        many = Bilingual(f"有 {len(tokens)} 处模板标记没有替换", f"{len(tokens)} template tokens left in")
        yield replace(_fault(clause, field, match, many), confidence=0.95)
        tokens = []
    for clause, field, match in tokens:
        message = Bilingual(f"模板标记“{match[0]}”没有替换", f"template token '{match[0]}' left in")
        yield replace(_fault(clause, field, match, message), confidence=0.95)
    blanks = [
        (clause, field, match)
        for clause, field, text in context.texts_having(*_BLANK_SIGNS)
        for match in _BLANK.finditer(text)
        if not _TOKEN.match(text, match.start()) and not _is_for_the_hand(clause, text, match)
    ]
    if len(blanks) >= _FORM:
        clause, field, match = blanks[0]
        many = Bilingual(f"有 {len(blanks)} 处空白待填", f"{len(blanks)} blanks to fill in")
        yield _fault(clause, field, match, many)
    else:
        for place in dict.fromkeys((clause.eid, field) for clause, field, _ in blanks):
            here = [blank for blank in blanks if (blank[0].eid, blank[1]) == place]
            yield _left(here)
    filled = [
        (clause, match)
        for clause, field, text in context.texts_having("【")
        if field == "text"
        for match in _FILLED.finditer(text)
    ]
    for clause, match in filled if len(filled) < _FORM else filled[:1]:
        yield _fault(clause, "text", match, Bilingual("填写后留下的【】", "brackets 【】 left round a value"))


def _left(here: list[tuple[Clause, Field, re.Match[str]]]) -> Fault:
    """One fault for the blanks of one clause, at the first."""
    clause, field, match = here[0]
    left, many = match[0].strip(), len(here) > 1
    zh, en = (f"（共 {len(here)} 处）", f" ({len(here)} blanks)") if many else ("", "")
    return _fault(clause, field, match, Bilingual(f"遗留占位“{left}”{zh}", f"placeholder '{left}' left in{en}"))


def _is_for_the_hand(clause: Clause, text: str, match: re.Match[str]) -> bool:
    """Lines to sign and to date, and lines that are filled in: _2026___年."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.end()) % (len(text) + 1)]
    filled = any(
        char.isdigit() for char in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    )
    return (
        clause.kind == "signature"
        or bool("。" not in line and _SIGNED.search(line))
        or (filled and match[0][0] in "_＿")
    )


def _fault(clause: Clause, field: Field, match: re.Match[str], message: Bilingual) -> Fault:
    start = match.end() - len(match[0].lstrip())
    return Fault(clause, message, field, start, match.end(), UNSURE)


RULE = Rule("TYP010", "leftover-placeholder", "遗留占位", Severity.WARNING, check)
