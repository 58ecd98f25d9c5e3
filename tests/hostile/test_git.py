"""No git call of the tool starts a program that the repository names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agreement_tool.errors import TargetError
from agreement_tool.store import history

pytestmark = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("git"), reason="needs git and a shell")
OLD, NEW = "第一条 甲方付款。\n", "第一条 乙方付款。\n"
HERE = {"HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """git as anybody calls it."""
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env={**os.environ, **HERE}, timeout=60)


def repository(folder: Path) -> Path:
    """A repository of one commit, whose files have changed since."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(OLD, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")
    (folder / "a.txt").write_text(NEW, encoding="utf-8")
    os.utime(folder / "b.txt", (1, 1))  # as it was, but git has to look inside
    return folder


class Named:
    """A program that a repository names: it leaves a file where it was run."""

    def __init__(self, folder: Path) -> None:
        self.left = folder / "was run"
        self.path = folder / "program"
        self.path.write_text(f'#!/bin/sh\ntouch "{self.left}"\nexit 1\n', encoding="utf-8")
        self.path.chmod(0o755)


def _config(folder: Path, **settings: str) -> None:
    for key, value in settings.items():
        assert git(folder, "config", key.replace("__", "."), value).returncode == 0


def _fsmonitor(folder: Path, program: str) -> None:
    _config(folder, core__fsmonitor=program)


def _hooks(folder: Path, program: str) -> None:
    for name in ("post-index-change", "fsmonitor-watchman", "pre-commit", "reference-transaction"):
        shutil.copy(program, folder / ".git/hooks" / name)


def _hooks_elsewhere(folder: Path, program: str) -> None:
    (folder / "hooks").mkdir()
    shutil.copy(program, folder / "hooks/post-index-change")
    _config(folder, core__hooksPath="hooks")


def _attributes(folder: Path, text: str) -> None:
    (folder / ".git/info").mkdir(exist_ok=True)
    for place in (".gitattributes", ".git/info/attributes"):
        (folder / place).write_text(text, encoding="utf-8")


def _clean(folder: Path, program: str) -> None:
    _attributes(folder, "* filter=x.y\n")
    (folder / ".git/more").write_text(f'[filter "x.y"]\n\tclean = {program}\n\tsmudge = {program}\n\trequired = true\n')
    _config(folder, include__path="more")


def _process(folder: Path, program: str) -> None:
    _attributes(folder, "* filter=x\n")
    _config(folder, filter__x__process=program, filter__x__required="true")


def _differ(folder: Path, program: str) -> None:
    _attributes(folder, "* diff=x\n")
    _config(folder, diff__external=program, diff__x__command=program, diff__x__textconv=program)


def _tools(folder: Path, program: str) -> None:
    _config(
        folder, core__pager=program, core__editor=program, gpg__program=program, log__showSignature="true",
        pager__diff=program, core__askPass=program, alias__diff=f"!{program}", core__alternateRefsCommand=program,
        merge__x__driver=program, credential__helper=program,
    )  # fmt: skip


def _promised(url: str) -> Callable[[Path, str], None]:
    """What HEAD holds is to be fetched, and every program of a fetch is named."""

    def name(folder: Path, program: str) -> None:
        blob = git(folder, "rev-parse", "HEAD:a.txt").stdout.decode().strip()
        (folder / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
        _config(
            folder, remote__o__url=url.format(program), remote__o__promisor="true", extensions__partialClone="o",
            remote__o__uploadpack=program, core__sshCommand=program, core__gitProxy=program,
            core__repositoryformatversion="1", protocol__allow="always", protocol__ext__allow="always",
            protocol__file__allow="always", protocol__ssh__allow="always",
        )  # fmt: skip

    return name


def _submodule(folder: Path, program: str) -> None:
    repository(folder.parent / "inner")
    git(folder, "submodule", "add", "-q", str(folder.parent / "inner"), "sub")
    git(folder, "commit", "-q", "-m", "y")
    (folder / "a.txt").write_text(NEW, encoding="utf-8")
    os.utime(folder / "sub/a.txt", (1, 1))
    _config(folder / "sub", core__fsmonitor=program)


NAMING: dict[str, Callable[[Path, str], None]] = {
    "file monitor": _fsmonitor,
    "hooks": _hooks,
    "hooks elsewhere": _hooks_elsewhere,
    "clean filter of an included file": _clean,
    "filter process": _process,
    "external diff and textconv": _differ,
    "pager, editor, signatures, aliases": _tools,
    "promised by a program": _promised("ext::{}"),
    "promised by ssh": _promised("ssh://h/x"),
    "promised by a folder": _promised("."),
    "promised by a proxy": _promised("git://127.0.0.1:9/x"),
    "file monitor of a submodule": _submodule,
}
STARTED_BY_GIT = set(NAMING) - {"pager, editor, signatures, aliases"}
"""With these git diff or cat-file, as anybody calls them, starts the program: the names are right."""


@pytest.fixture(params=NAMING)
def named(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path, Named]:
    """A repository that names a program in one way."""
    for key, value in HERE.items():
        monkeypatch.setenv(key, value)
    folder, program = repository(tmp_path / "repository"), Named(tmp_path)
    NAMING[request.param](folder, str(program.path))
    program.left.unlink(missing_ok=True)
    return request.param, folder, program


def test_no_program_that_a_repository_names_is_started(named: tuple[str, Path, Named]) -> None:
    name, folder, program = named
    if name.startswith("promised"):
        with pytest.raises(TargetError):
            history.blob("HEAD", "a.txt", folder)
    else:
        assert history.blob("HEAD", "a.txt", folder).decode() == OLD
        assert {"a.txt"} <= set(history.changed_since("HEAD", folder))
    try:
        history.changed_since("HEAD", folder)
    except TargetError as error:
        assert name.startswith("promised") and error.what
    assert history.merge_lines(b"a\n", b"b\n", b"a\n", 7) == ("b\n", 0)
    assert not program.left.exists()


def test_git_itself_would_start_it(named: tuple[str, Path, Named]) -> None:
    name, folder, program = named
    git(folder, "diff", "HEAD")
    git(folder, "cat-file", "blob", "HEAD:a.txt")
    assert program.left.exists() == (name in STARTED_BY_GIT)


def test_the_commands_start_none(tmp_path: Path) -> None:
    folder, program = repository(tmp_path / "repository"), Named(tmp_path)
    for name in (_fsmonitor, _hooks, _process, _differ):
        name(folder, str(program.path))
    program.left.unlink(missing_ok=True)
    for arguments in (("check", "a.txt", "b.txt", "--changed-since", "HEAD"), ("diff", "HEAD:a.txt", "b.txt")):
        command = [sys.executable, "-m", "agreement_tool", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
        assert done.returncode in (0, 1) and b"Traceback" not in done.stderr
    assert not program.left.exists()


def test_unchanged_files_behind_a_filter_count_as_they_stand(tmp_path: Path) -> None:
    folder = repository(tmp_path / "repository")
    _process(folder, "/nonexistent")
    assert history.changed_since("HEAD", folder) == ("a.txt", ".gitattributes")


def test_a_filter_whose_name_no_option_can_say_is_refused(tmp_path: Path) -> None:
    folder = repository(tmp_path / "repository")
    with (folder / ".git/config").open("a") as config:
        config.write('[filter "x=y"]\n\tclean = touch z\n')
    with pytest.raises(TargetError):
        history.changed_since("HEAD", folder)
