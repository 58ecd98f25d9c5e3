"""Forms and annotations: what was filled in stands in the text where the page shows it; the rest is told."""

from __future__ import annotations

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument, Unread
from agreement_tool.read.base import Engine, ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import marked, needs_han_font, reading, texts
from tests.read.pdf.raw import LEFT, SIZE, TOP, Raw, note, over, paragraph, shown, string

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月    元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")
ROW = TOP - 20
"""Baseline of the second line."""
GAP = (LEFT + 5 * SIZE, ROW - 3, LEFT + 7 * SIZE, ROW + 12)
"""The four blanks in it, half an em each."""


def unread(document: SourceDocument, what: str) -> list[Unread]:
    return [one for one in document.unread if one.what == what]


def form(*fields: str, content: str = "", more: str = "") -> bytes:
    """A page of BODY with form fields on it."""
    raw = Raw()
    widgets = [raw.add(field) for field in fields]
    raw.page(content or paragraph(*BODY), notes=tuple(widgets))
    raw.catalog = f"/AcroForm << /Fields [ {' '.join(widgets)} ] {more} >>"
    return raw.bytes()


def field(kind: str, box: tuple[float, float, float, float], more: str, flags: int = 4) -> str:
    return note("Widget", box, f"/FT /{kind} /T {string('域')} {more}").replace("/F 4", f"/F {flags}")


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_fields_value_stands_in_its_sentence(engine: Engine) -> None:
    data = form(field("Tx", GAP, f"/V {string('8888')}"))
    document = read(data, name="form.pdf", options=ReadOptions(reader=engine))
    assert texts(document.lines)[1].replace(" ", "") == "服务费每月8888元，由用户按月支付给平台。"
    assert document.unread == ()


def test_a_value_given_by_the_parent_field_stands_in_its_sentence() -> None:
    raw = Raw()
    kid = raw.add(note("Widget", GAP, "/Parent 99 0 R"))
    parent = raw.add(f"<< /FT /Tx /T {string('费')} /V {string('壹拾')} /Kids [ {kid} ] >>")
    raw._objects[int(kid.split()[0])] = note("Widget", GAP, f"/Parent {parent}").encode()
    raw.page(paragraph(*BODY), notes=(kid,))
    raw.catalog = f"/AcroForm << /Fields [ {parent} ] >>"
    assert texts(reading(raw.bytes()).lines)[1].replace(" ", "").startswith("服务费每月壹拾元")


def test_a_field_of_two_lines_is_two_lines() -> None:
    box = (LEFT, TOP - 160, LEFT + 200, TOP - 120)
    lines = texts(reading(form(field("Tx", box, f"/Ff 4096 /V {string('一层甲室' + chr(10) + '二层乙室')}"))).lines)
    assert lines[-2:] == ["一层甲室", "二层乙室"]


def test_an_empty_field_is_a_blank_to_be_filled_in() -> None:
    assert [(text.strip(), marks) for text, marks in marked(form(field("Tx", GAP, "")))] == [("", ("underline",))]


def test_a_menus_choice_is_read() -> None:
    data = form(field("Ch", GAP, f"/Ff 131072 /Opt [ {string('十')} {string('二十')} ] /V {string('二十')}"))
    assert "每月二十元" in texts(reading(data).lines)[1].replace(" ", "")


CHOICES = paragraph("第一条 付款", "    一次付清    分期付款", "第二条 其他")
BOXES = ((LEFT, ROW - 1, LEFT + 11, ROW + 10), (LEFT + 6 * SIZE, ROW - 1, LEFT + 6 * SIZE + 11, ROW + 10))


def tick(box: tuple[float, float, float, float], state: str, more: str = "") -> str:
    return field("Btn", box, f"/AS /{state} /V /{state} {more}")


def test_ticks_stand_before_their_words() -> None:
    lines = texts(reading(form(tick(BOXES[0], "Yes"), tick(BOXES[1], "Off"), content=CHOICES)).lines)
    assert lines[1].replace(" ", "") == "☑一次付清☐分期付款"


def test_a_printed_box_under_a_ticked_one_is_not_read_twice() -> None:
    content = paragraph("第一条 付款", "□ 一次付清 □ 分期付款", "第二条 其他")
    second = (LEFT + 6.5 * SIZE, ROW - 1, LEFT + 7.5 * SIZE, ROW + 10)
    lines = texts(reading(form(tick(BOXES[0], "Off"), tick(second, "Yes"), content=content)).lines)
    assert lines[1].replace(" ", "") == "☐一次付清☑分期付款"


def test_radio_buttons_are_read_like_boxes() -> None:
    radio = f"/Ff {1 << 15}"
    lines = texts(reading(form(tick(BOXES[0], "Off", radio), tick(BOXES[1], "b", radio), content=CHOICES)).lines)
    assert lines[1].replace(" ", "") == "☐一次付清☑分期付款"


def test_a_hidden_field_is_told_with_its_value() -> None:
    document = reading(form(field("Tx", GAP, f"/V {string('8888')}", flags=2)))
    (told,) = document.unread
    assert (told.what, told.pages, told.words) == ("form-field", (1,), "8888")
    assert "8888" not in "".join(texts(document.lines))


def test_a_password_is_not_read() -> None:
    document = reading(form(field("Tx", GAP, f"/Ff {1 << 13} /V {string('8888')}")))
    assert "8888" not in "".join(texts(document.lines))


def test_a_signature_field_is_told() -> None:
    (told,) = reading(form(field("Sig", GAP, ""))).unread
    assert (told.what, told.count) == ("form-field", 1)


# --- dynamic forms, portfolios, files


