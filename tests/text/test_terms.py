from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text.terms import defined_in, definitions
from tests.check.builder import agreement


def names(text: str) -> list[tuple[str, ...]]:
    return [tuple(name for name, _ in entry.names) for entry in defined_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("松下电气机器（北京）有限公司（以下简称“松下”或“我们”）；", [("松下", "我们")]),
        ("用户：是指符合前提的法律实体，在本协议中也称“您”；", [("用户",), ("您",)]),
        ("本《服务协议（以下称“协议“）。", [("协议",)]),
        ("其他规则限制的对象（“受限对象”）。", [("受限对象",)]),
        ("“许可”是指本协议中定义的条款。", [("许可",)]),
        ("“分发”指向第三方传输、复制。", [("分发",)]),
        ("（以下统称为\"标识\"）", [("标识",)]),
        ("特别委托：是指委托人委托受托人处理一项事务的行为。", [("特别委托",)]),
        ("不可抗力系指不能预见的客观情况。", [("不可抗力",)]),
        ("甲公司（下称甲方）", [("甲方",)]),
        ("本软件亦称“客户端”。", [("客户端",)]),
    ],
)  # fmt: skip
def test_a_definition_is_read_in_any_of_its_forms(text: str, expected: list[tuple[str, ...]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["本条所述内容是指用户使用过程中产生的内容。", "请按指定的方式联系。", "以下情形除外。", "尊称为先生。"]
)
def test_what_defines_nothing_is_left_alone(text: str) -> None:
    assert names(text) == []


def test_a_short_name_knows_its_full_name() -> None:
    tree = agreement("第一条 甲电气（北京）有限公司（以下简称“甲”）提供服务。")
    (found,) = definitions(tree)
    assert (found.term, found.full, found.form) == ("甲", "甲电气（北京）有限公司", "short-name")


@given(st.text(alphabet='以下简称“”"（）是指：本协议甲乙，。', max_size=30))
def test_a_defined_name_stands_where_the_definition_says(text: str) -> None:
    for entry in defined_in(text):
        for name, start in entry.names:
            assert text[start:].lstrip().startswith(name)
