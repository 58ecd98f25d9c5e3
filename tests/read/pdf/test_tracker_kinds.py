"""Kinds of PDF that people reported to other readers (the tracker beside each), and what becomes of them here."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable

import pytest

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import needs_han_font
from tests.read.pdf.raw import LEADING, LEFT, SIZE, TOP, Raw, note, paragraph, shown, string

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")
ITEMS = [f"第{number}条 双方应当诚实守信，全面履行第{number}项义务。" for number in "一二三四五六七八九十"]
SECRET = "第四条 平台不承担任何责任。"
Y = TOP - 120

Make = Callable[[], bytes]
Told = tuple[str, str]


def reading(data: bytes) -> SourceDocument:
    return read(data, name="kind.pdf", options=ReadOptions(ocr="never"))


def simple(content: str) -> bytes:
    raw = Raw()
    raw.page(paragraph(*BODY) + content)
    return raw.bytes()


def hexed(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}>"


def slanting(text: str, y: float, degrees: float) -> str:
    """A line that climbs."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return f"BT /F1 12 Tf {cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {LEFT} {y} Tm {hexed(text)} Tj ET "


def text_in_a_tiling_pattern() -> bytes:
    raw = Raw()
    head = "<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [ 0 0 595 842 ] /XStep 595 /YStep 842"
    resources = f"/Resources << /Font << /F1 {raw.font} >> >> >>"
    pattern = raw.add(f"{head} {resources}", shown(SECRET, LEFT, Y).encode())
    content = paragraph(*BODY) + "/Pattern cs /P1 scn 0 0 595 842 re f "
    raw.page(content, resources={"Pattern": f"<< /P1 {pattern} >>"})
    return raw.bytes()


def form_on_a_layer_that_is_off() -> bytes:
    raw = Raw()
    layer = raw.add("<< /Type /OCG /Name (L) >>")
    form = raw.add(
        f"<< /Type /XObject /Subtype /Form /OC {layer} /BBox [ 0 0 595 842 ] /Resources << /Font << /F1 {raw.font} >> "
        ">> >>",
        shown(SECRET, LEFT, Y).encode(),
    )
    raw.page(paragraph(*BODY) + "/Fm Do ", resources={"XObject": f"<< /Fm {form} >>"})
    raw.catalog = f"/OCProperties << /OCGs [ {layer} ] /D << /OFF [ {layer} ] >> >>"
    return raw.bytes()


def form_drawn_twice() -> bytes:
    raw = Raw()
    form = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 200 20 ] /Resources << /Font << /F1 {raw.font} >> >> >>",
        shown("甲方签章", 0, 4).encode(),
    )
    placed = "".join(f"q 1 0 0 1 {LEFT} {y} cm /Fm Do Q " for y in (Y, Y - 60))
    raw.page(paragraph(*BODY) + placed, resources={"XObject": f"<< /Fm {form} >>"})
    return raw.bytes()


def outlined_letters() -> bytes:
    return simple(shown("第三条 争议解决", LEFT, Y, mode=1))


def text_as_a_clip_only() -> bytes:
    return simple(f"q {shown('第三条 争议解决', LEFT, Y, mode=7)} Q ")


def one_line_a_little_aslant() -> bytes:
    return simple(slanting("第三条 争议由平台所在地法院管辖。", Y, 1))


def letters_scaled_to_nothing() -> bytes:
    return simple(f"BT 1 Tz /F1 12 Tf 1 0 0 1 {LEFT} {Y} Tm {hexed(SECRET)} Tj 100 Tz ET ")


def letters_without_opacity() -> bytes:
    raw = Raw()
    raw.page(paragraph(*BODY) + "/G0 gs " + shown(SECRET, LEFT, Y), resources={"ExtGState": "<< /G0 << /ca 0 >> >>"})
    return raw.bytes()


def white_letters_that_multiply() -> bytes:
    raw = Raw()
    content = paragraph(*BODY) + "/G0 gs 1 g " + shown(SECRET, LEFT, Y)
    raw.page(content, resources={"ExtGState": "<< /G0 << /BM /Multiply >> >>"})
    return raw.bytes()


def stacked_fraction() -> bytes:
    rule = f"0.6 w {LEFT + 48} {Y + 4} m {LEFT + 114} {Y + 4} l S "
    operands = shown("未付金额×5", LEFT + 48, Y + 8) + shown("10000", LEFT + 60, Y - 9)
    return simple(shown("违约金＝", LEFT, Y) + operands + rule + shown("按日计算。", LEFT + 116, Y))


