"""Files as git remembers them: `REV:path`. git is called with a list of arguments, never through a shell.

A repository may be a stranger's, its `.git/config` with it, and git starts programs that are named there. None of them
is started here (decision 0139): what git takes from its command line or environment outweighs the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import TargetError
from agreement_tool.private_folders import private_folder

_SECONDS = 60
_MOST_WORDS = 1_000
"""Characters of git's that are quoted."""
_SAFE = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.pager="),
    *("-c", "submodule.recurse=false"),
)
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not written, so no hook is told of it
    "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is missing (git 2.44)
    "GIT_ALLOW_PROTOCOL": "none",  # the same for older ones: no transport is allowed, so none is started
    "GIT_TERMINAL_PROMPT": "0",
}
_DIFF = (
    "diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--name-only", "-z", "--relative",
    "--diff-filter=d",
)  # fmt: skip
"""Submodules have configurations of their own, which git would ask whether they changed."""
_FILTER = re.compile(r"filter\.(.+)\.(?:clean|smudge|process|required)", re.DOTALL)


def split_revision(target: str) -> tuple[str, str] | None:
    """('HEAD~1', 'clauses/a/1.yaml') for a TARGET of that form; None for any other (C:\\… and URLs are none)."""
    revision, colon, path = target.partition(":")
    if not colon or not path or len(revision) < 2 or path.startswith("//"):
        return None
    return revision, path


def blob(revision: str, path: str, folder: Path | None = None) -> bytes:
    """The file's bytes in that revision; `path` is meant from the repository's root, else from `folder`.

    Raises TargetError: no git, no repository, no such revision or file.
    """
    where = f"{revision}:{path}"
    if revision.startswith("-"):
        raise TargetError(Bilingual("不是 git 版本", "not a git revision"), where=where)
    git_says = ""
    for spelled in (path, f"./{path}"):
        shown = _git(["cat-file", "blob", f"{revision}:{spelled}"], folder, where)
        if shown.returncode == 0:
            return shown.stdout
        git_says = git_says or _words(shown)
    raise TargetError(
        Bilingual(f"git 中没有这个版本或文件（{git_says}）", f"git has no such revision or file ({git_says})"),
        where=where,
        next_step=Bilingual(
            "用 git log 查看版本，路径从仓库根目录写起。",
            "See `git log` for revisions; write the path from the repository's root.",
        ),
    )


def changed_since(revision: str, folder: Path | None = None) -> tuple[str, ...]:
    """Files that differ from `revision` or are new since, as paths from `folder`; deleted ones left out.

    For a branch, give the commit that it left from (git merge-base). Raises TargetError: no git, no repository, no such
    revision.
    """
    if revision.startswith("-"):
        raise TargetError(Bilingual("不是 git 版本", "not a git revision"), where=revision)
    listed = [
        _git([*_filters_off(folder, revision), *_DIFF, revision, "--"], folder, revision),
        _git(["ls-files", "--others", "--exclude-standard", "-z"], folder, revision),
    ]
    for shown in listed:
        if shown.returncode:
            said = _words(shown)
            raise TargetError(
                Bilingual(f"git 中没有这个版本（{said}）", f"git has no such revision ({said})"),
                where=revision,
                next_step=Bilingual("用 git log 查看版本。", "See `git log` for revisions."),
            )
    names = (name.decode("utf-8", "surrogateescape") for shown in listed for name in shown.stdout.split(b"\0"))
    return tuple(dict.fromkeys(name for name in names if name))


def merge_lines(base: bytes, ours: bytes, theirs: bytes, marker_size: int) -> tuple[str, int]:
    """Three texts merged line by line, with conflict markers, and the number of conflicts.

    Raises TargetError without git.
    """
    with private_folder() as folder:
        for name, data in (("ours", ours), ("base", base), ("theirs", theirs)):
            (folder / name).write_bytes(data)
        names = [part for name in ("ours", "base", "theirs") for part in ("-L", name)]
        command = ["merge-file", "-p", f"--marker-size={marker_size}", *names, "ours", "base", "theirs"]
        done = _git(command, folder, "git merge-file")
    if done.returncode > 127:
        said = _words(done)
        raise TargetError(Bilingual(f"git 无法合并：{said}", f"git cannot merge: {said}"), where="git merge-file")
    return done.stdout.decode("utf-8", "surrogateescape"), done.returncode


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says, which quotes what it was given."""
    said = done.stderr.decode("utf-8", "replace").strip()
    return said if len(said) <= _MOST_WORDS else f"{said[:_MOST_WORDS]}…"


def _filters_off(folder: Path | None, where: str) -> list[str]:
    """Options under which git compares files as they stand: a filter is a program, named by the configuration.

    What a filter would have changed back (a large file's pointer) differs from the revision, and is listed.
    """
    listed = _git(["config", "--includes", "-z", "--name-only", "--get-regexp", r"^filter\."], folder, where)
    names = {found[1] for key in listed.stdout.decode("utf-8", "surrogateescape").split("\0")
             if (found := _FILTER.fullmatch(key))}  # fmt: skip
    if any("=" in name for name in names):  # `-c` would end the key there
        raise TargetError(
            Bilingual("git 配置中的过滤器名称含有“=”", "a filter of git's configuration has = in its name"), where=where
        )
    settings = ("clean=", "smudge=", "process=", "required=false")
    return [part for name in sorted(names) for setting in settings for part in ("-c", f"filter.{name}.{setting}")]


def _git(arguments: list[str], folder: Path | None, where: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", *_SAFE, *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False, env={**os.environ, **_QUIET}
        )
    except FileNotFoundError:
        raise TargetError(Bilingual("没有安装 git", "git is not installed"), where=where) from None
    except subprocess.TimeoutExpired:
        raise TargetError(Bilingual("git 没有回应", "git does not answer"), where=where) from None
