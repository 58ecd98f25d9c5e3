"""Runs are made from blocks of characters; they are what a walk from character to character gives."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import engines, pdfium_text
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import BREAK_GAP, FAR, TextRun, TextStyle
from agreement_tool.read.pdf.pdfium_api import pdfium
from agreement_tool.read.pdf.pdfium_text import TextPage
from tests.read.conftest import SEED

FRAME = PageBox(0.0, 0.0, 500.0, 800.0)
STYLES = (TextStyle("A", 1, 10.0), TextStyle("A", 1, 12.0), TextStyle("B", 2, 10.0))


class Glyph(NamedTuple):
    """A character, how far its origin is from where the one before it ends, how far below it; its advance, object."""

    char: str
    gap: float
    drop: float
    advance: float
    obj: int


glyphs = st.builds(
    Glyph,
    st.sampled_from("文字ab -\x02\xad\r\n\u200b\ufffe，"),
    st.sampled_from([0.0, 0.0, 0.0, 1.0, -1.0, 2.0, -30.0, math.inf, math.nan, 2e8]),
    st.sampled_from([0.0, 0.0, 0.0, 0.3, -0.3, 15.0]),
    st.sampled_from([10.0, 10.0, 5.0, 0.0, 14.0]),
    st.integers(0, 4),
)


def page_of(drawn: list[Glyph]) -> TextPage:
    page = object.__new__(TextPage)
    x, y = 0.0, 700.0
    origins, boxes = array("d"), array("f")
    for glyph in drawn:
        left = x + glyph.gap
        y -= glyph.drop
        origins.extend((left, y))
        boxes.extend((left, y + 8, left + glyph.advance, y - 2))
        x = left + glyph.advance if -FAR < left < FAR else x
    page._text = "".join(glyph.char for glyph in drawn)
    page._origins, page._boxes = origins, boxes
    objects = [glyph.obj or None for glyph in drawn]
    page._stretches = [stretch for stretch in pdfium_text._stretches(objects) if stretch[0]]
    page.styles = {obj: STYLES[obj % 3] for obj in range(1, 5)}
    return page


def walked(page: TextPage, twice: frozenset[int]) -> Iterator[TextRun]:
    """What `TextPage.runs` gives, one character after another."""
    letters: list[str] = []
    lefts: list[float] = []
    style, doubled, right, baseline = STYLES[0], False, 0.0, 0.0
    for obj, first, end in page._stretches:
        for at in range(first, end):
            char = page._text[at]
            if re.match("[\0\n\r\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]", char):
                continue
            if char == " " and page._is_invented(at):
                continue
            left, line = FRAME.point(page._origins[2 * at], page._origins[2 * at + 1])
            if not (-FAR < left < FAR and -FAR < line < FAR):
                continue
            if letters:
                reach = BREAK_GAP * style.size
                follows = -reach < left - right < reach and left > lefts[-1] and abs(line - baseline) <= 0.5
                if not follows or style is not page.styles[obj] or doubled != (obj in twice):
                    yield TextRun("".join(letters), array("f", lefts), right, baseline, style, doubled)
                    letters, lefts = [], []
            if not letters:
                style, doubled, baseline = page.styles[obj], obj in twice, line
            letters.append("-" if char in "\x02\xad" else char)
            lefts.append(left)
            right = page._boxes[4 * at + 2]
            right = min(right, left + style.size) if char >= "\u2e80" else right
    if letters:
        yield TextRun("".join(letters), array("f", lefts), right, baseline, style, doubled)


@given(st.lists(glyphs, max_size=40), st.frozensets(st.integers(1, 4)))
def test_blocks_give_the_runs_that_a_walk_over_the_characters_gives(drawn: list[Glyph], twice: frozenset[int]) -> None:
    page = page_of(drawn)
    # Compared as they print: a damaged page's right edge may be no number, which is not equal to itself.
    assert list(map(repr, page.runs(FRAME, twice))) == list(map(repr, walked(page, twice)))


@given(st.lists(glyphs, max_size=30), st.frozensets(st.integers(1, 4)))
def test_objects_with_and_without_some_are_all_of_them(drawn: list[Glyph], some: frozenset[int]) -> None:
    page = page_of(drawn)
    count = sum(len(run.text) for run in page.runs(FRAME, ()))
    chosen, rest = page.runs(FRAME, (), only=some), page.runs(FRAME, (), without=some)
    assert count == sum(len(run.text) for run in (*chosen, *rest))


def test_a_page_that_is_turned_stands_where_its_frame_says() -> None:
    page = page_of([Glyph("文", 0.0, 0.0, 10.0, 1)])
    turned = PageBox(0.0, 0.0, 500.0, 800.0, turns=1)
    (run,) = page.runs(turned, ())
    assert (run.lefts[0], run.baseline) == turned.point(0.0, 700.0)
    assert run.right == run.lefts[0] + 8  # the box's top is its right edge on the turned page


@pytest.mark.parametrize("name", ["lo_docx_song", "xelatex_fakebold"])
def test_the_text_of_a_page_in_one_call_is_its_characters_one_by_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, options = (SEED / f"{name}.pdf").read_bytes(), ReadOptions(processes=1)
    at_once = engines.read_pages(data, name, options).pages
    calls: list[int] = []

    def refused(handle: int, start: int, count: int, room: object) -> int:
        calls.append(count)
        return 0

    monkeypatch.setattr(pdfium(), "FPDFText_GetText", refused)
    one_by_one = engines.read_pages(data, name, options).pages
    assert calls
    assert [run.text for page in one_by_one for run in page.runs] == [run.text for page in at_once for run in page.runs]
