"""Quantities as agreements print them, and what they are worth: amounts, rates, periods, dates, times, ages, accounts.

One grammar for everybody who asks “which figure stands here, and is it the same as there?”. Figures may be Arabic (with
separators, scales, full width), Chinese (十五, 二〇二五), formal (壹拾伍), or two, one in brackets behind the other;
blanks, underscores and form brackets may stand before the unit (30 日, 【7】个工作日, 15___日).

Two quantities are the same when their `key` is: 12 个月 and 一年, 伍万元整 and ¥50,000.00, 八五折 and 85折. Calendar
days and working days, days and hours, months and days are never the same (民法典 200–203: they are counted
differently).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.text.amounts import HAN_DIGITS, HAN_NUMERALS, NUMBER, read_number
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

QuantityKind = Literal["money", "percentage", "multiple", "period", "date", "clock", "age", "count", "phone", "account"]
QUANTITY_KINDS: tuple[QuantityKind, ...] = (
    "money", "percentage", "multiple", "period", "date", "clock", "age", "count", "phone", "account",
)  # fmt: skip
"""percentage: %, ‰, 分之, 百分点, 成, 折. multiple: 倍. date: also days of the month (每月10日)."""

Bound = Fraction | tuple[int, ...] | str
"""A number of `unit`; the parts of a date (year, month, day; 0 for what is not said) or time; the digits of an
account."""


@frozen
class Quantity:
    """One quantity, code points [start, end) of the text."""

    start: int
    end: int
    kind: QuantityKind
    text: str
    """As printed."""
    unit: str
    """CNY, USD … (with /月 … behind it where that is the price of something); of for shares and multiples; day,
    working-day, trading-day, month, hour, minute, second for periods; year for ages; the measure word of a count; ''
    for the others."""
    low: Bound
    """The value in `unit`."""
    high: Bound
    """The same, but for ranges (3 至 5 日)."""
    second: Fraction | None = None
    """The value of the figure in brackets behind the first: 30（三十）日. None without one."""

    @property
    def key(self) -> tuple[str, str, Bound, Bound]:
        """Equal keys are equal quantities."""
        return self.kind, self.unit, self.low, self.high

    @property
    def agrees(self) -> bool:
        """Whether the figure in brackets is worth what the one before it is."""
        return self.second is None or self.second == self.high

    @property
    def shown(self) -> str:
        """As printed, without form brackets, underscores and doubled blanks: 7 】 日 -> 7 日."""
        bare = re.sub(r"\s+", " ", re.sub(r"[【】\[\]_＿]+", " ", self.text))
        return re.sub(r"(?<=[（(]) | (?=[）)])", "", bare).strip()


class _Value(NamedTuple):
    unit: str
    low: Bound
    high: Bound
    second: Fraction | None = None


class Form(NamedTuple):
    """One way to print a quantity: what it looks like (half width), and what it is worth (None: it is none after
    all)."""

    kind: QuantityKind
    pattern: str
    value: Callable[[re.Match[str]], _Value | None]
    signs: str
    """What follows the number (or ends it: 5 千瓦时): where none does, the pattern is not even compiled."""


_GAP = r"[\s_】\]]{0,12}"
"""What may stand between a figure and its unit: blanks, underscores, the end of a form bracket."""
_TO = rf"{_GAP}(?:至|到|[-~—–～]{{1,2}}){_GAP}[\[【]?\s?"


def _figure(name: str) -> str:
    """A number, with another in brackets behind it: groups `name` and `name`2."""
    return (
        rf"(?P<{name}>{NUMBER}){_GAP}(?:\((?:大写|小写)?:?{_GAP}(?P<{name}2>{NUMBER}){_GAP}"
        rf"(?P<{name}u>[^\W\d]{{0,4}})\){_GAP})?"
    )


TIME_UNITS: dict[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("工作日", "营业日"), ("working-day", Fraction(1))),
    **dict.fromkeys(("银行工作日", "银行日"), ("bank-day", Fraction(1))),
    "交易日": ("trading-day", Fraction(1)),
    **dict.fromkeys(("自然日", "日历日", "日历天", "日", "天"), ("day", Fraction(1))),
    **dict.fromkeys(("星期", "周", "礼拜"), ("day", Fraction(7))),
    **dict.fromkeys(("自然月", "月"), ("month", Fraction(1))),
    "季度": ("month", Fraction(3)),
    **dict.fromkeys(("自然年度", "自然年", "年度", "年"), ("month", Fraction(12))),
    **dict.fromkeys(("小时", "钟头"), ("hour", Fraction(1))),
    "分钟": ("minute", Fraction(1)),
    **dict.fromkeys(("秒钟", "秒"), ("second", Fraction(1))),
    "毫秒": ("second", Fraction(1, 1000)),
}
"""Unit as printed (个 may stand before it) -> canonical unit and how many of it. A week is seven days, a year twelve
months."""
CURRENCIES = {
    **dict.fromkeys(("人民币", "RMB", "CNY", "¥", "￥", "元", "圆", "块钱"), "CNY"),
    **dict.fromkeys(("美元", "美金", "USD", "US$", "$"), "USD"),
    **dict.fromkeys(("港币", "港元", "HKD", "HK$"), "HKD"),
    **dict.fromkeys(("欧元", "EUR", "€"), "EUR"),
    **dict.fromkeys(("日元", "JPY"), "JPY"),
    **dict.fromkeys(("英镑", "GBP", "£"), "GBP"),
}
MEASURES = (
    "平方米", "平方公里", "立方米", "公里", "公斤", "千克", "厘米", "毫米", "人次", "次", "份", "名", "人", "项", "台",
    "套",
    "位", "家", "户", "笔", "件", "期", "页", "字", "张", "部", "辆", "只", "亩", "㎡", "米", "克", "吨", "GB", "MB",
    "TB", "KB", "Mbps",
    "kWh", "kW", "千瓦时", "度", "股", "枚", "个", "种", "级", "组", "间", "层", "路", "款", "条", "处", "座", "本",
    "门", "瓶", "箱", "袋", "头", "株", "桶", "批",
)  # fmt: skip
"""What counts are counted in."""
_LONE_ONE = frozenset(
    ("个", "种", "项", "家", "位", "级", "名", "人", "处", "部", "组", "条", "款", "次", "期", "路", "度", "只", "件")
)
"""Behind a lone 一 these make an article or an adverb (一个账号, 一次性, 一部分), no count."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TIME = _any(TIME_UNITS)
_BEFORE = _any(word for word in CURRENCIES if word not in ("元", "圆", "块钱"))
_BEHIND = _any(word for word in CURRENCIES if word.isalpha() and not word.isascii())
_PER = r"(?:\s?/\s?(?P<per>[年月日天次人周件台套份吨]|小时|季度?|平方米|㎡|千克|公斤|GB|TB))?"


