"""Two engines, one answer; and which of them reads what."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache

import pytest

from agreement_tool.errors import SourceError
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.pdf import pdfium_engine, read
from agreement_tool.read.pdf.engine import PdfEngine
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.pdf.pdfium_text import TextPage
from agreement_tool.read.pdf.pdfium_unread import UnreadObjects
from agreement_tool.read.pdf.reference import open_reference
from agreement_tool.text.width import repair_radicals
from tests.read.conftest import SEED
from tests.read.pdf.making import body, needs_han_font, pdf

# pdfminer.six reads nothing from fonts with an embedded CMap (its issue 1072).
BOTH_READ = sorted(path.stem for path in SEED.glob("*.pdf") if path.stem != "fpdf2_noto")
# pdfium has no name for Type 3 fonts; ReportLab's CID font has one name in its font and another in its descendant.
NAMED_ALIKE = sorted(set(BOTH_READ) - {"chromium_noto", "rl_cid_stsong"})

Setting = tuple[int, str, float, int, tuple[int, int, int]]
"""Page, character, size, render mode, colour."""


def pages_of(engine: PdfEngine) -> list[Page]:
    return list(engine.pages())


@cache
def read_by_both(name: str) -> tuple[list[Page], list[Page]]:
    data = (SEED / f"{name}.pdf").read_bytes()
    with open_pdfium(data, name, None) as fast, open_reference(data, name, None) as reference:
        return pages_of(fast), pages_of(reference)


def glyphs(pages: list[Page]) -> dict[Setting, list[tuple[float, float]]]:
    """Where each character stands, by how it is set."""
    found: dict[Setting, list[tuple[float, float]]] = defaultdict(list)
    for page in pages:
        for run in page.runs:
            style = run.style
            for text, left in zip(repair_radicals(run.text), run.lefts, strict=True):
                if not text.isspace():
                    found[page.number, text, style.size, style.mode, style.colour].append((left, run.baseline))
    return found


def missing(wanted: dict[Setting, list[tuple[float, float]]], got: dict[Setting, list[tuple[float, float]]]) -> int:
    """How many glyphs have no counterpart set alike within a point."""
    return sum(
        not any(math.dist(place, other) < 1 for other in got.get(setting, ()))
        for setting, places in wanted.items()
        for place in places
    )


# Its font is not in the file: without one on the system pdfium loses glyphs, and says so.
_BORROWED = pytest.param("rl_cid_stsong", marks=needs_han_font)


@pytest.mark.parametrize("name", [*sorted(set(BOTH_READ) - {"rl_cid_stsong"}), _BORROWED])
def test_both_engines_see_the_same_glyphs_in_the_same_places_and_styles(name: str) -> None:
    fast, reference = map(glyphs, read_by_both(name))
    assert missing(fast, reference) == 0
    assert missing(reference, fast) == 0


@pytest.mark.parametrize("name", NAMED_ALIKE)
def test_both_engines_name_the_same_fonts(name: str) -> None:
    def fonts(pages: list[Page]) -> Counter[str]:
        return Counter(run.style.font for page in pages for run in page.runs if run.text.strip())

    fast, reference = read_by_both(name)
    assert set(fonts(fast)) == set(fonts(reference))


@pytest.mark.parametrize("name", BOTH_READ)
def test_both_engines_see_the_same_rules(name: str) -> None:
    def rules(pages: list[Page]) -> list[tuple[float, ...]]:
        return sorted((p.number, r.top, r.x0, r.x1) for p in pages for r in p.rules)

    fast, reference = map(rules, read_by_both(name))
    assert len(fast) == len(reference)
    for one, other in zip(fast, reference, strict=True):
        assert one == pytest.approx(other, abs=1)


def test_the_reference_engine_can_be_asked_for_and_gives_the_same_lines() -> None:
    data = (SEED / "weasy_noto.pdf").read_bytes()
    fast = read(data, name="a.pdf", options=ReadOptions())
    reference = read(data, name="a.pdf", options=ReadOptions(reader="pdfplumber"))
    assert (fast.reader, reference.reader) == ("pdfium", "pdfplumber")
    assert [(line.text, line.spans) for line in fast.lines] == [(line.text, line.spans) for line in reference.lines]


def test_an_engine_that_finds_no_text_says_so_and_names_the_way_out() -> None:
    data = (SEED / "fpdf2_noto.pdf").read_bytes()
    with pytest.raises(SourceError) as caught:
        read(data, name="a.pdf", options=ReadOptions(reader="pdfplumber", ocr="never"))
    assert "--reader auto" in str(caught.value)


def test_pdfplumber_is_left_as_it_was_found() -> None:
    from pdfplumber import page

    before = page.PDFPageAggregatorWithMarkedContent, set(page.ALL_ATTRS)
    with open_reference(pdf(body("服务协议")), "a.pdf", None) as engine:
        assert pages_of(engine)[0].runs[0].text == "服务协议"
    assert (page.PDFPageAggregatorWithMarkedContent, set(page.ALL_ATTRS)) == before


def test_what_pdfium_loses_for_want_of_a_font_the_other_engine_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (SEED / "rl_cid_stsong.pdf").read_bytes()
    whole = [line.text for line in read(data, name="a.pdf", options=ReadOptions(reader="pdfplumber")).lines]
    monkeypatch.setattr(TextPage, "drawn", lambda page, fonts: frozenset())
    monkeypatch.setattr(pdfium_engine, "unread", lambda *given: UnreadObjects(lost=1))
    document = read(data, name="a.pdf", options=ReadOptions())
    assert document.reader == "pdfplumber"
    assert [line.text for line in document.lines] == whole
