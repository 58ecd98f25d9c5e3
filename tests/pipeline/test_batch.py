from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agreement_tool.errors import AgreementError, ConfigError, StoreError, TargetError
from agreement_tool.pipeline.batch import FAILURES, MANIFEST, Bounds, Plan, cluster, run
from agreement_tool.pipeline.batch.jobs import jobs
from agreement_tool.pipeline.batch.ledger import locked
from agreement_tool.pipeline.batch.pool import Child, run_all
from agreement_tool.pipeline.batch.protocol import Answer, Task
from agreement_tool.pipeline.batch.work import work
from tests.read.typeset import FORMATS, truth

TEXT = "用户协议\n第一条 用户应当遵守本协议。\n第二条 本协议自发布之日起生效。\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Six agreements in folders, and four files that cannot be read."""
    folder = tmp_path / "sources"
    for number in range(6):
        path = folder / f"部门{number % 2}" / f"协议{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}第三条 第{number}份。\n", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(512))
    (folder / "空.pdf").write_bytes(b"")
    (folder / "乱.pdf").write_bytes(b"%PDF-1.4\n" + os.urandom(200))
    return folder


def plan(sources: Path, out: Path, **more: Any) -> Plan:
    return Plan("extract", (sources,), out, **more)


def records(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


def outputs(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.yaml"))}


def test_every_file_is_done_or_recorded_with_its_reason(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = run(plan(sources, out, workers=2))
    assert (summary.done, summary.failed, summary.skipped) == (6, 4, 0)
    assert len(outputs(out)) == 6
    failures = records(out, FAILURES)
    assert {Path(record["source"]).name for record in failures} == {"坏.docx", "旧.doc", "空.pdf", "乱.pdf"}
    assert all(record["kind"] == "error" and record["what"] and record["next_step"] for record in failures)
    for record in records(out, MANIFEST):
        assert len(record["sha256"]) == len(record["output_sha256"]) == 64
        assert record["seconds"] >= 0 and (out / record["output"]).is_file()


def test_the_number_of_workers_changes_no_byte(sources: Path, tmp_path: Path) -> None:
    run(plan(sources, tmp_path / "one", workers=1))
    run(plan(sources, tmp_path / "three", workers=3))
    assert outputs(tmp_path / "one") == outputs(tmp_path / "three")


def test_an_output_is_what_the_work_itself_gives(tmp_path: Path) -> None:
    form = FORMATS[0]
    source = tmp_path / form.name
    source.write_bytes(form.write(truth()))
    run(Plan("extract", (source,), tmp_path / "out"))
    content, _ = work(Task("extract", form.name, source.read_bytes()))
    assert (tmp_path / "out" / f"{form.name}.yaml").read_bytes() == content


@pytest.mark.parametrize(
    ("command", "suffix", "options"),
    [
        ("extract", ".yaml", ["-o", "-"]),
        ("check", ".check.json", ["--format", "json", "--fail-on", "never"]),
        ("flag", ".flag.json", ["--format", "json", "--fail-on", "never"]),
        ("export", ".json", ["--format", "json"]),
    ],
)
def test_an_output_is_the_single_commands(command: Any, suffix: str, options: list[str], tmp_path: Path) -> None:
    source = tmp_path / "用户协议.txt"
    source.write_bytes(FORMATS[4].write(truth()))
    run(Plan(command, (source,), tmp_path / "out"))
    single = subprocess.run(
        [sys.executable, "-m", "agreement_tool", command, source.name, *options],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert single.returncode == 0, single.stderr
    assert (tmp_path / "out" / f"用户协议.txt{suffix}").read_bytes() == single.stdout


def test_findings_are_counted(tmp_path: Path) -> None:
    source = tmp_path / "协议.txt"
    source.write_text("用户协议\n第一条 依照第九条处理。\n第三条 完。\n", encoding="utf-8")
    summary = run(Plan("check", (source,), tmp_path / "out"))
    report = json.loads((tmp_path / "out" / "协议.txt.check.json").read_text(encoding="utf-8"))
    assert summary.findings == len(report["findings"]) > 0


def test_a_clause_file_can_be_checked_in_a_batch(sources: Path, tmp_path: Path) -> None:
    run(plan(sources, tmp_path / "clauses"))
    summary = run(Plan("check", (tmp_path / "clauses",), tmp_path / "out"))
    assert (summary.done, summary.failed) == (6, 0)


def test_progress_tells_each_file(sources: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int, int]] = []
    run(plan(sources, tmp_path / "out"), lambda *call: calls.append(call))
    assert [finished for finished, _, _ in calls] == list(range(1, 11))
    assert calls[-1] == (10, 10, 4)


def test_resume_redoes_only_what_is_missing_changed_or_failed(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(plan(sources, out))
    assert run(plan(sources, out, resume=True)).skipped == 6
    (out / "部门0" / "协议0.txt.yaml").unlink()
    (out / "部门1" / "协议1.txt.yaml").write_text("spoilt")
    (sources / "部门0" / "协议2.txt").write_text(TEXT, encoding="utf-8")
    (sources / "旧.doc").unlink()
    summary = run(plan(sources, out, resume=True))
    assert (summary.done, summary.failed, summary.skipped) == (3, 3, 3)
    manifest = records(out, MANIFEST)
    assert len(manifest) == len({record["source"] for record in manifest}) == 6
    run(plan(sources, tmp_path / "fresh"))
    assert outputs(out) == outputs(tmp_path / "fresh")


def test_resume_with_other_options_starts_again(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(plan(sources, out))
    assert run(plan(sources, out, resume=True, options=(("ocr", "never"),))).skipped == 0


def test_a_manifest_cut_short_loses_only_its_last_line(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(plan(sources, out))
    manifest = out / MANIFEST
    manifest.write_bytes(manifest.read_bytes()[:-30])
    assert run(plan(sources, out, resume=True)).skipped == 5


def test_a_run_killed_in_the_middle_is_resumed_without_loss(tmp_path: Path) -> None:
    folder, out = tmp_path / "sources", tmp_path / "out"
    folder.mkdir()
    for number in range(80):
        (folder / f"{number}.txt").write_text(TEXT * 40, encoding="utf-8")
    code = (
        "import pathlib, sys; from agreement_tool.pipeline.batch import Plan, run\n"
        "run(Plan('extract', (pathlib.Path(sys.argv[1]),), pathlib.Path(sys.argv[2]), workers=2))"
    )
    with subprocess.Popen([sys.executable, "-c", code, folder, out]) as process:
        _wait_until(lambda: (out / MANIFEST).exists() and len((out / MANIFEST).read_bytes().splitlines()) >= 5)
        process.send_signal(signal.SIGKILL)
    before = outputs(out)
    assert 5 <= len(before) < 80
    summary = run(plan(folder, out, workers=2, resume=True))
    assert summary.done + summary.skipped == 80 and summary.skipped >= 5 and summary.failed == 0
    after = outputs(out)
    assert len(after) == 80 and before.items() <= after.items()
    assert not list(out.rglob("*.tmp"))


def _wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def answers(tasks: dict[str, Task | Answer], **bounds: Any) -> dict[str, Answer]:
    return dict(run_all(tasks, tasks.__getitem__, jobs=2, bounds=Bounds(**bounds)))


@pytest.fixture
def hostile_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Children whose work hangs, dies, eats memory or breaks, by the file's name."""
    (tmp_path / "hostile.py").write_text(
        "import os, time\n"
        "from agreement_tool.pipeline.batch import work\n"
        "from agreement_tool.pipeline.batch.child import main\n"
        "def hostile(path, options):\n"
        "    name = path.stem\n"
        "    if name == 'hang': time.sleep(60)\n"
        "    if name == 'die': os._exit(3)\n"
        "    if name == 'eat': b'x' * (1 << 40)\n"
        "    if name == 'deep': (lambda f: f(f))(lambda f: f(f))\n"
        "    if name == 'bug': raise ValueError('bug')\n"
        "    print('noise on stdout')\n"
        "    return name.encode(), 0\n"
        "work.WORKS['extract'] = hostile\n"
        "main()\n",
        encoding="utf-8",
    )
    start = subprocess.Popen

    def started(command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        return start([sys.executable, str(tmp_path / "hostile.py"), *command[4:]], **more)

    monkeypatch.setattr(subprocess, "Popen", started)


@pytest.mark.usefixtures("hostile_children")
def test_a_file_that_hangs_kills_or_breaks_its_worker_is_recorded_and_the_rest_go_on() -> None:
    names = ["a", "hang", "b", "die", "c", "eat", "d", "deep", "e", "bug", "f"]
    found = answers({name: Task("extract", f"{name}.txt", b"x") for name in names}, seconds=2.0)
    assert {name: answer.kind for name, answer in found.items() if answer.kind} == {
        "hang": "timeout",
        "die": "crash",
        "eat": "memory",
        "deep": "error",
        "bug": "crash",
    }
    assert all(found[name].content == name.encode() for name in "abcdef")
    assert all(found[name].what and found[name].next_step for name in ("hang", "die", "eat", "deep", "bug"))


def test_a_source_that_cannot_be_read_needs_no_worker() -> None:
    broken = Answer(kind="error", what="gone")
    assert answers({"a": broken}) == {"a": broken}


def test_a_child_that_was_stopped_starts_again() -> None:
    child = Child(Bounds())
    task = Task("extract", "a.txt", TEXT.encode())
    first = child.run(task)
    child.stop()
    assert child.run(task).content == first.content != b""
    child.stop()


def test_files_in_folders_are_found_once_and_keep_their_folders(sources: Path) -> None:
    (sources / ".hidden.txt").write_text("x")
    (sources / "~$锁.docx").write_text("x")
    (sources / "图.png").write_text("x")
    (sources / "环").symlink_to(sources, target_is_directory=True)
    found = jobs([sources, sources / "部门0", sources / "部门0" / "协议0.txt"], "export")
    assert [job.output for job in found] == sorted(job.output for job in found)
    assert len(found) == 10
    assert "部门0/协议0.txt.json" in {job.output for job in found}


def test_outputs_never_leave_the_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_text("x")
    monkeypatch.chdir(tmp_path / "a")
    (job,) = jobs([Path("../b.txt")], "extract")
    assert job.output == "b.txt.yaml"


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "..", "a\x00b.txt", "/etc/x.md", "长" * 300 + ".txt"])
def test_a_task_named_to_escape_stays_in_its_folder(name: str) -> None:
    content, _ = work(Task("extract", name, TEXT.encode()))
    assert "第一条".encode() in content


@pytest.mark.parametrize(("made", "error"), [("missing", TargetError), ("empty", TargetError)])
def test_a_run_without_sources_says_so(made: str, error: type[AgreementError], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(error):
        run(plan(tmp_path / made, tmp_path / "out"))


def test_an_output_folder_that_is_a_file_is_refused(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(StoreError):
        run(plan(sources, tmp_path / "out"))


def test_two_runs_never_share_an_output_folder(sources: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(StoreError):
        run(plan(sources, tmp_path / "out"))
    assert run(plan(sources, tmp_path / "out")).done == 6


def test_a_cluster_of_separate_processes_gives_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    run(plan(sources, tmp_path / "local"))
    with _cluster(tmp_path) as address:
        summary = run(plan(sources, tmp_path / "dask", engine="dask", scheduler=address))
    assert (summary.done, summary.failed) == (6, 4)
    assert outputs(tmp_path / "dask") == outputs(tmp_path / "local")


class _cluster:  # noqa: N801 - used like a function
    """A dask scheduler and two workers, each a process of its own, started as an administrator would."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []

    def _start(self, *arguments: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._processes.append(subprocess.Popen([sys.executable, "-m", *arguments], **quiet))  # type: ignore[call-overload]

    def __enter__(self) -> str:
        common = ("--scheduler-file", str(self._file), "--no-dashboard")
        self._start("distributed.cli.dask_scheduler", *common, "--host", "127.0.0.1", "--port", "0")
        _wait_until(self._file.exists)
        for _ in range(2):
            self._start("distributed.cli.dask_worker", *common, "--nthreads", "1", "--no-nanny")
        address: str = json.loads(self._file.read_text())["address"]
        return address

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


def test_a_scheduler_that_does_not_answer_is_a_clear_error(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(ConfigError):
        run(plan(sources, tmp_path / "out", engine="dask", scheduler="tcp://127.0.0.1:1"))


def test_dask_without_the_extra_is_a_clear_error(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match="extra"):
        run(plan(sources, tmp_path / "out", engine="dask"))


def test_the_command_line_exits_1_when_a_file_failed_and_0_when_none_did(sources: Path, tmp_path: Path) -> None:
    def cli(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "agreement_tool", "batch", *arguments, "--lang", "en"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    out = str(tmp_path / "out")
    failing = cli("extract", str(sources), "--out", out)
    assert failing.returncode == 1 and "4 failed" in failing.stderr and failing.stdout == ""
    assert cli("extract", str(sources / "部门0"), "--out", str(tmp_path / "fine")).returncode == 0
    assert cli("extract", str(tmp_path / "missing"), "--out", out).returncode == 2
