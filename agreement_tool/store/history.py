"""Files as git remembers them: `REV:path`. git is called with a list of arguments, never through a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import TargetError
from agreement_tool.private_folders import private_folder

_SECONDS = 60


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
        git_says = git_says or shown.stderr.decode("utf-8", "replace").strip()
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
        _git(["diff", "--name-only", "-z", "--relative", "--diff-filter=d", revision, "--"], folder, revision),
        _git(["ls-files", "--others", "--exclude-standard", "-z"], folder, revision),
    ]
    for shown in listed:
        if shown.returncode:
            said = shown.stderr.decode("utf-8", "replace").strip()
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
        said = done.stderr.decode("utf-8", "replace").strip()
        raise TargetError(Bilingual(f"git 无法合并：{said}", f"git cannot merge: {said}"), where="git merge-file")
    return done.stdout.decode("utf-8", "surrogateescape"), done.returncode


def _git(arguments: list[str], folder: Path | None, where: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise TargetError(Bilingual("没有安装 git", "git is not installed"), where=where) from None
    except subprocess.TimeoutExpired:
        raise TargetError(Bilingual("git 没有回应", "git does not answer"), where=where) from None