_TIME_IN_BRACKETS = frozenset("年月日天周期")
"""5,600（2个月租金）元: what the bracket counts is not the money again."""


def _range(match: re.Match[str], unit: str, each: Fraction = Fraction(1)) -> _Value | None:
    low = read_number(match["a"])
    if low is None:
        return None
    high, spelt = low, match["a2"]
    if match["b"]:
        high, spelt = read_number(match["b"]) or low, match["b2"]
    money = unit.split("/")[0] in CURRENCIES.values()
    counts_time = money and not _TIME_IN_BRACKETS.isdisjoint(match["bu" if match["b"] else "au"] or "")
    second = read_number(spelt) if spelt and not counts_time else None
    return _Value(unit, low * each, high * each, None if second is None else second * each)


def _money(match: re.Match[str]) -> _Value | None:
    groups = match.groupdict()
    currency = CURRENCIES[groups.get("before") or groups.get("behind") or "元"]
    value = _range(match, currency + (f"/{groups['per']}" if groups.get("per") else ""))
    if value is None or not groups.get("tail"):
        return value
    coins = re.findall(rf"([0-9{HAN_DIGITS}])([角分])", groups["tail"])
    small = ((read_number(figure) or 0) * Fraction(1, 10 if coin == "角" else 100) for figure, coin in coins)
    return _raised(value, sum(small, Fraction(0)))


def _raised(value: _Value, by: Fraction) -> _Value:
    assert isinstance(value.low, Fraction)
    assert isinstance(value.high, Fraction)
    return value._replace(low=value.low + by, high=value.high + by)


def _per_cent(match: re.Match[str]) -> _Value | None:
    return _range(match, "of", {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}[match["sign"]])


def _fraction(match: re.Match[str]) -> _Value | None:
    whole = {"百": Fraction(100), "千": Fraction(1000), "万": Fraction(10_000)}.get(match["whole"]) or read_number(
        match["whole"]
    )
    return _range(match, "of", 1 / whole) if whole else None


