"""Figures in the margin that count the printed lines (courtlistener #7722, pdfalto #225)."""

from __future__ import annotations

import pytest

from tests.read.pdf.making import needs_han_font, reading, texts
from tests.read.pdf.raw import LEADING, LEFT, SIZE, TOP, Raw, paragraph, shown

pytestmark = needs_han_font

TEXT = (
    "第一条 服务内容",
    "平台向用户提供云存储服务，用户应当按照本协议的约定",
    "使用该服务，不得将账号出借、出租或者转让给任何第三人，",
    "否则由此产生的全部责任由用户自行承担。",
    "第二条 费用与支付",
    "用户应当在每月五日以前支付当月的服务费；逾期支付的，",
    "每逾期一日，应当按照未付金额的万分之五支付违约金，",
    "逾期超过三十日的，平台有权解除本协议。",
    "第三条 争议解决",
    "因本协议产生的争议，双方应当协商解决；协商不成的，",
    "任何一方均可向平台所在地有管辖权的人民法院提起诉讼。",
)
REST = ("第四条 其他", "本协议一式两份，双方各执一份。")


def counted(lines: tuple[str, ...], step: int, first: int = 1, *, x: float = 62, foot: str = "") -> str:
    """The lines with every `step`th of them numbered in the margin."""
    marks = (
        shown(str(first + at), x - 5 * len(str(first + at)), TOP - LEADING * at, size=10)
        for at in range(len(lines))
        if (first + at) % step == 0
    )
    return paragraph(*lines) + "".join(marks) + (shown(foot, 297, 50) if foot else "")


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_are_no_text_and_are_listed(step: int) -> None:
    raw = Raw()
    raw.page(counted(TEXT, step, foot="1"))
    raw.page(counted(TEXT, step, foot="2"))
    document = reading(raw.bytes())
    assert texts(document.lines) == [*TEXT, *TEXT]
    numbers = " ".join(str(number) for number in range(1, len(TEXT) + 1) if number % step == 0)
    assert (numbers, "other", (1, 2)) in [(one.text, one.kind, one.pages) for one in document.furniture]


def test_they_may_run_on_to_a_short_last_page() -> None:
    raw = Raw()
    raw.page(counted(TEXT, 1))
    raw.page(counted(REST, 1, len(TEXT) + 1))
    document = reading(raw.bytes())
    assert texts(document.lines) == [*TEXT, *REST]
    assert [one.text for one in document.furniture][-1] == f"{len(TEXT) + 1} {len(TEXT) + 2}"


def test_clauses_with_bare_numbers_are_no_numbered_lines() -> None:
    items = tuple(f"本条约定的事项由双方按照第{number}号附件的内容执行。" for number in "一二三四五六七八九十")
    raw = Raw()
    raw.page(counted(items, 1))
    lines = texts(reading(raw.bytes()).lines)
    assert [line.split()[0] for line in lines] == [str(number) for number in range(1, 11)]


def test_the_rows_of_a_list_with_columns_are_no_numbered_lines() -> None:
    raw = Raw()
    names = "".join(shown("服务器租用费用", LEFT, TOP - LEADING * at) for at in range(10))
    sums = "".join(shown("人民币壹佰元整", LEFT + 20 * SIZE, TOP - LEADING * at) for at in range(10))
    raw.page("".join(shown(str(at + 1), 60, TOP - LEADING * at) for at in range(10)) + names + sums)
    assert all(line.text.split()[0].isdigit() for line in reading(raw.bytes()).lines)


def test_a_contents_page_is_no_numbered_text() -> None:
    entries = tuple(f"{name}{'…' * 18}{page}" for page, name in enumerate(("总则定义", "服务内容", "费用支付") * 4, 1))
    raw = Raw()
    raw.page(counted(entries, 1))
    raw.page(paragraph(*TEXT))
    document = reading(raw.bytes())
    held = [line.text for line in document.lines] + [one.text for one in document.furniture]
    assert any("12" in text.split()[:1] for text in held)
