"""What a page shows and its text layer does not say, or says wrongly: columns written down, footnotes, pictures,
maps."""

from __future__ import annotations

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument, Unread
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import needs_han_font, reading, texts
from tests.read.pdf.raw import LEADING, LEFT, SIZE, TOP, Raw, grey_image, paragraph, placed_image, shown

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")


def told(document: SourceDocument, what: str) -> list[Unread]:
    return [one for one in document.unread if one.what == what]


# --- from top to bottom

COLUMNS = (
    "星河云盘服务协议",
    "第一条　用户应当按月支付服务费，每月十元。",
    "第二条　逾期付款的，每日支付万分之五的违约金。",
    "第三条　争议由平台所在地人民法院管辖。",
)


def drawn_down(text: str, x: float) -> str:
    """One character under the other, each placed by itself."""
    return "".join(shown(char, x, TOP - 14 * at) for at, char in enumerate(text) if char != "\u3000")


def set_down(text: str, x: float) -> str:
    """One string in a font for vertical writing."""
    return shown(text, x, TOP, font="F2")


@pytest.mark.parametrize("write", [drawn_down, set_down])
def test_columns_written_down_are_read_down_from_the_right(write: object) -> None:
    assert callable(write)
    raw = Raw()
    raw.page("".join(write(text, 500 - 24 * at) for at, text in enumerate(COLUMNS)))
    lines = texts(reading(raw.bytes()).lines)
    assert [line.replace(" ", "").replace("\u3000", "") for line in lines] == [
        text.replace("\u3000", "") for text in COLUMNS
    ]


def test_a_list_of_single_characters_is_not_written_down() -> None:
    raw = Raw()
    column = "".join(shown(char, LEFT + 300, TOP - LEADING * at) for at, char in enumerate("甲乙丙丁戊己庚辛壬癸子丑"))
    raw.page(paragraph(*BODY * 3) + column)
    assert len(reading(raw.bytes()).lines) == 12


# --- footnotes


def with_footnote(*notes: str, sign: str = "1", rule: bool = True, size: float = 9) -> SourceDocument:
    raw = Raw()
    citing = shown("平台应当在三日内退款", LEFT, TOP) + shown(sign, LEFT + 10 * SIZE, TOP + 5, size=7)
    citing += shown("，并书面通知用户。", LEFT + 10.5 * SIZE, TOP)
    foot = "".join(shown(note, LEFT, 90 - 12 * at, size=size) for at, note in enumerate(notes))
    line = f"0.5 w {LEFT} 104 m {LEFT + 130} 104 l S " if rule else ""
    raw.page(citing + paragraph(*BODY, first=TOP - LEADING) + line + foot)
    raw.page(paragraph("第三条 生效", "本协议自签署之日起生效。"))
    return reading(raw.bytes())


@pytest.mark.parametrize("rule", [True, False])
def test_a_footnote_is_told_and_is_no_line_of_the_text(rule: bool) -> None:
    document = with_footnote("1 节假日顺延，且退款不超过一百元。", rule=rule)
    assert texts(document.lines) == [
        "平台应当在三日内退款¹，并书面通知用户。",
        *BODY,
        "第三条 生效",
        "本协议自签署之日起生效。",
    ]
    (note,) = told(document, "footnote")
    assert (note.words, note.pages, note.count) == ("1 节假日顺延，且退款不超过一百元。", (1,), 1)


def test_a_footnote_of_two_lines_is_one_and_two_footnotes_are_two() -> None:
    (note,) = told(with_footnote("1 节假日顺延，且退款", "不超过一百元。", "2 以公告为准。"), "footnote")
    assert note.count == 2
    assert note.words == "1 节假日顺延，且退款不超过一百元。 | 2 以公告为准。"


def test_small_items_at_a_pages_foot_that_nobody_cites_stay() -> None:
    raw = Raw()
    raw.page(paragraph(*BODY) + shown("1、本页无正文。", LEFT, 90, size=9))
    document = reading(raw.bytes())
    assert document.lines[-1].text == "1、本页无正文。"
    assert document.unread == ()


# --- pictures


def with_pictures(*boxes: tuple[float, float, float, float], pages: int = 1, content: str = "") -> SourceDocument:
    raw = Raw()
    image = raw.add(*grey_image())
    drawn = "".join(placed_image("Im", *box) for box in boxes)
    for _ in range(pages):
        raw.page(drawn + (content or paragraph(*BODY)), resources={"XObject": f"<< /Im {image} >>"})
    return reading(raw.bytes())