def _points(match: re.Match[str]) -> _Value | None:
    return _range(match, "point", Fraction(1, 100) if match["point"] == "基点" else Fraction(1))


def _tenths(match: re.Match[str]) -> _Value | None:
    """三成 3/10, 三成五 35/100."""
    value = read_number(match["a"])
    if value is None or value > 10:
        return None
    more = {"半": Fraction(5)}.get(match["more"] or "") or read_number(match["more"] or "零") or Fraction(0)
    share = value / 10 + more / 100
    return _Value("of", share, share)


def _discount(match: re.Match[str]) -> _Value | None:
    """八折 0.8, 八五折, 85折 and 8.5折 0.85."""
    value = read_number(match["a"])
    if not value:
        return None
    share = value / 10 if value <= 10 else value / 100
    return _Value("of", share, share)


def _multiple(match: re.Match[str]) -> _Value | None:
    return _range(match, "times")


def _period(match: re.Match[str]) -> _Value | None:
    unit, each = TIME_UNITS[match["unit"]]
    value = _range(match, unit, each)
    if value is None:
        return None
    if match["half"]:
        return _raised(value, each / 2)
    if match["more"]:
        extra, more_unit = read_number(match["more"]), TIME_UNITS[match["more_unit"]]
        if extra is None or more_unit[0] != unit:
            return value._replace(unit=f"{unit}+{more_unit[0]}:{extra}")
        return _raised(value, extra * more_unit[1])
    if match["again"]:
        again, again_unit = read_number(match["again"]), TIME_UNITS[match["again_unit"]]
        if again is not None and again_unit[0] == unit:
            return value._replace(second=again * again_unit[1])
    return value


def _month_day(match: re.Match[str]) -> _Value | None:
    low = read_number(match["a"])
    high = read_number(match["b"]) if match["b"] else low
    if low is None or high is None or high > 31:
        return None
    return _Value("", (0, 0, int(low)), (0, 0, int(high)))


def _date(match: re.Match[str]) -> _Value | None:
    groups = match.groupdict()
    parts = [read_number(groups[name]) if groups.get(name) else Fraction(0) for name in ("y", "m", "d")]
    if any(part is None or part.denominator != 1 for part in parts):
        return None
    year, month, day = (int(part or 0) for part in parts)
    if month > 12 or day > 31:
        return None
    return _Value("", (year, month, day), (year, month, day))


def _clock(match: re.Match[str]) -> _Value | None:
    time = (*map(int, match["t"].split(":")), 0)[:3]
    return _Value("", time, time) if time[0] <= 24 else None


def _oclock(match: re.Match[str]) -> _Value | None:
    hour, minute = int(match["h"]), match["min"] or ""
    time = (hour, 30 if minute == "半" else int(minute.rstrip("分整") or 0), 0)
    return _Value("", time, time) if hour <= 24 else None


def _digits(match: re.Match[str]) -> _Value | None:
    bare = re.sub(r"[^0-9A-Za-z]", "", match.group())
    return _Value("", bare, bare)


def _age(match: re.Match[str]) -> _Value | None:
    return _range(match, "year")


def _count(match: re.Match[str]) -> _Value | None:
    if match["a"] in ("零", "〇", "○"):
        return None
    if match["a"] in ("一", "半", "百", "千", "万", "十") and (match["unit"] in _LONE_ONE or match["a"] != "一"):
        return None
    return _range(match, match["unit"])


_RANGED = rf"{_figure('a')}(?:{_TO}{_figure('b')})?"
_HAN_YEAR = f"[{HAN_DIGITS}]{{2,4}}"
_SMALL = f"(?:[0-9]{{1,2}}|[{HAN_NUMERALS}]{{1,3}})"

DIGITS = "0123456789"
_FIRST_OF_CURRENCIES, _FIRST_OF_TIMES, _FIRST_OF_MEASURES = (
    "".join(sorted({word[0] for word in words})) for words in (CURRENCIES, TIME_UNITS, MEASURES)
)

