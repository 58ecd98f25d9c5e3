"""Kinds of Markdown that people reported to other parsers (the tracker beside each), and what becomes of them here."""

from __future__ import annotations

import pytest

from tests.read.reading import marked, read, texts

Marks = list[tuple[str, tuple[str, ...]]]
KINDS: dict[str, tuple[str, list[str], Marks]] = {
    # php-markdown #70, ago-tools #34: underscores inside a line
    "blanks": ("甲方______（盖章）______乙方__________", ["甲方______（盖章）______乙方__________"], []),
    "blanks in a sentence": ("户型为：___室___厅__卫___厨；朝向_。", ["户型为：___室___厅__卫___厨；朝向_。"], []),
    # opencost-website #258, instaparse #130: asterisks that multiply
    "multiplied": ("费用为10元*3个月*2人，共2*3*4元。", ["费用为10元*3个月*2人，共2*3*4元。"], []),
    "emphasis before a figure": ("付款期为*3个月*内。", ["付款期为3个月内。"], [("3个月", ("italic",))]),
    # commonmark-spec #650, markdown-it #410: bold that ends with a full-width mark
    "bold to a full stop": (
        "**用户应当付费。**逾期另计。",
        ["用户应当付费。逾期另计。"],
        [("用户应当付费。", ("bold",))],
    ),
    # pandoc #4877 and the dollars of many dialects
    "a formula": ("每日$\\frac{5}{10000}$，$100 到 $200。", ["每日5/10000，$100 到 $200。"], []),
    "a formula with a sign that is not known": ("每日$\\mystery{5}$。", ["每日\\mystery{5}。"], []),
    # of our own: references and escapes
    "escapes": ("1986\\. 年，\\*不是\\*，&lt;甲&gt;&#8212;", ["1986. 年，*不是*，<甲>—"], []),
    # of our own: a number at the start of a wrapped line
    "a year that begins a line": ("合计为\n2026. 年", ["合计为", "2026. 年"], []),
    # of our own: one bracket behind a number
    "round numbers": ("1) 甲方付款。\n2) 乙方交货。", ["1) 甲方付款。", "2) 乙方交货。"], []),
    # of our own: a bar inside a cell, and rows that are too short or too long
    "bars in cells": (
        "|甲|乙|\n|-|-|\n|a\\|b|丙|\n|丁|\n",
        ["甲\t乙\na|b\t丙\n丁\t"],
        [("甲", ("bold",)), ("乙", ("bold",))],
    ),
    # of our own: fences that never close
    "a fence that never closes": ("```\n第二条 平台不承担责任。", ["第二条 平台不承担责任。"], []),
    # of our own: lists of other bullets side by side
    "bullets of three kinds": ("+ 甲\n* 乙\n- 丙", ["• 甲", "• 乙", "• 丙"], []),
    # of our own: single tildes between figures are ranges
    "ranges": ("约~5日~10日，价格~100~元", ["约~5日~10日，价格~100~元"], []),
    # of our own: details with Markdown inside
    "details": (
        "<details>\n<summary>更多</summary>\n\n平台不承担责任。\n\n</details>",
        ["更多", "平台不承担责任。"],
        [],
    ),
    # of our own: marks of programs that are not there stay to be seen
    "marks of other programs": (
        "[[条款|文本]]，{% if vip %}免费{% endif %}",
        ["[[条款|文本]]，{% if vip %}免费{% endif %}"],
        [],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_reported_kind_is_read_as_it_was_meant(kind: str) -> None:
    source, lines, marks = KINDS[kind]
    document = read("markdown", f"第一条 费用\n\n{source}\n")
    assert texts(document)[1:] == lines
    assert marked(document) == marks
    assert document.unread == ()


def test_a_comment_that_never_ends_is_told() -> None:
    """Python-Markdown #1554, marked #3515: it swallows the rest of the file."""
    document = read("markdown", "第一条 费用\n\n<!-- 未关闭\n\n平台不承担责任。\n")
    assert texts(document) == ["第一条 费用"]
    assert [(one.what, " ".join(one.words.split())) for one in document.unread] == [
        ("other", "未关闭 平台不承担责任。")
    ]


def test_front_matter_in_toml_is_furniture_and_gives_the_title() -> None:
    """Of our own: Hugo's other front matter."""
    document = read("markdown", '+++\ntitle = "云盘协议"\ndate = 2026-01-01\n[menu]\n+++\n\n第一条 费用\n')
    assert (texts(document), document.title) == (["第一条 费用"], "云盘协议")
    assert document.furniture[0].text.startswith("title =")


def test_blanks_inside_code_stay_as_typed() -> None:
    assert texts(read("markdown", "第一条 费用\n\n见`a___b`与___。\n"))[1] == "见a___b与___。"