def test_digits_drawn_as_a_picture_inside_a_line_are_told_with_the_words_beside() -> None:
    line = shown("服务费每月", LEFT, TOP) + shown("元，由用户支付。", LEFT + 7 * SIZE, TOP)
    (picture,) = told(with_pictures((LEFT + 5 * SIZE, TOP - 2, 2 * SIZE, SIZE), content=line), "picture")
    assert (picture.pages, picture.words) == ((1,), "服务费每月〔图〕元，由用户支付。")


def test_pictures_between_paragraphs_are_told_by_page() -> None:
    (picture,) = told(with_pictures((LEFT, 300, 200, 120), (LEFT, 500, 100, 80)), "picture")
    assert (picture.count, picture.pages) == (2, (1,))


def test_a_logo_on_every_page_and_specks_are_not_told() -> None:
    assert with_pictures((LEFT, 800, 60, 30), pages=3).unread == ()
    assert with_pictures((LEFT, 300, 3, 3)).unread == ()


def test_a_page_that_is_a_picture_is_told_where_it_is_not_recognised() -> None:
    raw = Raw()
    image = raw.add(*grey_image())
    raw.page(paragraph(*BODY))
    raw.page(placed_image("Im", 0, 0, 595, 842), resources={"XObject": f"<< /Im {image} >>"})
    raw.page(paragraph(*BODY))
    document = read(raw.bytes(), name="mixed.pdf", options=ReadOptions(ocr="never"))
    (picture,) = told(document, "picture")
    assert (picture.pages, picture.count) == ((2,), 1)
    assert "--ocr" in picture.sentence.zh


# --- maps from glyphs to characters


def miscoded(text: str, shift: int) -> tuple[str, str]:
    """Content in a font whose ToUnicode map is off by so many; the map."""
    pairs = "\n".join(f"<{ord(char):04x}> <{ord(char) + shift:04x}>" for char in sorted(set(text)))
    cmap = (
        f"begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{len(set(text))} beginbfchar\n"
        f"{pairs}\nendbfchar\nendcmap"
    )
    return shown(text, LEFT, TOP - 300, font="F3"), cmap


def with_map(text: str, shift: int) -> bytes:
    raw = Raw()
    content, cmap = miscoded(text, shift)
    stream = raw.add("<< >>", cmap.encode())
    font = (
        raw._objects[int(raw.font.split()[0])]
        .decode()
        .replace("/Type /Font /Subtype /Type0", f"/Type /Font /Subtype /Type0 /ToUnicode {stream}", 1)
    )
    own = raw.add(font.replace("/BaseFont /STSong-Light /Enc", "/BaseFont /Other-Light /Enc", 1))
    raw.page(paragraph(*BODY * 3) + content)
    page = raw._objects[int(raw._pages[0].split()[0])]
    raw._objects[int(raw._pages[0].split()[0])] = page.replace(b"/F1 ", f"/F3 {own} /F1 ".encode(), 1)
    return raw.bytes()


WORDS = "平台对用户因此遭受的损失不承担任何赔偿责任"


@pytest.mark.parametrize("shift", [0xA000 - 0x4E00, 0xE000 - 0x4E00, 3000], ids=["Yi", "private use", "rare Han"])
def test_words_in_a_wrongly_mapped_font_are_told(shift: int) -> None:
    text = "".join(char for char in WORDS if 0x4E00 <= ord(char) < 0x6200) if shift != 3000 else WORDS
    (doubted,) = told(read(with_map(text, shift), name="map.pdf", options=ReadOptions(ocr="never")), "other")
    assert doubted.words == "".join(chr(ord(char) + shift) for char in text)
    assert "--ocr always" in doubted.sentence.zh


def test_words_in_a_rightly_mapped_font_are_not_told() -> None:
    document = reading(with_map(WORDS, 0))
    assert document.unread == ()
    assert document.lines[-1].text == WORDS


def test_a_page_wrongly_mapped_throughout_is_refused_without_ocr() -> None:
    raw = Raw()
    content, cmap = miscoded(WORDS * 3, 3000)
    stream = raw.add("<< >>", cmap.encode())
    page_font = raw._objects[int(raw.font.split()[0])]
    raw._objects[int(raw.font.split()[0])] = page_font.replace(
        b"/Subtype /Type0", f"/Subtype /Type0 /ToUnicode {stream}".encode(), 1
    )
    raw.page(content.replace("/F3", "/F1"))
    with pytest.raises(SourceError, match="OCR"):
        read(raw.bytes(), name="map.pdf", options=ReadOptions(ocr="never"))


