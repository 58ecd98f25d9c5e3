"""Kinds of things that Markdown files hold and readers get wrong."""

from __future__ import annotations

import pytest

from agreement_tool.read.markdown import without_empty_bold
from tests.read.reading import marked, read, texts


def test_struck_out_text_is_set_aside_and_told() -> None:
    document = read("markdown", "本协议由双方签署，一式两份。\n\n违约金为~~千分之五~~万分之五。\n")
    assert texts(document)[1] == "违约金为万分之五。"
    assert [(entry.what, entry.words) for entry in document.unread] == [("other", "千分之五")]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("## 第一条 费用 {#fee .article}", "第一条 费用"),
        ('## 第一条 费用 {: #fee title="费用"}', "第一条 费用"),
        ("## :warning: 第一条 费用", "第一条 费用"),
        ("甲方：{{party_a}}，时间 10:30:45", "甲方：{{party_a}}，时间 10:30:45"),
        ("比例:a:b 与 http://a:80:", "比例:a:b 与 http://a:80:"),
    ],
)
def test_attributes_and_icon_codes_are_no_text(source: str, printed: str) -> None:
    assert texts(read("markdown", f"{source}\n\n正文。\n"))[0] == printed


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("**2.1****用户承担责任。****", "**2.1 用户承担责任。**"),
        ("**3****关于费用**", "**3 关于费用**"),
        ("**甲方****乙方**", "**甲方乙方**"),
        ("电话 138****1234", "电话 138****1234"),
        ("**电话 138****1234**", "**电话 138****1234**"),
        ("**甲**与**乙**", "**甲**与**乙**"),
    ],
)
def test_four_asterisks_between_bold_runs_are_none(line: str, meant: str) -> None:
    assert without_empty_bold(line) == meant


def test_a_clause_with_four_asterisks_is_bold_throughout() -> None:
    source = "本协议由双方签署，一式两份，具有同等效力。\n\n**2.1****用户应自行承担责任。****\n\n**3****关于费用**\n"
    document = read("markdown", source)
    assert texts(document)[1:] == ["2.1 用户应自行承担责任。", "3 关于费用"]
    assert [text for text, marks in marked(document) if marks == ("bold",)] == [
        "2.1 用户应自行承担责任。",
        "3 关于费用",
    ]


def test_pictures_and_frames_are_told() -> None:
    document = read("markdown", '第一条 见图\n\n![扫描的第二条](scan.png)\n\n<iframe src="a.html"></iframe>\n')
    assert {entry.what: entry.words for entry in document.unread} == {"picture": "扫描的第二条", "frame": ""}


def test_tracked_changes_of_criticmarkup_are_applied_and_told() -> None:
    source = (
        "本协议由双方签署，一式两份，具有同等效力。\n\n"
        "违约金为{--千分之五--}{++万分之五++}，{~~甲~>乙~~}方{>>请核对<<}承担。\n"
    )
    document = read("markdown", source)
    assert texts(document)[1] == "违约金为万分之五，乙方承担。"
    assert {piece.text for piece in document.furniture} == {"千分之五", "甲", "请核对"}
    assert {entry.what for entry in document.unread} == {"other", "hidden-text"}


def test_a_footnote_is_told_with_the_line_that_cites_it() -> None:
    document = read("markdown", "第一条 年利率[^1]为5%。\n\n[^1]: 按360日计。\n")
    assert texts(document) == ["第一条 年利率为5%。"]
    assert [(entry.what, entry.words, entry.places) for entry in document.unread] == [
        ("footnote", "按360日计。", ("第一条 年利率为5%。",))
    ]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("- [x] 同意", "• ☑ 同意"),
        ("- [ ] 同意", "• ☐ 同意"),
        ("==重要==条款", "重要条款"),
        ("共10^6^元", "共10⁶元"),
        (": 指本网站", "指本网站"),
        ('!!! warning "特别提示"', "特别提示"),
        ("::: tip 提示", "提示"),
        ("a == b == c", "a == b == c"),
    ],
)
def test_habits_of_other_dialects_are_read_as_meant(source: str, printed: str) -> None:
    assert texts(read("markdown", f"本协议由双方签署，一式两份。\n\n{source}\n"))[1] == printed


def test_a_mark_for_the_contents_is_no_text() -> None:
    assert texts(read("markdown", "[TOC]\n\n第一条 甲\n")) == ["第一条 甲"]
