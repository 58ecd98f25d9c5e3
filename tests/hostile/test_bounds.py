"""Every command has a time, a memory and a message; nothing lives on after it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from agreement_tool import bounds
from tests.cli.running import run as run_here
from tests.copies import run
from tests.extent import EVERYTHING
from tests.hostile import interruptions
from tests.hostile.families import CASES
from tests.hostile.harness import QUICK, SECONDS, runs_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems lack some of the bounds")
SLOW = pytest.mark.skipif(not os.environ.get("AGREEMENT_SLOW"), reason="takes long: set AGREEMENT_SLOW=1")
TEXT = "用户协议\n" + "".join(
    f"第{n}条 用户应当遵守本协议，本公司不承担责任，见第{n + 1}条。\n" for n in range(1, 4000)
)


@pytest.mark.parametrize("command", ["extract", "show", "check", "flag", "export"])
def test_a_file_that_takes_too_long_is_one_message(command: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT * 6, "utf-8")
    done = run(tmp_path, command, "x.txt", "--time-limit", "1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "error: x.txt: it takes more than 1 s of processor time",
        "Check that the file is an agreement; give it more with --time-limit SECONDS, 0 for no limit.",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_a_file_that_takes_too_much_memory_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT * 4, "utf-8")
    done = run(tmp_path, "flag", "x.txt", "--memory-limit", "40", "--time-limit", "0", anew=True)
    assert done.returncode == 2 and b"Traceback" not in done.stderr
    assert b"--memory-limit" in done.stderr or b"lost" in done.stderr


def test_variables_bound_a_run_as_options_do(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT * 6, "utf-8")
    environment = {**os.environ, bounds.TIME_VARIABLE: "1"}
    assert b"more than 1 s" in run(tmp_path, "check", "x.txt", env=environment).stderr
    assert run(tmp_path, "check", "x.txt", "--time-limit", "x").returncode == 2


def test_the_file_that_breaks_a_check_of_many_is_named(tmp_path: Path) -> None:
    clause = (
        'schema: agreement/1\nid: x\nversion: "1"\ntitle: T\nclauses:\n  - label: "第一条"\n    kind: article\n'
        "    text: |-\n      甲。\n"
    )
    for number in range(30):
        (tmp_path / f"{number:02}.yaml").write_text(clause, "utf-8")
    many = clause + "".join(
        f'  - label: "{n}."\n    kind: item\n    text: |-\n      不承担责任。\n' for n in range(1, 30_000)
    )
    (tmp_path / "17.yaml").write_text(many, "utf-8")
    done = run(tmp_path, "check", ".", "--time-limit", "1")
    assert done.returncode == 2 and b"17.yaml" in done.stderr and b"more than 1 s" in done.stderr


def test_limits_are_read_before_anything_is_parsed() -> None:
    limits = bounds.limits_asked_for
    assert limits([], {}) == bounds.Limits()
    assert limits(["check", "--time-limit", "3"], {}).seconds == 3
    assert limits(["--memory-limit=64", "--", "--time-limit=9"], {}) == bounds.Limits(bounds.SECONDS, 64, 64)
    assert limits(["--time-limit", "nan"], {bounds.TIME_VARIABLE: "7"}).seconds == bounds.SECONDS
    assert limits([], {bounds.TIME_VARIABLE: "0", bounds.MEMORY_VARIABLE: "0"}) == bounds.Limits(0, 0, 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "x.txt"), "stdout cannot be written"),
        (("show", "x.txt"), "stdout cannot be written"),
        (("--help",), "error"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_a_full_stdout_is_one_message(arguments: Sequence[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    command = [sys.executable, "-P", "-m", "agreement_tool", *arguments, "--lang", "en"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2 and said.encode() in done.stderr and b"Traceback" not in done.stderr


OUTPUTS = (
    *(("check", "x.txt", "--format", form) for form in ("full", "json", "sarif", "junit", "github", "gitlab", "xlsx")),
    *(("flag", "x.txt", "--format", form) for form in ("text", "json", "html", "xlsx")),
    *(("diff", "x.txt", "y.txt", "--format", f) for f in ("text", "json", "markdown", "html", "docx", "xlsx",
    "summary")),
    *(("export", "x.txt", "--format", form) for form in ("json", "html", "markdown", "docx", "akn")),
    *(("review", "export", "x.txt", "--format", form) for form in ("yaml", "json", "html")),
    ("find", "x.txt", "--text", "甲"), ("rules",), ("schema", "app"),
)  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [OUTPUTS[-3], *(pytest.param(each, marks=SLOW) for each in OUTPUTS)], ids=" ".join
)
@pytest.mark.parametrize("closed", [False, True], ids=["full", "closed"])
def test_no_output_is_lost_in_silence(arguments: Sequence[str], closed: bool, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲不承担责任，见第九条。\n", "utf-8")
    (tmp_path / "y.txt").write_text("用户协议\n第一条 乙。\n第二条 丙。\n", "utf-8")
    script = f'exec "$@" {">&-" if closed else ">/dev/full"}'
    command = ["/bin/sh", "-c", script, "sh", sys.executable, "-P", "-m", "agreement_tool", *arguments, "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2 and b"Traceback" not in done.stderr and done.stderr.strip()


@pytest.mark.parametrize("redirections", [">&-", "2>&-", ">&- 2>&-", "<&-", "2>/dev/full"])
def test_closed_streams_change_no_exit_code(redirections: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    script = f'"{sys.executable}" -P -m agreement_tool export x.txt {redirections}'
    done = subprocess.run(["/bin/sh", "-c", script], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == (2 if redirections.startswith(">&-") else 0), done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "x.txt").read_text("utf-8").startswith("用户协议")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "甲" * 200),
        ("export", "x" * 5000),
        ("check", "HEAD~" + "9" * 300 + ":a.yaml"),
        ("show", "HEAD:\n../a.yaml"),
        ("diff", "x.txt", ":::"),
        ("check", "x.txt", "--baseline", "deep.json"),
        ("check", "x.txt", "--baseline", "list.json"),
        ("check", "x.txt", "-o", "y" * 300),
        ("show", "controls.txt"),
        ("check", "head.yaml"),
        ("flag", "head.yaml"),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_what_cannot_be_run_is_one_message(arguments: Sequence[str], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    (tmp_path / "deep.json").write_text('{"findings":' + "[" * 100_000)
    (tmp_path / "list.json").write_text('{"findings": [[1], {"fingerprint": []}]}')
    (tmp_path / "controls.txt").write_bytes(bytes(range(1, 9)) * 100)
    (tmp_path / "head.yaml").write_text('schema: agreement/1\nid: x\nversion: "1"\ntitle: T\n')
    done = run(tmp_path, *arguments)
    assert done.returncode == 2 and b"Traceback" not in done.stderr and done.stderr.startswith(b"error: ")


@pytest.mark.parametrize(
    "toml",
    [
        "clauses = 3", "check = 3", "[check]\nselect = 3", "[check.per-path]\na = 3", "[check]\nper-path = [1]",
        "a = 1979-05-27",
        "[check]\nterms = [[1]]", "[check]\nbaseline = []", "[check]\nfail-on = {}", "[check]\nlabel-styles = [[]]",
        "\x00", "a = " + "[" * 50_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["agreement.toml", "pyproject.toml"])
def test_a_configuration_of_wrong_types_never_crashes(
    toml: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    written = toml if name == "agreement.toml" else toml.replace("[check", "[tool.agreement.check")
    if name == "pyproject.toml" and not toml.startswith("["):
        written = f"[tool.agreement]\n{toml}"
    (tmp_path / name).write_text(written, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_here("check", "x.txt").exit_code in (0, 1, 2)  # a crash would be raised


def test_tool_may_be_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("tool = 3", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_here("check", "x.txt").exit_code in (0, 1)


def test_a_parent_that_is_killed_takes_its_children_along(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT * 20, "utf-8")
    token = f"test-{os.getpid()}"
    environment = {**os.environ, interruptions.TOKEN: token}
    command = [sys.executable, "-P", "-m", "agreement_tool", "check", "x.txt"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while len(interruptions.left_behind(token)) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(interruptions.left_behind(token)) >= 2  # the command's own process and the reader's
    process.kill()
    process.wait()
    time.sleep(1)
    assert interruptions.left_behind(token) == []


@pytest.mark.parametrize("command", interruptions.COMMANDS, ids=" ".join)
def test_an_interruption_leaves_nothing_half_done(command: tuple[str, ...]) -> None:
    expected, seconds = interruptions.uninterrupted(command)
    turn = interruptions.COMMANDS.index(command) % len(interruptions.SIGNALS)
    for place, number in enumerate(interruptions.SIGNALS):
        if not EVERYTHING and place != turn:
            continue
        assert interruptions.faults_of_round(command, expected, number, seconds * (0.3 + 0.3 * place)) == []


NAMED = (
    "patterns/redos 16.txt", "patterns/redos 30.md", "clause files/page ranges.yaml", "clause files/comments.yaml",
    "clause files/comments inside.yaml", "clause files/suppressions.yaml", "clause files/scalars.yaml",
    "clause files/head only.yaml",
    "clause files/flow deep.yaml", "patterns/blanks.txt", "patterns/form field.txt", "pdf/equal pages.pdf",
)  # fmt: skip
SAID = tuple(name for name in CASES if name.startswith("said/"))


@pytest.mark.parametrize("name", NAMED)
def test_inputs_that_once_hung_are_read_or_refused(name: str) -> None:
    size = 1.0 if name.startswith("patterns/redos") else 0.2 if EVERYTHING else 0.1
    for run_ in runs_of(name, size, QUICK[1:3] if EVERYTHING else QUICK[1:2]):
        assert run_.faults == () and run_.seconds < SECONDS, run_.line


@pytest.mark.parametrize("name", [name if "controls" in name else pytest.param(name, marks=SLOW) for name in SAID])
def test_no_output_holds_what_nobody_sees(name: str) -> None:
    for run_ in runs_of(name, 1.0, QUICK):
        assert run_.faults == (), run_.line