# --- columns


def test_two_columns_under_a_wide_title_in_a_large_size_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行的文字排满了一栏" for number in "一二三四五六七八九十"]
    right = [f"右栏第{number}行的文字排满了一栏" for number in "一二三四五六七八九十"]
    raw = Raw()
    title = shown("横跨两栏的服务协议", LEFT + 60, TOP + 40, size=24)
    raw.page(title + paragraph(*left) + paragraph(*right, left=LEFT + 15 * SIZE))
    assert texts(reading(raw.bytes()).lines) == ["横跨两栏的服务协议", *left, *right]


@pytest.mark.parametrize("column", [0, 1])
def test_a_table_in_a_column_stands_among_that_columns_lines(column: int) -> None:
    left = [f"左栏第{number}行的文字排满了一栏" for number in "一二三四五六七八九十"]
    right = [f"右栏第{number}行的文字排满了一栏" for number in "一二三四五六七八九十"]
    x, y = LEFT + 15 * SIZE * column, TOP - 100
    frame = "0.6 w " + "".join(f"{x + 70 * at} {y - 10} 70 24 re S " for at in range(2))
    words = shown("项目", x + 4, y) + shown("费用", x + 74, y)
    upper, lower = [paragraph(*lines[:4], left=LEFT + 15 * SIZE * at) for at, lines in enumerate((left, right))], []
    for at, lines in enumerate((left, right)):
        lower.append(paragraph(*lines[4:], first=TOP - 140, left=LEFT + 15 * SIZE * at))
    raw = Raw()
    raw.page(frame + words + "".join(upper) + "".join(lower))
    expected = [*left, *right]
    expected.insert(4 + 10 * column, "项目\t费用")
    assert texts(reading(raw.bytes()).lines) == expected


# --- tables


def test_a_blank_in_a_tables_cell_stays() -> None:
    raw = Raw()
    frame = "0.6 w " + "".join(f"{LEFT + 200 * column} {TOP - 10} 200 30 re S " for column in range(2))
    words = shown("租期：", LEFT + 6, TOP) + shown("月租：", LEFT + 206, TOP)
    blanks = "".join(
        f"{LEFT + 6 + 200 * column + 3 * SIZE} {TOP - 2} m {LEFT + 6 + 200 * column + 9 * SIZE} {TOP - 2} l S "
        for column in range(2)
    )
    raw.page(frame + words + blanks + paragraph(*BODY, first=TOP - 80))
    table = next(line for line in reading(raw.bytes()).lines if line.rows)
    assert [[[span.text for span in cell.spans] for cell in row] for row in table.rows] == [
        [["租期：", "\u3000" * 6], ["月租：", "\u3000" * 6]]
    ]


# --- struck out


def test_words_with_a_line_through_them_are_told_and_not_read() -> None:
    line = f"0.6 w {LEFT + 5 * SIZE} {TOP + 4} m {LEFT + 7 * SIZE} {TOP + 4} l S "
    raw = Raw()
    raw.page(
        shown("违约金为每日千分之五，", LEFT, TOP)
        + line.replace(str(LEFT + 7 * SIZE), str(LEFT + 10 * SIZE))
        + paragraph(*BODY, first=TOP - 40)
    )
    document = reading(raw.bytes())
    assert texts(document.lines) == ["违约金为每，", *BODY]
    assert [(one.what, one.words, one.pages) for one in document.unread] == [("other", "日千分之五", (1,))]


def test_a_line_struck_throughout_is_no_line() -> None:
    line = f"0.6 w {LEFT} {TOP + 4} m {LEFT + 12 * SIZE} {TOP + 4} l S "
    raw = Raw()
    raw.page(shown("平台不承担任何赔偿责任。", LEFT, TOP) + line + paragraph(*BODY, first=TOP - 40))
    document = reading(raw.bytes())
    assert texts(document.lines) == list(BODY)
    assert document.unread[0].words == "平台不承担任何赔偿责任。"


def test_underlines_and_blanks_strike_nothing() -> None:
    line = (
        f"0.6 w {LEFT} {TOP - 2} m {LEFT + 8 * SIZE} {TOP - 2} l S {LEFT} {TOP + 14} m {LEFT + 8 * SIZE} "
        f"{TOP + 14} l S "
    )
    raw = Raw()
    raw.page(line + paragraph("服务费每月十元，", *BODY))
    assert reading(raw.bytes()).unread == ()
