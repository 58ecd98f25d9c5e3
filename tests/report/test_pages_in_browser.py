"""The HTML pages in a real browser: phone and desk, light and dark, keyboard alone, paper, axe-core's rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.browser import look, needs_browser
from tests.cli.running import run

DATA = Path(__file__).parents[1] / "data"
SEED = DATA / "seed" / "lo_docx_song.pdf"
NEXT = DATA / "demo" / "panasonic-security-app-next.docx"
CLAUSES = Path(__file__).parents[2] / "clauses" / "panasonic-security-app" / "1.0.0.yaml"
PAGES = {
    "flag": ("flag", SEED),
    "flag without a notice": ("flag", "协议.md"),
    "diff": ("diff", SEED, NEXT),
    "table": ("diff", SEED, NEXT, "--style", "table"),
    "summary": ("diff", SEED, NEXT, "--format", "summary"),
    "review": ("review", "export", CLAUSES),
    "agreement": ("export", CLAUSES),
}
AGREEMENT_PAGES = len(pypdfium2.PdfDocument(SEED))

pytestmark = [pytest.mark.slow, needs_browser]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "协议.md").write_text("# 合同\n\n一、甲方不承担任何责任。\n\n二、乙方不得转让。\n", encoding="utf-8")

    def made(name: str) -> Path:
        target = folder / f"{name}.html"
        if not target.exists():
            arguments = (folder / each if each == "协议.md" else each for each in PAGES[name])
            assert run(*map(str, arguments), "-o", str(target)).exit_code in (0, 1)
        return target

    return made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_of_axe_and_is_never_wider_than_the_screen(
    name: str, page: Callable[[str], Path], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    views: list[dict[str, Any]] = [
        {"width": 390},
        {"width": 390, "dark": True},
        {"width": 1280, "print": str(paper)},
    ]
    for view, found in zip(views, look(page(name), *views), strict=True):
        assert found["violations"] == []
        assert found["errors"] == []
        assert found["scrollWidth"] <= view["width"]
    assert len(pypdfium2.PdfDocument(paper)) <= 2 * AGREEMENT_PAGES


@pytest.mark.parametrize("name", ["flag", "diff", "review"])
def test_the_keyboard_alone_walks_the_page_and_one_sees_where_one_is(name: str, page: Callable[[str], Path]) -> None:
    (found,) = look(page(name), {"width": 1280, "keys": ["j", "j", "k", "Tab", "Tab"]})
    first, second, back, *after = found["focus"]
    assert first["text"] == back["text"] != second["text"]
    assert all(stop["visible"] and stop["onScreen"] for stop in found["focus"])
    assert len({stop["text"] + stop["tag"] for stop in after}) == len(after)


def test_a_crop_grows_at_a_key_and_the_filters_get_the_focus(page: Callable[[str], Path]) -> None:
    pressed = (
        "[...document.querySelectorAll('.crop[aria-pressed=true] img')].map((img) => img.getBoundingClientRect().width)"
    )
    small = "document.querySelector('.crop img').getBoundingClientRect().width"
    plain, grown = look(
        page("flag"), {"width": 390, "evaluate": small}, {"width": 390, "keys": ["j", "z", "f"], "evaluate": pressed}
    )
    assert grown["value"] and min(grown["value"]) > 2 * plain["value"]
    assert grown["focus"][-1]["tag"] == "input"
