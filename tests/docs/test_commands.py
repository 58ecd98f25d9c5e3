"""Every command that the docs print is run: in a folder of its own, on the seed agreement.

A block whose fence says `console` (lines that begin with `$ `) or `sh` is run line by line; no line may exit with more
than 1 (findings or differences). A block that cannot be run here has `<!-- not run: reason -->` on the line above it.
The files that the docs speak of (服务协议.pdf, 新版.docx …) are the seed and its next version under those names.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "tests" / "data" / "seed" / "lo_docx_song.pdf"
NEXT = ROOT / "tests" / "data" / "demo" / "panasonic-security-app-next.docx"
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = {
    "服务协议.pdf": SEED, "协议.pdf": SEED, "agreement.pdf": SEED, "old.pdf": SEED, "new.docx": NEXT, "旧版.docx": NEXT,
    "新版.docx": NEXT, "对方来稿.docx": NEXT, "old.docx": NEXT, "收件/甲.pdf": SEED, "收件/乙.docx": NEXT,
    "inbox/a.pdf": SEED, "inbox/b.docx": NEXT,
}  # fmt: skip
"""What the docs call a file, and which file of ours stands for it."""
STANDARD = """schema: agreement/1
id: standard
version: "1"
title: 标准条款
clauses:
  - kind: heading
    title: 争议解决
    text: |-
      因本协议产生的争议，双方应友好协商解决；
      协商不成的，向被告住所地人民法院起诉。
"""
CONSENT = """import json
app = json.load(open("app.json", encoding="utf-8"))
record = {
    "$schema": "urn:agreement-tool:schema:consent:1.0.0", "schemaVersion": "1.0.0", "agreementId": app["agreementId"],
    "version": app["version"], "contentHash": app["contentHash"], "confirmed": app["mustRead"],
    "agreedAt": "2026-11-28T08:00:00+08:00", "user": "user-1", "channel": "web",
}
open("consents.jsonl", "w", encoding="utf-8").write(json.dumps(record, ensure_ascii=False) + "\\n")
"""
"""Makes consents.jsonl from the app JSON that was shown."""
FORBIDDEN = """schema: forbidden/1
wording:
  - words: 最终解释权
    why: 消费者权益保护法第二十六条
    instead: 以双方约定为准
"""
_FENCE = re.compile(
    r"(?P<mark>^<!-- not run: (?P<reason>[^\n]*) -->\n)?^```(?P<info>[a-z]*)[^\n]*\n(?P<body>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
_EXTRACTED = re.compile(r"extract [^\n]*--id (?P<id>\S+) --version (?P<version>\S+)")
_COMMAND = re.compile(r"^(?:\$ )?(?:agreement|git|pip|make|python) ", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    info: str
    body: str
    reason: str
    """Why it is not run; '' where it is."""

    @property
    def commands(self) -> list[str]:
        lines = self.body.splitlines()
        if self.info == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(page, text.count("\n", 0, m.start()) + 1, m["info"], m["body"], m["reason"] or "")
        for m in _FENCE.finditer(text)
    ]


RUN = [page for page in PAGES if any(one.info in ("console", "sh") and not one.reason for one in blocks(page))]


def _run(command: str, folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "CI": "",
        "GITHUB_ACTIONS": "",
    }
    started = subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, errors = started.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)  # a server that a page starts would outlive its shell
        out, errors = started.communicate()
        errors += "\ntook more than 120 s"
    return subprocess.CompletedProcess(command, started.returncode, out, errors)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which `agreement` is this tree's program."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "agreement"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m agreement_tool "$@"\n', "utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, program: str) -> Path:
    """The folder that the docs speak of: files under their names, two agreements, a review, standard clauses, git."""
    folder = tmp_path_factory.mktemp("docs") / "work"
    folder.mkdir()
    for name, file in NAMES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / name)
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data", ignore=shutil.ignore_patterns("*.py"))
    (folder / "standards").mkdir()
    (folder / "standards" / "争议解决.yaml").write_text(STANDARD, "utf-8")
    (folder / "standards" / "forbidden.yaml").write_text(FORBIDDEN, "utf-8")
    (folder / "agreement.toml").write_text("", "utf-8")
    (folder / "make_consents.py").write_text(CONSENT, "utf-8")
    for made in (
        "agreement extract 服务协议.pdf --id panasonic-security-app --version 1.0.0",
        "agreement extract 服务协议.pdf --id lease --version 1.0",
        "agreement extract 新版.docx --id lease --version 2.0",
        "agreement review set panasonic-security-app 7.1 --subject liability --verdict confirmed --reviewer 张律师",
        "cp clauses/panasonic-security-app/review.yaml review.yaml; cp review.yaml download.yaml",
        "agreement export panasonic-security-app -o app.json; python3 make_consents.py; rm app.json make_consents.py",
        "git init -q -b main .; git config user.email a@example.cn; git config user.name a",
        "git add .; git commit -qm 初稿; git commit -qm 二稿 --allow-empty",
    ):
        done = _run(made, folder, program)
        assert done.returncode == 0, (made, done.stderr)
    (folder / "consents.jsonl").write_text(_consent(folder, program), "utf-8")
    return folder


def _consent(folder: Path, program: str) -> str:
    """A record of a consent to the seed, as an app sends it."""
    shown = json.loads(_run("agreement export panasonic-security-app@1.0.0", folder, program).stdout)
    record = {name: shown[name] for name in ("agreementId", "version", "contentHash")}
    record |= {"$schema": "urn:agreement-tool:schema:consent:1.0.0", "schemaVersion": "1.0.0"}
    record |= {"confirmed": shown["mustRead"], "agreedAt": "2026-11-28T10:00:00+08:00", "user": "u-1", "channel": "web"}
    return json.dumps(record) + "\n"


def _in_time(page: Path) -> object:
    """The README by default; all pages in CI (75 s of processor time in all)."""
    late = pytest.mark.skipif(
        not (page.name == "README.md" or os.environ.get("CI") or os.environ.get("AGREEMENT_SLOW")), reason=LATE
    )
    return pytest.param(page, marks=late)


LATE = "the commands of this page run in CI: set CI=1 or AGREEMENT_SLOW=1"


@pytest.mark.parametrize(
    "page", [_in_time(page) for page in RUN], ids=[page.relative_to(ROOT).as_posix() for page in RUN]
)
def test_the_commands_of_a_page_run(page: Path, prepared: Path, program: str, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    for made in _EXTRACTED.finditer(page.read_text("utf-8")):
        stored = folder / "clauses" / made["id"] / f"{made['version']}.yaml"
        stored.unlink(missing_ok=True)  # the page makes it itself
    for block in blocks(page):
        if block.info not in ("console", "sh") or block.reason:
            continue
        assert block.commands, f"{page.name}:{block.line}: a block of commands without a command"
        for command in block.commands:
            done = _run(command, folder, program)
            said = f"{page.name}:{block.line}: {command}\n{done.stdout[-500:]}{done.stderr[-1500:]}"
            assert done.returncode in (0, 1), said
            assert "Traceback" not in done.stderr, said


def test_a_block_that_is_not_run_says_why() -> None:
    untold = [
        f"{block.page.name}:{block.line}"
        for page in PAGES
        for block in blocks(page)
        if (block.info not in ("console", "sh", "text", "yaml", "json", "toml", "lua") and _COMMAND.search(block.body))
    ]
    assert not untold, f"commands in a block that is neither console nor sh: {untold}"
    assert all(len(one.reason) >= 10 for page in PAGES for one in blocks(page) if one.reason)