def two_columns_of_two_lines() -> bytes:
    raw = Raw()
    left = ("第一条 用户应当按月支付服务费，", "每月十元，逾期支付违约金。")
    right = ("第二条 平台应当保证服务质量，", "不得中断，否则赔偿用户损失。")
    raw.page(paragraph(*left) + paragraph(*right, left=LEFT + 17 * SIZE))
    return raw.bytes()


def a_signature_block() -> bytes:
    raw = Raw()
    left = ("甲方（盖章）：星河科技有限公司", "签署日期：二〇二六年一月一日")
    right = ("乙方（盖章）：云河科技有限公司", "签署日期：二〇二六年一月一日")
    raw.page(paragraph(*BODY) + paragraph(*left, first=Y) + paragraph(*right, first=Y, left=LEFT + 17 * SIZE))
    return raw.bytes()


def list_box_with_two_choices() -> bytes:
    options = " ".join(map(string, "甲乙丙"))
    chosen = " ".join(map(string, "甲丙"))
    return with_field(f"/FT /Ch /Ff 2097152 /Opt [ {options} ] /V [ {chosen} ]")


def field_that_shows_its_old_value() -> bytes:
    return with_field(f"/FT /Tx /V {string('八百元')}", drawn="五百元")


def field_that_shows_its_value_with_commas() -> bytes:
    return with_field("/FT /Tx /V (8888)", drawn="8,888.00", ascii_only=True)


def with_field(entries: str, drawn: str = "", *, ascii_only: bool = False) -> bytes:
    raw = Raw()
    more = ""
    if drawn:
        text = f"BT /F1 12 Tf 2 3 Td ({drawn}) Tj ET" if ascii_only else shown(drawn, 2, 3)
        head = f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 80 15 ] /Resources << /Font << /F1 {raw.font} >> >> >>"
        more = f"/AP << /N {raw.add(head, f'/Tx BMC {text} EMC'.encode())} >>"
    box = (LEFT + 60, TOP - 23, LEFT + 140, TOP - 8)
    widget = raw.add(note("Widget", box, f"{entries} /T (a) {more}"))
    raw.page(paragraph("第一条 费用", "服务费每月        ，由用户支付。"), notes=(widget,))
    raw.catalog = f"/AcroForm << /Fields [ {widget} ] >>"
    return raw.bytes()


def signature_with_a_drawn_name() -> bytes:
    return with_field("/FT /Sig /V << /Type /Sig /Filter /Adobe.PPKLite >>", drawn="张三")


def soft_hyphen_between_figures() -> bytes:
    return simple(shown("期限为3\u00ad5日。", LEFT, Y))


def figures_moved_apart_by_kerning() -> bytes:
    pieces = " -300 ".join(map(hexed, ("金额1", "000", "000元整")))
    return simple(f"BT /F1 12 Tf 1 0 0 1 {LEFT} {Y} Tm [ {pieces} ] TJ ET ")


