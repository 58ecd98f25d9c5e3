"""How well the lines were read decides how sure a rule on numbers may be."""

from __future__ import annotations

import pytest

from agreement_tool.check.reading import LineReading
from agreement_tool.check.runner import run
from agreement_tool.model import Severity
from agreement_tool.text.outline import Outline
from tests.check.builder import agreement

GAP = "1.1 甲。\n1.2 乙。\n1.4 丁。"
CUT = """
第一条 乙方应当按照本合同约定的时间、地点和方式向甲方交付全部货物并且
  ¶ 承担运输、装卸、保险所发生的一切费用，甲方应当在收到全部货物的当日
  ¶ 清点数量、检验质量，发现短少、损坏或者质量不符的，应当在三日之内以
  ¶ 书面形式通知乙方，乙方应当在收到通知之后的五日之内补足、更换或者退
  ¶ 还相应的货款，逾期未通知的视为验收合格，由此造成的损失由甲方自行承
  ¶ 担。
第二条 付款。
第四条 违约。
"""


def _severities(outline: str) -> list[Severity]:
    return [finding.severity for finding in run(agreement(outline), select=("NUM002",))]


def test_a_gap_between_clean_lines_is_an_error() -> None:
    assert _severities(GAP) == [Severity.ERROR]


def test_the_number_that_another_text_holds_is_known() -> None:
    reading = LineReading(Outline(agreement("1.1 甲。\n1.2 乙方提供技术．１．３　乙方派员培训。")))
    assert reading.swallowed == {(1, 3)}


@pytest.mark.parametrize("text", ["2. 乙。2.5　丙。", "2. 9、丙。"])
def test_near_a_text_that_holds_a_label_a_gap_is_a_note(text: str) -> None:
    assert _severities(f"1. 甲。\n{text}\n4. 丁。")[:1] == [Severity.INFO]


def test_where_sentences_are_cut_into_lines_a_gap_is_a_note() -> None:
    assert LineReading(Outline(agreement(CUT))).is_cut
    assert _severities(CUT) == [Severity.INFO]


def test_lines_of_two_columns_are_known_by_the_room_between_them() -> None:
    line = "¶ 双方协商一致签订本合同。           合同规定的终止日期届满"
    assert LineReading(Outline(agreement("\n".join(["第一条 甲。", *(f"  {line}" for _ in range(3))])))).has_columns