FORMS: tuple[Form, ...] = (
    Form("date", rf"(?P<y>[0-9]{{4}}|[0-9]{{2}}|{_HAN_YEAR}){_GAP}年[\s_【\[]{{0,12}}(?P<m>{_SMALL}){_GAP}月(?:份)?"
                 rf"(?:[\s_【\[]{{0,12}}(?P<d>{_SMALL}){_GAP}[日号])?", _date, "年"),
    Form("date", r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])",
        _date, "-/."),
    Form("date", rf"(?P<y>(?:19|20)[0-9]{{2}}|[一二][{HAN_DIGITS}]{{3}})\s?年(?:度)?(?![期份级])", _date, "年"),
    Form("date", rf"(?P<m>{_SMALL})\s?月\s?(?P<d>{_SMALL})\s?[日号]", _date, "月"),
    Form("date", rf"(?<=[每次当下上该首末]月)\s?(?:的)?{_RANGED}[日号](?!内)", _month_day, "日号"),
    Form("clock", r"(?P<t>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9])", _clock, ":"),
    Form("clock", r"(?P<h>[0-9]{1,2})\s?[时点](?P<min>整|半|[0-9]{1,2}分)?(?![间段效评])", _oclock, "时点"),
    Form("phone", r"(?:1[3-9][0-9]{9}|0[0-9]{2,3}[- ]?[0-9]{7,8}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4})(?![0-9])",
        _digits, DIGITS),
    Form("account", r"[0-9](?:[ -]?[0-9]){11,29}(?![0-9A-Za-z])", _digits, DIGITS),
    Form("account", r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", _digits, DIGITS),
    Form("percentage", rf"{_figure('a')}%?(?:{_TO}{_figure('b')})?(?P<sign>[%‰])", _per_cent, "%‰"),
    Form("percentage", rf"(?P<whole>[百千万]|{NUMBER})分之[\s_【\[]{{0,12}}{_RANGED}", _fraction, "分"),
    Form("percentage", rf"{_RANGED}个?(?P<point>百分点|基点)", _points, "个百基"),
    Form("percentage",
        rf"(?P<a>[{HAN_DIGITS}0-9.]{{1,4}})(?P<b>(?!))?(?P<b2>(?!))?(?P<a2>(?!))?成"
        rf"(?P<more>[{HAN_DIGITS}半](?![{HAN_NUMERALS}个]))?"
                       r"(?![立为员本果品年交都就熟长分功套不语份])", _tenths, "成"),
    Form("percentage", rf"(?P<a>[{HAN_DIGITS}0-9.]{{1,4}}){_GAP}折(?![旧扣叠算磨返抵中射腾断])", _discount, "折"),
    Form("multiple", rf"{_RANGED}倍(?!数)", _multiple, "倍"),
    Form("money", rf"(?P<before>{_BEFORE})\s?(?:\(?(?:大写|小写)\)?)?:?[\s_【\[]{{0,12}}{_RANGED}(?P<behind>{_BEHIND})?"
                  rf"(?P<tail>(?:[零0-9{HAN_DIGITS}]{{1,2}}角)?(?:[零0-9{HAN_DIGITS}]{{1,2}}分)?)(?:[整正])?{_PER}",
                  _money, ""),
    Form("money", rf"{_figure('a')}(?:(?:{_BEHIND})?{_TO}{_figure('b')})?(?P<behind>{_BEHIND})(?![素件旦宵老])"
                  rf"(?P<tail>(?:[零0-9{HAN_DIGITS}]{{1,2}}角)?(?:[零0-9{HAN_DIGITS}]{{1,2}}分)?)(?:[整正])?{_PER}",
                  _money, _FIRST_OF_CURRENCIES),
    Form("age", rf"{_RANGED}(?:周岁|岁)", _age, "周岁"),
    Form("period", rf"{_figure('a')}(?:个?(?:{_TIME})?{_TO}{_figure('b')})?个?(?P<unit>{_TIME})(?![元级岁])"
                   rf"(?:(?P<half>半)|[零又]?(?P<more>{NUMBER})\s?个?(?P<more_unit>{_TIME}))?"
                   rf"(?:\((?P<again>{NUMBER})\s?个?(?P<again_unit>{_TIME})\))?", _period, "个" + _FIRST_OF_TIMES),
    Form("count", rf"{_RANGED}(?P<unit>{_any(MEASURES)})", _count, _FIRST_OF_MEASURES),
)  # fmt: skip
"""In order of trial at each place; the first that has a value wins."""

_NARROW = str.maketrans("０１２３４５６７８９．％：（），￥－／", "0123456789.%:(),¥-/")
"""Full width to half, one for one: offsets stay."""


