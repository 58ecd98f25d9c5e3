"""Runs commands on hostile inputs and measures each run: seconds, MiB, exit code, tracebacks, control characters.

    python -m tests.hostile.harness [--size 1.0] [--commands full|turns] [--folders] [--only PATTERN]
        [--skip PATTERN] [--json FILE]

With `--commands turns` each input meets a sixth of all commands, so that each family of six meets them all.

Prints one line for every run that breaks a promise of docs/security.md, then the figures. Used by the tests with small
sizes; with `--size 1` it is the long run of which docs/security.md gives the result.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import signal
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from agreement_tool.private_folders import private_folder
from tests import copies
from tests.hostile.containers import FOLDERS
from tests.hostile.families import CASES
from tests.hostile.folders import Content

SECONDS = 20.0
MEBIBYTES = 1024
TALK = 20_000
"""Characters that a command may say on stderr: a message quotes no more of a hostile value than a person reads."""
HANGS = float(os.environ.get("AGREEMENT_HANGS", "400"))
"""Seconds after which a run is ended and counted as hanging."""
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""What no output may hold: controls but tab and line feed, bidirectional and zero-width characters."""
COMMAND_LINE = re.compile(r"^\s*(?:::[A-Za-z]|##\[)", re.MULTILINE)
"""How a line begins that a GitHub runner obeys."""
ORDINARY = "用户协议\n第一条 定义\n1.1 “服务”是指本公司提供的服务。\n第二条 本公司对任何损失不承担责任。\n"
QUICK: tuple[tuple[str, ...], ...] = (
    ("extract", "{}", "-o", "-"),
    ("check", "{}", "--format", "github"),
    ("flag", "{}"),
    ("diff", "{}", "other.txt", "--format", "markdown"),
    ("export", "{}", "--format", "markdown"),
)
FULL: tuple[tuple[str, ...], ...] = (
    *QUICK,
    ("show", "{}"),
    *(("check", "{}", "--format", form) for form in ("full", "concise", "json", "sarif", "junit", "gitlab")),
    ("check", "{}", "-o", "out.xlsx"),
    ("check", "{}", "--fix", "--diff"),
    ("flag", "{}", "--format", "json"),
    ("flag", "{}", "--format", "html"),
    ("flag", "{}", "--evidence", "out"),
    ("flag", "{}", "-o", "out.xlsx"),
    ("review", "list", "{}"),
    *(("review", "export", "{}", "-o", f"out.{form}") for form in ("html", "json", "yaml")),
    ("find", "{}", "--text", "不"),
    ("diff", "other.txt", "{}"),
    ("diff", "{}", "other.txt", "--notice"),
    ("diff", "{}", "other.txt", "--style", "table"),
    *(("diff", "{}", "other.txt", "--format", form) for form in ("json", "html")),
    ("diff", "{}", "other.txt", "--format", "summary"),
    ("diff", "{}", "other.txt", "-o", "out.xlsx"),
    ("diff", "{}", "other.txt", "-o", "out.docx"),
    ("diff", "other.txt", "{}", "-o", "out.docx"),
    ("diff", "{}", "other.txt", "--style", "table", "-o", "out.docx"),
    *(("export", "{}", "--format", form) for form in ("json", "html", "text", "akn")),
    ("export", "{}", "-o", "out.docx"),
    ("batch", "export", "{}", "--out", "out"),
)
TURNS = 6
"""Of so many inputs in a row each meets other commands."""
PRINTED: tuple[tuple[str, ...], ...] = (("flag", "{}", "-o", "out.pdf"), ("diff", "{}", "other.txt", "-o", "out.pdf"))
"""Outputs that a browser or LibreOffice prints: seconds each."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command on one input, measured."""

    case: str
    command: str
    seconds: float
    """Of the processor, all children together: what the clock shows on an idle machine."""
    clock: float
    mebibytes: float
    code: int
    faults: tuple[str, ...]
    message: str = ""

    @property
    def line(self) -> str:
        """For people."""
        faults = ", ".join(self.faults)
        return (
            f"{self.seconds:6.1f} s {self.mebibytes:5.0f} MiB  exit {self.code}  {self.case}: {self.command}  "
            f"[{faults}] {self.message}"
        )


def measure(case: str, command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None) -> Run:
    """Run `agreement COMMAND` in `folder`."""
    began = time.monotonic()
    ended = copies.ended(command, folder, {**os.environ, **(environment or {})}, HANGS)
    clock = time.monotonic() - began
    told, talk = ((folder / name).read_bytes().decode("utf-8", "replace") for name in (copies.STDOUT, copies.STDERR))
    faults = tuple(_faults(ended.code, ended.seconds, ended.mebibytes, told, talk, hung=ended.hung))
    faults += tuple(_in_files(folder, environment or {}))
    lines = talk.strip().splitlines()
    return Run(
        case,
        " ".join(command),
        round(ended.seconds, 2),
        round(clock, 2),
        round(ended.mebibytes, 1),
        ended.code,
        faults,
        lines[-1][:160] if faults and lines else "",
    )


