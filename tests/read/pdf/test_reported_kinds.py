"""Kinds of PDF that people reported to other readers (the tracker beside each), and what becomes of them here."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import needs_han_font
from tests.read.pdf.raw import LEFT, TOP, Raw, grey_image, note, over, paragraph, placed_image, shown, string

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")
FORM = ("第一条 费用", "服务费每月    元，由用户支付。")
Y = TOP - 120
SECRET = "第四条 平台不承担任何责任。"

Make = Callable[[], bytes]
Told = tuple[str, str]


def simple(content: str) -> bytes:
    raw = Raw()
    raw.page(paragraph(*BODY) + content)
    return raw.bytes()


def invisible_letters_inside_a_visible_line() -> bytes:
    return simple(shown("第三条", LEFT, Y) + shown("AA", LEFT + 36, Y, mode=3) + shown("争议解决", LEFT + 52, Y))


def characters_beyond_the_clip_path() -> bytes:
    return simple(f"q {LEFT} {Y - 5} 84 20 re W n {shown(SECRET + '甲乙丙丁戊己', LEFT, Y)} Q")


def superseded_text_in_a_clipped_form() -> bytes:
    raw = Raw()
    fm = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 595 300 ] /Resources << /Font << /F1 {raw.font} >> >> >>",
        shown(SECRET, LEFT, Y).encode(),
    )
    raw.page(paragraph(*BODY) + "/Fm Do", resources={"XObject": f"<< /Fm {fm} >>"})
    return raw.bytes()


def layer_by_membership() -> bytes:
    raw = Raw()
    g = raw.add("<< /Type /OCG /Name (L) >>")
    m = raw.add(f"<< /Type /OCMD /OCGs [ {g} ] /P /AnyOn >>")
    raw.page(paragraph(*BODY) + f"/OC /L1 BDC {shown(SECRET, LEFT, Y)} EMC", resources={"Properties": f"<< /L1 {m} >>"})
    raw.catalog = f"/OCProperties << /OCGs [ {g} ] /D << /OFF [ {g} ] >> >>"
    return raw.bytes()


def text_under_a_seal_with_a_soft_mask() -> bytes:
    raw = Raw()
    mask = raw.add(
        "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        "/Filter /FlateDecode >>",
        zlib.compress(bytes([100]) * 64),
    )
    im = raw.add(
        "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        f"/SMask {mask} /Filter /FlateDecode >>",
        zlib.compress(b"\xff\0\0" * 64),
    )
    raw.page(
        paragraph(*BODY) + shown(SECRET, LEFT, Y) + placed_image("Im", LEFT, Y - 30, 90, 90),
        resources={"XObject": f"<< /Im {im} >>"},
    )
    return raw.bytes()


def text_under_an_opaque_picture() -> bytes:
    raw = Raw()
    im = raw.add(*grey_image())
    raw.page(
        paragraph(*BODY)
        + shown(SECRET, LEFT, Y)
        + placed_image("Im", LEFT - 5, Y - 10, 300, 30)
        + shown("图上文字可见", LEFT, Y),
        resources={"XObject": f"<< /Im {im} >>"},
    )
    return raw.bytes()


def line_partly_beyond_the_page() -> bytes:
    return simple(shown("第五条 本条文字超出页面右边", 595 - 8 * 12, Y))


def mirrored_text() -> bytes:
    return simple(f"BT /F1 12 Tf -1 0 0 1 300 {Y} Tm <{'镜像文字内容'.encode('utf-16-be').hex()}> Tj ET")


def text_upside_down() -> bytes:
    return simple(f"BT /F1 12 Tf -1 0 0 -1 300 {Y} Tm <{'倒置文字内容'.encode('utf-16-be').hex()}> Tj ET")


def two_texts_over_each_other() -> bytes:
    return simple(shown("违约金为每日千分之五", LEFT, Y) + shown("违约金为每日万分之一", LEFT + 4, Y))


def field_whose_text_is_only_in_its_appearance() -> bytes:
    raw = Raw()
    ap = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 60 16 ] /Resources << /Font << /F1 {raw.font} >> >> >>",
        f"/Tx BMC {shown('8888', 2, 3)} EMC".encode(),
    )
    w = raw.add(note("Widget", (LEFT + 60, TOP - 23, LEFT + 84, TOP - 8), f"/FT /Tx /T (a) /AP << /N {ap} >>"))
    raw.page(paragraph(*FORM), notes=(w,))
    raw.catalog = f"/AcroForm << /Fields [ {w} ] >>"
    return raw.bytes()


def widget_that_no_form_lists() -> bytes:
    raw = Raw()
    w = raw.add(note("Widget", (LEFT + 60, TOP - 23, LEFT + 84, TOP - 8), f"/FT /Tx /T (a) /V {string('8888')}"))
    raw.page(paragraph(*FORM), notes=(w,))
    return raw.bytes()


def inline_image() -> bytes:
    return simple(
        shown("服务费每月", LEFT, Y)
        + f"q 24 0 0 11 {LEFT + 60} {Y - 1} cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x80\x90\xa0\xb0 EI Q\n"
        + shown("元，由用户支付。", LEFT + 84, Y)
    )


def digits_drawn_as_paths() -> bytes:
    d = "".join(
        f"{LEFT + 62 + x * 7} {Y} m {LEFT + 62 + x * 7} {Y + 5} {LEFT + 63 + x * 7} {Y + 9} "
        f"{LEFT + 65 + x * 7} {Y + 9} c {LEFT + 67 + x * 7} {Y + 9} {LEFT + 68 + x * 7} {Y + 5} "
        f"{LEFT + 68 + x * 7} {Y} c f "
        for x in range(3)
    )
    return simple(shown("服务费每月", LEFT, Y) + d + shown("元，由用户支付。", LEFT + 84, Y))


def negative_font_size() -> bytes:
    return simple(f"BT /F1 -12 Tf -1 0 0 -1 {LEFT} {Y} Tm <{SECRET.encode('utf-16-be').hex()}> Tj ET")


def horizontal_scaling_60() -> bytes:
    return simple(f"BT 60 Tz /F1 12 Tf 1 0 0 1 {LEFT} {Y} Tm <{SECRET.encode('utf-16-be').hex()}> Tj 100 Tz ET")


def strike_in_a_table_cell() -> bytes:
    fr = "0.6 w " + "".join(f"{LEFT + 150 * c} {Y - 8} 150 24 re S " for c in range(2))
    return simple(
        fr
        + shown("日千分之五", LEFT + 6, Y)
        + f"{LEFT + 6} {Y + 4} m {LEFT + 66} {Y + 4} l S "
        + shown("日万分之五", LEFT + 156, Y)
    )


def caret_with_replacement_text_beside_a_strike() -> bytes:
    raw = Raw()
    b = (LEFT, TOP - 23, LEFT + 48, TOP - 9)
    n = (
        raw.add(note("StrikeOut", b, over(b))),
        raw.add(note("Caret", (LEFT + 48, TOP - 23, LEFT + 54, TOP - 9), f"/Contents {string('会员费每年')}")),
    )
    raw.page(paragraph(*BODY), notes=n)
    return raw.bytes()


def white_box_annotation_over_a_sentence() -> bytes:
    raw = Raw()
    ap = raw.add("<< /Type /XObject /Subtype /Form /BBox [ 0 0 300 20 ] >>", b"1 g 0 0 300 20 re f")
    n = raw.add(note("Square", (LEFT - 2, Y - 6, LEFT + 298, Y + 14), f"/IC [ 1 1 1 ] /C [ 1 1 1 ] /AP << /N {ap} >>"))
    raw.page(paragraph(*BODY) + shown(SECRET, LEFT, Y), notes=(n,))
    return raw.bytes()


def text_typed_over_a_whited_out_word() -> bytes:
    raw = Raw()
    ap = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 26 16 ] /Resources << /Font << /F1 {raw.font} >> >> >>",
        f"1 g 0 0 26 16 re f 0 g {shown('百', 1, 3)}".encode(),
    )
    x = LEFT + 60
    n = raw.add(
        note(
            "FreeText",
            (x - 1, TOP - 24, x + 25, TOP - 8),
            f"/Contents {string('百元')} /DA (/F1 12 Tf 0 g) /AP << /N {ap} >>",
        )
    )
    raw.page(paragraph(*BODY), notes=(n,))
    return raw.bytes()


def attachment_to_a_page_by_an_icon() -> bytes:
    raw = Raw()
    n = raw.add(note("FileAttachment", (500, 700, 520, 720), f"/Contents {string('补充协议.docx')}"))
    raw.page(paragraph(*BODY), notes=(n,))
    return raw.bytes()


def film_and_sound() -> bytes:
    raw = Raw()
    n = raw.add(note("RichMedia", (100, 300, 300, 400)))
    raw.page(paragraph(*BODY), notes=(n,))
    return raw.bytes()


def watermark_annotation_with_text() -> bytes:
    raw = Raw()
    ap = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 200 30 ] /Resources << /Font << /F1 {raw.font} >> >> >>",
        shown("仅供参考", 2, 3).encode(),
    )
    n = raw.add(note("Watermark", (100, 300, 300, 330), f"/AP << /N {ap} >>"))
    raw.page(paragraph(*BODY), notes=(n,))
    return raw.bytes()


def footnote_cited_by_a_star() -> bytes:
    return simple(shown("退款限于三日内*，另行通知。", LEFT, Y) + shown("* 节假日顺延。", LEFT, 80, size=8))


def comment_with_a_reply() -> bytes:
    raw = Raw()
    a = raw.add(note("Text", (500, 700, 520, 720), f"/Contents {string('请改为八十元')}"))
    b = raw.add(note("Text", (500, 700, 520, 720), f"/Contents {string('同意')} /IRT {a}"))
    raw.page(paragraph(*BODY), notes=(a, b))
    return raw.bytes()


KINDS: list[tuple[Make, list[str], list[Told]]] = [
    (invisible_letters_inside_a_visible_line, ["第三条 争议解决"], [("hidden-text", "AA")]),  # pdfplumber #1230
    (
        characters_beyond_the_clip_path,
        ["第四条 平台不承"],
        [("hidden-text", "担任何责任。甲乙丙丁戊己")],
    ),  # pdfplumber #208
    (superseded_text_in_a_clipped_form, [], [("hidden-text", SECRET)]),  # all2md #435
    (layer_by_membership, [], [("hidden-text", SECRET)]),  # pymupdf #736
    (text_under_a_seal_with_a_soft_mask, [SECRET], [("picture", "")]),  # MinerU #4697
    (text_under_an_opaque_picture, ["图上文字可见"], [("hidden-text", SECRET), ("picture", "")]),  # pdfplumber #153
    (line_partly_beyond_the_page, ["第五条 本条文字超出页面右边"], []),  # pymupdf #4739
    (mirrored_text, [], [("vertical-text", "镜像文字内容")]),  # pdf.js #11513
    (text_upside_down, [], [("vertical-text", "倒置文字内容")]),  # pdf.js #14415
    (
        two_texts_over_each_other,
        ["违约金为每日千分之五", "违约金为每日万分之一"],
        [("other", "违约金为每日千分之五 / 违约金为每日万分之一")],
    ),  # pdfplumber #178
    (
        field_whose_text_is_only_in_its_appearance,
        ["服务费每月 元，由用户支付。"],
        [("form-field", "")],
    ),  # pdf_oxide #92
    (widget_that_no_form_lists, ["服务费每月 8888元，由用户支付。"], []),  # pdf.js issue kind: orphan widgets
    (
        inline_image,
        ["服务费每月 元，由用户支付。"],
        [("picture", "服务费每月〔图〕元，由用户支付。")],
    ),  # digits as images
    (
        digits_drawn_as_paths,
        ["服务费每月 元，由用户支付。"],
        [("drawing", "服务费每月〔图〕元，由用户支付。")],
    ),  # outlined text
    (negative_font_size, [SECRET], []),  # flipped fonts
    (horizontal_scaling_60, [SECRET], []),  # Tz
    (strike_in_a_table_cell, ["\t日万分之五"], [("other", "日千分之五")]),  # camelot #111
    (
        caret_with_replacement_text_beside_a_strike,
        [],
        [("annotation", "服务费每"), ("comment", "会员费每年")],
    ),  # Acrobat "replace text"
    (white_box_annotation_over_a_sentence, [], [("hidden-text", SECRET), ("annotation", "")]),  # redaction by a square
    (
        text_typed_over_a_whited_out_word,
        ["服务费每月百元，由用户按月支付给平台。"],
        [("hidden-text", "十元")],
    ),  # viewer edit: FreeText with a ground
    (attachment_to_a_page_by_an_icon, [], [("attachment", "补充协议.docx")]),  # FileAttachment
    (film_and_sound, [], [("annotation", "")]),  # RichMedia
    (watermark_annotation_with_text, [], [("annotation", "")]),  # Watermark annotation
    (footnote_cited_by_a_star, ["退款限于三日内*，另行通知。"], [("footnote", "* 节假日顺延。")]),  # footnotes
    (comment_with_a_reply, [], [("comment", "请改为八十元 | 同意")]),  # Text annotations
]


@pytest.mark.parametrize(("make", "lines", "told"), KINDS, ids=[make.__name__ for make, *_ in KINDS])
def test_a_reported_kind_is_read_or_told(make: Make, lines: list[str], told: list[Told]) -> None:
    document = read(make(), name="kind.pdf", options=ReadOptions(ocr="never"))
    assert [line.text for line in document.lines if line.text not in BODY + FORM] == lines
    assert [(one.what, one.words) for one in document.unread] == told
