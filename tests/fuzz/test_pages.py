"""Fuzzing pages: whatever is drawn, however often and in one place, is read or refused."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.test_fuzz import edits, fuzzed, mutated, read_or_refuse
from tests.hostile.files import CHINESE_FONT, FONT, page_pdf, stream
from tests.read.ofd import making

WORDS = [
    "用户应当遵守本协议", "第一条 定义", "1.1 服务", "（一）", "责任", "的", " ", "\u3000", "____",
    "一二三四五六七八九十", "terms", "\u202e", "\u2f08\u4e00", "1", "第 1 页",
]  # fmt: skip
words = st.one_of(st.sampled_from(WORDS), st.text("甲乙第条。，a1 \x00\ufffe\u200b", min_size=1, max_size=6))
places = st.sampled_from([0, 71.7, 72, 72.1, 90, 300, 594, 841, -50, 1e5])
odd = st.sampled_from([0, 0.001, 0.5, 1, -1, 3, 100, 1e4, -1e9, 3e38])
sizes = st.sampled_from([0, 0.01, 1, 9, 12, 12, 12, 13, 60, 900])


def shown(text: str) -> str:
    return f"<{text.encode('utf-16-be', 'surrogatepass').hex()}> Tj"


drawn = st.builds(
    lambda size, x, y, mode, text, times, step: " ".join(
        f"BT /F {size} Tf {mode} Tr 1 0 0 1 {x + step * k} {y} Tm {shown(text)} ET" for k in range(times)
    ),
    sizes,
    places,
    places,
    st.integers(0, 7),
    words,
    st.sampled_from([1, 1, 1, 2, 40]),
    st.sampled_from([0, 0.01, 0.3, 12]),
)
told = st.builds(
    lambda text, inner: f"/Span <</ActualText <feff{text.encode('utf-16-be', 'surrogatepass').hex()}>>> BDC {inner}",
    words,
    drawn,
)
operators = st.one_of(
    drawn,
    told,
    st.sampled_from(["EMC", "q", "Q", "W n", "BT", "ET", "f", "S", "/Span BMC", "1 g", "0 g", "1 0 0 rg", "T*", "n"]),
    st.builds(lambda *six: " ".join(f"{one:.9g}" for one in six) + " cm", odd, odd, odd, odd, places, places),
    st.builds(lambda x, y, w, h: f"{x} {y} {w:.9g} {h:.9g} re f", places, places, odd, odd),
    st.builds(lambda x, y, x2, y2: f"{x} {y} m {x2} {y2} l S", places, places, places, places),
    st.builds(lambda value, name: f"{value:.9g} {name}", odd, st.sampled_from(["Tc", "Tw", "Tz", "Ts", "TL", "w"])),
)


@fuzzed(12)
@given(st.lists(operators, min_size=1, max_size=14), st.sampled_from([FONT, CHINESE_FONT, CHINESE_FONT]))
def test_pdf_pages(content: list[str], font: bytes) -> None:
    read_or_refuse(page_pdf(stream("\n".join(content).encode()), font=font), "a.pdf")


def numbers(count: int) -> st.SearchStrategy[str]:
    return st.lists(odd | places, min_size=count, max_size=count).map(
        lambda all_: " ".join(f"{one:.9g}" for one in all_)
    )


def element(box: str, size: float, matrix: str, attributes: str, codes: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(f'<ofd:TextCode X="{x}" {delta}>{escape(text)}</ofd:TextCode>' for x, delta, text in codes)
    return (
        f'<ofd:TextObject ID="7" Boundary="{box}" Font="1" Size="{size}" {matrix} {attributes}>{inside}'
        "</ofd:TextObject>"
    )


printable = words.map(lambda text: "".join(char for char in text if char not in "\x00\ufffe"))
deltas = st.one_of(
    st.just(""),
    st.just('Y="0" DeltaX="g 40 0"'),
    numbers(3).map(lambda each: f'Y="3" DeltaX="{each}" DeltaY="{each}"'),
    st.just('DeltaX="g 999999999 1"'),
    st.just('DeltaX="g g x"'),
)
codes = st.lists(st.tuples(places.map(str), deltas, printable), min_size=1, max_size=3)
objects = st.builds(
    lambda made, times: made * times,
    st.builds(
        element,
        st.one_of(st.just("30 30 100 5"), st.just("30 30.1 100 5"), numbers(4)),
        sizes,
        st.one_of(st.just(""), numbers(6).map(lambda each: f'CTM="{each}"')),
        st.sampled_from(["", 'Stroke="true" LineWidth="0.3"', 'Weight="999999"', 'ReadDirection="90"', 'Alpha="0"']),
        codes,
    ),
    st.sampled_from([1, 1, 1, 3, 60]),
)


@fuzzed(20)
@given(st.lists(objects, min_size=1, max_size=8), edits, st.booleans())
def test_ofd_pages(content: list[str], changes: list[tuple[float, int, bytes]], bent: bool) -> None:
    made = making.Ofd(pages=["".join(content)])
    read_or_refuse(mutated(made.bytes(), changes) if bent else made.bytes(), "a.ofd")
