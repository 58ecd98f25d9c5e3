"""Lines: their text exactly as typed, and where they stand in the text block."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from tests.read.conftest import SEED, seed
from tests.read.pdf.making import (
    LEADING,
    LEFT,
    SIZE,
    TOP,
    Draw,
    body,
    lines,
    needs_han_font,
    pdf,
    reading,
    text_at,
    texts,
    together,
)

FULL = "本协议由双方在平等自愿协商一致的基础上共同订立并遵照执行双方均应恪守"


@pytest.mark.parametrize("producer", sorted(path.stem for path in SEED.glob("*.pdf")))
def test_blanks_between_latin_and_han_are_as_printed(producer: str) -> None:
    text = "\n".join(line.text for line in seed(producer).lines)
    assert "（以下简称“本 APP”）" in text
    assert "公司（以下简称“松下”或“我们”）" in text


@pytest.mark.parametrize("producer", sorted(path.stem for path in SEED.glob("*.pdf")))
def test_no_line_begins_or_ends_with_a_blank_or_holds_two(producer: str) -> None:
    for line in seed(producer).lines:
        assert line.text == line.text.strip()
        assert "  " not in line.text


def test_radicals_are_repaired_and_the_repair_is_told() -> None:
    # The page's /ActualText has the true characters, which pdfium reads; its ToUnicode has radicals.
    data = (SEED / "chromium_noto.pdf").read_bytes()
    document = read(data, name="a.pdf", options=ReadOptions(reader="pdfplumber"))
    assert [line.text for line in document.lines] == [line.text for line in seed("chromium_noto").lines]
    (doubt,) = [doubt for doubt in document.doubts if doubt.code == "radicals-repaired"]
    assert "⽤" in doubt.text


def test_indent_and_slack_are_in_ems_from_the_text_blocks_margins() -> None:
    found = lines(pdf(together(body(FULL, FULL, "立即生效。"), text_at(LEFT + 2 * SIZE, TOP - 60, "第二条"))))
    assert [line.indent for line in found] == [0, 0, 0, 2]
    assert found[0].right_space == 0
    assert found[2].right_space == len(FULL) - 5


def test_gap_is_blank_space_beyond_the_usual_leading_and_none_on_top_of_a_page() -> None:
    one = together(body(FULL, FULL, FULL), text_at(LEFT, TOP - 2 * LEADING - 1.5 * LEADING, FULL))
    assert [line.gap for line in lines(pdf(one, body("第二页。")))] == [None, 0, 0, 0.5, None]


def test_a_short_row_in_the_middle_is_centred_and_an_indented_one_is_not() -> None:
    block = together(
        body(FULL, FULL), text_at(LEFT + 15.5 * SIZE, TOP + 40, "服务协议"), text_at(LEFT + 24, TOP - 60, "条款")
    )
    assert [line.text for line in lines(pdf(block)) if line.centred] == ["服务协议"]


def test_rows_are_read_from_top_to_bottom_whatever_order_they_are_drawn_in() -> None:
    backwards = together(*(text_at(LEFT, TOP - LEADING * row, f"第{row}行") for row in (3, 2, 1)))
    assert texts(lines(pdf(backwards))) == ["第1行", "第2行", "第3行"]


def test_a_row_drawn_in_pieces_is_one_line() -> None:
    pieces = together(text_at(LEFT + 4 * SIZE, TOP, "共同订立"), text_at(LEFT, TOP, "双方自愿"))
    assert texts(lines(pdf(pieces))) == ["双方自愿共同订立"]


@pytest.mark.parametrize("rise", [3, 4, 6])
def test_a_superscript_stays_in_its_row_and_is_no_full_digit(rise: int) -> None:
    raised = together(body("退款不超过100元"), text_at(LEFT + 7.5 * SIZE, TOP + rise, "12", size=6))
    assert texts(lines(pdf(raised))) == ["退款不超过100元¹²"]


def test_small_digits_on_the_line_stay_digits() -> None:
    small = together(body("甲醛含量低于", "第二行"), text_at(LEFT + 6 * SIZE, TOP, "10", size=8))
    assert texts(lines(pdf(small))) == ["甲醛含量低于10", "第二行"]


def test_a_wide_gap_is_one_blank() -> None:
    two = together(text_at(LEFT, TOP, "甲方："), text_at(LEFT + 200, TOP, "乙方："))
    assert texts(lines(pdf(two))) == ["甲方： 乙方："]


def test_half_an_em_where_no_blank_is_drawn_is_one_and_an_even_gap_is_none() -> None:
    heading = together(text_at(LEFT, TOP, "数据安全技术措施"), text_at(LEFT + 8.5 * SIZE, TOP, "我们会采用防护措施"))
    spread = together(
        *(text_at(LEFT + 1.45 * SIZE * at, TOP - 40, char) for at, char in enumerate("均匀排开的一行文字"))
    )
    quoted = together(
        text_at(LEFT, TOP - 80, "协议有以下的三个附件。"), text_at(LEFT + 11.5 * SIZE, TOP - 80, "1.2附件")
    )
    found = texts(lines(pdf(together(heading, spread, quoted))))
    assert found == ["数据安全技术措施 我们会采用防护措施", "均匀排开的一行文字", "协议有以下的三个附件。 1.2附件"]


def test_characters_set_apart_throughout_are_words_without_blanks() -> None:
    def spread(text: str, pitch: float, y: float) -> Draw:
        return together(*(text_at(LEFT + pitch * SIZE * at, y, char) for at, char in enumerate(text)))

    rows = together(spread("本合同文本供双方参照使用", 2.0, TOP), spread("请当事人仔细阅读全部内容", 1.13, TOP - 40))
    heading, parties = spread("使用说明", 2.0, TOP - 80), together(*(text_at(x, TOP - 120, "双方") for x in (90, 160)))
    assert texts(lines(pdf(together(rows, heading, parties)))) == [
        "本合同文本供双方参照使用",
        "请当事人仔细阅读全部内容",
        "使用说明",
        "双方 双方",
    ]


def test_a_tight_bracket_stays_behind_the_letter_it_overlaps() -> None:
    tight = together(text_at(LEFT, TOP, "l"), text_at(LEFT - 0.2 * SIZE, TOP, "（含附件）"))
    assert texts(lines(pdf(tight))) == ["l（含附件）"]


def test_two_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n}行的文字排满了一栏" for n in "一二三四五六七八九十"]
    right = [f"右栏第{n}行的文字排满了一栏" for n in "一二三四五六七八九十"]
    title = text_at(LEFT + 100, TOP + 40, "横跨两栏的服务协议标题文字在此")
    found = lines(pdf(together(title, body(*left), body(*right, left=LEFT + 13 * SIZE + 24))))
    assert texts(found) == ["横跨两栏的服务协议标题文字在此", *left, *right]
    assert {line.indent for line in found[1:]} == {0}
    assert found[11].gap is None


def test_columns_whose_lines_are_not_level_keep_their_own_leading_and_a_long_word_may_stand_out() -> None:
    left = [f"左栏第{n}行的文字排满了一栏" for n in "一二三四五六七八九十"]
    right = [f"右栏第{n}行的文字排满了一栏" for n in "一二三四五六七八九十"]
    left[4] = "左栏第五行support@example.org"
    lower = body(*right, first=TOP - 3, left=LEFT + 13 * SIZE + 24)
    found = lines(pdf(together(body(*left), lower)))
    assert texts(found) == [*left, *right]
    assert {line.gap for line in found if line.gap is not None} == {0}


def test_a_two_sided_signature_block_is_read_across() -> None:
    captions = (
        "甲方（盖章）：",
        "法定代表人：",
        "联系电话：",
        "地址：",
        "开户行：",
        "账号：",
        "税号：",
        "邮编：",
        "日期：",
    )
    block = together(body(*captions), body(*(caption.replace("甲", "乙") for caption in captions), left=LEFT + 220))
    assert texts(lines(pdf(block)))[:2] == ["甲方（盖章）： 乙方（盖章）：", "法定代表人： 法定代表人："]


def sideways(turn: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.translate(297, 420)
        canvas.rotate(turn)
        canvas.drawString(-200, 20, "第一条 定义")
        canvas.drawString(-200, 0, "第二条 费用")

    return draw


def rotated_back(turn: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        sideways(turn)(canvas)

    return draw


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_to_be_read_reads_like_an_upright_one(turn: int) -> None:
    assert texts(lines(pdf(rotated_back(turn)))) == ["第一条 定义", "第二条 费用"]


@needs_han_font
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_written_sideways_on_an_upright_sheet_is_read_and_is_no_watermark(turn: int) -> None:
    document = reading(pdf(sideways(turn)))
    assert texts(document.lines) == ["第一条 定义", "第二条 费用"]
    assert document.furniture == ()


def test_boxes_lie_on_the_page_from_its_top_left() -> None:
    (line,) = lines(pdf(body("服务协议")))
    assert line.box is not None
    assert (line.box.x0, line.box.x1) == (LEFT, LEFT + 4 * SIZE)
    assert line.box.top < 841.89 - TOP < line.box.bottom


def test_the_document_tells_its_file_and_its_pages() -> None:
    document = reading(pdf(body("服务协议"), body("第一条")))
    assert (document.name, document.reader, document.pages) == ("agreement.pdf", "pdfium", 2)
    assert [line.page for line in document.lines] == [1, 2]


def test_in_a_short_text_the_margin_is_no_heading_s_end() -> None:
    data = pdf(body("第一条 退款", "平台应当在三日内退款，并书面通知用户。", "第二条 其他", "未尽事宜由双方协商。"))
    found = lines(data)
    assert found[1].right_space == 0
    assert found[0].right_space is not None and found[0].right_space > 10
