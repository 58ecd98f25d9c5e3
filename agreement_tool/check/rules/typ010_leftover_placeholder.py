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

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Field, Severity
from agreement_tool.text.patterns import compiled

_BLANK = compiled(
    r"[_＿]{2,}|【\s*】|（\s{2,}）|\(\s{2,}\)|［\s*］|\[\s*\]|[XxＸ×]{2,}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[XＸ×]{2,}|【?(?:待定|待补充|待填写|此处填写)】?|TODO|TBD|lorem ipsum|"
    r"[\[［【](?:请)?(?:填写|输入|插入|写明|您的|贵司|开发者|某)[^\[\]［］【】]{0,24}[\]］】]|[\[［][^\[\]［］。]{0,16}(?:名称|姓名|地址|电话|邮箱|邮件地址|联系方式|所在地|日期|金额|网址)[\]］]"
)
_FILLED = compiled(r"(?<=[：:为是于])\s*【(?P<value>[^【】]{2,60})】")
_FORM = 8
"""From this many blanks on it is a form, and blanks are its purpose."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a place; a form gets one for the whole."""
    blanks = [(clause, field, match) for clause, field, text in context.texts() for match in _BLANK.finditer(text)]
    if len(blanks) >= _FORM:
        clause, field, match = blanks[0]
        yield _fault(
            clause, field, match, Bilingual(f"有 {len(blanks)} 处空白待填", f"{len(blanks)} blanks to fill in")
        )
    else:
        for clause, field, match in blanks:
            yield _fault(
                clause,
                field,
                match,
                Bilingual(f"遗留占位“{match[0].strip()}”", f"placeholder '{match[0].strip()}' left in"),
            )
    filled = [(c, match) for c in context.outline.clauses.values() for match in _FILLED.finditer(c.text)]
    for clause, match in filled if len(filled) < _FORM else filled[:1]:
        yield _fault(clause, "text", match, Bilingual("填写后留下的【】", "brackets 【】 left round a value"))


def _fault(clause: Clause, field: Field, match: re.Match[str], message: Bilingual) -> Fault:
    start = match.end() - len(match[0].lstrip())
    return Fault(clause, message, field, start, match.end(), 0.8)


RULE = Rule("TYP010", "leftover-placeholder", "遗留占位", Severity.INFO, check)
