"""Compiled patterns kept in a file are the patterns that `re` would compile, and a file that is not right costs
nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text import patterns
from agreement_tool.text.patterns import Store, compiled, compiled_bytes

PATTERN = r"第(?P<number>[一二三]{1,3})条|(?<=（)\d+(?=）)|[^，。]{0,18}?款"


def _kept(path: Path, pattern: str, flags: int = 0) -> Store:
    store = Store(path)
    assert store.get(pattern, flags) is not None
    store.write()
    return store


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_a_kept_program_is_the_one_that_re_makes(tmp_path: Path) -> None:
    path = tmp_path / "kept.regex"
    _kept(path, PATTERN, re.IGNORECASE)
    assert Store(path).get(PATTERN, re.IGNORECASE) == patterns._program(PATTERN, re.IGNORECASE)


def test_a_pattern_from_the_store_says_and_finds_what_a_fresh_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.regex"
    _kept(path, PATTERN)
    monkeypatch.setattr(patterns, "_STORE", Store(path))
    patterns._compiled.cache_clear()
    ours, fresh, text = compiled(PATTERN), re.compile(PATTERN), "第三条（12）任何款"
    assert (ours.pattern, ours.flags, ours.groups, dict(ours.groupindex)) == (
        fresh.pattern, fresh.flags, fresh.groups, dict(fresh.groupindex),
    )  # fmt: skip
    assert [match.groupdict() for match in ours.finditer(text)] == [match.groupdict() for match in fresh.finditer(text)]
    assert [match.span() for match in ours.finditer(text)] == [match.span() for match in fresh.finditer(text)]


def test_two_processes_that_add_do_not_lose_each_others_patterns(tmp_path: Path) -> None:
    path = tmp_path / "kept.regex"
    first, second = Store(path), Store(path)
    first.get("甲", 0)
    second.get("乙", 0)
    first.write()
    second.write()
    assert set(patterns._read(path)) == {("甲", 0), ("乙", 0)}


def test_bytes_and_text_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "kept.regex"
    store = Store(path)
    store.get("é", 0)
    store.get(b"\xe9", 0)
    store.write()
    assert set(patterns._read(path)) == {("é", 0), (b"\xe9", 0)}
    assert compiled_bytes(rb"%PDF-(\d)").search(b"%PDF-1") is not None


@given(st.binary(max_size=80), st.integers(0, 400))
def test_a_bent_file_is_as_good_as_none(tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int) -> None:
    path = tmp_path_factory.mktemp("bent") / "kept.regex"
    _kept(path, PATTERN)
    whole = path.read_bytes()
    bent = whole[:at] + junk + whole[at + len(junk) :]
    path.write_bytes(bent)
    assert patterns._read(path) == ({} if bent != whole else patterns._read(path))


def test_nothing_is_written_where_python_may_not_write_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _kept(tmp_path / "kept.regex", PATTERN)
    assert not (tmp_path / "kept.regex").exists()


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    _kept(tmp_path / "file" / "kept.regex", PATTERN)


def test_a_second_process_compiles_nothing_anew(tmp_path: Path) -> None:
    program = (
        "import sys; sys.dont_write_bytecode = False\n"
        "import agreement_tool.flag.parties\n"
        "from agreement_tool.text import patterns\n"
        "print(len(patterns._STORE._new))"
    )
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", program]
    counts = [int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(2)]
    assert counts[0] > 0
    assert counts[1] == 0