def _faults(code: int, seconds: float, mebibytes: float, told: str, talk: str, *, hung: bool) -> Iterator[str]:
    if hung:
        yield "hangs"
    if code not in (0, 1, 2):
        yield f"exit {code}"
    if "Traceback" in talk:
        yield "traceback"
    if code == 2 and not talk.strip():
        yield "no message"
    if len(talk) > TALK:
        yield f"says {len(talk)} characters"
    if seconds > SECONDS:
        yield "slow"
    if mebibytes > MEBIBYTES:
        yield "large"
    for name, text in (("stdout", told), ("stderr", talk)):
        found = CONTROLS.search(text)
        if found:
            yield f"{name} holds U+{ord(found[0]):04X}"
        if name == "stderr" and COMMAND_LINE.search(text):
            yield f"{name} commands a runner"


def _in_files(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    for path in sorted(folder.rglob("out*")):
        for file in [path] if path.is_file() else [inner for inner in path.rglob("*") if inner.is_file()]:
            if file.suffix in (".docx", ".xlsx") and zipfile.is_zipfile(file):
                yield from _in_package(file)
            elif file.suffix not in (".png", ".pdf"):
                found = CONTROLS.search(file.read_bytes().decode("utf-8", "replace"))
                if found:
                    yield f"{file.name} holds U+{ord(found[0]):04X}"


def _in_package(file: Path) -> Iterator[str]:
    from lxml import etree

    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                text = str(etree.fromstring(archive.read(name)).xpath("string()"))
                found = CONTROLS.search(text.replace("\t", "").replace("\r", ""))
                if found:
                    yield f"{file.name}/{name} holds U+{ord(found[0]):04X}"


def runs_of(case: str, size: float, commands: Iterable[Sequence[str]]) -> Iterator[Run]:
    """Every command on one input, each in a folder of its own."""
    data = CASES[case](size)
    name = "x." + case.rpartition("/")[2].partition(".")[2].rpartition(".")[2]
    for command in commands:
        with private_folder("hostile-") as folder:
            (folder / name).write_bytes(data)
            (folder / "other.txt").write_text(ORDINARY, encoding="utf-8")
            yield measure(case, [part.format(name) if part == "{}" else part for part in command], folder)


def runs_in(name: str) -> Iterator[Run]:
    """The commands of a folder, each in a new one."""
    wanted = FOLDERS[name]
    for command in wanted.commands:
        with private_folder("hostile-") as folder:
            for file, content in wanted.files().items():
                _put(folder / file, content)
            run = measure(name, command, folder)
            written = [path for path in (folder / "touched", folder.parent / "touched") if path.exists()]
            yield replace(run, faults=(*run.faults, "runs what a file says")) if written else run


def _put(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif callable(content):
        content(path)
    else:
        path.symlink_to(path.name if content is None else content)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and report; 1 when something breaks a promise."""
    options = _parser().parse_args(arguments)
    for ends in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ends, lambda number, _: sys.exit(128 + number))
    known: Iterable[str] = FOLDERS if options.folders else CASES
    chosen = [name for name in known if fnmatch.fnmatch(name, options.only) and not fnmatch.fnmatch(name, options.skip)]
    part, parts = (int(number) for number in options.part.split("/"))
    chosen = chosen[part::parts]
    runs: list[Run] = []
    for name in chosen:
        for run in runs_in(name) if options.folders else runs_of(name, options.size, _commands(options.commands, name)):
            runs.append(run)
            if run.faults or options.all:
                print(run.line, flush=True)
    bad = [run for run in runs if run.faults]
    slowest, largest = max(runs, key=lambda run: run.seconds), max(runs, key=lambda run: run.mebibytes)
    families = len({name.partition("/")[0] for name in chosen})
    print(
        f"{len(chosen)} inputs of {families} families, {len(runs)} runs, {len(bad)} break a promise; slowest "
        f"{slowest.seconds} s ({slowest.case}: {slowest.command}), largest {largest.mebibytes} MiB ({largest.case}: "
        f"{largest.command})"
    )
    if options.json:
        options.json.write_text(json.dumps([asdict(run) for run in runs], indent=1), "utf-8")
    return 1 if bad else 0


def _commands(kind: str, name: str) -> Sequence[Sequence[str]]:
    """What one of the cases meets."""
    if kind == "turns":
        return FULL[list(CASES).index(name) % TURNS :: TURNS]
    return {"quick": QUICK, "full": FULL, "printed": PRINTED}[kind]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--commands", choices=["quick", "full", "turns", "printed"], default="quick")
    parser.add_argument("--folders", action="store_true", help="the folders and their own commands")
    parser.add_argument("--only", default="*")
    parser.add_argument("--skip", default="")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", default="0/1", help="K/N: of the inputs every Nth, from the Kth on")
    parser.add_argument("--all", action="store_true", help="print good runs too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
