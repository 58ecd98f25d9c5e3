from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.errors import SourceError
from tests.extent import examples
from tests.read.reading import marked, read, texts


def test_headings_keep_their_level_and_their_number() -> None:
    document = read("markdown", "# 用户协议\n\n## 一、总则\n\n##二、无空格\n\n### **3.** **服务**\n")
    assert [(line.outline, line.text) for line in document.lines] == [
        (1, "用户协议"),
        (2, "一、总则"),
        (2, "二、无空格"),
        (3, "3. 服务"),
    ]
    assert document.title == "用户协议"


def test_a_heading_is_marked_only_where_its_author_marked_it() -> None:
    assert marked(read("markdown", "# 用户协议\n\n## **一、总则**\n\n本协议有效。")) == [("一、总则", ("bold",))]


@pytest.mark.parametrize(
    ("source", "marks"),
    [
        ("**不承担责任**", ("bold",)),
        ("**不承担责任。**", ("bold",)),
        ("**“不承担责任”**", ("bold",)),
        ("__不承担责任__", ("bold",)),
        ("*不承担责任*", ("italic",)),
        ("<u>不承担责任</u>", ("underline",)),
        ("**<u>不承担责任</u>**", ("bold", "underline")),
        ('<font color="red">不承担责任</font>', ("colour",)),
    ],
)
def test_emphasis_holds_beside_chinese_text_too(source: str, marks: tuple[str, ...]) -> None:
    between = " " if source.startswith("__") else ""
    document = read("markdown", f"本公司对此{between}{source}{between}但法律另有规定的除外，双方均无异议。")
    assert [found for _, found in marked(document)] == [marks]


def test_escaped_and_lone_asterisks_are_text() -> None:
    source = "注：\\*\\*不是粗体\\*\\*，5 * 3，带 * 为必填。"
    assert texts(read("markdown", source)) == ["注：**不是粗体**，5 * 3，带 * 为必填。"]
    assert marked(read("markdown", source)) == []


def test_typed_numbers_are_the_numbers() -> None:
    document = read("markdown", "1. 甲\n3. 乙\n\n正文\n\n5) 丙\n6) 丁\n")
    assert texts(document) == ["1. 甲", "3. 乙", "正文", "5) 丙", "6) 丁"]
    assert all(line.auto_label is None for line in document.lines)


def test_numbers_all_typed_alike_are_counted() -> None:
    document = read("markdown", "1. 甲\n1. 乙\n1. 丙\n")
    assert [(line.auto_label, line.text) for line in document.lines] == [("1.", "甲"), ("2.", "乙"), ("3.", "丙")]


def test_nested_lists_give_depths() -> None:
    document = read("markdown", "1. 甲\n   - 乙\n   - 丙\n2. 丁\n")
    assert [(line.depth, line.text) for line in document.lines] == [(0, "1. 甲"), (1, "乙"), (1, "丙"), (0, "2. 丁")]


def test_an_indented_paragraph_is_not_code() -> None:
    assert texts(read("markdown", "一、总则\n\n     本协议有效。\n")) == ["一、总则", "本协议有效。"]


def test_a_rule_below_a_paragraph_makes_no_heading_of_it() -> None:
    document = read("markdown", "本协议自签订之日起生效，对双方均有约束力。\n---\n\n总则\n====\n")
    assert [(line.outline, line.text) for line in document.lines] == [
        (None, "本协议自签订之日起生效，对双方均有约束力。"),
        (1, "总则"),
    ]


def test_a_line_is_a_paragraph_unless_the_source_is_wrapped() -> None:
    assert texts(read("markdown", "特别提示\n【审慎阅读】请仔细阅读。\n一、总则\n1.1 有效。")) == [
        "特别提示",
        "【审慎阅读】请仔细阅读。",
        "一、总则",
        "1.1 有效。",
    ]


def test_wrapped_source_is_joined() -> None:
    line = "用户在使用本服务之前应当认真阅读并充分理解本协议，特别是免除责任的条款以"
    assert texts(read("markdown", "\n".join([line] * 8) + "及争议解决条款。")) == [line * 8 + "及争议解决条款。"]


def test_front_matter_is_furniture_and_gives_the_title() -> None:
    document = read("markdown", "---\ntitle: 隐私政策\ndate: 2025-01-01\n---\n\n正文。\n")
    assert texts(document) == ["正文。"]
    assert document.title == "隐私政策"
    assert [item.text for item in document.furniture] == ["title: 隐私政策\ndate: 2025-01-01"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts(read("markdown", "---\n用户协议\n\n第一条：有效。\n---\n")) == ["用户协议", "第一条：有效。"]


def test_a_table_keeps_its_cells() -> None:
    (line,) = read("markdown", "| 项目 | 费用 |\n|---|---|\n| 开发 | **6万** |\n").lines
    assert [["".join(span.text for span in cell.spans) for cell in row] for row in line.rows] == [
        ["项目", "费用"],
        ["开发", "6万"],
    ]


def test_fenced_code_is_left_as_typed() -> None:
    assert texts(read("markdown", "```\n##不是标题\n**不是粗体**\n```\n")) == ["##不是标题", "**不是粗体**"]


def test_reference_definitions_lose_no_text() -> None:
    assert texts(read("markdown", "[注]: 本条款另有约定\n")) == ["[注]: 本条款另有约定"]


@pytest.mark.parametrize("data", [b"\n \n", b"---\ntitle: x\n---\n", b"<!-- nothing -->"])
def test_a_file_without_text_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError):
        read("markdown", data)


@settings(max_examples=examples(80), deadline=None)
@given(st.text(alphabet="第一条（）12.、 \n#*->`|_\\[]甲，。<b/", min_size=1, max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = read("markdown", text)
    except SourceError:
        return
    letters = sum(character in "第一条甲" for line in document.lines for character in line.text)
    lost = sum(character in "第一条甲" for item in document.furniture for character in item.text)
    if "<" not in text and "[" not in text and "`" not in text:
        assert letters + lost >= sum(character in "第一条甲" for character in text)
