from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text.width import full_width_punctuation, match_key, repair_radicals


def test_kangxi_radicals_become_ideographs() -> None:
    assert repair_radicals("⽅⼄⾝⽤⼾") == "方乙身用户"


def test_supplement_radicals_that_nfkc_leaves_become_ideographs() -> None:
    assert repair_radicals("⺠⻚⻔⻛⻅⻋⻓") == "民页门风见车长"
    assert unicodedata.normalize("NFKC", "⻚") == "⻚"


def test_compatibility_ideographs_become_ideographs() -> None:
    assert repair_radicals("\uf967\uf9fe") == "不茶"


def test_typed_punctuation_and_circled_numbers_are_left_alone() -> None:
    typed = "（一）：；，①㈠％Ａ１"
    assert repair_radicals(typed) == typed


@given(st.text())
def test_repair_keeps_the_length_and_is_done_once(text: str) -> None:
    once = repair_radicals(text)
    assert len(once) == len(text)
    assert repair_radicals(once) == once


@given(st.text(alphabet=st.characters(min_codepoint=0x2E80, max_codepoint=0x2FDF)))
def test_radicals_and_their_repair_have_one_match_key(text: str) -> None:
    assert match_key(text) == match_key(repair_radicals(text))


def test_punctuation_between_han_is_made_full_width() -> None:
    assert full_width_punctuation("甲方:承担(违约)责任;乙方,不承担") == "甲方：承担（违约）责任；乙方，不承担"


def test_marks_in_a_row_are_made_full_width_together() -> None:
    assert full_width_punctuation("（个人和单位)(以下称“您”)提供") == "（个人和单位）（以下称“您”）提供"


def test_punctuation_beside_latin_stays_as_read() -> None:
    assert full_width_punctuation("1,000 元 (USD) 第3:4") == "1,000 元 (USD) 第3:4"
