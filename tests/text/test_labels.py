import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.model import Label
from agreement_tool.text.labels import match_label, parse_label, printed_style, style, widths

# One row per style seen in the wild: the line, its label as printed, its tiers, its folded style.
WILD = [
    ("一、总则", "一、", (1,), "一、"),
    ("一. 总则", "一.", (1,), "一."),
    ("（一）服务", "（一）", (1,), "(一)"),
    ("第一条 服务内容：甲方", "第一条", (1,), "第一条"),
    ("第 1 条 服务", "第 1 条", (1,), "第1条"),
    ("第十二章 总则", "第十二章", (12,), "第一章"),
    ("第一部分 协议书", "第一部分", (1,), "第一部分"),
    ("附件一：清单", "附件一：", (1,), "附件一:"),
    ("附件 2 清单", "附件 2", (2,), "附件1"),
    ("1. 定义", "1.", (1,), "1."),
    ("1、定义", "1、", (1,), "1、"),
    ("1．定义", "1．", (1,), "1."),
    ("1.1 您", "1.1", (1, 1), "1.1"),
    ("1.1. 您", "1.1.", (1, 1), "1.1."),
    ("1．1 您", "1．1", (1, 1), "1.1"),
    ("1-1 您", "1-1", (1, 1), "1-1"),
    ("10.2.3.4您", "10.2.3.4", (10, 2, 3, 4), "1.1.1.1"),
    ("1）您", "1）", (1,), "1)"),
    ("(1)您", "(1)", (1,), "(1)"),
    ("（1) 您", "（1)", (1,), "(1)"),
    ("(1).您", "(1).", (1,), "(1)."),
    ("①您", "①", (1,), "①"),
    ("⑵您", "⑵", (2,), "⑴"),
    ("a. 您", "a.", (1,), "a."),
    ("b)您", "b)", (2,), "a)"),
    ("A．您", "A．", (1,), "A."),
    ("（a）您", "（a）", (1,), "(a)"),
    ("i. 您", "i.", (1,), "i."),
    ("（iv）您", "（iv）", (4,), "(i)"),
    ("• 您", "•", (), "•"),
    ("1 标题", "1", (1,), "1"),
    ("一 标题", "一", (1,), "一"),
    ("第三条之一 您", "第三条之一", (3,), "第一条"),
    ("二：期限", "二：", (2,), "一:"),
    ("十五．. 违约", "十五．.", (15,), "一.."),
    ("1.、定义", "1.、", (1,), "1.、"),
]


@pytest.mark.parametrize(("line", "printed", "number", "folded"), WILD)
def test_every_style_seen_in_the_wild_is_read_first(
    line: str, printed: str, number: tuple[int, ...], folded: str
) -> None:
    label, rest = match_label(line)[0]
    assert (label.text, label.number, style(label)) == (printed, number, folded)
    assert "".join((label.text + rest).split()) == "".join(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "用户应当遵守",
        "2019年起",
        "1,000元",
        "2025.07.01",
        "甲方：",
        "e.g. 例如",
        "24小时内",
        "附件",
        "二〇二五年七月",
        "1... 其他",
        "",
    ],
)
def test_text_that_is_no_label_has_no_reading(line: str) -> None:
    assert match_label(line) == ()


def test_a_letter_that_is_also_roman_has_both_readings() -> None:
    assert [(label.numeral, label.number) for label, _ in match_label("i. 您")] == [("roman", (1,)), ("lower", (9,))]


def test_a_decimal_is_also_read_as_a_label_and_what_follows() -> None:
    assert [(label.text, rest) for label, rest in match_label("2.24小时内")] == [("2.24", "小时内"), ("2.", "24小时内")]


def test_an_inserted_article_keeps_its_insertion() -> None:
    label = parse_label("第三条之一")
    assert label is not None and (label.number, label.inserted, label.unit) == ((3,), 1, "条")


@pytest.mark.parametrize("printed", [row[1] for row in WILD])
def test_a_label_parses_back_to_itself(printed: str) -> None:
    label = parse_label(printed)
    assert label is not None and label.text == printed


def test_the_known_number_settles_which_reading_a_label_has() -> None:
    found = parse_label("i.", number=(9,))
    assert found is not None and found.numeral == "lower"


def test_text_beside_a_label_is_no_label() -> None:
    assert parse_label("1.1 您") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("（1)", {"full", "half"}),
        ("(1)", {"half"}),
        ("（1）", {"full"}),
        ("一、", set()),
        ("1．1", {"full"}),
        ("1.1.", {"half"}),
    ],
)
def test_widths_tell_mixed_punctuation(printed: str, expected: set[str]) -> None:
    label = parse_label(printed)
    assert label is not None and widths(label) == expected


@pytest.mark.parametrize(
    ("printed", "expected"), [("（7)", "（1)"), ("3.1.", "1.1."), ("第十条", "第一条"), ("●", "●")]
)
def test_a_style_is_shown_by_its_first_member(printed: str, expected: str) -> None:
    label = parse_label(printed)
    assert label is not None and printed_style(label) == expected


@given(st.text(alphabet="一二十第条章附件（）()1234.、．-ab iv•①：%", max_size=12))
def test_label_and_rest_never_lose_a_character(text: str) -> None:
    for label, rest in match_label(text):
        assert isinstance(label, Label)
        assert "".join((label.text + rest).split()) == "".join(text.split())