_FOLLOWS = frozenset(
    "".join(("年月日号时点(至到-~—–～%‰分成折倍个岁", *(word[0] for word in (*TIME_UNITS, *CURRENCIES, *MEASURES))))
)
"""What may follow a Chinese number that is a quantity: most (一方, 一致) are none, and are passed over cheaply."""
LONGEST = 80
"""Characters in which the sign of a range or of a number in brackets stands."""


@cache
def _programs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a quantity may begin, and a bare number."""
    begins = rf"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{{2}}[0-9]{{6}}|(?<![0-9])[0-9]|[{HAN_NUMERALS}]|{_BEFORE}"
    return compiled(begins), compiled(NUMBER)


@lru_cache(maxsize=TEXTS)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order, not overlapping. Clause numbers (第三条, 3.1) and bare numbers are none."""
    return tuple(_found(text, text.translate(_NARROW)))


def _found(text: str, narrow: str) -> Iterator[Quantity]:
    begins, number = _programs()
    at = 0
    while start := begins.search(narrow, at):
        at = start.start()
        bare = number.match(narrow, at)
        made = _at(text, narrow, at, bare.group() if bare else "") if _promising(narrow, at, bare) else None
        if made is not None and made.kind != "period" and narrow[at - 1 : at] == "第":
            made = None  # 第三项 is a clause, 第三日 a term
        if made is not None:
            yield made
        at = made.end if made else bare.end() if bare else at + 1


def _promising(narrow: str, at: int, bare: re.Match[str] | None) -> bool:
    """Whether a quantity may begin at `at`, where a number stands or not."""
    if bare is None or narrow[at].isascii():
        return True
    rest = narrow[bare.end() : bare.end() + 13].lstrip(" \u3000\xa0_】]\t\n")
    return rest[:1] in _FOLLOWS


_OPENS = frozenset("(至到-~—–～%")
"""What may stand between a number and the sign of its quantity: another number, in brackets or of a range."""


def _at(text: str, narrow: str, at: int, number: str) -> Quantity | None:
    for form in _eligible(narrow, at, number):
        match = compiled(form.pattern).match(narrow, at)
        value = form.value(match) if match else None
        if match and value:
            end = at + len(match.group().rstrip())
            return Quantity(at, end, form.kind, text[at:end], *value)
    return None


def _eligible(narrow: str, at: int, number: str) -> Iterator[Form]:
    """The forms that what stands around the number leaves possible, in order of trial."""
    end = at + len(number)
    behind = narrow[end : end + 13].lstrip(" \u3000\xa0_】]\t\n")[:1]
    signs = frozenset(behind + number[-1:])
    if behind in _OPENS:
        signs |= frozenset(narrow[end : end + LONGEST])
    for form in FORMS:
        if form.value is _month_day and "月" not in narrow[max(0, at - 2) : at]:
            possible = False
        elif form.signs is DIGITS:
            possible = narrow[at] in DIGITS or narrow[at].isupper()
        elif not form.signs:
            possible = not number
        else:
            possible = not signs.isdisjoint(form.signs)
        if possible:
            yield form


class Disagreement(NamedTuple):
    """A figure and its repetition in other numerals that are not worth the same."""

    first: Quantity
    second: Quantity
    """The same object as `first` where both stand in one quantity: 30（九十）日."""


def disagreements(text: str) -> tuple[Disagreement, ...]:
    """Where figures and words do not agree: 30（九十）日, 人民币156,400元（大写：壹拾肆万陆仟肆佰元整）."""
    found = quantities(text)
    differing = [Disagreement(each, each) for each in found if not each.agrees]
    for first, second in pairwise(found):
        between = text[first.end : second.start].translate(_NARROW)
        if first.kind == second.kind == "money" and _REPEATS.fullmatch(between) and first.high != second.high:
            differing.append(Disagreement(first, second))
    return tuple(sorted(differing, key=lambda each: each.first.start))


_REPEATS = compiled(
    r"\s*+元?整?\s*+[,;(]?\s*+\(?\s*+(?:即|计|合计|共计)?\s*+(?:金额)?(?:大写|小写)(?:金额)?"
    r"\s*+\)?\s*+[:为]?\s*+(?:人民币)?\s*+[:为]?\s*+"
)
"""What stands between an amount in figures and the same in words: （大写：, (小写), 大写人民币."""
