"""The law as data: every row is whole, cited exactly, and honest about how it was verified."""

from __future__ import annotations

import re

import pytest

from agreement_tool.law.provisions import APPLIES, DEMANDS, Provision, cited, laws, provisions, repealed

ROWS = tuple(provisions().values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_provision_says_what_it_asks_of_whom_and_how_it_was_verified(row: Provision) -> None:
    assert row.says.zh and row.says.en
    assert row.demand and set(row.demand) <= set(DEMANDS) and set(row.applies_to) <= set(APPLIES)
    assert row.verified in ("text", "second-hand", "none")
    assert bool(row.read_at) == bool(row.read_where) == (row.verified != "none")
    assert row.law.in_force_from and not row.law.until
    assert (row.days is not None) <= ("notice-days" in row.demand)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_provision_is_one_article_and_its_key_names_it(row: Provision) -> None:
    assert row.key.startswith(row.law.key)
    if row.article is None:
        assert row.verified != "text" and row.place == ""
    else:
        assert str(row.article) in re.findall(r"\d+", row.key)
        assert row.citation.endswith(row.place) and row.place.startswith("第")


def test_titles_are_exact_and_keep_the_titles_inside_them() -> None:
    assert laws()["civil-procedure-interpretation"].title == "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释"
    assert provisions()["contract-interpretation-10"].citation == (
        "《最高人民法院关于适用〈中华人民共和国民法典〉合同编通则若干问题的解释》第十条"
    )


def test_an_article_of_one_paragraph_is_cited_without_it() -> None:
    assert provisions()["civil-code-506"].short.zh == "《民法典》第五百零六条"
    assert provisions()["pipl-14-2"].short.zh == "《个人信息保护法》第十四条第二款"
    assert provisions()["data-rules-22-6"].short.en == "Network Data Regulations art. 22 (1) no. 6"


def test_several_articles_of_one_law_name_it_once() -> None:
    keys = ("civil-code-586", "civil-code-587", "contract-interpretation-67")
    assert cited(keys) == "《民法典》第五百八十六条第二款、第五百八十七条、《合同编通则解释》第六十七条第一款"


def test_rules_on_platforms_ask_for_seven_days_or_fifteen() -> None:
    assert (provisions()["e-commerce-34"].days, provisions()["platform-rules-12"].days_many) == (7, 15)


def test_a_law_amended_after_it_was_read_says_so() -> None:
    assert "修正文本未核" in provisions()["contract-supervision-6"].source
    assert provisions()["contract-supervision-8"].checked == "未见原文"


@pytest.mark.parametrize("title", ["合同法", "中华人民共和国担保法", "民法通则"])
def test_the_nine_laws_that_the_civil_code_replaced_are_known(title: str) -> None:
    gone = repealed(title)
    assert gone is not None and gone.replaced_by == "civil-code" and not gone.in_force("2021-01-01")


def test_laws_in_force_are_not_repealed() -> None:
    assert repealed("民法典") is None
    assert sum(bool(law.until) for law in laws().values()) == 9
    assert laws()["platform-rules"].in_force("2026-02-01") and not laws()["platform-rules"].in_force("2026-01-31")
