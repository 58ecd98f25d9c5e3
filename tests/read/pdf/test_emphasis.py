"""Emphasis on the seed's nine producers against its truth, and drawn by hand for each signal and decoy."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterator

import pytest
from reportlab.pdfgen.canvas import Canvas

from agreement_tool.model import Line
from tests.read.conftest import SEED, seed
from tests.read.pdf.making import (
    LEFT,
    SIZE,
    SONG,
    TOP,
    Draw,
    body,
    lines,
    marked,
    pdf,
    reading,
    rule,
    text_at,
    together,
)

PRODUCERS = tuple(sorted(path.stem for path in SEED.glob("*.pdf")))
FILLER = body(*(["本协议由双方在平等自愿的基础上共同订立并遵照执行。"] * 6), first=TOP - 100)

Truth = tuple[str, bool, bool, bool]


def folded(text: str) -> Iterator[str]:
    return (char for char in unicodedata.normalize("NFKC", text) if not char.isspace())


def truth() -> list[Truth]:
    """(character, heading, bold, underlined), character by character."""
    blocks = json.loads((SEED / "truth_blocks.json").read_text(encoding="utf-8"))
    return [
        (char, block["kind"] in ("title", "h1", "h2"), bool({"b", "s"} & set(flags)), "u" in flags)
        for block in blocks
        for text, flags in block["runs"]
        for char in folded(text)
    ]


def printed(found: tuple[Line, ...]) -> list[Truth]:
    return [
        (char, False, "bold" in span.marks, "underline" in span.marks)
        for line in found
        for span in line.spans
        for char in folded(span.text)
    ]


def agreement_of(one: list[bool], other: list[bool]) -> float:
    both = sum(a and b for a, b in zip(one, other, strict=True))
    return 2 * both / (sum(one) + sum(other))


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_producers_emphasis_is_seen_character_by_character(producer: str) -> None:
    wanted, got = truth(), printed(seed(producer).lines)
    assert "".join(char for char, *_ in got) == "".join(char for char, *_ in wanted)
    pairs = [(want, have) for want, have in zip(wanted, got, strict=True) if not want[1]]
    bold = agreement_of([want[2] for want, _ in pairs], [have[2] for _, have in pairs])
    underline = agreement_of([want[3] for want, _ in pairs], [have[3] for _, have in pairs])
    assert bold >= 0.995
    assert underline >= 0.99


@pytest.mark.parametrize(
    ("producer", "signal"),
    [
        ("lo_docx_noto", "face"),
        ("lo_docx_song", "render-mode"),
        ("syn_double_perchar", "overprint"),
        ("chromium_noto", "ink"),
    ],
)
def test_the_signal_behind_bold_is_recorded(producer: str, signal: str) -> None:
    behind = {
        name for line in seed(producer).lines for span in line.spans if "bold" in span.marks for name in span.signals
    }
    assert signal in behind


def test_nothing_is_bold_in_a_document_that_is_bold_throughout() -> None:
    def everything_stroked(canvas: Canvas) -> None:
        for index in range(8):
            canvas.drawString(LEFT, TOP - 20 * index, "全文加粗等于没有加粗。", mode=2)

    assert marked(pdf(everything_stroked)) == []


def test_fill_and_stroke_is_bold() -> None:
    def stroked(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "我们不承担责任。", mode=2)

    assert marked(pdf(together(stroked, FILLER))) == [("我们不承担责任。", ("bold",))]


def test_quotation_marks_that_fell_into_a_bold_font_are_no_emphasis() -> None:
    def quoted(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "“", mode=2)
        canvas.drawString(LEFT + SIZE, TOP, "许可")
        canvas.drawString(LEFT + 3 * SIZE, TOP, "”", mode=2)

    assert marked(pdf(together(quoted, FILLER))) == []


def test_glyphs_drawn_twice_a_hair_apart_are_bold_and_read_once() -> None:
    twice = together(text_at(LEFT, TOP, "重要提示"), text_at(LEFT + 0.3, TOP, "重要提示"))
    assert marked(pdf(together(twice, FILLER))) == [("重要提示", ("bold",))]


def test_glyphs_drawn_twice_on_the_spot_are_not_bold() -> None:
    twice = together(text_at(LEFT, TOP, "重要提示"), text_at(LEFT, TOP, "重要提示"))
    data = pdf(together(twice, FILLER))
    assert marked(data) == []
    assert lines(data)[0].text == "重要提示"


def test_narrow_letters_side_by_side_are_two_letters() -> None:
    def latin(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT, TOP, "will illegally fill all bills")

    assert lines(pdf(latin))[0].text == "will illegally fill all bills"


def coloured(text: str, red: float, green: float, blue: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(red, green, blue)
        canvas.drawString(LEFT, TOP, text)
        canvas.setFillColorRGB(0, 0, 0)

    return draw


def test_red_is_colour_and_grey_is_not() -> None:
    assert marked(pdf(together(coloured("违约责任", 0.8, 0, 0), FILLER))) == [("违约责任", ("colour",))]
    assert marked(pdf(together(coloured("违约责任", 0.5, 0.5, 0.5), FILLER))) == []


def test_a_larger_size_is_a_mark() -> None:
    assert marked(pdf(together(text_at(LEFT, TOP, "服务协议", size=18), FILLER))) == [("服务协议", ("size",))]


def test_a_filled_area_behind_text_is_a_highlight() -> None:
    def highlighted(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 0)
        canvas.rect(LEFT, TOP - 3, 4 * SIZE, 15, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(LEFT, TOP, "争议解决由法院管辖")

    assert marked(pdf(together(highlighted, FILLER))) == [("争议解决", ("highlight",))]


def test_an_underline_marks_the_characters_above_it() -> None:
    under = together(body("您应自行承担全部损失。"), rule(LEFT + 2 * SIZE, TOP - 2, LEFT + 6 * SIZE))
    assert marked(pdf(together(under, FILLER))) == [("自行承担", ("underline",))]


def test_pieces_of_two_points_are_one_underline() -> None:
    pieces = together(*(rule(LEFT + step * 2.1, TOP - 2, LEFT + step * 2.1 + 2) for step in range(23)))
    assert marked(pdf(together(body("自行承担损失"), pieces, FILLER))) == [("自行承担", ("underline",))]


def test_a_rule_under_a_heading_right_across_the_page_underlines_nothing() -> None:
    data = pdf(together(body("第一章"), rule(LEFT, TOP - 3, LEFT + 380), FILLER))
    assert marked(data) == []
    assert lines(data)[0].text == "第一章"


def test_a_tables_borders_underline_nothing() -> None:
    def boxed(canvas: Canvas) -> None:
        for column in range(2):
            canvas.rect(LEFT + 80 * column, TOP - 3, 80, 18)
        canvas.drawString(LEFT + 4, TOP, "名称名称名称")

    assert marked(pdf(together(boxed, FILLER))) == []


def test_a_hyperlinks_colour_and_underline_are_not_emphasis() -> None:
    def linked(canvas: Canvas) -> None:
        canvas.linkURL("https://example.cn", (LEFT, TOP - 4, LEFT + 6 * SIZE, TOP + 12))

    link = together(coloured("点击这里查看", 0, 0, 1), rule(LEFT, TOP - 2, LEFT + 6 * SIZE), linked)
    assert marked(pdf(together(link, FILLER))) == []


def test_a_drawn_blank_to_be_filled_in_is_underlined_room_and_no_text() -> None:
    field = together(text_at(LEFT, TOP, "甲方："), rule(LEFT + 3 * SIZE, TOP - 2, LEFT + 13 * SIZE))
    first, *_ = lines(pdf(together(field, FILLER)))
    assert [(span.text, span.marks) for span in first.spans] == [("甲方：", ()), ("\u3000" * 10, ("underline",))]


def test_typed_underscores_stay_and_carry_nothing() -> None:
    def typed(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT + 3 * SIZE, TOP, "________")
        canvas.setFont(SONG, SIZE)

    under = together(body("甲方："), typed, rule(LEFT + 3 * SIZE, TOP - 1, LEFT + 7 * SIZE))
    first, *_ = lines(pdf(together(under, FILLER)))
    assert [(span.text, span.marks) for span in first.spans] == [("甲方：________", ())]


def test_words_in_a_blank_that_was_filled_in_keep_its_underline_and_no_room() -> None:
    field = together(
        text_at(LEFT, TOP, "甲方："),
        text_at(LEFT + 6 * SIZE, TOP, "张三"),
        rule(LEFT + 3 * SIZE, TOP - 2, LEFT + 13 * SIZE),
    )
    assert marked(pdf(together(field, FILLER))) == [("张三", ("underline",))]
    assert lines(pdf(together(field, FILLER)))[0].text == "甲方：张三"


def test_words_in_blanks_inside_a_sentence_keep_the_underline() -> None:
    sentence = together(
        text_at(LEFT, TOP, "卖方应在收款后"),
        rule(LEFT + 7 * SIZE, TOP - 2, LEFT + 10 * SIZE),
        text_at(LEFT + 7.6 * SIZE, TOP, "贰拾"),
        text_at(LEFT + 10 * SIZE, TOP, "日内交付"),
        rule(LEFT + 14 * SIZE, TOP - 2, LEFT + 20 * SIZE),
        text_at(LEFT + 20 * SIZE, TOP, "件货物；"),
    )
    data = pdf(together(sentence, FILLER))
    assert lines(data)[0].text == "卖方应在收款后贰拾日内交付\u3000\u3000\u3000\u3000\u3000\u3000件货物；"
    assert [text.strip() for text, _ in marked(data)] == ["贰拾", ""]


def test_the_unit_underlined_with_its_blank_does_not_fill_it_in() -> None:
    price = together(
        text_at(LEFT, TOP, "租金为人民币"),
        rule(LEFT + 6 * SIZE, TOP - 2, LEFT + 11 * SIZE),
        text_at(LEFT + 10 * SIZE, TOP, "元，共"),
        rule(LEFT + 13 * SIZE, TOP - 2, LEFT + 15.5 * SIZE),
        text_at(LEFT + 14.5 * SIZE, TOP, "倍。"),
    )
    data = pdf(together(price, FILLER))
    assert lines(data)[0].text == "租金为人民币\u3000\u3000\u3000\u3000元，共\u3000\u3000倍。"


def test_a_blank_inside_an_underlined_passage_is_kept() -> None:
    passage = together(
        text_at(LEFT, TOP, "押金即人民币"),
        text_at(LEFT + 10 * SIZE, TOP, "元（￥"),
        text_at(LEFT + 16 * SIZE, TOP, "元）"),
        rule(LEFT + 2 * SIZE, TOP - 2, LEFT + 18 * SIZE),
    )
    first, *_ = lines(pdf(together(passage, FILLER)))
    assert first.text == "押金即人民币" + "\u3000" * 4 + "元（￥" + "\u3000" * 3 + "元）"


def test_a_caption_with_a_rule_under_it_and_its_blank_is_not_filled_in() -> None:
    captioned = together(text_at(LEFT, TOP, "乙方"), rule(LEFT, TOP - 2, LEFT + 5 * SIZE))
    first, *_ = lines(pdf(together(captioned, FILLER)))
    assert [(span.text, span.marks) for span in first.spans] == [("乙方", ()), ("\u3000" * 3, ("underline",))]


def test_emphasis_differs_between_no_two_producers_by_more_than_a_handful_of_characters() -> None:
    def bold(producer: str) -> str:
        return "".join("b" if have[2] else "." for have in printed(seed(producer).lines))

    reference = bold("lo_docx_noto")
    for producer in PRODUCERS:
        same = difflib.SequenceMatcher(None, reference, bold(producer), autojunk=False).quick_ratio()
        assert same > 0.99, producer


def test_a_document_without_emphasis_has_no_marks() -> None:
    assert all(span.marks == () for line in reading(pdf(FILLER)).lines for span in line.spans)