def waiting(catalog: str) -> bytes:
    raw = Raw()
    raw.page(paragraph("请稍候…", "如果此消息最终未被文档的正确内容所替换，请升级到最新版本的 Adobe Reader。"))
    raw.catalog = catalog.replace("XFA", f"/XFA {raw.add('<< >>', b'<xdp/>')}")
    return raw.bytes()


@pytest.mark.parametrize(
    "catalog", ["/NeedsRendering true /AcroForm << /Fields [ ] XFA >>", "/AcroForm << /Fields [ ] XFA >>"]
)
def test_a_dynamic_form_is_refused_and_the_way_out_named(catalog: str) -> None:
    with pytest.raises(SourceError, match="XFA") as caught:
        reading(waiting(catalog))
    assert "打印" in str(caught.value)


def with_file(*lines: str, more: str = "") -> bytes:
    raw = Raw()
    raw.page(paragraph(*lines))
    stream = raw.add("<< /Type /EmbeddedFile >>", b"%PDF-1.4 ...")
    spec = raw.add(f"<< /Type /Filespec /F {string('附件一.pdf')} /UF {string('附件一.pdf')} /EF << /F {stream} >> >>")
    raw.catalog = f"/Names << /EmbeddedFiles << /Names [ {string('附件一.pdf')} {spec} ] >> >> {more}"
    return raw.bytes()


def test_a_portfolio_is_refused_with_the_names_of_its_files() -> None:
    cover = "为获得最佳体验，请在 Acrobat X 中打开此 PDF 包。"
    with pytest.raises(SourceError, match=r"附件一\.pdf"):
        reading(with_file(cover, more="/Collection << /Type /Collection /View /D >>"))


def test_a_file_inside_the_document_is_told_by_name() -> None:
    document = reading(with_file(*BODY))
    (told,) = document.unread
    assert (told.what, told.words) == ("attachment", "附件一.pdf")
    assert len(document.lines) == 4


# --- annotations


def noted(*notes: str) -> SourceDocument:
    raw = Raw()
    raw.page(paragraph(*BODY), notes=tuple(raw.add(one) for one in notes))
    return reading(raw.bytes())


def test_words_typed_into_a_gap_of_a_line_are_a_part_of_it() -> None:
    document = noted(note("FreeText", GAP, f"/Contents {string('八百')} /DA (/Helv 12 Tf 0 g)"))
    assert texts(document.lines)[1].replace(" ", "").startswith("服务费每月八百元")
    assert document.unread == ()


def test_words_typed_beside_the_text_are_told_and_not_read() -> None:
    margin = (LEFT + 380, TOP - 300, LEFT + 450, TOP - 280)
    document = noted(note("FreeText", margin, f"/Contents {string('请法务确认')} /DA (/Helv 9 Tf 0 g)"))
    (told,) = document.unread
    assert (told.what, told.words, told.pages) == ("annotation", "请法务确认", (1,))
    assert texts(document.lines)[3] == BODY[3]


LINE = (LEFT, ROW - 3, LEFT + 4 * SIZE, ROW + 11)


def test_struck_text_is_told_with_its_words() -> None:
    (told,) = noted(note("StrikeOut", LINE, over(LINE))).unread
    assert (told.what, told.words) == ("annotation", "服务费每")


def test_a_highlight_and_an_underline_are_marks() -> None:
    raw = Raw()
    more = paragraph(*["本协议由双方在平等自愿的基础上共同订立并遵照执行。"] * 4, first=TOP - 100)
    notes = (
        raw.add(note("Highlight", LINE, over(LINE))),
        raw.add(note("Underline", (0, 0, 0, 0), over((LEFT, ROW - 23, LEFT + 36, ROW - 9)))),
    )
    raw.page(paragraph(*BODY) + more, notes=notes)
    assert marked(raw.bytes()) == [("服务费每", ("highlight",)), ("第二条", ("underline",))]
    assert reading(raw.bytes()).unread == ()


@pytest.mark.parametrize(
    ("subtype", "what", "more", "words"),
    [
        ("Stamp", "annotation", f"/Name /Approved /Contents {string('审核通过')}", "审核通过"),
        ("Text", "comment", f"/Contents {string('这里要改')}", "这里要改"),
        ("Ink", "annotation", "/InkList [ [ 90 700 120 720 ] ]", ""),
        ("Redact", "annotation", over(LINE), "服务费每"),
        ("FileAttachment", "attachment", f"/Contents {string('报价单')}", "报价单"),
    ],
)
def test_what_is_added_to_a_page_is_told(subtype: str, what: str, more: str, words: str) -> None:
    (told,) = noted(note(subtype, LINE, more)).unread
    assert (told.what, told.words, told.pages, told.count) == (what, words, (1,), 1)
    assert told.sentence.zh and told.sentence.en


def test_pop_ups_and_links_are_not_told() -> None:
    assert noted(note("Popup", LINE), note("Link", LINE, "/A << /S /URI /URI (https://example.cn) >>")).unread == ()


def test_a_note_without_words_under_it_does_no_harm() -> None:
    assert noted(note("StrikeOut", (0, 0, 0, 0))).unread[0].words == ""
    assert texts(noted(note("FreeText", GAP)).lines) == texts(noted().lines)


def test_shown_text_and_fields_alike_count_as_read() -> None:
    content = shown("甲方：", LEFT, TOP) + shown("乙方：", LEFT, ROW)
    box = (LEFT + 3 * SIZE, TOP - 3, LEFT + 12 * SIZE, TOP + 12)
    lines = texts(reading(form(field("Tx", box, f"/V {string('星河科技有限公司')}"), content=content)).lines)
    assert lines == ["甲方：星河科技有限公司", "乙方："]
