"""REF008 自称不一 other-own-name: the agreement calls itself by a name that is not its title.

问题：“本《……》”中的名称与协议标题不同。
理由：多半是套用其他协议时没有改名，用户可以主张同意的不是这份协议。
What: 本《…》 with a name that is neither the title nor a part of it.
Why: usually text was taken over from another agreement; a user may say they agreed to that one.
Bad: 标题《甲软件用户协议》，文中“本《乙平台服务条款》”
Good: 文中“本《甲软件用户协议》”
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_IS_DOCUMENT = compiled(
    "协议|合同|合约|政策|条款|规则|规定|规范|规约|声明|章程|须知|指引|公约|约定|说明|办法|守则|承诺书|同意书|告知书|通知|意见|许可"
)
_PRIVACY = compiled("隐私权?(?:保护)?(?:政策|协议|条款|声明|指引)")
"""隐私权政策 in a 隐私协议: near synonyms, and no name of another agreement."""
_OF_A_PART = compiled("儿童|未成年|青少年")
"""The rules for minors within a policy."""
_OWN = compiled(r"本《(?P<name>[^《》（）()“”]{2,40})[》（(]?")


def check(context: Context) -> Iterator[Fault]:
    """One fault at the first such name."""
    title = _bare(context.agreement.title)
    if not _IS_DOCUMENT.search(title):
        return  # an app's name over a web page is no name of the document
    headings = [_bare(clause.heading) for clause in context.outline.clauses.values() if clause.heading]
    seen: set[str] = set()
    for clause, field, text in context.texts():
        for match in _OWN.finditer(text):
            name = _bare(match["name"])
            if _OF_A_PART.search(name) or _is_its_kind(name, title):
                continue
            if name in seen or name in title or title in name or any(name in heading for heading in headings):
                continue
            seen.add(name)
            message = Bilingual(
                f"自称“{match['name'].strip()}”，而标题是“{context.agreement.title}”",
                f"it calls itself '{match['name'].strip()}'; its title is '{context.agreement.title}'",
            )
            sure = UNSURE if _PRIVACY.fullmatch(name) and "隐私" in title else 0.8
            yield Fault(clause, message, field, match.start("name"), match.end("name"), sure)


def _is_its_kind(name: str, title: str) -> bool:
    """隐私政策 for 酷安隐私保护政策: every character of a name of the kind stands in the title, in order."""
    rest = iter(title)
    return all(char in rest for char in name)


def _bare(name: str) -> str:
    return re.sub(r"[\s《》【】]", "", name)


RULE = Rule("REF008", "other-own-name", "自称不一", Severity.WARNING, check)
