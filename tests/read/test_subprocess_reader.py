"""Files read in a child process: the same document, and a child that dies is one message."""

import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agreement_tool import bounds
from agreement_tool.cli import prefetch
from agreement_tool.errors import SourceError
from agreement_tool.model import SourceDocument
from agreement_tool.read import registry, subprocess_reader, worker
from agreement_tool.read.base import Engine, ReadOptions
from agreement_tool.read.pdf import pdfium_engine, shares
from agreement_tool.read.pdf.page import Page
from agreement_tool.read.pdf.pdfium_engine import open_pdfium
from agreement_tool.read.worker import ChildLostError, Send, Worker
from tests.read.conftest import SEED

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
    # Tests before may leave idle threads behind (a cluster's, an OCR engine's); Python 3.12 warns of forking beside
    # them.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
PARENT = os.getpid()
PDF = SEED / "lo_docx_song.pdf"


@pytest.fixture(autouse=True)
def _children(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(subprocess_reader, "_use_children", True)
    monkeypatch.setattr(subprocess_reader, "_prefetched", {})
    for module in (subprocess_reader, shares):
        monkeypatch.setattr(module, "may_fork", lambda: True)
    before = _children_of(PARENT)
    yield
    assert _children_of(PARENT) <= before  # none is left, not even as a zombie


def _children_of(process: int) -> set[str]:
    """Its children's numbers, zombies too; () on systems without /proc."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return {number for task in tasks for number in task.read_text().split()}


@pytest.mark.parametrize("name", ["lo_docx_song.pdf", "chromium_noto.pdf", "panasonic-security-app.txt"])
def test_a_child_reads_what_this_process_reads(name: str) -> None:
    reading = subprocess_reader.begin(SEED / name, ReadOptions())
    assert reading.in_child
    assert reading.document() == registry.read_source(SEED / name)


def test_a_child_that_cannot_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nnot really")
    with pytest.raises(SourceError, match="cut short"):
        subprocess_reader.begin(path, ReadOptions()).document()


def test_a_child_that_crashes_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(path: Path, options: ReadOptions) -> None:
        assert os.getpid() != PARENT
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(registry, "read_with", crash)
    with pytest.raises(SourceError, match=f"signal {int(signal.SIGKILL)}") as error:
        subprocess_reader.begin(PDF, ReadOptions()).document()
    assert error.value.where == PDF.name and error.value.next_step


def test_a_child_that_eats_memory_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def eat(path: Path, options: ReadOptions) -> bytearray:
        assert os.getpid() != PARENT
        bounds.confine(bounds.limits(mebibytes=2048))
        return bytearray(4 << 30)

    monkeypatch.setattr(registry, "read_with", eat)
    with pytest.raises(SourceError, match="more than 2048 MiB of memory"):
        subprocess_reader.begin(PDF, ReadOptions()).document()


def test_a_bug_in_the_child_crashes_here_and_tells_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(path: Path, options: ReadOptions) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(registry, "read_with", bug)
    with pytest.raises(ZeroDivisionError) as error:
        subprocess_reader.begin(PDF, ReadOptions()).document()
    assert "in bug" in error.value.__notes__[0]


def test_progress_comes_from_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    document = registry.read_source(PDF)

    def read(path: Path, options: ReadOptions) -> SourceDocument:
        assert options.progress is not None
        for page in (1, 2):
            options.progress(page, 2)
        return document

    monkeypatch.setattr(registry, "read_with", read)
    heard: list[tuple[int, int]] = []
    reading = subprocess_reader.begin(PDF, ReadOptions(progress=lambda done, total: heard.append((done, total))))
    assert reading.document() == document
    assert heard == [(1, 2), (2, 2)]


def test_a_process_with_other_threads_reads_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_reader, "may_fork", worker.may_fork)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not subprocess_reader.begin(PDF, ReadOptions()).in_child
    finally:
        stop.set()
        thread.join()


def test_a_child_nobody_waits_for_ends() -> None:
    def never(send: Send) -> None:
        time.sleep(600)

    child = Worker(never)
    child.end()
    child.end()


def test_a_child_that_ends_early_is_lost() -> None:
    def half(send: Send) -> None:
        send("one")
        os._exit(3)

    heard: list[str] = []
    with pytest.raises(ChildLostError, match="exit code 3"):
        Worker(half).answer(heard.append)
    assert heard == ["one"]


@pytest.mark.parametrize("before", [[], ["--lang", "en"], ["-q"]])
def test_what_is_read_ahead_is_what_is_asked_for(before: list[str]) -> None:
    prefetch.prefetch([*before, "export", str(PDF), "--format", "json"])
    (begun,) = subprocess_reader._prefetched.values()
    assert subprocess_reader.begin(PDF, ReadOptions()) is begun
    assert begun.document().name == PDF.name


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["export"],
        ["export", str(PDF), "--help"],
        ["extract", str(PDF), "--reader", "pdfplumber"],
        ["extract", str(PDF), "--ocr=always"],
        ["diff", str(PDF), str(PDF)],
        ["check", str(PDF), str(SEED / "lo_docx_noto.pdf")],
        ["export", "nothing.pdf"],
    ],
)
def test_nothing_is_read_ahead_that_may_be_read_otherwise(arguments: list[str]) -> None:
    prefetch.prefetch(arguments)
    assert subprocess_reader._prefetched == {}


@pytest.mark.parametrize("name", ["lo_docx_song", "chromium_noto", "weasy_noto"])
def test_pages_read_by_several_processes_are_those_read_by_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 1)
    data = (SEED / f"{name}.pdf").read_bytes()
    with open_pdfium(data, name, None) as one, open_pdfium(data, name, None) as several:
        alone, shared = list(one.pages()), shares.pages_by(several, 3)
    assert list(map(_said, alone)) == list(map(_said, shared))
    for pages in (alone, shared):
        # Equal styles are one object: the rest of the reader compares them by identity.
        styles = {id(run.style): run.style for page in pages for run in page.runs}
        assert len({_look(style) for style in styles.values()}) == len(styles)


def test_lines_come_in_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess_reader, "_BUNDLE", 7)
    assert subprocess_reader.begin(PDF, ReadOptions()).document() == registry.read_source(PDF)


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_mapped_file_reads_as_a_loaded_one(reader: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_LARGE", 1)
    monkeypatch.setattr(pdfium_engine, "_PAGES_OPEN", 2)
    assert isinstance(registry.load(PDF, mapped=True), mmap.mmap)
    assert isinstance(registry.load(SEED / "panasonic-security-app.txt", mapped=True), bytes)
    options = ReadOptions(reader)
    assert registry.read_with(PDF, replace(options, mapped=True)) == registry.read_with(PDF, options)


def test_a_document_opened_anew_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    data = PDF.read_bytes()
    with open_pdfium(data, PDF.name, None) as engine:
        whole = list(map(_said, engine.pages()))
    monkeypatch.setattr(pdfium_engine, "_PAGES_OPEN", 2)
    with open_pdfium(data, PDF.name, None) as engine:
        assert list(map(_said, engine.pages())) == whole


def _look(style: object) -> tuple[object, ...]:
    return tuple(getattr(style, name) for name in ("font", "font_key", "size", "colour", "mode", "angle", "flags"))


def _said(page: Page) -> tuple[object, ...]:
    runs = [(run.text, list(run.lefts), run.baseline, run.style.font, run.style.size, run.ink) for run in page.runs]
    return page.number, page.width, page.height, runs, page.rules, page.fills, page.links


def test_a_share_that_is_lost_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "LEAST", 1)
    monkeypatch.setattr(shares, "_share", lambda engine, start, end, send: os._exit(1))
    with open_pdfium(PDF.read_bytes(), PDF.name, None) as engine, pytest.raises(SourceError, match="lost"):
        shares.pages_by(engine, 2)


def test_the_command_line_reads_apart_and_leaves_nobody_behind() -> None:
    program = (
        "import sys; sys.argv = ['agreement', 'export', sys.argv[1], '-q', '-o', '/dev/null']\n"
        "from agreement_tool.read import worker\n"
        "made = []\n"
        "fork = worker.os.fork\n"
        "worker.os.fork = lambda: made.append(fork()) or made[-1]\n"
        "from agreement_tool.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(len(made))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, PDF], capture_output=True, text=True, check=True)
    assert done.stdout == "2\n"  # the command's process, and the reader's


def test_how_many_processors_there_are_is_known() -> None:
    assert worker.processors() >= 1
