"""Kinds of Word file that people reported to other readers (the tracker beside each), and what becomes of them here."""

from __future__ import annotations

import pytest

from agreement_tool.model import SourceDocument
from tests.read.docx.test_kinds import cell, field, row
from tests.read.docx.word import docx, level, numbered, numbering, p, part, r, unzipped, zipped
from tests.read.reading import read, texts

HEAD = p("第一条 费用")
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
PAIR = row(cell(p("甲")), cell(p("乙")))
LAST = row(cell(p("丙")), cell(p("丁")))
FRAME = '<w:framePr w:w="2000" w:x="-9000" w:y="-9000" w:hAnchor="page" w:vAnchor="page"/>'
DROP = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around"/>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:sdt>'
    f"<w:sdtContent>{p('运费由甲方承担。')}</w:sdtContent></w:sdt></w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
)

Told = tuple[str, str]
KINDS: dict[str, tuple[str, list[str], list[Told]]] = {
    # pandoc #1522, docling #3883: the first letter stands in a frame of its own
    "a drop cap": (p("甲", DROP, '<w:sz w:val="60"/>') + p("方应当付款。"), ["甲方应当付款。"], []),
    # pydocx #262, #270: rows that Word does not show
    "a hidden row": (
        f"<w:tbl>{PAIR}{row(cell(p('密')), cell(p('文')), properties='<w:hidden/>')}{LAST}</w:tbl>",
        ["甲\t乙\n丙\t丁"],
        [("hidden-text", "密 文")],
    ),
    # office_oxide #305 and its kin: text that nobody sees
    "nearly white": (p("平台不承担责任。", run='<w:color w:val="FFFFFE"/>'), [], [("hidden-text", "平台不承担责任。")]),
    "letters on top of each other": (
        p("平台不承担责任。", run='<w:spacing w:val="-240"/>'),
        [],
        [("hidden-text", "平台不承担责任。")],
    ),
    "on lines of no height": (
        p("平台不承担责任。", '<w:spacing w:line="1" w:lineRule="exact"/>'),
        [],
        [("hidden-text", "平台不承担责任。")],
    ),
    "in a frame off the page": (p("平台不承担责任。", FRAME), [], [("hidden-text", "平台不承担责任。")]),
    # office_oxide #357, python-docx-ng #119: a control inside a text box
    "a control in a text box": (f"<w:p>{BOX}</w:p>", ["运费由甲方承担。"], []),
    # docxtractr #38: figures above and below the line
    "powers": (
        f"<w:p>{r('面积120m')}{r('2', RAISED)}{r('，共10')}{r('4', RAISED)}{r('元，H')}{r('2', LOWERED)}{r('O')}</w:p>",
        ["面积120m²，共10⁴元，H2O"],
        [],
    ),
    # python-docx #339 and its kin: hyphens that are elements
    "hyphens": (
        "<w:p><w:r><w:t>期限为3</w:t><w:noBreakHyphen/><w:t>5日，</w:t><w:softHyphen/><w:t>逾期</w:t></w:r></w:p>",
        ["期限为3-5日，逾期"],
        [],
    ),
    # pandoc #5302: what stands in a field's instruction is not printed, its result is
    "entries of an index": (f"<w:p>{r('甲方')}{field('XE 违约金', '')}{r('应当付款。')}</w:p>", ["甲方应当付款。"], []),
    "a mail merge that was not run": (
        f"<w:p>{r('客户：')}{field('MERGEFIELD n', '«姓名»')}</w:p>",
        ["客户：«姓名»"],
        [],
    ),
    "a sum without a result": (
        f"<w:p>{r('合计')}{field('=SUM(ABOVE)', '')}{r('元')}</w:p>",
        ["合计元"],
        [("field-without-result", "=SUM(ABOVE)")],
    ),
    # of our own: two letters set in the room of one
    "letters combined": (
        "<w:p>" + r("五十", '<w:eastAsianLayout w:id="1" w:combine="1"/>') + r("元") + "</w:p>",
        ["五十元"],
        [],
    ),
    # of our own: capitals that are only shown
    "capitals": ("<w:p>" + r("usd 500", "<w:caps/>") + r("起", "") + "</w:p>", ["USD 500起"], []),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_reported_kind_is_read_or_told(kind: str) -> None:
    body, lines, told = KINDS[kind]
    document = read("docx", docx(HEAD + body))
    assert texts(document)[1:] == lines
    assert [(one.what, one.words) for one in document.unread] == told


def test_a_list_goes_on_behind_a_table() -> None:
    """markitdown #1415."""
    body = numbered("产品") + f"<w:tbl>{PAIR}{LAST}</w:tbl>" + numbered("质量")
    assert texts(read("docx", docx(body, numbering=numbering(level(0, "%1."))))) == [
        "1. 产品",
        "甲\t乙\n丙\t丁",
        "2. 质量",
    ]


def test_words_in_a_number_format_are_printed() -> None:
    """docling #3313."""
    document = read("docx", docx(numbered("Fees") + numbered("Term"), numbering=numbering(level(0, "Article %1 —"))))
    assert texts(document) == ["Article 1 — Fees", "Article 2 — Term"]


def test_a_footnote_between_two_figures_joins_them_to_no_number() -> None:
    """Of our own."""
    note = part("footnotes", f'<w:footnote w:id="2">{p("工作日")}</w:footnote>')
    body = f'<w:p>{r("期限为3")}<w:r><w:footnoteReference w:id="2"/></w:r>{r("日。")}</w:p>'
    document = read("docx", docx(HEAD + body, footnotes=note))
    assert texts(document)[1:] == ["期限为3日。"]
    assert [(one.what, one.words, one.places) for one in document.unread] == [("footnote", "工作日", ("期限为3日。",))]


# --- data and properties behind the text

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def relations(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="x{place}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'


def together(data: bytes, entries: dict[str, str]) -> bytes:
    """The package with more parts; relationships are added to those that are there."""
    found: dict[str, str | bytes] = dict(unzipped(data))
    for name, content in entries.items():
        if name.endswith(".rels") and name in found:
            own = found[name]
            assert isinstance(own, bytes)
            content = own.decode().replace("</Relationships>", content.partition(">")[2])
        found[name] = content
    return zipped(found)


def bound(amount: str, *, block: bool = False) -> SourceDocument:
    """A control that shows 五千元, and the data behind it."""
    mapping = "xmlns:n='urn:x'"
    binding = f'<w:dataBinding w:prefixMappings="{mapping}" w:xpath="/n:root[1]/n:amount[1]" w:storeItemID="{{A}}"/>'
    inner = p("五千元") if block else r("五千元")
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    body = control if block else f"<w:p>{r('金额：')}{control}</w:p>"
    store = f'<ds:datastoreItem ds:itemID="{{a}}" xmlns:ds="{_OFFICE}/customXml"/>'
    entries = {
        "customXml/item1.xml": f'<root xmlns="urn:x"><amount>{amount}</amount></root>',
        "customXml/itemProps1.xml": store,
        "customXml/_rels/item1.xml.rels": relations(("customXmlProps", "itemProps1.xml")),
        "word/_rels/document.xml.rels": relations(("customXml", "../customXml/item1.xml")),
    }
    return read("docx", together(docx(HEAD + body), entries))


@pytest.mark.parametrize("block", [False, True])
def test_a_control_that_shows_another_text_than_its_data_is_told(block: bool) -> None:
    """DocumentServer #1410: Word shows the data as soon as it opens the file."""
    document = bound("八千元", block=block)
    assert [(one.what, one.words) for one in document.unread] == [("form-field", "五千元 / 八千元")]
    assert texts(document)[1].endswith("五千元")


def test_a_control_that_shows_its_data_is_not_told() -> None:
    assert bound("五千 元").unread == ()


@pytest.mark.parametrize(("held", "told"), [("B-2", [("other", "A-1 / B-2")]), ("A-1", []), ("", [])])
def test_a_property_that_has_changed_behind_its_field_is_told(held: str, told: list[Told]) -> None:
    """unstructured #2944, DocumentServer #2535."""
    value = f'<property name="No"><v>{held}</v></property>'
    entries = {
        "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties">{value}</Properties>',
        "_rels/.rels": relations(("custom-properties", "docProps/custom.xml")),
    }
    body = f"<w:p>{r('合同编号：')}{field('DOCPROPERTY No', 'A-1')}</w:p>"
    document = read("docx", together(docx(HEAD + body), entries))
    assert texts(document)[1:] == ["合同编号：A-1"]
    assert [(one.what, one.words) for one in document.unread] == told
