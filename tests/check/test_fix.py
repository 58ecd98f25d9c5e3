"""Fixes that cannot harm: what a safe fix may touch, and when renumbering is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.fix import fix_all, is_harmless
from agreement_tool.check.runner import run
from agreement_tool.model import Agreement, Doubt, Edit, Finding, Fix
from tests.check.builder import agreement


def check(tree: Agreement) -> tuple[Finding, ...]:
    return run(tree)


def fix(old: str, new: str, text: str) -> bool:
    tree = agreement(f"第一条 {text}")
    (clause,) = tree.walk()
    start = clause.text.index(old)
    return is_harmless(tree, Fix(True, (Edit(clause.eid, "text", start, start + len(old), new),)))


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (",", "，", "甲方,乙方"),
        ("“", "”", "（以下称“协议“）"),
        ("； ", "；", "甲； 乙"),
        ("(ii)", "（ii）", "包括(ii)乙"),
        ("。。", "。", "甲。。"),
    ],
)
def test_marks_widths_and_blanks_beside_marks_may_change(old: str, new: str, text: str) -> None:
    assert fix(old, new, text)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (" ", "", "第 种方式"),
        ("帐", "账", "用户帐号"),
        ("(iI)", "（ii）", "包括(iI)乙"),
        ("____", "", "总价____元"),
        ("  ", "", "应于，  日内"),
        ("3", "4", "第3条"),
    ],
)
def test_words_numbers_and_what_may_be_a_field_stay(old: str, new: str, text: str) -> None:
    assert not fix(old, new, text)


GAP = """
第一条 甲。
第三条 乙，见第一条。
第四条 丙。
"""


def test_renumbering_goes_through_where_nothing_is_in_doubt() -> None:
    fixed = fix_all(agreement(GAP), check, unsafe=True)
    assert [clause.label for clause in fixed.agreement.walk()] == ["第一条", "第二条", "第三条"]


def test_renumbering_is_refused_across_a_line_that_looks_like_a_label() -> None:
    tree = agreement("第一条 甲。\n  ¶ 第九条 乙方应当通知。\n第三条 丙。\n第四条 丁。")
    fixed = fix_all(tree, check, unsafe=True)
    assert fixed.agreement == tree
    (refusal,) = {found.refusal for found in fixed.refused if found.code == "NUM002"}
    assert refusal is not None and "第九条" in refusal.zh


def test_renumbering_is_refused_across_a_doubt() -> None:
    tree = replace(agreement(GAP), doubts=(Doubt("near-tie", Bilingual("两种读法", "two readings"), text="第三条乙"),))
    fixed = fix_all(tree, check, unsafe=True)
    assert fixed.agreement == tree
    assert any(found.refusal and "doubts" in found.refusal.zh for found in fixed.refused)
