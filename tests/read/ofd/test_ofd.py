"""OFD files as invoicing and office programs write them, and as somebody writes them who means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.ofd import read
from agreement_tool.read.registry import kind_of, read_source
from tests.read.ofd.making import LEFT, SIZE, TOP, Ofd, element, lines, rule, text, zipped

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")
MORE = lines(*["本协议由双方在平等自愿的基础上共同订立并遵照执行。"] * 6, first=TOP + 80)


def reading(file: Ofd) -> SourceDocument:
    return read(file.bytes(), name="agreement.ofd", options=ReadOptions())


def texts(document: SourceDocument) -> list[str]:
    return [line.text for line in document.lines]


def marked(document: SourceDocument) -> list[tuple[str, tuple[str, ...]]]:
    return [(span.text, span.marks) for line in document.lines for span in line.spans if span.marks]


def test_an_ofd_is_known_by_its_bytes_and_read(tmp_path: Path) -> None:
    data = Ofd([lines(*BODY), lines("第三条 生效")]).bytes()
    assert kind_of(data, "renamed.zip") == "ofd"
    path = tmp_path / "agreement.ofd"
    path.write_bytes(data)
    document = read_source(path)
    assert texts(document) == [*BODY, "第三条 生效"]
    assert (document.reader, document.pages, document.unread) == ("ofd", 2, ())
    assert [line.page for line in document.lines] == [1, 1, 1, 1, 2]


def test_deltas_place_each_character() -> None:
    apart = text("甲方", LEFT, TOP, delta=f"{SIZE * 4}") + text("服务费用", LEFT, TOP + 8, delta=f"g 2 {SIZE} {SIZE}")
    assert texts(reading(Ofd([apart]))) == ["甲 方", "服务费用"]


def test_characters_without_deltas_stand_side_by_side() -> None:
    assert texts(reading(Ofd([text("服务期限12个月", delta="")]))) == ["服务期限12个月"]


def test_objects_of_one_line_are_one_line_whatever_their_order() -> None:
    pieces = text("按月支付", LEFT + 4 * SIZE, TOP) + text("用户应当", LEFT, TOP)
    assert texts(reading(Ofd([pieces]))) == ["用户应当按月支付"]


def test_a_line_written_down_is_read_down() -> None:
    def column(words: str, x: float) -> str:
        y = 40
        return (
            f'<ofd:TextObject ID="7" Boundary="{x} {y} {SIZE} 200" Font="1" Size="{SIZE}" ReadDirection="90">'
            f'<ofd:TextCode X="0" Y="{SIZE}" DeltaY="g {len(words) - 1} '
            f'{SIZE * 1.1}">{words}</ofd:TextCode></ofd:TextObject>'
        )

    columns = ("第一条用户应当按月支付服务费用", "第二条未尽事宜由双方协商解决")
    assert texts(reading(Ofd(["".join(column(words, 180 - 10 * at) for at, words in enumerate(columns))]))) == [
        *columns
    ]


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        (text("平台不承担责任", font=2), "bold"),
        (text("平台不承担责任", font=3), "bold"),
        (text("平台不承担责任", more='Weight="700"'), "bold"),
        (text("平台不承担责任", more='Stroke="true" Fill="true"'), "bold"),
        (text("平台不承担责任", fill="200 0 0"), "colour"),
        (text("平台不承担责任") + rule(LEFT, TOP + 0.8, LEFT + 7 * SIZE), "underline"),
        (text("平台不承担责任", size=6), "size"),
        (text("平台不承担责任", more='Italic="true"'), "italic"),
    ],
    ids=["a Hei face", "a bold font", "weight", "stroked", "red", "a rule", "larger", "italic"],
)
def test_emphasis_is_seen(printed: str, mark: str) -> None:
    assert marked(reading(Ofd([printed + MORE]))) == [("平台不承担责任", (mark,))]


def test_a_templates_text_is_on_every_page_and_is_its_running_head() -> None:
    pages = [
        lines(*(f"第{number}页的第{row}行文字，各页互不相同。" for row in range(6)), first=TOP + 20)
        for number in (1, 2, 3)
    ]
    document = reading(Ofd(pages, template=text("星河云盘服务协议", 80, 12, size=3)))
    assert [(one.kind, one.text, one.pages) for one in document.furniture] == [
        ("header", "星河云盘服务协议", (1, 2, 3))
    ]
    assert len(document.lines) == 18


def test_what_is_not_shown_is_told_with_its_words() -> None:
    document = reading(Ofd([lines(*BODY) + text("平台免责", LEFT, TOP + 60, more='Visible="false"')]))
    assert texts(document) == list(BODY)
    assert [(one.what, one.words) for one in document.unread] == [("hidden-text", "平台免责")]


def annotated(kind: str, words: str, more: str = "") -> SourceDocument:
    look = f'<ofd:Appearance Boundary="20 100 100 20">{text(words, 10, 10)}</ofd:Appearance>'
    file = Ofd([lines(*BODY)], notes={0: f'<ofd:Annot ID="60" Type="{kind}" {more}>{look}</ofd:Annot>'})
    return reading(file)


def test_a_stamp_is_told_with_its_words_and_a_watermark_is_furniture() -> None:
    (told,) = annotated("Stamp", "审核通过").unread
    assert (told.what, told.words, told.pages) == ("annotation", "审核通过", (1,))
    document = annotated("Watermark", "仅供参考")
    assert texts(document) == list(BODY)
    assert [(one.kind, one.text) for one in document.furniture] == [("watermark", "仅供参考")]


def test_seals_pictures_and_attachments_are_told() -> None:
    image = '<ofd:ImageObject ID="9" Boundary="40 150 60 40" ResourceID="70"/>'
    signature = element("Signatures", '<ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>')
    sealed = element(
        "Signature", '<ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="100" Boundary="1 1 9 9"/></ofd:SignedInfo>'
    )
    attached = element("Attachments", '<ofd:Attachment ID="1" Name="报价单.xlsx"/>')
    file = Ofd(
        [lines(*BODY) + image],
        body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        common="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        parts={
            "Doc_0/Signs/Signatures.xml": signature,
            "Doc_0/Signs/Sign_0/Signature.xml": sealed,
            "Doc_0/Attachs/Attachments.xml": attached,
        },
    )
    told = {one.what: (one.count, one.words, one.pages) for one in reading(file).unread}
    assert told == {"annotation": (1, "", (1,)), "attachment": (1, "报价单.xlsx", ()), "picture": (1, "", (1,))}


def test_glyphs_without_characters_are_told() -> None:
    glyphs = (
        f'<ofd:TextObject ID="7" Boundary="{LEFT} {TOP + 60} 40 6" Font="1" Size="{SIZE}"><ofd:CGTransform '
        'CodePosition="0" '
        'GlyphCount="2"><ofd:Glyphs>12 13</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4" '
        'DeltaX="4">  </ofd:TextCode></ofd:TextObject>'
    )
    document = reading(Ofd([lines(*BODY) + glyphs]))
    assert [(one.what, one.count) for one in document.unread] == [("other", 2)]


def test_composite_objects_and_matrices_place_their_text() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="100" '
        f'Height="20"><ofd:Content>{text("盖章处", 0, 5)}</ofd:Content></ofd:CompositeGraphicUnit>'
        "</ofd:CompositeGraphicUnits>"
    )
    used = f'<ofd:CompositeObject ID="9" ResourceID="50" Boundary="{LEFT} {TOP + 60} 100 20" CTM="1 0 0 1 0 0"/>'
    document = reading(Ofd([lines(*BODY) + used], resources=unit))
    assert texts(document)[-1] == "盖章处"
    assert document.lines[-1].indent == 0


def test_a_table_is_a_table() -> None:
    rules = "".join(rule(LEFT, TOP - 6 + 10 * row, LEFT + 80) for row in range(3))
    upright = "".join(
        f'<ofd:PathObject ID="8" Boundary="{LEFT + 40 * column} {TOP - 6} 0.2 20" '
        'LineWidth="0.2"><ofd:AbbreviatedData>M 0.1 0 L 0.1 20</ofd:AbbreviatedData></ofd:PathObject>'
        for column in range(3)
    )
    words = "".join(
        text(word, LEFT + 2 + 40 * (at % 2), TOP + 10 * (at // 2))
        for at, word in enumerate(("项目", "费用", "存储", "十元"))
    )
    (table,) = (line for line in reading(Ofd([rules + upright + words + MORE])).lines if line.rows)
    assert table.text == "项目\t费用\n存储\t十元"


# --- damage and harm


def refused(data: bytes, match: str) -> None:
    with pytest.raises(SourceError, match=match) as caught:
        read(data, name="agreement.ofd", options=ReadOptions())
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        ({"OFD.xml": "<OFD"}, "well-formed"),
        ({"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><OFD>&a;</OFD>'}, "entities"),
        ({"OFD.xml": element("OFD", "")}, "names no document"),
        ({"Doc_0/Document.xml": element("Document",
            '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/none.xml"/></ofd:Pages>')}, "missing"),
        ({"Doc_0/Pages/Page_0/Content.xml": "<a>" * 200 + "</a>" * 200}, "deep"),
        ({"Doc_0/Pages/Page_0/Content.xml": element("Page", "")}, "no text"),
    ],
    ids=["cut", "entities", "empty", "no page", "deep", "no text"],
)  # fmt: skip
def test_a_damaged_file_is_refused_with_a_reason(parts: dict[str, str | bytes], match: str) -> None:
    refused(Ofd([lines(*BODY)], parts=parts).bytes(), match)


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreement_tool.read.zip_package.MAX_PART", 1 << 16)
    refused(Ofd([lines(*BODY) + " " * (1 << 18)]).bytes(), "too much")


def test_parts_that_unpack_to_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreement_tool.read.ofd.package.OfdPackage.max_whole", 3000)
    refused(Ofd([lines(*BODY)] * 6).bytes(), "in all")


def test_a_file_cut_short_is_refused() -> None:
    data = Ofd([lines(*BODY)]).bytes()
    for part in (0.3, 0.6, 0.95):
        refused(data[: int(len(data) * part)], "OFD")


def test_a_composite_object_that_holds_itself_ends() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50"><ofd:Content><ofd:CompositeObject ID="9" '
        'ResourceID="50"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    )
    used = '<ofd:CompositeObject ID="9" ResourceID="50" Boundary="0 0 1 1"/>'
    assert texts(reading(Ofd([lines(*BODY) + used], resources=unit))) == list(BODY)


@pytest.mark.parametrize("delta", ["g 999999999 4", "nan inf 4", "g", "-5 x", "g 3"])
def test_senseless_deltas_do_no_harm(delta: str) -> None:
    assert reading(Ofd([text("服务费用", delta=delta) + MORE])).lines


def test_a_zip_of_something_else_is_no_ofd(tmp_path: Path) -> None:
    path = tmp_path / "agreement.ofd"
    path.write_bytes(zipped({"readme.txt": "nothing"}))
    with pytest.raises(SourceError):
        read_source(path)
