"""Entries of what was not read name the clauses in which it stands."""

from __future__ import annotations

import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Unread
from agreement_tool.structure.unread_places import with_clauses
from tests.check.builder import agreement

FIRST = "第一条 服务费每月十元，由用户按月支付给平台，逾期支付的应当承担违约责任。"
TREE = agreement(f"{FIRST}\n第二条 费用\n第三条 费用\n（一）甲方付款。")
"""Clauses c1 to c4."""


def entry(*places: str, pages: tuple[int, ...] = ()) -> Unread:
    return Unread("footnote", 1, Bilingual("脚注。", "A footnote."), pages=pages, places=places)


@pytest.mark.parametrize(
    ("places", "clauses"),
    [
        (("第三条 费用",), ("c3",)),
        (("费用",), ("c2", "c3")),
        (("第一条 服务费每月十元，由用户按月支付给平台…",), ("c1",)),
        (("第一条 服务费",), ()),
        (("（一） 甲方付款。", "第二条 费用"), ("c4", "c2")),
        (("页眉", ""), ()),
    ],
)
def test_a_place_is_a_clause_that_begins_so(places: tuple[str, ...], clauses: tuple[str, ...]) -> None:
    (found,) = with_clauses((entry(*places),), TREE.clauses)
    assert found.clauses == clauses


def test_an_entry_with_pages_is_left_alone() -> None:
    entries = (entry(pages=(1,)),)
    assert with_clauses(entries, TREE.clauses) is entries
