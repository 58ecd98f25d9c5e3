"""Dates of publication and effect that an agreement states about itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from agreement_tool.text.patterns import compiled

# Forms to be filled in print their figures in brackets: 2022年【 2 】月【 28 】日.
_OPEN, _CLOSE = r"[【\[\s]*+", r"[】\]\s]*+"
_DATE = (
    rf"{_OPEN}(?P<year>(?:19|20)[0-9]{{2}}){_CLOSE}(?:[年.\-/／]{_OPEN}(?P<month>[0-9]{{1,2}}){_CLOSE}"
    rf"[月.\-/／]{_OPEN}(?P<day>[0-9]{{1,2}})(?![0-9])|(?P<compact>[01][0-9][0-3][0-9])(?![0-9]))"
)
_SAYS = r"(?:(?:日期|时间|日|于)\s*+[:：为是]?|\s*+[:：])"
_PUBLISHED = compiled(rf"(?:发布|公布|更新|修订|修改|版本)(?:[（(]生效[）)])?{_SAYS}{_DATE}")
_EFFECTIVE = compiled(rf"(?:生效|施行|实施)[）)]?{_SAYS}{_DATE}")
_FROM = compiled(rf"自{_DATE}\s*日?\s*起(?:生效|施行|实施)")


class Dates(NamedTuple):
    """ISO 8601 dates; None where the text does not say."""

    published: str | None
    effective: str | None


def stated_dates(texts: Iterable[str]) -> Dates:
    """The first date of publication (or update) and the first of effect in the texts, in reading order."""
    published = effective = None
    for text in texts:
        published = published or _first(_PUBLISHED, text)
        effective = effective or _first(_EFFECTIVE, text) or _first(_FROM, text)
    return Dates(published, effective)


def is_date(text: str) -> bool:
    """Whether `text` is a date of the calendar written YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    for match in pattern.finditer(text):
        month, day = match["month"], match["day"]
        if match["compact"]:
            month, day = match["compact"][:2], match["compact"][2:]
        date = f"{match['year']}-{int(month):02d}-{int(day):02d}"
        if is_date(date):
            return date
    return None
