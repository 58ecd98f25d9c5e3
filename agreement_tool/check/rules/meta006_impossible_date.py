"""META006 日期不存在 impossible-date: a date that no calendar has.

问题：写明的日期不存在，如2月30日、13月1日。
理由：生效、履行期限由此起算；日期不存在，起算点就要靠解释。
What: 2025年2月30日, 2024-13-01.
Why: terms run from it; from a day that does not exist, nothing can be counted.
Bad: 本合同自2025年2月30日起生效
Good: 本合同自2025年2月28日起生效
"""

import datetime
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_DATE = compiled(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})\s*(?P<mark>[年/.-])\s*(?P<month>[0-9]{1,2})\s*(?:月|(?P=mark))\s*(?P<day>[0-9]{1,2})(?![0-9./-])\s*(?P<unit>[日号]?)"
)


def check(context: Context) -> Iterator[Fault]:
    """One fault a date. 2024.13.1 without 年 may be a version number: then the three parts must be printed as a
    date's."""
    for clause, field, text in context.texts_having("19", "20"):
        for match in _DATE.finditer(text):
            if _exists(int(match["year"]), int(match["month"]), int(match["day"])):
                continue
            if match["mark"] == "." or (match["mark"] == "年") != bool(match["unit"]):
                continue
            message = Bilingual(f"没有{match[0].strip()}这一天", f"there is no such day as {match[0].strip()}")
            yield Fault(clause, message, field, match.start(), match.start() + len(match[0].rstrip()), 0.95)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


RULE = Rule("META006", "impossible-date", "日期不存在", Severity.ERROR, check)