KINDS: list[tuple[Make, list[str], list[Told]]] = [
    (text_in_a_tiling_pattern, [], [("drawing", "")]),  # veraPDF #1478: pages drawn as a pattern against copying
    (form_on_a_layer_that_is_off, [], [("hidden-text", SECRET)]),  # of our own: /OC on the form itself
    (form_drawn_twice, ["甲方签章", "甲方签章"], []),  # pdfplumber #71: shown twice, and not a doubled drawing
    (outlined_letters, ["第三条 争议解决"], []),  # of our own: text render mode 1
    (text_as_a_clip_only, [], [("hidden-text", "第三条 争议解决")]),  # of our own: text render mode 7
    (one_line_a_little_aslant, ["第三条 争议由平台所在地法院管辖。"], []),  # MinerU #5198
    (letters_scaled_to_nothing, [], [("hidden-text", SECRET)]),  # of our own: Tz 1
    (letters_without_opacity, [], [("hidden-text", SECRET)]),  # of our own: /ca 0
    (white_letters_that_multiply, [], [("hidden-text", SECRET)]),  # of our own: /BM /Multiply
    (stacked_fraction, ["违约金＝(未付金额×5)/10000 按日计算。"], []),  # tika-python #321, docling #1640
    (
        two_columns_of_two_lines,
        [
            "第一条 用户应当按月支付服务费， 第二条 平台应当保证服务质量，",
            "每月十元，逾期支付违约金。 不得中断，否则赔偿用户损失。",
        ],
        [
            (
                "other",
                "第一条 用户应当按月支付服务费， 第二条 平台应当保证服务质量， | 每月十元，逾期支付违约金。 "
                "不得中断，否则赔偿用户损失。",
            )
        ],
    ),  # xberg #1345
    (
        a_signature_block,
        [
            "甲方（盖章）：星河科技有限公司 乙方（盖章）：云河科技有限公司",
            "签署日期：二〇二六年一月一日 签署日期：二〇二六年一月一日",
        ],
        [],
    ),  # pdfplumber #244
    (list_box_with_two_choices, ["服务费每月 甲、丙，由用户支付。"], []),  # KillerPDF #245, dart-pdf #933
    (
        field_that_shows_its_old_value,
        ["服务费每月 八百元，由用户支付。"],
        [("form-field", "八百元 / 五百元")],
    ),  # of our own: /V and /AP disagree
    (field_that_shows_its_value_with_commas, ["服务费每月 8888，由用户支付。"], []),  # of our own: AFNumber_Format
    (signature_with_a_drawn_name, ["服务费每月 ，由用户支付。"], [("form-field", "")]),  # of our own
    (soft_hyphen_between_figures, ["期限为3-5日。"], []),  # trafilatura #43's kind, in a PDF
    (figures_moved_apart_by_kerning, ["金额1 000 000元整"], []),  # of our own: TJ
]


def plain(text: str) -> str:
    """Without the blanks that a gap may or may not give beside a field."""
    return text.replace(" ，", "，").replace("  ", " ")


@pytest.mark.parametrize(("make", "lines", "told"), KINDS, ids=[make.__name__ for make, *_ in KINDS])
def test_a_reported_kind_is_read_or_told(make: Make, lines: list[str], told: list[Told]) -> None:
    document = reading(make())
    found = [plain(line.text) for line in document.lines if line.text not in BODY]
    assert found == [plain(line) for line in lines]
    assert [(one.what, one.words) for one in document.unread] == told


# --- pages aslant


@pytest.mark.parametrize("degrees", [-3, -1, 1, 2, 4])
def test_a_page_aslant_is_read_line_by_line(degrees: int) -> None:
    """swissgeol #131, pdf_oxide #985."""
    raw = Raw()
    raw.page("".join(slanting(line, TOP - LEADING * at, degrees) for at, line in enumerate(ITEMS)))
    document = reading(raw.bytes())
    assert [line.text for line in document.lines] == ITEMS
    assert document.furniture == ()


def test_a_watermark_that_climbs_stays_one() -> None:
    raw = Raw()
    raw.page(paragraph(*BODY) + slanting("仅供参考", 300, 45))
    assert [(one.text, one.kind) for one in reading(raw.bytes()).furniture] == [("仅供参考", "watermark")]


# --- damaged content


def packed(lines: list[str], part: float = 1.0, *, checksum: bool = True) -> bytes:
    raw = Raw()
    data = zlib.compress(paragraph(*lines).encode("latin-1"))
    kept = data[: int(len(data) * part)] if part < 1 else data if checksum else data[:-4] + b"\0\0\0\0"
    stream = raw.add("<< /Filter /FlateDecode >>", kept)
    resources = f"/Resources << /Font << /F1 {raw.font} >> >>"
    raw._pages.append(
        raw.add(f"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents {stream} {resources} >>")
    )
    return raw.bytes()


def test_content_that_is_cut_short_is_told() -> None:
    """pdfminer.six #1163, pdf.js #11207."""
    document = reading(packed(ITEMS, 0.67))
    assert 0 < len(document.lines) < len(ITEMS)
    (told,) = document.unread
    assert (told.what, told.count) == ("other", 1)
    assert "不完整" in told.sentence.zh


@pytest.mark.parametrize("checksum", [True, False])
def test_a_wrong_checksum_behind_whole_content_is_not_told(checksum: bool) -> None:
    """pdf_oxide #1462."""
    document = reading(packed(ITEMS, checksum=checksum))
    assert [line.text for line in document.lines] == ITEMS
    assert document.unread == ()
