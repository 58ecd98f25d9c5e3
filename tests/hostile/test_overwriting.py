"""Nothing is replaced, and no link followed, that a person did not mean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agreement_tool.store.files import sweep, write_atomic

TEXT = "用户协议\n第一条 甲。\n第二条 本公司不承担责任。\n"
LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


def run(folder: Path, *arguments: str | bytes) -> subprocess.CompletedProcess[str]:
    command: list[str | bytes] = [sys.executable, "-P", "-m", "agreement_tool", *arguments, "--lang", "en"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    text = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in text.stderr, text.stderr
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.txt").write_text(TEXT, "utf-8")
    (inside / "b.txt").write_text(TEXT.replace("甲", "乙"), "utf-8")
    return inside


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "a.txt", "--format", "text", "-o", "a.txt"),
        ("export", "a.txt", "-o", "./a.txt"),
        ("flag", "a.txt", "-o", "a.txt"),
        ("check", "a.txt", "-o", "a.txt"),
        ("diff", "a.txt", "b.txt", "-o", "b.txt"),
        ("extract", "a.txt", "-o", "a.txt", "--force"),
    ],
    ids=" ".join,
)
def test_an_output_never_replaces_an_input(arguments: tuple[str, ...], folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run(folder, *arguments)
    assert done.returncode == 2 and "would replace" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_export_never_replaces_a_clause_file(folder: Path) -> None:
    assert run(folder, "extract", "a.txt", "--id", "a", "--version", "1").returncode == 0
    stored = folder / "clauses" / "a" / "1.yaml"
    before = stored.read_bytes()
    assert run(folder, "export", "a@1", "-o", "clauses/a/1.yaml").returncode == 2
    assert stored.read_bytes() == before


@LINKS
def test_links_out_of_the_folder_are_not_written_through(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (folder / "out.json").symlink_to(outside / "kept")
    (folder / "clauses").mkdir()
    (folder / "clauses" / "a").symlink_to(outside)
    (folder / "out").mkdir()
    (folder / "out" / "a.txt.json").symlink_to(outside / "kept")
    assert run(folder, "export", "a.txt", "-o", "out.json").returncode == 2
    assert run(folder, "extract", "a.txt", "--id", "a", "--version", "1").returncode == 2
    assert run(folder, "batch", "export", "a.txt", "--out", "out", "--force").returncode == 1
    assert [path.name for path in outside.iterdir()] == ["kept"] and (outside / "kept").read_text() == "kept"


@LINKS
def test_links_inside_the_folder_are_followed(folder: Path) -> None:
    (folder / "real.json").write_text("old")
    (folder / "out.json").symlink_to("real.json")
    assert run(folder, "export", "a.txt", "-o", "out.json").returncode == 0
    assert (folder / "out.json").is_symlink() and (folder / "real.json").read_text("utf-8").startswith("{")


def test_batch_replaces_only_what_a_batch_has_written(folder: Path) -> None:
    batch = ("batch", "export", "a.txt", "b.txt", "--out", "out")
    (folder / "out").mkdir()
    (folder / "out" / "a.txt.json").write_text("mine")
    assert run(folder, *batch).returncode == 1
    assert (folder / "out" / "a.txt.json").read_text() == "mine"
    (failure,) = map(json.loads, (folder / "out" / "failures.jsonl").read_text("utf-8").splitlines())
    assert "no batch wrote it" in failure["what"] and "--force" in failure["next_step"]
    assert run(folder, *batch, "--force").returncode == 0
    (folder / "a.txt").write_text(TEXT + "第三条 丙。\n", "utf-8")
    assert run(folder, *batch).returncode == 0  # both are a batch's own now
    assert "丙" in (folder / "out" / "a.txt.json").read_text("utf-8")


def test_batch_leaves_a_manifest_of_others_alone(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "manifest.jsonl").write_text("not\nours\n")
    assert run(folder, "batch", "export", "a.txt", "--out", "out").returncode == 2
    assert (folder / "out" / "manifest.jsonl").read_text() == "not\nours\n"


def test_only_our_own_temporary_files_are_swept(tmp_path: Path) -> None:
    others = [".notes.abcd1234.tmp", ".x.agreement-short.tmp", "a.agreement-abcd1234.tmp", ".git.tmp"]
    ours = [".x.yaml.agreement-abcd1234.tmp", ".协议.pdf.yaml.agreement-_bcd123x.tmp"]
    for name in (*others, *ours):
        (tmp_path / name).write_text("x")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def test_a_temporary_file_is_known_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(path.name for path in tmp_path.iterdir()))
    write_atomic(tmp_path / ("协议" * 30), "x")
    assert len(seen) == 1
    (tmp_path / seen[0]).write_text("left behind")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["协议" * 30]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_odd_names_are_recorded_and_resumed(folder: Path) -> None:
    names = [b"a\xff\xfe.txt", "b\u2028c.txt".encode(), "d\x85e.txt".encode(), b"f\ng.txt", b"\x1b[31m.txt", b"-x.txt"]
    sources = folder / "sources"
    sources.mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(sources) + b"/" + name)).write_text(TEXT, "utf-8")
    long = sources / ("长" * 83 + ".txt")
    long.write_text(TEXT, "utf-8")
    done = run(folder, "batch", "export", "sources", "--out", "out")
    assert done.returncode == 1 and f"{len(names)} done, 1 failed" in done.stderr
    again = run(folder, "batch", "export", "sources", "--out", "out", "--resume")
    assert f"0 done, 1 failed, {len(names)} done before" in again.stderr
