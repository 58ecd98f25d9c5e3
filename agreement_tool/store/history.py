"""Files as git remembers them: `REV:path`. git is called with a list of arguments, never through a shell."""

from __future__ import annotations

import subprocess
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import TargetError

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


def _git(arguments: list[str], folder: Path | None, where: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise TargetError(Bilingual("没有安装 git", "git is not installed"), where=where) from None
    except subprocess.TimeoutExpired:
        raise TargetError(Bilingual("git 没有回应", "git does not answer"), where=where) from None
