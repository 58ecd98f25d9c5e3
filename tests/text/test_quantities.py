"""The grammar of quantities: what is one, and which two are worth the same."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text.amounts import read_number
from agreement_tool.text.quantities import QUANTITY_KINDS, disagreements, quantities

SAME = (
    ("12 个月", "一年"), ("12个月", "十二（12）个月"), ("一年半", "18个月"), ("半年", "6个月"), ("2周", "14日"),
    ("3个季度", "九个月"),
    ("30（三十）日", "三十个自然日"), ("7 日", "七天"), ("【7】个工作日", "7 个工作日"), ("15___日", "十五日"),
    ("叁拾（30）天", "30日"),
    ("人民币 5,000 元", "伍仟元整"), ("￥56,500.00", "人民币（大写）：伍万陆仟伍佰元整"), ("5万元", "50,000 元"),
    ("3元5角", "3.50元"),
    ("３０％", "百分之三十"), ("千分之三", "0.3%"), ("3‰", "0.3%"), ("万分之五", "0.05%"), ("三成", "30%"),
    ("八五折", "85折"),
    ("8.5折", "85%"), ("2025年1月2日", "二〇二五年一月二日"), ("2025-01-02", "2025年1月2日"), ("9:00", "9时"),
    ("4倍", "四倍"),
    ("十四周岁", "14岁"), ("400-800-8888", "4008008888"), ("6222 0210 0111 6245", "6222021001116245"),
    ("一式两份", "2份"),
)  # fmt: skip
APART = (
    ("7日", "7个工作日"), ("24小时", "一日"), ("30日", "一个月"), ("4.35%", "14.35%"), ("0.58元", "1.58元"),
    ("5元/月", "5元/年"),
    ("100元", "100美元"), ("99.9%", "95.5%"), ("30（三十）日", "90（九十）日"), ("3至5日", "3至7日"),
    ("146,400.00 元", "156,400.00 元"),
    ("3个百分点", "3%"), ("14周岁", "16周岁"), ("9:00", "9:30"), ("每月5日前", "每月10日前"),
)  # fmt: skip
NONE = ("第三条", "第十项", "3.1", "一切", "一般", "统一", "万一", "十分", "一个账号", "一种方式", "一次性", "达成一致",
    "单元", "一成不变",
        "2.4.1", "第3款", "百度", "双方", "一方")  # fmt: skip


def only(text: str) -> object:
    (found,) = quantities(text)
    return found.key


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_worth_the_same_has_the_same_key(one: str, other: str) -> None:
    assert only(one) == only(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_worth_something_else_has_another_key(one: str, other: str) -> None:
    assert only(one) != only(other)


@pytest.mark.parametrize("text", NONE)
def test_clause_numbers_articles_and_ordinary_words_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


KINDS = {
    "money": "价款为人民币 5,000 元。",
    "percentage": "年利率4.35%。",
    "multiple": "价款的三倍。",
    "period": "于 7 日内。",
    "date": "自2025年1月1日起。",
    "clock": "每日9:00开放。",
    "age": "未满十八周岁的。",
    "count": "一式两份。",
    "phone": "电话13800138000。",
    "account": "账号6222021001116245702。",
}


@pytest.mark.parametrize("kind", QUANTITY_KINDS)
def test_every_kind_is_found_in_its_sentence(kind: str) -> None:
    assert [found.kind for found in quantities(KINDS[kind])] == [kind]


def test_a_day_of_the_month_is_a_date_and_a_number_of_days_a_period() -> None:
    assert [found.kind for found in quantities("每月10日前支付，逾期10日的")] == ["date", "period"]


def test_a_form_field_is_shown_without_its_brackets() -> None:
    assert [found.shown for found in quantities("应在【 7 】个工作日内")] == ["7 个工作日"]


def test_figures_and_words_that_do_not_agree_are_found() -> None:
    text = "租金156,400.00 元（大写 壹拾肆万陆仟肆佰元整），30（九十）日内支付；定金人民币伍佰元整（小写：¥500.00）。"
    assert [(one.first.text, one.second.text) for one in disagreements(text)] == [
        ("156,400.00 元", "壹拾肆万陆仟肆佰元整"),
        ("30（九十）日", "30（九十）日"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("56,500.00", Fraction(56500)), ("5.6万", Fraction(56000)), ("二〇二五", Fraction(2025)),
        ("两百零三", Fraction(203)),
        ("一亿二千万", Fraction(120_000_000)), ("壹拾肆万陆仟肆佰", Fraction(146_400)), ("三点五", Fraction(7, 2)),
        ("半", Fraction(1, 2)),
        ("万", None), ("一半半", None),
    ],
)  # fmt: skip
def test_numbers_of_every_kind_are_read(text: str, value: Fraction | None) -> None:
    assert read_number(text) == value


@given(st.text(alphabet="0123456789,.，一二十百千万亿零壹拾半 （）()【】_日月年元%成折倍个工作至-~第", max_size=60))
def test_quantities_stand_in_order_and_never_overlap(text: str) -> None:
    found = quantities(text)
    assert all(text[each.start : each.end] == each.text != "" for each in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("piece", ["1,111", "一", "(1", "1 ", "1（1", "1至", "9_", "人民币", "1-", "百分之"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    quantities(piece * (20_000 // len(piece)))
    assert time.process_time() - began < 2
