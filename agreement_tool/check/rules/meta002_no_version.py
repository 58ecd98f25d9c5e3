"""META002 无版本 no-version: neither a version nor a date tells one edition from the next.

问题：正文没有版本号，也没有更新日期。
理由：用户和监管都无法辨认同意的是哪一版。
What: an agreement that may be changed, without a version number or date in its text.
Why: nobody can tell which edition a user agreed to.
Bad: （正文不写版本）
Good: 版本号：V2.1　更新日期：2026年1月1日
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import whole_text
from agreement_tool.check.rules.meta001_undated import CHANGES, is_dated
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_VERSION = compiled(
    r"版本号|版本[：:]|当前版本|[Vv]\s*\d+(?:\.\d+)+|第[一二三四五六七八九十\d]+版|\d{4}\s*年?版|[（(]\d{4}\s*年?[^）)]{0,4}版"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault an agreement that speaks of its own changes, whose date is known from elsewhere: else META001 tells."""
    text = whole_text(context)
    if not (context.agreement.published or context.agreement.effective):
        return
    if is_dated(context) or _VERSION.search(text) or not CHANGES.search(text):
        return
    yield Fault(
        None, Bilingual("正文没有版本号或更新日期", "the text carries no version number or date"), confidence=0.8
    )


RULE = Rule("META002", "no-version", "无版本", Severity.INFO, check)
