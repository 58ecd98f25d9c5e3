"""Kinds of things that Word files hold and readers get wrong: each is read right, or told, and never silent."""

from __future__ import annotations

import pytest

from agreement_tool.check.runner import run
from agreement_tool.model import SourceDocument
from agreement_tool.pipeline.extract import confidence
from agreement_tool.read.base import ReadOptions
from agreement_tool.structure.build import build
from tests.read.docx.word import docx, level, numbered, numbering, p, part, r, unzipped, zipped
from tests.read.reading import marked, read, texts

REJECT = ReadOptions(changes="reject")
TITLE = p("星河云盘服务协议", '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>')


def m(inner: str) -> str:
    """A formula."""
    return f"<m:oMath>{inner}</m:oMath>"


def mr(text: str) -> str:
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def para(*pieces: str, properties: str = "") -> str:
    """A paragraph of pieces of XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"


def field(instruction: str, result: str | None = None, begin: str = "", attributes: str = "") -> str:
    """A complex field; without a result it has no separator."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin" {attributes}>{begin}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def told(document: SourceDocument) -> dict[str, tuple[int, str]]:
    """What was not read: kind -> (how many, words)."""
    return {entry.what: (entry.count, entry.words) for entry in document.unread}


def sure(document: SourceDocument) -> float:
    """What is left of the certainty of the clauses, for what was not read, in the confidence that `extract` states."""
    agreement = build(document).agreement
    certain = [clause.certainty for clause in agreement.walk()]
    return confidence(agreement) * len(certain) / sum(certain)


FRACTION = f"<m:f><m:num>{mr('5')}</m:num><m:den>{mr('10000')}</m:den></m:f>"


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        (FRACTION, "5/10000"),
        (f"<m:f><m:num>{mr('a+b')}</m:num><m:den>{mr('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:f><m:num>{mr('本金')}</m:num><m:den>{FRACTION}</m:den></m:f>", "本金/(5/10000)"),
        (f"{mr('1')}<m:f><m:num>{mr('1')}</m:num><m:den>{mr('2')}</m:den></m:f>", "1 1/2"),
        (f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('2')}</m:den></m:f>{mr('x')}", "(1/2)x"),
        (f"<m:f><m:fPr><m:type m:val='lin'/></m:fPr><m:num>{mr('1')}</m:num><m:den>{mr('3')}</m:den></m:f>", "1/3"),
        (f"<m:sSup><m:e>{mr('(1+r)')}</m:e><m:sup>{mr('2')}</m:sup></m:sSup>", "(1+r)^2"),
        (f"<m:sSup><m:e>{mr('1+r')}</m:e><m:sup>{mr('n-1')}</m:sup></m:sSup>", "(1+r)^(n-1)"),
        (f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('6')}</m:sup></m:sSup>", "10^6"),
        (f"<m:sSubSup><m:e>{mr('x')}</m:e><m:sub>{mr('i')}</m:sub><m:sup>{mr('2')}</m:sup></m:sSubSup>", "x_i^2"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{mr('a+b')}</m:e></m:rad>", "√(a+b)"),
        (f"<m:rad><m:deg>{mr('3')}</m:deg><m:e>{mr('x')}</m:e></m:rad>", "√[3](x)"),
        (
            f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{mr('i=1')}</m:sub><m:sup>{mr('n')}</m:sup>"
            f"<m:e>{mr('x')}</m:e></m:nary>",
            "∑_(i=1)^n (x)",
        ),
        (f"<m:d><m:e>{mr('1+r')}</m:e></m:d>", "(1+r)"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{mr('a')}</m:e></m:d>", "[a]"),
        (f"<m:func><m:fName>{mr('min')}</m:fName><m:e>{mr('a, b')}</m:e></m:func>", "min(a, b)"),
        (f"<m:eqArr><m:e>{mr('&amp;a=1')}</m:e><m:e>{mr('b=2')}</m:e></m:eqArr>", "a=1; b=2"),
        (f"<m:borderBox><m:e>{mr('x')}</m:e></m:borderBox>", "x"),
        (f"<w:del>{mr('3')}</w:del><w:ins>{mr('5')}</w:ins>", "5"),
    ],
)
def test_formulas_stand_in_their_sentence_in_one_line(inner: str, printed: str) -> None:
    document = read("docx", docx(para(r("违约金＝未付金额×"), m(inner), r("。"))))
    assert texts(document) == [f"违约金＝未付金额×{printed}。"]


