"""Hei in a Song body is emphasis, whatever the producer calls the fonts: by name for open fonts, by ink where no name
tells."""

from __future__ import annotations

import pytest

from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import read
from agreement_tool.read.pdf.faces import family_of, hei_emphasises

HEI = (
    "SimHei", "黑体", "STHeiti", "MicrosoftYaHei", "WenQuanYiZenHei", "WenQuanYi Micro Hei", "文泉驿正黑",
    "NotoSansCJKsc-Regular",
    "Noto Sans SC", "SourceHanSansSC-Normal", "思源黑体", "DroidSansFallback", "LXGWNeoXiHei", "PingFangSC-Regular",
    "YuGothic",
)  # fmt: skip
SONG = (
    "SimSun", "宋体", "FangSong_GB2312", "仿宋", "KaiTi", "ARPLUMingCN", "AR PL UKai CN", "NotoSerifCJKsc-Regular",
    "Noto Serif SC",
    "SourceHanSerifSC-Regular", "思源宋体", "LXGWWenKai-Regular", "STSong-Light", "TimesNewRomanPSMT", "FZShuSong-Z01",
)  # fmt: skip
BODY = "服务费每月十元，由用户在每月首日前支付给平台，平台收到款项后应当在三个工作日内向用户开具发票。"
STANDS_OUT = "用户逾期付款的，平台不承担任何责任，用户应当赔偿由此造成的全部损失。"
FILES = {
    "uming": "/usr/share/fonts/truetype/arphic/uming.ttc",
    "wqy": "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "droid": "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "noto serif": "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "noto sans": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
}


@pytest.mark.parametrize("font", HEI)
def test_hei_faces_are_known_by_their_names(font: str) -> None:
    assert family_of(font) == "hei"


@pytest.mark.parametrize("font", SONG)
def test_song_faces_are_known_by_their_names(font: str) -> None:
    assert family_of(font) == "song"


def test_hei_stands_out_only_as_a_minority_in_a_song_body() -> None:
    assert hei_emphasises([("ARPLUMingCN", 900), ("WenQuanYiZenHei", 100)])
    assert not hei_emphasises([("WenQuanYiZenHei", 900), ("ARPLUMingCN", 100)])
    assert not hei_emphasises([("NotoSansCJKsc", 1000)])


def typeset(body: str, other: str) -> bytes:
    """A page by fpdf2."""
    fpdf = pytest.importorskip("fpdf")
    from pathlib import Path

    if not all(Path(FILES[font]).is_file() for font in (body, other)):
        pytest.skip(
            "needs the open Chinese fonts (fonts-arphic-uming, fonts-wqy-zenhei, fonts-droid-fallback, fonts-noto-cjk)"
        )
    document = fpdf.FPDF()
    document.set_compression(False)
    document.add_page()
    for name, font in (("body", body), ("other", other)):
        document.add_font(name, fname=FILES[font])
    for _ in range(4):
        for name, text in (("body", BODY), ("other", STANDS_OUT), ("body", BODY)):
            document.set_font(name, size=11)
            document.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def stands_out(data: bytes) -> tuple[set[str], set[str]]:
    """(the bold text's lines joined, the signals behind it)."""
    lines = read(data, name="faces.pdf", options=ReadOptions()).lines
    spans = [span for line in lines for span in line.spans if "bold" in span.marks]
    return {span.text for span in spans}, {signal for span in spans for signal in span.signals}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("body", "other"),
    [("uming", "wqy"), ("uming", "droid"), ("uming", "noto sans"), ("noto serif", "wqy"), ("noto serif", "noto sans")],
)
def test_hei_in_a_song_body_is_bold_in_a_real_producers_file(body: str, other: str) -> None:
    assert stands_out(typeset(body, other)) == ({STANDS_OUT}, {"family"})


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_song_in_a_hei_body_is_not() -> None:
    assert stands_out(typeset("wqy", "uming")) == (set(), set())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("body", "other"), [("uming", "wqy"), ("noto serif", "droid")])
def test_where_names_say_nothing_the_ink_tells(body: str, other: str) -> None:
    data = typeset(body, other)
    for name in (b"ARPLUMingCNLight", b"WenQuanYiZenHei", b"NotoSerifCJKJP", b"DroidSansFallback"):
        # A name of one's own, as long as the font's: no family is in it.
        data = data.replace(name, b"Bespoke"[: len(name)].ljust(len(name), b"Q")[:-1] + name[-1:])
    assert stands_out(data) == ({STANDS_OUT}, {"ink"})
