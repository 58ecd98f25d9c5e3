"""Dates of publication and effect that an agreement states about itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

_DATE = r"(?P<year>(?:19|20)[0-9]{2})\s*[年.\-/／]\s*(?P<month>[0-9]{1,2})\s*[月.\-/／]\s*(?P<day>[0-9]{1,2})\s*日?"
_PUBLISHED = re.compile(rf"(?:发布|公布|更新|修订|修改|最近更新|版本)(?:日期|时间|日|于)\s*(?:[:：为是]\s*)?{_DATE}")
_EFFECTIVE = re.compile(
    rf"(?:生效|施行|实施)(?:日期|时间|日|于)\s*(?:[:：为是]\s*)?{_DATE}|自\s*{_DATE.replace('?P<', '?P<from_')}\s*起(?:生效|施行|实施)"
)


class Dates(NamedTuple):
    """ISO 8601 dates; None where the text does not say."""

    published: str | None
    effective: str | None


def stated_dates(texts: Iterable[str]) -> Dates:
    """The first date of publication (or update) and the first of effect in the texts, in reading order."""
    published = effective = None
    for text in texts:
        published = published or _first(_PUBLISHED, text)
        effective = effective or _first(_EFFECTIVE, text)
    return Dates(published, effective)


def is_date(text: str) -> bool:
    """Whether `text` is a date of the calendar written YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    for match in pattern.finditer(text):
        found = {name.removeprefix("from_"): value for name, value in match.groupdict().items() if value}
        date = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
        if is_date(date):
            return date
    return None
