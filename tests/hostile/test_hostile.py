"""Files made to break a reader: each ends in an agreement or in one clear message, in bounded time and memory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreement_tool.pipeline.batch.pool import Bounds, Child
from agreement_tool.pipeline.batch.protocol import Task
from tests.copies import run
from tests.hostile.files import MAKERS, SENTENCE, TOUCHED

SECONDS = 60.0
MEBIBYTES = 3072

# These eat time or memory inside native code: the child's bounds are what stops them.
STOPPED_BY_BOUNDS = {"form draws itself.pdf"}
# Files that only look odd, and are read.
READ = {
    "huge page.pdf", "no box.pdf", "operators nested.pdf",
    "nested tables.docx", "absurd numbering.docx", "style cycle.docx",
    "css bomb.html", "selectors.html", "spans.html", "entities.html",
    "numbers.html", "nul.html", "mixed encodings.html",
    "brackets.md", "stars.md", "backticks.md", "lists.md", "wide table.md", "front matter.md",
    "many lines.txt", "bidi.txt", "brackets.txt",
}  # fmt: skip
SLOW = {"many lines.txt", "many siblings.html", "many objects.pdf", "front matter.md", "form draws itself.pdf"}


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    worker = Child(Bounds(SECONDS, MEBIBYTES))
    yield worker
    worker.stop()


SKIP_SLOW = pytest.mark.skipif(not os.environ.get("AGREEMENT_SLOW"), reason="takes long: set AGREEMENT_SLOW=1")


def _marked(name: str) -> object:
    return pytest.param(name, marks=[pytest.mark.slow, SKIP_SLOW]) if name in SLOW else name


@pytest.mark.parametrize("name", [_marked(name) for name in MAKERS])
def test_a_hostile_file_is_read_or_refused_with_one_message(name: str, child: Child) -> None:
    began = time.monotonic()
    answer = child.run(Task("extract", name, MAKERS[name]()))
    assert time.monotonic() - began < SECONDS + 5
    if name in STOPPED_BY_BOUNDS:
        assert answer.kind in ("timeout", "memory", "crash", "error")
    else:
        assert answer.kind == ("" if name in READ else "error"), answer.what
    if answer.kind:
        assert answer.what and answer.next_step and answer.content == b""
    else:
        assert answer.content.startswith(b"schema:")


@pytest.mark.parametrize("name", ["bidi.txt", "nul.html", "stars.md", "operators nested.pdf", "style cycle.docx"])
def test_what_a_hostile_file_says_is_kept(name: str, child: Child) -> None:
    answer = child.run(Task("extract", name, MAKERS[name]()))
    wanted = "Terms of service" if name.endswith(".pdf") else SENTENCE.partition(" ")[2]
    assert wanted in answer.content.decode()


@pytest.mark.parametrize("name", ["truncated.pdf", "entity bomb.docx", "zip bomb.docx", "deep.html", "nuls.txt"])
def test_the_command_exits_2_and_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(MAKERS[name]())
    result = run(tmp_path, "extract", name, "-o", "out.yaml")
    assert result.returncode == 2, result.stderr
    assert result.stdout == b"" and b"Traceback" not in result.stderr and name.encode() in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_tags_in_yaml_are_never_executed(tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").write_bytes(MAKERS["tags.yaml"]())
    assert run(tmp_path, "check", "tags.yaml").returncode == 2
    assert not (tmp_path / TOUCHED).exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "协议.txt").write_text(SENTENCE, encoding="utf-8")
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    result = run(tmp_path, "extract", "协议.txt", "-o", "locked/out.yaml")
    assert result.returncode == 2 and b"Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "协议.txt").write_text(SENTENCE, encoding="utf-8")
    result = run(tmp_path, "extract", "协议.txt", "-o", "/dev/full/out.yaml")
    assert result.returncode == 2 and b"Traceback" not in result.stderr
