import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.model import Numeral
from agreement_tool.text.numerals import read_han, read_numeral, read_roman, write_han, write_numeral

LONG: tuple[Numeral, ...] = ("han", "han-formal", "arabic", "roman", "ROMAN")
SHORT: tuple[Numeral, ...] = ("circled", "bracketed", "dotted", "ideographic", "lower", "upper", "stem")


@given(st.sampled_from(LONG), st.integers(1, 3999))
def test_what_is_written_reads_back(numeral: Numeral, value: int) -> None:
    assert read_numeral(write_numeral(value, numeral), numeral) == value


@given(st.sampled_from(SHORT), st.integers(1, 10))
def test_listed_numerals_read_back(numeral: Numeral, value: int) -> None:
    assert read_numeral(write_numeral(value, numeral), numeral) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百一十", 110), ("二〇二五", 2025), ("两百", 200)],
)
def test_han_numbers_read_as_lawyers_write_them(printed: str, value: int) -> None:
    assert read_han(printed) == value


@pytest.mark.parametrize("printed", ["", "甲", "百百", "十百", "第一", "1"])
def test_text_that_is_no_han_number_has_no_value(printed: str) -> None:
    assert read_han(printed) is None


def test_ten_is_written_without_a_leading_one() -> None:
    assert [write_han(value) for value in (10, 15, 20, 110)] == ["十", "十五", "二十", "一百一十"]
    assert write_han(9_999) == "九千九百九十九" and write_han(10_000) == "10000"


@pytest.mark.parametrize("printed", ["", "iiii", "vx", "abc", "ic"])
def test_malformed_roman_numerals_have_no_value(printed: str) -> None:
    assert read_roman(printed) is None


@pytest.mark.parametrize(
    ("printed", "numeral", "value"),
    [
        ("⑳", "circled", 20),
        ("㉑", "circled", 21),
        ("❸", "circled", 3),
        ("Ⅳ", "ROMAN", 4),
        ("ⅶ", "roman", 7),
        ("１２", "arabic", 12),
    ],
)
def test_single_code_points_read(printed: str, numeral: Numeral, value: int) -> None:
    assert read_numeral(printed, numeral) == value


@pytest.mark.parametrize(
    ("value", "numeral"), [(11, "ideographic"), (0, "han"), (27, "lower"), (1, "bullet"), (0, "roman")]
)
def test_a_system_refuses_what_it_cannot_print(value: int, numeral: Numeral) -> None:
    with pytest.raises(ValueError):
        write_numeral(value, numeral)
