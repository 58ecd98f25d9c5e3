"""Lists: which items only end the sentence that introduces them, and whose."""

import dataclasses

from agreement_tool.flag.clauses import key_flags
from agreement_tool.model import Clause
from tests.flag.trees import clause, consumer

SHARING = "我们只在下列情况下共享您的个人信息："
WITHOUT_CONSENT = "下列情形中，我们收集您的信息无需征得同意："


def _item(eid: str, text: str, label: str) -> Clause:
    return dataclasses.replace(clause(eid, text, label=label), kind="item")


def _flagged(*clauses: Clause) -> set[str]:
    return set(key_flags(consumer(*clauses)))


def test_items_after_a_sentence_are_its_list_though_they_stand_beside_it() -> None:
    listed = (_item("a", "收集的信息来自报纸；", "1、"), _item("b", "收集的信息来自电视。", "2、"))
    assert _flagged(clause("intro", WITHOUT_CONSENT), *listed) == {"intro"}


def test_unnumbered_lines_that_end_in_semicolons_are_a_list() -> None:
    lines = (
        clause("a", "收集的信息来自报纸；"),
        clause("b", "收集的信息来自电视；"),
        clause("c", "收集的信息来自电台。"),
    )
    assert _flagged(clause("intro", WITHOUT_CONSENT), *lines) == {"intro"}


def test_a_list_ends_with_the_line_after_its_last() -> None:
    lines = (clause("a", "收集的信息来自报纸。"), clause("after", "我们收集您的信息用于发货。"))
    assert _flagged(clause("intro", WITHOUT_CONSENT), *lines) == {"intro", "after"}


def test_an_item_that_shares_is_key_by_itself() -> None:
    assert _flagged(clause("intro", SHARING), _item("a", "向物流公司提供您的个人信息；", "1、")) == {"intro", "a"}


def test_an_item_that_is_a_sentence_is_key_by_itself() -> None:
    intro = clause("intro", "您同意以下规则：")
    assert "a" in _flagged(intro, _item("a", "您骑行满一年的，平台有权收回头盔。", "1、"))


def test_the_articles_after_a_preamble_are_no_list() -> None:
    preamble = clause("intro", "经友好协商，达成如下协议：")
    assert "a" in _flagged(preamble, _item("a", "收集手机号码用于登录。", "1、"))
