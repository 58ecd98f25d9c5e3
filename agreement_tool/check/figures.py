"""Figures in a sentence by value: what the CON rules add up and compare, out of `text.quantities`."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from fractions import Fraction

from agreement_tool.frozen import frozen
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import Quantity, quantities


@frozen
class Figure:
    """A number and where it is printed (code points of the text)."""

    start: int
    end: int
    value: Fraction
    """Yuan, per cent, or months, as the function that found it says."""


@frozen
class Day:
    """A date that the calendar has, and where it is printed."""

    start: int
    end: int
    value: datetime.date


@frozen
class Length:
    """A stated length of time. `unit`: month or day."""

    start: int
    end: int
    count: int
    unit: str

    def after(self, first: datetime.date) -> datetime.date:
        """The day on which this length, counted from `first`, is over: one year after 1 May is 1 May."""
        if self.unit == "day":
            return first + datetime.timedelta(days=self.count)
        months = first.month - 1 + self.count
        year, month = first.year + months // 12, months % 12 + 1
        return datetime.date(year, month, min(first.day, calendar.monthrange(year, month)[1]))

    @property
    def months(self) -> float:
        """Its length in months, a month being thirty days."""
        return self.count if self.unit == "month" else self.count / 30


def _of_kind(text: str, kind: str) -> Iterator[tuple[Quantity, Fraction]]:
    for found in quantities(text):
        if found.kind == kind and isinstance(found.low, Fraction) and found.low == found.high:
            yield found, found.low


def amounts(text: str) -> tuple[Figure, ...]:
    """Every sum of money, in yuan; ranges and prices of a unit (元/月) are none."""
    return tuple(Figure(q.start, q.end, value) for q, value in _of_kind(text, "money") if q.unit == "CNY")


def percentages(text: str) -> tuple[Figure, ...]:
    """Every percentage, in per cent: 20%, 百分之二十, 5‰ (0.5)."""
    return tuple(Figure(q.start, q.end, value * 100) for q, value in _of_kind(text, "percentage") if q.unit == "of")


def lengths(text: str) -> tuple[Length, ...]:
    """Every stated length of time in months or calendar days: 三年, 12个月, 30（三十）日."""
    return tuple(
        Length(q.start, q.end, int(value), q.unit)
        for q, value in _of_kind(text, "period")
        if q.unit in ("month", "day") and value.denominator == 1
    )


YEAR = compiled(r"[0-9０-９]{2,4}[\s_】\]]{0,12}[年./-]|[一二][〇零○一二三四五六七八九]{3}年")
"""What a whole date begins with: most texts hold none, and reading every figure costs more."""


def days(text: str) -> tuple[Day, ...]:
    """Every whole date of the calendar; 2025年2月30日 is none (META006 says so)."""
    return tuple(_days(text)) if YEAR.search(text) else ()


def _days(text: str) -> Iterator[Day]:
    for found in quantities(text):
        if found.kind == "date" and isinstance(found.low, tuple) and found.low == found.high and all(found.low):
            try:
                yield Day(found.start, found.end, datetime.date(*found.low))
            except ValueError:
                continue
