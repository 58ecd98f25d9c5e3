from __future__ import annotations

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.read.base import ReadOptions
from tests.read.docx.word import W, docx, p, part, r, zipped
from tests.read.reading import marked, read, texts

BODY = "本公司对此不予负责，但法律另有规定的除外，双方均无异议。"


@pytest.mark.parametrize(
    ("properties", "marks"),
    [
        ("<w:b/>", ("bold",)),
        ('<w:b w:val="true"/>', ("bold",)),
        ('<w:u w:val="single"/>', ("underline",)),
        ('<w:em w:val="dot"/>', ("underline",)),
        ('<w:color w:val="FF0000"/>', ("colour",)),
        ("<w:i/>", ("italic",)),
        ('<w:sz w:val="32"/>', ("size",)),
        ('<w:highlight w:val="yellow"/>', ("highlight",)),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', ("highlight",)),
        ('<w:rFonts w:eastAsia="黑体"/>', ("bold",)),
        ('<w:rStyle w:val="Strong"/>', ("bold",)),
        ('<w:b/><w:u w:val="wave"/><w:color w:val="C00000"/>', ("bold", "underline", "colour")),
    ],
)
def test_every_way_to_emphasise_becomes_its_mark(properties: str, marks: tuple[str, ...]) -> None:
    styles = part("styles", '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>')
    document = read("docx", docx(p(BODY) + p("不承担责任", run=properties), styles=styles))
    assert marked(document) == [("不承担责任", marks)]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:b w:val="0"/>',
        '<w:u w:val="none"/>',
        '<w:u w:color="000000"/>',  # as Pages writes every run
        '<w:color w:val="auto"/>',
        '<w:color w:val="333333"/>',
        '<w:shd w:val="clear" w:fill="FFFFFF"/>',
        '<w:rFonts w:eastAsia="微软雅黑"/>',
    ],
)
def test_what_does_not_stand_out_is_no_mark(properties: str) -> None:
    assert marked(read("docx", docx(p(BODY) + p("一般文字", run=properties)))) == []


def test_styles_inherit_and_direct_formatting_wins() -> None:
    styles = part(
        "styles",
        """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="K"/><w:pPr><w:outlineLvl w:val="1"/><w:jc w:val="center"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="X"/></w:style>""",
    )
    body = (
        p(BODY)
        + p("继承加粗", '<w:pStyle w:val="L"/>')
        + p("不加粗", '<w:pStyle w:val="K"/>', '<w:b w:val="0"/>')
        + p("环", '<w:pStyle w:val="X"/>')
    )
    lines = read("docx", docx(body, styles=styles)).lines
    assert [bool(line.spans[0].marks) for line in lines] == [False, True, False, False]
    assert (lines[1].outline, lines[1].centred, lines[1].size) == (2, True, 10.5)


def test_underlined_blanks_are_blanks() -> None:
    underline = '<w:u w:val="single"/>'
    body = (
        f"<w:p>{r('甲方：')}{r('      ', underline)}{r('（盖章）')}</w:p><w:p>{r('乙方：')}<w:r><w:rPr>"
        f"{underline}</w:rPr><w:tab/></w:r></w:p>"
    )
    document = read("docx", docx(p(BODY) + body))
    assert texts(document)[1:] == ["甲方：　　　（盖章）", "乙方：　　"]
    assert [text.strip() for text, _ in marked(document)] == ["", ""]


def test_links_are_not_emphasis() -> None:
    run = r("隐私政策", '<w:color w:val="0000FF"/><w:u w:val="single"/>')
    link = f"<w:p><w:hyperlink>{run}</w:hyperlink></w:p>"
    assert marked(read("docx", docx(p(BODY) + link))) == []


def test_indents_are_in_characters() -> None:
    body = p("一", '<w:ind w:firstLineChars="200" w:firstLine="420"/>') + p(
        "二", '<w:ind w:left="400" w:hanging="200"/>'
    )
    assert [line.indent for line in read("docx", docx(body)).lines] == [2.0, 1.0]


TRACKED = """<w:p><w:r><w:t>甲方应于</w:t></w:r><w:del><w:r><w:delText>十</w:delText></w:r></w:del><w:ins><w:r><w:t>三十</w:t></w:r></w:ins>
  <w:r><w:t>日内付款</w:t></w:r></w:p>
  <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p><w:p><w:r><w:t>后半。</w:t></w:r></w:p>"""


def test_tracked_changes_are_accepted_and_doubted() -> None:
    document = read("docx", docx(TRACKED))
    assert texts(document) == ["甲方应于三十日内付款", "前半，后半。"]
    assert [(doubt.code, doubt.text) for doubt in document.doubts] == [("tracked-changes", "三十 | 十")]


def test_tracked_changes_are_rejected_when_asked() -> None:
    document = read("docx", docx(TRACKED), ReadOptions(changes="reject"))
    assert texts(document) == ["甲方应于十日内付款", "前半，", "后半。"]


