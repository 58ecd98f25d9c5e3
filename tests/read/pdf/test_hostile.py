"""PDFs that are damaged, locked, cyclic, huge or crowded: one SourceError or a reading, in bounded time."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from agreement_tool.errors import SourceError
from agreement_tool.read.base import Engine, ReadOptions
from agreement_tool.read.pdf import read
from tests.read.conftest import SEED
from tests.read.pdf.making import Draw, body, pdf, reading, texts, together


def assembled(*objects: str) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def stream(content: str, head: str = "") -> str:
    return f"<<{head}/Length {len(content)}>>stream\n{content}\nendstream"


CATALOGUE, TREE = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(content: str, *, box: str = "0 0 595 842") -> bytes:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return assembled(CATALOGUE, TREE, page, stream(content), FONT)


def refused(data: bytes, options: ReadOptions | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        read(data, name="agreement.pdf", options=options or ReadOptions(ocr="never"))
    assert caught.value.where
    assert caught.value.next_step
    return str(caught.value.what)


def seconds(data: bytes, engine: Engine = "auto") -> float:
    started = time.perf_counter()
    with contextlib.suppress(SourceError):
        read(data, name="agreement.pdf", options=ReadOptions(reader=engine, ocr="never"))
    return time.perf_counter() - started


@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.97])
def test_a_file_cut_short_is_refused_not_read_in_part(part: float) -> None:
    whole = (SEED / "weasy_noto.pdf").read_bytes()
    assert "short" in refused(whole[: int(len(whole) * part)])


def test_what_a_server_adds_behind_the_end_does_no_harm() -> None:
    document = reading(pdf(body("服务协议")) + b"\n<!-- served in 3 ms -->\n" * 400)
    assert texts(document.lines) == ["服务协议"]


def test_an_update_that_was_cut_short_is_refused() -> None:
    assert "short" in refused(pdf(body("服务协议")) + b"\n9 0 obj\n<</Type/Annot/Rect[0 0 1 1]")


def test_bytes_that_only_begin_like_a_pdf_are_refused() -> None:
    assert "not a readable PDF" in refused(b"%PDF-1.7\n" + b"\x00\xff" * 500 + b"\n%%EOF")


def test_a_locked_file_asks_for_its_password_by_variable() -> None:
    with pytest.raises(SourceError) as caught:
        reading(pdf(body("服务协议"), encrypt="secret"))
    assert "password" in str(caught.value.what)
    assert "--password-env" in str(caught.value.next_step)


def test_the_right_password_opens_and_a_wrong_one_is_told_apart() -> None:
    locked = pdf(body("Agreement"), encrypt="secret")
    document = read(locked, name="a.pdf", options=ReadOptions(password="secret"))
    assert texts(document.lines) == ["Agreement"]
    assert "another" in refused(locked, ReadOptions(password="wrong"))


def test_a_file_without_pages_is_refused() -> None:
    assert refused(assembled(CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>"))


@pytest.mark.parametrize("count", ["1", "1000000000", "-5"])
def test_a_page_tree_that_holds_itself_ends(count: str) -> None:
    cyclic = assembled(
        CATALOGUE, f"<</Type/Pages/Kids[2 0 R 3 0 R]/Count {count}>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"
    )
    assert seconds(cyclic) < 10


def drawing_itself(content: str) -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    form = stream(content, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    return assembled(CATALOGUE, TREE, page, stream("/X Do"), form)


def test_a_form_that_draws_itself_ends() -> None:
    assert seconds(drawing_itself("/X Do")) < 10


def test_a_call_that_pdfium_never_returns_from_is_given_up(tmp_path: Path) -> None:
    # In a process of its own: the stuck thread would go on for the rest of the session.
    (tmp_path / "twice.pdf").write_bytes(drawing_itself("/X Do /X Do"))
    script = (
        "import sys, pathlib\n"
        "from agreement_tool.bilingual import bilingual\n"
        "from agreement_tool.read.pdf import watch\n"
        "from agreement_tool.read.registry import read_source\n"
        "watch.LIMIT = 0.5\n"
        "for _ in range(2):\n"
        "    try: read_source(pathlib.Path(sys.argv[1]))\n"
        "    except Exception as error: print(type(error).__name__, bilingual(error.what).en)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "twice.pdf")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    first, second = run.stdout.splitlines()
    assert first.startswith("SourceError this takes the PDF library more than")
    assert second == "SourceError an earlier file left the PDF library stuck"


def test_a_page_of_a_square_kilometre_is_read() -> None:
    document = reading(one_page("BT /F1 12 Tf 100 100 Td (Agreement) Tj ET", box="0 0 2900000 2900000"))
    assert texts(document.lines) == ["Agreement"]


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 -10 -10", "nonsense", "1e30 1e30 1e31 1e31"])
def test_a_page_without_a_sensible_box_does_not_crash(box: str) -> None:
    assert seconds(one_page("BT /F1 12 Tf 10 10 Td (Agreement) Tj ET", box=box)) < 10


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 0 Tf 10 10 Td (Agreement) Tj 0 -20 Td (one) Tj ET",
        "BT /F1 12 Tf 0 0 0 0 10 10 Tm (Agreement) Tj ET",
        "BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Agreement) Tj ET",
        "0 0 m 1e39 1e39 l S -1e39 0 1e39 1e39 re f BT /F1 12 Tf 10 10 Td (Agreement) Tj ET",
    ],
    ids=["size 0", "flat matrix", "infinite size", "infinite lines"],
)
def test_text_and_lines_of_impossible_sizes_do_not_crash(content: str) -> None:
    assert seconds(one_page(content)) < 10


def grid_of_rules(count: int) -> str:
    side = int(count**0.5)
    across = "".join(f"0 {y * 3} m 595 {y * 3} l S\n" for y in range(side * side // 2))
    down = "".join(f"{x * 3} 0 m {x * 3} 842 l S\n" for x in range(side * side // 2))
    return across + down


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 1 Tf " + "1 0 Td (a) Tj " * 20_000 + "ET",
        "BT /F1 9 Tf " + "(a) Tj 0 0 Td " * 20_000 + "ET",
        "1 1 2 2 re f\n" * 100_000,
        grid_of_rules(20_000),
    ],
    ids=["letters", "letters on one spot", "squares", "crossing rules"],
)
def test_a_crowded_page_takes_bounded_time(content: str) -> None:
    assert seconds(one_page(content)) < 20


def test_a_blank_page_among_others_is_no_picture_and_no_error() -> None:
    document = reading(pdf(body("服务协议"), lambda canvas: None, body("第一条")))
    assert texts(document.lines) == ["服务协议", "第一条"]
    assert document.doubts == ()


def test_an_empty_agreement_is_refused_with_a_reason() -> None:
    assert "no text" in refused(pdf(lambda canvas: None))


def outlines(canvas: Canvas) -> None:
    for row in range(20):
        for column in range(20):
            canvas.circle(80 + 20 * column, 100 + 30 * row, 5, stroke=0, fill=1)


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)


@pytest.mark.parametrize("page", [outlines, picture], ids=["outlines", "picture"])
def test_pages_that_only_ocr_can_read_are_never_an_empty_agreement(page: Draw) -> None:
    assert "pictures of text" in refused(pdf(page))


def test_a_picture_among_pages_of_text_is_told() -> None:
    data = pdf(body("服务协议"), body("第一条"), picture)
    document = read(data, name="a.pdf", options=ReadOptions(ocr="never"))
    assert [(doubt.code, doubt.page) for doubt in document.doubts] == [("page-unread", 3)]


def mutations(data: bytes, seed: int, count: int) -> Sequence[bytes]:
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            copy[chance.randrange(len(copy))] = chance.randrange(256)
        made.append(bytes(copy))
    return made


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_damaged_bytes_give_a_reading_or_one_source_error(engine: Engine) -> None:
    small = pdf(together(body("服务协议", "第一条 定义", "第二条 费用")))
    for damaged in mutations(small, 20, 150):
        assert seconds(damaged, engine) < 10
