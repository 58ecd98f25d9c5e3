"""Text that is in the file and that nobody sees on the page: left out of the text, told with its words."""

from __future__ import annotations

import pytest

from agreement_tool.model import SourceDocument
from agreement_tool.read.base import Engine, ReadOptions
from agreement_tool.read.pdf import read
from tests.read.pdf.making import needs_han_font, reading, texts
from tests.read.pdf.raw import LEFT, SIZE, TOP, Raw, grey_image, paragraph, placed_image, shown

pytestmark = needs_han_font

BODY = ("第一条 费用", "服务费每月十元，由用户按月支付给平台。", "第二条 其他", "未尽事宜由双方协商解决。")
SECRET = "第四条 平台不承担任何责任。"
Y = TOP - 120


def page(content: str, **parts: object) -> bytes:
    raw = Raw()
    raw.page(paragraph(*BODY) + content, **parts)  # type: ignore[arg-type]
    return raw.bytes()


def check(document: SourceDocument, words: str = SECRET, what: str = "hidden-text") -> None:
    assert texts(document.lines) == list(BODY)
    (told,) = document.unread
    assert (told.what, told.words, told.pages) == (what, words, (1,))
    assert [(one.kind, one.text, one.pages) for one in document.furniture] == [("other", words, (1,))]


GROUND = f"{LEFT - 5} {Y - 8} 300 24 re f"


@pytest.mark.parametrize(
    "content",
    [
        shown(SECRET, LEFT, Y, mode=3),
        f"1 g {shown(SECRET, LEFT, Y)} 0 g",
        shown(SECRET, LEFT, Y, size=1.2),
        shown(SECRET, LEFT, -40),
        shown(SECRET, 700, Y),
        f"{shown(SECRET, LEFT, Y)} 1 g {GROUND} 0 g",
        f"1 0 0 rg {GROUND} {shown(SECRET, LEFT, Y)} 0 g",
        f"q 0 0 50 50 re W n {shown(SECRET, LEFT, Y)} Q",
    ],
    ids=[
        "mode 3",
        "white",
        "tiny",
        "below the page",
        "beside the page",
        "covered",
        "in the ground's colour",
        "clipped",
    ],
)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_text_that_nobody_sees_is_told_and_not_read(content: str, engine: Engine) -> None:
    check(read(page(content), name="hidden.pdf", options=ReadOptions(reader=engine)))


def test_text_outside_the_crop_box_is_told_and_not_read() -> None:
    check(reading(page(shown(SECRET, LEFT, 40), more="/CropBox [ 0 100 595 842 ]")))


def test_text_under_a_later_picture_is_told_and_not_read() -> None:
    raw = Raw()
    image = raw.add(*grey_image())
    content = paragraph(*BODY) + shown(SECRET, LEFT, Y) + placed_image("Im", LEFT - 5, Y - 8, 300, 24)
    raw.page(content, resources={"XObject": f"<< /Im {image} >>"})
    document = reading(raw.bytes())
    assert texts(document.lines) == list(BODY)
    assert {one.what: one.words for one in document.unread}["hidden-text"] == SECRET


def layered(content: str, *, state: str, resources: str = "Properties") -> bytes:
    raw = Raw()
    group = raw.add("<< /Type /OCG /Name (Layer) >>")
    form = raw.add(
        f"<< /Type /XObject /Subtype /Form /BBox [ 0 0 595 842 ] /OC {group} /Resources << /Font << /F1 "
        f"{raw.font} >> >> >>",
        shown(SECRET, LEFT, Y).encode(),
    )
    named = {"Properties": f"<< /L1 {group} >>"} if resources == "Properties" else {"XObject": f"<< /Fm {form} >>"}
    raw.page(paragraph(*BODY) + content, resources=named)
    raw.catalog = f"/OCProperties << /OCGs [ {group} ] /D << /{state} [ {group} ] /Order [ {group} ] >> >>"
    return raw.bytes()


MARKED = f"/OC /L1 BDC {shown(SECRET, LEFT, Y)} EMC"


@pytest.mark.parametrize(("content", "resources"), [(MARKED, "Properties"), ("/Fm Do", "XObject")])
def test_a_layer_that_is_switched_off_is_told_and_not_read(content: str, resources: str) -> None:
    check(reading(layered(content, state="OFF", resources=resources)))


@pytest.mark.parametrize(("content", "resources"), [(MARKED, "Properties"), ("/Fm Do", "XObject")])
def test_a_layer_that_is_on_is_read(content: str, resources: str) -> None:
    document = reading(layered(content, state="ON", resources=resources))
    assert texts(document.lines) == [*BODY, SECRET]
    assert document.unread == ()


# --- what looks like it and is seen


@pytest.mark.parametrize(
    "content",
    [
        f"1 1 0.6 rg {GROUND} 0 g {shown(SECRET, LEFT, Y)}",
        f"0.2 g {GROUND} 1 g {shown(SECRET, LEFT, Y)} 0 g",
        f"q {LEFT - 5} {Y - 20} 400 60 re W n {shown(SECRET, LEFT, Y)} Q",
        f"{shown(SECRET, LEFT, Y)} 0.9 g {LEFT} {Y - 100} 300 20 re f 0 g",
    ],
    ids=["on a coloured ground", "white on dark", "inside its clip", "beside a later ground"],
)
def test_text_that_is_seen_is_read(content: str) -> None:
    document = reading(page(content))
    assert texts(document.lines) == [*BODY, SECRET]
    assert document.unread == ()


def test_a_seal_that_lets_the_text_shine_through_hides_nothing() -> None:
    raw = Raw()
    state = raw.add("<< /Type /ExtGState /ca 0.4 >>")
    content = paragraph(*BODY) + shown(SECRET, LEFT, Y) + f"/G gs 1 0 0 rg {GROUND}"
    raw.page(content, resources={"ExtGState": f"<< /G {state} >>"})
    assert texts(reading(raw.bytes()).lines) == [*BODY, SECRET]


def test_the_invisible_layer_of_a_picture_is_the_pictures_text_and_is_told() -> None:
    raw = Raw()
    image = raw.add(*grey_image(level=250))
    content = placed_image("Im", LEFT - 5, Y - 8, 300, 24) + paragraph(*BODY) + shown(SECRET, LEFT, Y, mode=3)
    raw.page(content, resources={"XObject": f"<< /Im {image} >>"})
    document = reading(raw.bytes())
    assert texts(document.lines) == [*BODY, SECRET]
    assert any(one.what == "picture" and "校对" in one.sentence.zh for one in document.unread)


def test_a_scanned_page_with_its_text_layer_among_pages_of_text_is_read() -> None:
    layer = (
        "第五条 生效",
        "本协议自签署之日起生效，一式两份，双方各执一份，具有同等效力。",
        "本协议未尽事宜，双方可以另行签订补充协议。",
    )
    raw = Raw()
    image = raw.add(*grey_image(level=250))
    for _ in range(3):
        raw.page(paragraph(*BODY))
    words = "".join(shown(line, LEFT, TOP - 20 * at, mode=3) for at, line in enumerate(layer))
    raw.page(placed_image("Im", 0, 0, 595, 842) + words, resources={"XObject": f"<< /Im {image} >>"})
    assert texts(reading(raw.bytes()).lines)[-3:] == list(layer)


def test_text_across_the_pages_direction_is_told_as_such() -> None:
    turned = f"BT /F1 {SIZE} Tf 0 1 -1 0 40 {TOP - 200} Tm <{'样张仅供参考'.encode('utf-16-be').hex()}> Tj ET"
    check(reading(page(turned)), words="样张仅供参考", what="vertical-text")