def test_moved_text_stands_once() -> None:
    body = (
        f"<w:p><w:moveFrom>{r('移动的话')}</w:moveFrom></w:p>{p('中间')}<w:p><w:moveTo>{r('移动的话')}</w:moveTo></w:p>"
    )
    assert texts(read("docx", docx(body))) == ["中间", "移动的话"]


def test_fields_show_their_result_only() -> None:
    field = """<w:p><w:r><w:t>见第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _x</w:instrText></w:r>
      <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>三</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
      <w:r><w:t>条</w:t></w:r></w:p>"""
    assert texts(read("docx", docx(field))) == ["见第三条"]


def test_a_table_of_contents_is_furniture() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    body = f"""<w:p>{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("第一条 定义 1")}</w:p>
      <w:p>{r("第二条 服务 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>{p("第一条 定义")}
      <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>
      <w:sdtContent>{p("目录")}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>{p("控件里的正文")}</w:sdtContent></w:sdt>"""
    document = read("docx", docx(body))
    assert texts(document) == ["第一条 定义", "控件里的正文"]
    assert [(item.kind, item.text) for item in document.furniture] == [
        ("contents", "第一条 定义 1"),
        ("contents", "第二条 服务 2"),
        ("contents", "目录"),
    ]


def test_headers_footers_and_notes_are_furniture() -> None:
    number = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(
        "docx",
        docx(
            p("正文"),
            header1=part("hdr", p("合同编号：A-1")),
            footer1=part("ftr", number),
            footnotes=part("footnotes", f'<w:footnote w:id="1">{p("脚注")}</w:footnote>'),
            comments=part("comments", "<w:comment/>"),
        ),
    )
    assert [(item.kind, item.text) for item in document.furniture] == [
        ("header", "合同编号：A-1"),
        ("page-number", "1"),
        ("other", "脚注"),
    ]
    assert [entry.what for entry in document.unread] == ["footnote", "comment"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    body = f"""<w:p>{r("正文")}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>
      <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    assert texts(read("docx", docx(body))) == ["正文", "框中文字"]


def test_hidden_text_is_left_out_and_listed() -> None:
    document = read("docx", docx(f"<w:p>{r('可见')}{r('隐藏', '<w:vanish/>')}</w:p>"))
    assert texts(document) == ["可见"]
    assert [item.text for item in document.furniture] == ["隐藏"]


def test_breaks_symbols_and_formulas_print() -> None:
    body = """<w:p><w:r><w:t>一、总则</w:t><w:br/><w:t>二、其他</w:t><w:br w:type="page"/></w:r></w:p>
      <w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:t>同意</w:t><w:noBreakHyphen/><w:sym w:char="F052"/></w:r>
      <m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"""
    assert texts(read("docx", docx(body))) == ["一、总则", "二、其他", "□同意-☑x=1"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_a_table_keeps_cells_and_merges() -> None:
    table = f"""<w:tbl><w:tr>{cell("甲", '<w:gridSpan w:val="2"/>')}{cell("丙", '<w:vMerge w:val="restart"/>')}</w:tr>
      <w:tr>{cell("丁")}{cell("戊")}{cell("", "<w:vMerge/>")}</w:tr></w:tbl>"""
    (line,) = read("docx", docx(table)).lines
    assert [[("".join(s.text for s in c.spans), c.colspan, c.rowspan) for c in row] for row in line.rows] == [
        [("甲", 2, 1), ("丙", 1, 2)],
        [("丁", 1, 1), ("戊", 1, 1)],
    ]


def test_a_table_that_only_lays_out_text_is_text() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('第一条')}{p('第二条')}</w:tc></w:tr></w:tbl>"
    assert texts(read("docx", docx(table))) == ["第一条", "第二条"]


def test_the_title_style_declares_the_title() -> None:
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>')
    assert read("docx", docx(p("用户协议", '<w:pStyle w:val="T"/>') + p("正文"), styles=styles)).title == "用户协议"


def test_strict_documents_are_read() -> None:
    plain = docx(p("正文"))
    assert texts(read("docx", plain)) == ["正文"]
    strict = part("document", f"<w:body>{p('正文')}</w:body>").replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/word/document.xml"/></Relationships>'
    )
    assert texts(read("docx", zipped({"_rels/.rels": rels, "word/document.xml": strict}))) == ["正文"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"PK\x03\x04 truncated",
        b"not a zip",
        docx(""),
        zipped({"word/document.xml": part("document", "")}),
        docx("<unclosed>"),
        docx(p("正文"))[:-40],
    ],
    ids=["old doc", "truncated", "no zip", "no text", "no relationships", "broken XML", "cut off"],
)
def test_files_that_cannot_be_read_say_why_and_what_to_do(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read("docx", data)
    assert caught.value.next_step
