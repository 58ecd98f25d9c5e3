from __future__ import annotations

import pytest

from agreement_tool.model import Agreement
from agreement_tool.text.citations import External, citation, references, resolve
from agreement_tool.text.outline import Outline
from agreement_tool.text.references import mentions
from tests.check.builder import agreement

ARTICLES = """
第一章 总则
  第一条 甲方。
  第二条 责任如下：
    （一）甲；
    （二）乙，见前项；
  第三条 服务
    ¶ 第一段。
    ¶ 第二段，依前款处理。
第二章 附则
  第四条 丙，违反本条的赔偿。
  第四条之一 丁。
附件一 价目
  第一条 附件之一，见第二条。
  第二条 附件之二。
"""
TIERS = """
【特别提示】
  ¶ 请注意。
  （1）甲；
  （2）乙；
【协议正文】
  3. 用户
    3.1. 甲。
    3.2. 乙，包括：
      （1）丙；
      （2）丁。
  4. 规则
    ¶ 一段。
"""


def by_text(tree: Agreement, words: str) -> str:
    return next(clause.eid for clause in tree.walk() if words in clause.text or words == clause.heading)


def points_to(tree: Agreement, inside: str, reference: str) -> object:
    eid = by_text(tree, inside)
    (mention,) = mentions(reference)
    found = resolve(tree, eid, mention)
    return tuple(citation(tree, one) for one in found) if isinstance(found, tuple) else found


@pytest.mark.parametrize(
    ("outline", "words", "cited"),
    [
        (ARTICLES, "甲方。", "第一条"),
        (ARTICLES, "乙，见前项；", "第二条第（二）项"),
        (ARTICLES, "第二段，依前款处理。", "第三条第二款"),
        (ARTICLES, "丁。", "第四条之一"),
        (ARTICLES, "附件之二。", "附件一第二条"),
        (TIERS, "甲；", "【特别提示】（1）"),
        (TIERS, "请注意。", "【特别提示】第1段"),
        (TIERS, "甲。", "3.1"),
        (TIERS, "丁。", "3.2（2）"),
        (TIERS, "用户", "3"),
    ],
)
def test_a_clause_is_cited_as_a_lawyer_cites_it(outline: str, words: str, cited: str) -> None:
    tree = agreement(outline)
    assert citation(tree, by_text(tree, words)) == cited


@pytest.mark.parametrize(
    ("inside", "reference", "target"),
    [
        ("甲方。", "第二条第（一）项", ("第二条第（一）项",)),
        ("甲方。", "第一至三条", ("第一条", "第二条", "第三条")),
        ("甲方。", "第三条第二款", ("第三条第二款",)),
        ("甲方。", "第四条之一", ("第四条之一",)),
        ("甲方。", "第二章", ("第二章",)),
        ("甲方。", "附件一", ("附件一",)),
        ("甲方。", "第九条", None),
        ("甲方。", "附件二", None),
        ("乙，见前项；", "前项", ("第二条第（一）项",)),
        ("乙，见前项；", "本条", ("第二条",)),
        ("乙，见前项；", "前条", ("第一条",)),
        ("第二段，依前款处理。", "前款", ("第三条第一款",)),
        ("丙，违反本条的赔偿。", "本条", ("第四条",)),
        ("附件之一，见第二条。", "第二条", ("附件一第二条",)),
    ],
)
def test_a_reference_among_articles_is_followed(inside: str, reference: str, target: object) -> None:
    assert points_to(agreement(ARTICLES), inside, reference) == target


@pytest.mark.parametrize(
    ("inside", "reference", "target"),
    [
        ("甲。", "第3.2条", ("3.2",)),
        ("甲。", "按照3.2（1）", ("3.2（1）",)),
        ("甲。", "第3.2条第（2）项", ("3.2（2）",)),
        ("甲。", "第4条", ("4",)),
        ("甲。", "第3.9条", None),
    ],
)
def test_a_reference_among_tiers_is_followed(inside: str, reference: str, target: object) -> None:
    assert points_to(agreement(TIERS), inside, reference) == target


def test_laws_and_other_agreements_are_external_and_the_own_name_is_not() -> None:
    tree = agreement(ARTICLES, title="甲平台服务协议")
    assert points_to(tree, "甲方。", "《民法典》第一条") == External("民法典", True)
    assert points_to(tree, "甲方。", "《隐私政策》") == External("隐私政策", False)
    assert points_to(tree, "甲方。", "《甲平台服务协议》第一条") == ("第一条",)


def test_all_references_of_an_agreement_come_in_reading_order() -> None:
    tree = agreement(ARTICLES)
    found = [(citation(tree, eid), mention.text) for eid, mention, _ in references(tree)]
    assert found == [
        ("第二条第（二）项", "前项"), ("第三条第二款", "前款"), ("第四条", "本条"), ("附件一第一条", "第二条"),
    ]  # fmt: skip


def test_an_outline_answers_like_the_agreement_it_indexes() -> None:
    tree = agreement(TIERS)
    outline = Outline(tree)
    assert [citation(outline, c.eid) for c in tree.walk()] == [citation(tree, c.eid) for c in tree.walk()]


def test_a_list_ends_where_a_paragraph_opens_the_next() -> None:
    tree = agreement("第一条 甲\n  （一）甲；\n  （二）乙。\n  ¶ 另：\n  （一）丙；\n  （二）丁。")
    lists = [tuple(member.ordinal for member in run.members) for run in Outline(tree).lists]
    assert lists == [(1,), (1, 2), (1, 2)]
