"""A number is surely wrong where the numbers beside it say so; else another series may begin."""

from dataclasses import replace
from pathlib import Path

import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import OF_ITS_NUMBER
from agreement_tool.check.runner import run
from agreement_tool.model import Doubt
from agreement_tool.pipeline.lint_targets import subject_of
from agreement_tool.structure.clause_evidence import FEATURES
from tests.check.builder import agreement

ITEMS = "第一条 甲\n"


def severities(text: str) -> list[tuple[str, str]]:
    found = run(agreement(text), select=("NUM001", "NUM002", "NUM003", "NUM008"))
    return [(finding.code, finding.severity.value) for finding in found]


def items(*numbers: int) -> str:
    return ITEMS + "\n".join(f"  {number}. 内容之{nth}。" for nth, number in enumerate(numbers))


@pytest.mark.parametrize("numbers", [(1, 2, 3, 3, 4), (1, 2, 2), (1, 2, 4, 5), (1, 2, 4), (1, 2, 5, 6)])
def test_a_doubled_number_and_a_small_gap_are_errors(numbers: tuple[int, ...]) -> None:
    assert [severity for _, severity in severities(items(*numbers))] == ["error"]


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4, 30, 31), (1, 2, 3, 4, 5, 6, 2)])
def test_another_series_is_a_note(numbers: tuple[int, ...]) -> None:
    assert {severity for _, severity in severities(items(*numbers))} <= {"info"}


def test_two_numbers_alone_are_a_warning() -> None:
    assert severities(items(1, 3)) == [("NUM002", "warning")]


def test_a_wrong_number_between_its_neighbours_is_an_error() -> None:
    text = "\n".join(f"第{number}条 内容。" for number in ("一", "二", "三", "二", "五", "六"))
    assert ("NUM001", "error") in severities(text)


def test_a_heading_after_an_item_of_its_number_is_another_series() -> None:
    text = (
        ITEMS
        + "\n".join(f"  {number}. 内容之{number}。" for number in range(1, 4))
        + "\n  3. 【您的权利】\n    ¶ 可以查看。"
    )
    assert {severity for _, severity in severities(text)} <= {"info"}


def test_a_number_out_of_place_is_an_error_although_it_makes_its_clause_improbable(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    lines = (
        "第一条 乙方的岗位为保洁员。",
        "第二条 有下列情形之一，甲方可以扣减费用：",
        "1、未按时到岗的；",
        "2、严重违反规章的。",
        "第九条 甲方扣减费用的，应当提前三日书面通知乙方。",
        "第三条 费用按月结算。",
        "第四条 本合同一式两份。",
    )
    path.write_text("\n\n".join(lines), "utf-8")
    doubt = Doubt("improbable", Bilingual(f"此条可能读错{OF_ITS_NUMBER[0]}", "may be read wrongly"), text=lines[4])
    tree = replace(subject_of(str(path)).agreement, doubts=(doubt,))
    found = run(tree, select=("NUM",))
    assert [(one.code, one.severity.value, one.label) for one in found] == [("NUM003", "error", "第九条")]


def test_the_doubt_for_a_number_itself_is_known_by_its_words() -> None:
    named = {feature.name: f"（{feature.chinese}）" for feature in FEATURES}
    own = ("its number does not follow the one before", "a sibling has the same number")
    assert tuple(named[name] for name in own) == OF_ITS_NUMBER
