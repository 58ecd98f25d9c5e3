"""What a rewording weighs, and what is said of it."""

from __future__ import annotations

import re

import pytest

from agreement_tool.diff.replacements import renamed
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.signals import signal_book, substance
from agreement_tool.diff.weigh import is_editorial, weigh, weigh_whole
from agreement_tool.model import Replacement
from agreement_tool.report.diff_words import CATEGORY_NAMES
from agreement_tool.text.quantities import QUANTITY_KINDS
from agreement_tool.text.wording import wording
from benchmarks.diff_material.__main__ import pairs, score

TOLD = (
    ("卖方应当在签订后 7 日内发货。", "卖方应当在签订后 15 日内发货。", "期限由 7 日改为 15 日"),
    ("年利率为4.35%。", "年利率为14.35%。", "年利率由 4.35% 改为 14.35%"),
    ("于 30（三十）日内验收。", "于 90（九十）日内验收。", "期限由 30（三十）日改为 90（九十）日"),
    ("单价0.58元。", "单价1.58元。", "单价由 0.58元改为 1.58元"),
    ("总价146,400.00 元。", "总价156,400.00 元。", "总价由 146,400.00 元改为 156,400.00 元"),
    ("可用性不低于99.9%。", "可用性不低于95.5%。", "可用性由 99.9% 改为 95.5%"),
    ("乙方按月付款。", "乙方按月付款，逾期十日的，甲方可以催告。", "增加“逾期十日的，甲方可以催告”"),
    ("收款账号6222021001116245702。", "收款账号6217001830009876543。",
     "账号由 6222021001116245702 改为 6217001830009876543"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), TOLD)
def test_the_reason_says_what_changed(old: str, new: str, told: str) -> None:
    weight = weigh(old, new)
    assert weight.material
    assert weight.reasons[0].zh == told


def test_the_same_value_in_other_figures_is_editorial_and_told_so() -> None:
    weight = weigh("保修期为12 个月。", "保修期为一年。")
    assert weight.editorial and not weight.material
    assert weight.reasons[0].zh == "“12 个月”改写为“一年”，数值相同"


def test_figures_that_no_longer_agree_are_a_warning() -> None:
    weight = weigh("租金5,000元（大写：伍仟元整）。", "租金6,000元（大写：伍仟元整）。")
    assert "mismatch" in weight.kinds
    assert "大写与小写不一致（6,000元／伍仟元整）" in weight.reasons[1].zh


def test_a_mismatch_that_was_there_before_is_not_told_again() -> None:
    text = "租金6,000元（大写：伍仟元整），每月{}日前支付。"
    assert "mismatch" not in weigh(text.format(5), text.format(8)).kinds


def test_an_ordinary_word_that_holds_a_signal_is_none() -> None:
    assert weigh("采取应对措施后恢复服务。", "采取措施后恢复服务。").kinds == ()


def test_a_list_item_inherits_its_lead_in() -> None:
    setting = Setting(wording("有下列情形之一的，甲方有权终止本协议："))
    assert "termination" in weigh_whole("乙方更换股东的。", setting).kinds
    assert weigh_whole("乙方更换股东的。").kinds != weigh_whole("乙方更换股东的。", setting).kinds


def test_two_roles_that_change_places_matter() -> None:
    assert "parties" in weigh("出租人负责维修，承租人负责保洁。", "承租人负责维修，出租人负责保洁。").kinds


def test_sentences_in_another_order_weigh_nothing() -> None:
    one, other = "甲方应当按月付款。", "乙方不得转委托。"
    assert weigh(one + other, other + one).kinds == ()


def test_the_date_of_a_version_is_no_term() -> None:
    assert weigh("更新日期：2025年1月1日", "更新日期：2025年6月1日").kinds == ()
    assert weigh("自2026年1月1日起生效。", "自2026年3月1日起生效。").kinds != ()


def test_titles_of_laws_are_not_read_as_rights() -> None:
    assert weigh_whole("《中华人民共和国著作权法》").kinds == ()


@pytest.mark.parametrize("text", ["登陆其它页面", "帐号约为10人", ""])
def test_every_text_is_editorial_to_itself(text: str) -> None:
    assert is_editorial(text, text)


def test_an_old_name_is_read_under_the_new_one_that_stands_there() -> None:
    names = (Replacement("京东", "京东云", 3, 9), Replacement("甲社", "乙社", 3, 3))
    assert renamed("京东与京东云", names, "京东云") == "京东云与京东云"
    assert renamed("甲社", names, "丙社") == "甲社"


def test_every_pattern_compiles_and_every_word_is_reached() -> None:
    book = signal_book()
    for signal in (*book.signals, book.roles):
        for pattern in (signal.around, signal.within, signal.not_within):
            re.compile(pattern)
        for words in signal.words:
            assert len({wording(word) for word in words}) == len(words)
    assert {signal.kind for signal in book.signals} | set(QUANTITY_KINDS) <= set(CATEGORY_NAMES)


def test_light_words_carry_no_substance_and_synonyms_the_same() -> None:
    assert substance(wording("的等之其")) == ()
    assert set(substance(wording("乙方应当告知"))) == set(substance(wording("乙方应通知")))


def test_the_labelled_pairs_are_told_as_a_lawyer_would() -> None:
    """The floor; what is reached stands in docs/diff.md."""
    opened, apart = pairs(apart=False), pairs(apart=True)
    assert len(opened) + len(apart) >= 600
    assert min((found := score(opened)).precision, found.recall) >= 0.97
    assert min((found := score(apart)).precision, found.recall) >= 0.85
