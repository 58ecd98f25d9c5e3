from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agreement_tool.model import MARKS, Mark, Span
from agreement_tool.text import inline, sentences

ANY_TEXT = st.text(st.characters() | st.sampled_from("\\*<>usi/ \n\t\r。！？；”\ud800\u0085\u2028\u200b\ufeff　"))
MARKS_SETS = st.sets(st.sampled_from(MARKS)).map(lambda chosen: tuple(mark for mark in MARKS if mark in chosen))
SPANS = st.lists(st.builds(Span, ANY_TEXT, MARKS_SETS), max_size=6)


@given(SPANS)
@example([Span("甲", ("bold",)), Span("乙", ("bold", "underline")), Span("丙", ("underline",))])
@example([Span(" \\s** <u> \n")])
def test_what_is_encoded_decodes_to_the_same_spans(spans: list[Span]) -> None:
    assert inline.merge(inline.decode(inline.encode(spans))) == inline.merge(spans)


@given(SPANS)
def test_one_sentence_a_line_decodes_like_one_line(spans: list[Span]) -> None:
    lines = inline.encode_lines(spans)
    assert inline.merge(inline.decode("\n".join(lines))) == inline.merge(spans)
    assert inline.decode("".join(lines)) == inline.decode(inline.encode(spans))


@given(SPANS)
def test_written_lines_hold_nothing_invisible_and_no_blank_edges(spans: list[Span]) -> None:
    for line in (*inline.encode_lines(spans), inline.encode(spans)):
        assert line == line.strip()
        assert not set(line) & set("\n\r\t\x00\u0085\u2028\u200b\ufeff\ud800")


@given(ANY_TEXT)
def test_plain_text_survives_without_marks(text: str) -> None:
    written = inline.encode_plain(text)
    assert inline.decode_plain(written) == text
    assert written == written.strip()


@given(ANY_TEXT)
def test_sentences_join_back_to_the_text(text: str) -> None:
    pieces = sentences.split(text)
    assert "".join(pieces) == text
    assert all(pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲应当付款。乙应当交货；丙？", ("甲应当付款。", "乙应当交货；", "丙？")),
        ("称“本协议。”甲方", ("称“本协议。”", "甲方")),
        ("真的？！是。", ("真的？！", "是。")),
        ("第一句。  第二句", ("第一句。  ", "第二句")),
        ("甲方：\n乙方：", ("甲方：\n", "乙方：")),
        ("", ()),
    ],
)
def test_a_sentence_ends_behind_its_closing_quote_and_blank(text: str, pieces: tuple[str, ...]) -> None:
    assert sentences.split(text) == pieces


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        ([("我们", ()), ("不承担责任", ("bold",)), ("。", ())], "我们**不承担责任**。"),
        ([("甲", ("bold",)), ("乙", ("bold", "underline"))], "**甲<u>乙</u>**"),
        ([("甲", ("colour", "italic", "size"))], "<mark colour size><i>甲</i></mark>"),
        ([("2 * 3 < 7 \\ 8", ())], "2 \\* 3 \\< 7 \\\\ 8"),
        ([(" 甲\u200b ", ())], "\\s甲\\u{200B}\\s"),
    ],
)
def test_the_notation_is_what_the_documentation_says(spans: list[tuple[str, tuple[Mark, ...]]], written: str) -> None:
    assert inline.encode([Span(text, marks) for text, marks in spans]) == written


def test_a_mark_stays_open_over_the_line_break_between_its_sentences() -> None:
    spans = [Span("一。二。", ("bold",)), Span("三。")]
    assert inline.encode_lines(spans) == ("**一。", "二。**", "三。")


def test_neighbours_with_equal_marks_and_other_signals_are_written_apart() -> None:
    spans = [Span("甲", ("bold",), ("face",)), Span("乙", ("bold",), ("render-mode",))]
    assert inline.encode(spans) == "**甲****乙**"
    assert [span.text for span in inline.decode("**甲****乙**")] == ["甲", "乙"]


@pytest.mark.parametrize(
    "written",
    [
        "**甲",
        "<u>甲",
        "甲</u>",
        "**<u>甲**</u>",
        "<u><u>甲</u></u>",
        "<mark>甲</mark>",
        "<mark red>甲</mark>",
        "\\u{110000}",
    ],
)
def test_a_mark_that_does_not_pair_is_refused(written: str) -> None:
    with pytest.raises(inline.InlineError):
        inline.decode(written)


@pytest.mark.parametrize("written", ["a < b", "2 * 3", "C:\\dir", "<b>", "<ul>", "1 << 2"])
def test_what_is_not_a_mark_is_text(written: str) -> None:
    assert inline.decode(written) == (Span(written),)
