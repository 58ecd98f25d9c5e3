"""Units a reader takes in at one glance: amounts, percentages, periods, dates, addresses. Never cut inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from agreement_tool.text.patterns import compiled

UnitKind = Literal[
    "url", "email", "date", "clock", "money", "percentage", "period", "clause", "count", "number", "word"
]

_HAN = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半"
_NUMBER = rf"(?:[0-9０-９]+(?:[,，][0-9０-９]{{3}})*(?:[.．][0-9０-９]+)?[万亿]{{0,2}}|[{_HAN}]+)"
_BOTH = rf"{_NUMBER}(?:[-~—–至到～]{_NUMBER})?"
_CURRENCY = "人民币|美元|港币|港元|欧元|日元|RMB|CNY|USD|[¥￥$€]"

PATTERNS: tuple[tuple[UnitKind, str], ...] = (
    ("url", r"(?:https?://|www\.)[\w\-./?%&=#:~+@!]+"),
    ("email", r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"),
    (
        "date",
        rf"[0-9{_HAN}]{{2,4}}年[0-9{_HAN}]{{1,3}}月(?:[0-9{_HAN}]{{1,3}}日)?|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}",
    ),
    ("clock", r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"),
    ("clause", rf"第?[0-9]+(?:\.[0-9]+)+条?|第[0-9{_HAN}]+[编章节条款项目部](?:分)?(?:之[{_HAN}]+)?"),
    ("money", rf"(?:{_CURRENCY})\s*{_BOTH}(?:元整|元|圆整|圆)?|{_BOTH}(?:元整|元|圆整|圆|角|美元|欧元|港币)"),
    ("percentage", rf"{_BOTH}[%％‰]|(?:百|千|万)分之{_NUMBER}"),
    (
        "period",
        rf"{_BOTH}(?:个)?(?:工作日|自然日|日历日|交易日|小时|分钟|秒|周岁|星期|季度|年度|日|天|周|月|年)(?!元)",
    ),
    ("count", rf"{_BOTH}(?:倍|次|份|个|名|人|项|台|岁|万|元)"),
    ("number", rf"[0-9０-９]+(?:[.,][0-9]+)*|[{_HAN}]{{2,}}"),
    ("word", r"[A-Za-z][A-Za-z0-9_\-]*"),
)
_ANY = compiled("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """Code points [start, end) of a text that belong together."""

    start: int
    end: int
    kind: UnitKind
    text: str


def units(text: str) -> Iterator[Unit]:
    """The units of a text, in order, not overlapping."""
    for found in _ANY.finditer(text):
        yield Unit(found.start(), found.end(), _kind(found), found.group())


def _kind(found: re.Match[str]) -> UnitKind:
    return next(kind for kind, _ in PATTERNS if found.lastgroup == kind)