def test_a_number_before_a_formula_does_not_run_into_it() -> None:
    assert texts(read("docx", docx(para(r("每月3"), m(FRACTION), r("元"))))) == ["每月3 5/10000元"]


@pytest.mark.parametrize(
    ("pieces", "printed"),
    [
        (r("10") + r("6", '<w:vertAlign w:val="superscript"/>') + r("元"), "10⁶元"),
        (r("面积50m") + r("2", '<w:vertAlign w:val="superscript"/>'), "面积50m²"),
        (r("CO") + r("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
        (r("usd", "<w:caps/>"), "USD"),
        (r("þ同意 ¨不同意", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑同意 □不同意"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>' + r("5%"), "≤5%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("续费"), "☑续费"),
    ],
)
def test_characters_are_read_as_their_position_and_font_print_them(pieces: str, printed: str) -> None:
    document = read("docx", docx(para(pieces)))
    assert texts(document) == [printed]
    assert document.unread == ()


def test_an_unknown_symbol_is_told() -> None:
    document = read("docx", docx(para('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>', r("图例"))))
    assert texts(document) == ["�图例"]
    assert told(document) == {"other": (1, "")}


def test_struck_out_text_is_set_aside_and_told() -> None:
    body = TITLE + para(
        r("第一条 违约金为"), r("千分", "<w:strike/>"), r("之五", "<w:strike/>"), r("万分之五"), r("。")
    )
    document = read("docx", docx(body + p("第二条 甲方不承担责任。", run="<w:dstrike/>") + p("第三条 其他")))
    assert texts(document)[1:] == ["第一条 违约金为万分之五。", "第三条 其他"]
    assert told(document) == {"other": (2, "千分之五 | 第二条 甲方不承担责任。")}
    assert document.unread[0].places == ("第一条 违约金为万分之五。",)
    assert [piece.text for piece in document.furniture] == ["千分之五", "第二条 甲方不承担责任。"]
    assert sure(document) == pytest.approx(2 / 3, abs=0.01)  # two clauses and one thing unread


def test_a_strike_can_be_switched_off_again() -> None:
    styles = part("styles", '<w:style w:type="character" w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style>')
    document = read("docx", docx(para(r("有效", '<w:rStyle w:val="S"/><w:strike w:val="0"/>')), styles=styles))
    assert texts(document) == ["有效"]


def test_hidden_text_is_told_with_its_words() -> None:
    document = read("docx", docx(para(r("每月"), r("不超过三次", "<w:vanish/>"), r("十元"))))
    assert texts(document) == ["每月十元"]
    assert told(document) == {"hidden-text": (1, "不超过三次")}


def ins(inner: str) -> str:
    return f"<w:ins>{inner}</w:ins>"


def gone(inner: str) -> str:
    return f"<w:del>{inner}</w:del>"


def dt(text: str) -> str:
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


NESTED = para(r("每月"), ins(gone(dt("二十"))), gone(ins(r("三十"))), gone(dt("十")), ins(r("五十")), r("元。"))


@pytest.mark.parametrize(("options", "text"), [(ReadOptions(), "每月五十元。"), (REJECT, "每月十元。")])
def test_any_deletion_around_text_wins(options: ReadOptions, text: str) -> None:
    document = read("docx", docx(NESTED), options)
    assert texts(document) == [text]
    assert told(document)["tracked-change"][0] == 4
    assert "三十" in told(document)["tracked-change"][1]


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<w:') else p(text)}</w:tc>"


def test_tracked_rows_and_cells_are_gone_or_there() -> None:
    rows = (
        row(cell("项目"), cell("价格"))
        + row(cell("旧套餐"), cell("99元"), properties="<w:del/>")
        + row(cell("新套餐"), cell("50元"), properties="<w:ins/>")
        + row(cell("备注"), cell("另议", "<w:cellDel/>"))
    )
    accepted, rejected = (read("docx", docx(f"<w:tbl>{rows}</w:tbl>"), options) for options in (ReadOptions(), REJECT))
    assert accepted.lines[0].text == "项目\t价格\n新套餐\t50元\n备注\t"
    assert rejected.lines[0].text == "项目\t价格\n旧套餐\t99元\n备注\t另议"
    assert "旧套餐 99元" in told(accepted)["tracked-change"][1]


def test_a_deleted_paragraph_mark_joins_and_loses_nothing_at_a_table_or_the_end() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    table = f"<w:tbl>{row(cell('甲'), cell('乙'))}{row(cell('丙'), cell('丁'))}</w:tbl>"
    body = p("前一句，", mark) + p("后一句。") + p("表前", mark) + table + p("末尾", mark)
    assert texts(read("docx", docx(body))) == ["前一句，后一句。", "表前", "甲\t乙\n丙\t丁", "末尾"]


def test_a_deleted_numbered_paragraph_is_not_counted() -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = numbered("甲") + para(gone(dt("乙")), properties=listed + "<w:rPr><w:del/></w:rPr>") + numbered("丙")
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    assert texts(document) == ["第一条 甲", "第二条 丙"]


def test_rejected_numbering_is_not_counted() -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = para(r("甲"), properties=f"{listed}<w:pPrChange><w:pPr/></w:pPrChange>")
    numbers = numbering(level(0, "%1."))
    assert texts(read("docx", docx(body, numbering=numbers))) == ["1. 甲"]
    assert texts(read("docx", docx(body, numbering=numbers), REJECT)) == ["甲"]


def test_a_style_separator_keeps_heading_and_text_in_one_line() -> None:
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = para(r("费用。"), properties=listed + mark) + p("服务费每月十元。")
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    assert texts(document) == ["第一条 费用。服务费每月十元。"]


def check_box(default: int, checked: int | None = None) -> str:
    state = "" if checked is None else f'<w:checked w:val="{checked}"/>'
    return field(
        "FORMCHECKBOX", begin=f'<w:ffData><w:checkBox><w:default w:val="{default}"/>{state}</w:checkBox></w:ffData>'
    )


def test_legacy_form_fields_stand_in_the_text() -> None:
    entries = '<w:listEntry w:val="年付"/><w:listEntry w:val="月付"/>'
    drop_down = field("FORMDROPDOWN", begin=f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>')
    default = '<w:ffData><w:textInput><w:default w:val="北京"/></w:textInput></w:ffData>'
    body = para(
        check_box(1), r("同意；"), check_box(1, 0), r("不同意；周期"), drop_down, r("，地点"),
        field("FORMTEXT", begin=default), r("，金额"), field("FORMTEXT", "8888"), r("元"),
    )  # fmt: skip
    document = read("docx", docx(body))
    assert texts(document) == ["☑同意；☐不同意；周期月付，地点北京，金额8888元"]
    assert document.unread == ()
    assert sure(document) < 1  # it has no title


def control(properties: str, content: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def test_content_controls_print_their_content_or_their_state() -> None:
    ticked = control(f'<w14:checkbox {W14}><w14:checked w14:val="1"/></w14:checkbox>')
    shown = control(f'<w14:checkbox {W14}><w14:checked w14:val="0"/></w14:checkbox>', r("☐"))
    items = '<w:listItem w:displayText="年付" w:value="y"/><w:listItem w:displayText="月付" w:value="m"/>'
    chosen = control(f'<w:dropDownList w:lastValue="m">{items}</w:dropDownList>')
    document = read("docx", docx(para(ticked, r("续费 "), shown, r("不续费，周期"), chosen)))
    assert texts(document) == ["☑续费 ☐不续费，周期月付"]


def test_a_placeholder_is_known_as_such() -> None:
    empty = control("<w:showingPlcHdr/>", r("单击或点击此处输入文字。"))
    block = control("<w:showingPlcHdr/>", p("合同编号占位"))
    document = read("docx", docx(para(r("甲方："), empty) + block))
    assert texts(document) == ["甲方：单击或点击此处输入文字。", "合同编号占位"]
    assert told(document) == {"form-field": (2, "单击或点击此处输入文字。 | 合同编号占位")}


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        (r"EQ \f(5,10000)", "5/10000"),
        (r"eq \o\ac(○,1)", "①"),
        (r"EQ \o(□,√)", "☑"),
        (r"EQ \r(3,x)", "√[3](x)"),
        (r"EQ \x(√)", "☑"),
        (r"SYMBOL 254 \f Wingdings", "☑"),
        (r"SYMBOL 163 \f Symbol", "≤"),
        (r"SYMBOL 8451 \u", "℃"),
        (r"AUTONUM", "1."),
        (r"AUTONUMLGL \e", "1"),
        (r"AUTONUMOUT", "I."),
        (r"AUTONUM \* CHINESENUM3 \s 、", "一、"),
        (r"LISTNUM", "1)"),
        (r"LISTNUM LegalDefault \l 1 \s 3", "3."),
        (r"SEQ 表 \* ARABIC", "1"),
        (r"MACROBUTTON NoMacro [点击输入甲方]", "[点击输入甲方]"),
        (r'QUOTE "引用文字"', "引用文字"),
        (r"XE 索引项", ""),
    ],
)
def test_fields_without_a_result_print_what_word_computes(instruction: str, printed: str) -> None:
    document = read("docx", docx(para(r("甲"), field(instruction), r("乙"))))
    assert texts(document) == [f"甲{printed}乙"]
    assert document.unread == ()


def test_automatic_numbers_by_field_count_on() -> None:
    body = "".join(para(field("AUTONUM"), r(f"条{n}")) for n in "甲乙丙")
    assert texts(read("docx", docx(body))) == ["1.条甲", "2.条乙", "3.条丙"]


def test_a_field_that_cannot_be_computed_is_told() -> None:
    document = read("docx", docx(TITLE + para(r("价款"), field(r"= SUM(ABOVE) \# 0.00"), r("元"))))
    assert texts(document)[1] == "价款元"
    assert told(document) == {"field-without-result": (1, r"= SUM(ABOVE) \# 0.00")}
    assert document.unread[0].places == ("价款元",)
    assert sure(document) == pytest.approx(0.5, abs=0.01)


def test_simple_fields_print_their_result_or_what_is_computed() -> None:
    given = f'<w:fldSimple w:instr=" DOCPROPERTY 甲方 ">{r("星河公司")}</w:fldSimple>'
    empty = '<w:fldSimple w:instr=" LISTNUM "/>'
    assert texts(read("docx", docx(para(r("甲方："), given, r("；"), empty, r("项"))))) == ["甲方：星河公司；1)项"]


def bookmarked(text: str, name: str) -> str:
    """An automatically numbered paragraph with a bookmark."""
    return para(
        f'<w:bookmarkStart w:id="7" w:name="{name}"/>', r(text), '<w:bookmarkEnd w:id="7"/>',
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("instruction", "shown", "code"),
    [
        (r"REF _Ref1 \r \h", "第二条", None),
        (r"REF _Ref1 \r \h", "第三条", "stale-reference"),
        (r"REF _Ref1 \w \h", "第一章第二条", None),
        (r"REF _Ref1 \h", "解除", None),
        (r"REF _Ref1 \h", "终止", "stale-reference"),
        (r"REF _Ref9 \r \h", "第九条", "broken-reference"),
        (r"REF _Ref9 \r \h", "错误!未找到引用源。", "broken-reference"),
        (r"PAGEREF _Ref1 \h", "3", None),
    ],
)
def test_a_reference_by_field_is_compared_with_its_bookmark(instruction: str, shown: str, code: str | None) -> None:
    body = numbered("费用") + bookmarked("解除", "_Ref1") + para(r("按照"), field(instruction, shown), r("处理。"))
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    assert texts(document)[2] == f"按照{shown}处理。"
    assert [doubt.code for doubt in document.doubts] == ([code] if code else [])
    if code == "stale-reference":
        assert shown in document.doubts[0].message.zh
        assert document.doubts[0].text == f"按照{shown}处理。"


def test_a_date_field_is_doubted() -> None:
    document = read("docx", docx(para(r("签署日期："), field(r'DATE \@ "yyyy年M月d日"', "2026年1月1日"))))
    assert [doubt.code for doubt in document.doubts] == ["volatile-field"]


def test_a_level_may_be_given_by_the_style_that_it_names() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>',
    )
    numbers = numbering(
        level(0, "第%1条", "chineseCounting", '<w:pStyle w:val="H1"/>')
        + level(1, "%1.%2", "decimal", '<w:pStyle w:val="H2"/><w:isLgl/>')
    )
    body = "".join(
        p(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (("甲", "H1"), ("乙", "H2"), ("丙", "H1"), ("丁", "H2"))
    )
    document = read("docx", docx(body, styles=styles, numbering=numbers))
    assert texts(document) == ["第一条 甲", "1.1 乙", "第二条 丙", "2.1 丁"]


def test_custom_number_formats_keep_their_zeros() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert texts(read("docx", docx(numbered("甲"), numbering=numbering(custom)))) == ["007 甲"]


def test_typed_numbers_stand_beside_automatic_ones_as_printed() -> None:
    body = numbered("甲") + p("第二条 乙") + numbered("丙")
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    assert texts(document) == ["第一条 甲", "第二条 乙", "第二条 丙"]


BOLD_STYLES = (
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="D"><w:basedOn w:val="C"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="N"><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "run", "marks"),
    [
        ("P", "", ("bold",)),
        ("", '<w:rStyle w:val="C"/>', ("bold",)),
        ("P", '<w:rStyle w:val="C"/>', ()),
        ("P", '<w:rStyle w:val="D"/>', ("italic",)),
        ("P", '<w:rStyle w:val="N"/>', ("bold",)),
        ("P", '<w:rStyle w:val="C"/><w:b/>', ("bold",)),
        ("P", '<w:b w:val="0"/>', ()),
    ],
)
def test_toggle_properties_of_two_styles_cancel_out(paragraph: str, run: str, marks: tuple[str, ...]) -> None:
    body = p("本协议由双方签署，一式两份，具有同等效力。") + p("责任", f'<w:pStyle w:val="{paragraph}"/>', run)
    found = marked(read("docx", docx(body, styles=part("styles", BOLD_STYLES))))
    assert found == ([("责任", marks)] if marks else [])


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastCol"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:tblStylePr></w:style>'
)


@pytest.mark.parametrize(
    ("look", "marks"),
    [
        ('w:firstRow="1" w:lastColumn="0"', {"项目": ("bold",), "价格": ("bold",)}),
        ('w:val="0120"', {"项目": ("bold",), "价格": ("bold", "colour"), "十元": ("colour",)}),
        ('w:firstRow="0"', {}),
    ],
)
def test_a_table_style_marks_the_cells_that_it_names(look: str, marks: dict[str, tuple[str, ...]]) -> None:
    head = f'<w:tblPr><w:tblStyle w:val="T"/><w:tblLook {look}/></w:tblPr>'
    table = f"<w:tbl>{head}{row(cell('项目'), cell('价格'))}{row(cell('服务'), cell('十元'))}</w:tbl>"
    body = p("本协议由双方签署，一式两份，具有同等效力。") + table
    document = read("docx", docx(body, styles=part("styles", TABLE_STYLE)))
    spans = [span for line in document.lines for cells in line.rows for one in cells for span in one.spans]
    assert {span.text: span.marks for span in spans if span.marks} == marks


INNER = f"<w:tbl>{row(cell('月付'), cell('十元'))}{row(cell('年付'), cell('百元'))}</w:tbl>"


def test_a_table_in_a_layout_cell_stays_a_table() -> None:
    document = read("docx", docx(f"<w:tbl>{row(cell(p('价目如下：') + INNER + p('')))}</w:tbl>"))
    assert [line.text for line in document.lines] == ["价目如下：", "月付\t十元\n年付\t百元"]
    assert document.unread == ()


def test_a_table_in_a_data_cell_keeps_its_words_and_is_told() -> None:
    rows = row(cell("项目"), cell("价格")) + row(cell("服务"), cell(INNER + p("")))
    document = read("docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert document.lines[0].text == "项目\t价格\n服务\t月付 十元；年付 百元"
    assert told(document) == {"nested-table": (1, "")}


def test_notes_and_comments_are_told_with_the_clause_that_cites_them() -> None:
    body = TITLE + para(r("第一条 年利率"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("为5%。"))
    body += para(
        r("第二条 其他"), '<w:r><w:endnoteReference w:id="3"/></w:r>', '<w:r><w:commentReference w:id="4"/></w:r>'
    )
    document = read(
        "docx",
        docx(
            body,
            footnotes=part("footnotes",
                f'<w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2">{p("按360日计。")}</w:footnote>'),
            endnotes=part("endnotes", f'<w:endnote w:id="3">{p("见附件。")}</w:endnote>'),
            comments=part("comments", f'<w:comment w:id="4">{p("请核对")}</w:comment>'),
        ),
    )  # fmt: skip
    assert texts(document)[1] == "第一条 年利率为5%。"
    assert told(document) == {"footnote": (2, "按360日计。 | 见附件。"), "comment": (1, "请核对")}
    assert document.unread[0].places == ("第一条 年利率为5%。", "第二条 其他")
    assert document.unread[1].places == ("第二条 其他",)


WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'


def drawing(content: str, described: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline {WP}><wp:docPr id="1" descr="{described}"/>{content}</wp:inline></w:drawing></w:r>'
    )


@pytest.mark.parametrize(
    ("piece", "what", "words"),
    [
        (drawing(f"<a:graphic {A}><a:graphicData><pic:pic {PIC}/></a:graphicData></a:graphic>", "扫描页"), "picture",
         "扫描页"),
        ('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'alt="印章"><v:imagedata/></v:shape></w:pict></w:r>', "picture", "印章"),
        ('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath '
        'string="作废"/></v:shape></w:pict></w:r>', "drawing", "作废"),
        (drawing(f'<a:graphic {A}><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        '</a:graphic>'), "drawing", ""),
        (drawing(f"<a:p {A}><a:r><a:t>流程图文字</a:t></a:r></a:p>"), "drawing", "流程图文字"),
        ('<w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape>'
        '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r>',
        "embedded-file", ""),
        ('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        'ProgID="Equation.DSMT4"/></w:object></w:r>', "embedded-file", ""),
        ('<w:r><w:object><w:control w:name="CheckBox1"/></w:object></w:r>', "form-field", "CheckBox1"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(piece: str, what: str, words: str) -> None:
    document = read("docx", docx(TITLE + p("第一条 服务见下图") + para(piece) + p("第十条 其他")))
    assert texts(document)[1:] == ["第一条 服务见下图", "第十条 其他"]
    assert told(document) == {what: (1, words)}
    assert document.unread[0].places == ("第一条 服务见下图",)
    assert sure(document) == pytest.approx(2 / 3, abs=0.01)  # two clauses and one thing unread


def test_embedded_files_are_told() -> None:
    document = read("docx", docx(p("第一条 见附件") + "<w:altChunk/><w:subDoc/>"))
    assert told(document) == {"embedded-file": (2, "")}


def test_characters_that_print_nothing_are_taken_out_and_told() -> None:
    document = read("docx", docx(p("第​一条 费­用") + p("正⁠文")))
    assert texts(document) == ["第一条 费用", "正文"]
    assert told(document) == {"other": (3, "")}


def test_text_that_turns_its_direction_is_told() -> None:
    document = read("docx", docx(p("金额\u202e001\u202c元")))
    assert texts(document) == ["金额001元"]
    assert [entry.count for entry in document.unread] == [2, 1]


@pytest.mark.parametrize(
    "properties",
    ['<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', '<w:w w:val="1"/>'],
    ids=["white", "tiny", "narrow"],
)
def test_text_that_nobody_can_see_is_told(properties: str) -> None:
    document = read("docx", docx(para(r("每月"), r("不超过三次", properties), r("十元"))))
    assert texts(document) == ["每月十元"]
    assert told(document) == {"hidden-text": (1, "不超过三次")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>', "</w:tc></w:tr></w:tbl>"),
        ('<w:tbl><w:tblPr><w:shd w:fill="1F3864"/></w:tblPr><w:tr><w:tc>', "</w:tc></w:tr></w:tbl>"),
    ],
)
def test_white_text_on_a_dark_ground_is_text(before: str, after: str) -> None:
    white = p("表头", run='<w:color w:val="FFFFFF"/>')
    document = read(
        "docx", docx(f"{before}{white}{after}" + p("暗", '<w:shd w:fill="000000"/>', '<w:color w:val="FFFFFF"/>'))
    )
    assert texts(document) == ["表头", "暗"]
    assert document.unread == ()


def test_a_field_that_never_ends_takes_no_text_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(read("docx", docx(para(begin, r("甲")) + p("乙")))) == ["甲", "乙"]


def test_text_in_covered_cells_is_told() -> None:
    rows = row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙")) + row(cell("旧", "<w:vMerge/>"), cell("丙"))
    document = read("docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert document.lines[0].text == "甲\t乙\n丙"
    assert told(document) == {"hidden-text": (1, "旧")}


@pytest.mark.parametrize(
    ("piece", "printed"),
    [
        (r("10") + r("6", '<w:position w:val="8"/>') + r("元"), "10⁶元"),
        (r("选择\uf0fe同意"), "选择☑同意"),
        (r("甲") + "<w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>", "甲乙"),
    ],
)
def test_small_things_are_read_as_they_are_shown(piece: str, printed: str) -> None:
    assert texts(read("docx", docx(para(piece)))) == [printed]


def test_a_line_across_the_page_is_told() -> None:
    shape = "<wps:wsp><wps:cNvCnPr/></wps:wsp>"
    document = read("docx", docx(p("第一条 甲") + para(drawing(shape), r("第二条 乙"))))
    assert told(document) == {"drawing": (1, "")}
    assert document.unread[0].places == ("第二条 乙",)


def test_wordart_in_a_header_is_a_watermark() -> None:
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath '
        'string="草稿"/></v:shape></w:pict></w:r>'
    )
    document = read("docx", docx(p("甲"), header1=part("hdr", para(art))))
    assert [(piece.kind, piece.text) for piece in document.furniture] == [("watermark", "草稿")]


def test_a_bookmark_may_stand_between_paragraphs_or_be_set_by_a_field() -> None:
    body = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + numbered("甲") + '<w:bookmarkEnd w:id="1"/>'
    body += para(field('SET 金额 "一百元"'), r("价款"), field("REF 金额", "一百元"), field(r"REF _Ref1 \r", "第一条"))
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    assert texts(document)[1] == "价款一百元第一条"
    assert document.doubts == ()


def test_check_proves_a_stale_number() -> None:
    body = (
        TITLE
        + numbered("费用")
        + bookmarked("解除", "_Ref1")
        + para(r("第三条 按照"), field(r"REF _Ref1 \r", "第九条"), r("处理。"))
    )
    document = read("docx", docx(body, numbering=numbering(level(0, "第%1条", "chineseCounting"))))
    findings = run(build(document).agreement, select=("REF010",))
    assert [(finding.severity.value, "第二条" in finding.message.zh) for finding in findings] == [("error", True)]


def test_the_words_of_a_chart_and_of_smartart_are_quoted() -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    c = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    d = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    body = para(drawing(f'<c:chart {c} r:id="r0"/>')) + para(drawing(f'<dgm:relIds {d} r:dm="r1"/>'))
    chart, data = f"<c {a}><a:t>费率表</a:t></c>", f"<d {a}><a:t>审批流程</a:t><a:t>终审</a:t></d>"
    document = read("docx", docx(p("第一条 见图") + body, chart1=chart, data1=data))
    assert told(document) == {"drawing": (2, "费率表 | 审批流程 终审")}


def test_formulas_of_strict_documents_are_read() -> None:
    data = docx(para(r("每日"), m(FRACTION)))
    strict = zipped(
        {
            name: content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/math",
                b"http://purl.oclc.org/ooxml/officeDocument/math",
            )
            for name, content in unzipped(data).items()
        }
    )
    assert texts(read("docx", strict)) == ["每日5/10000"]
