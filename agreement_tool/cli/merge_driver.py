"""`agreement merge-driver BASE OURS THEIRS`: what git calls to merge clause files, clause by clause."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.session import session, write

HELP = both(
    "供 git 调用：按条款（而不是按行）合并同一条款文件的两个版本，结果写回 OURS；"
    "有冲突时退出码为 1，冲突标记只在该条之内。review.yaml 按决定合并。设置方法见 docs/git.md。",
    "Called by git: merge two versions of a clause file by clause and not by line, into OURS; exits 1 on conflicts, "
    "whose markers stand inside the clause. review.yaml is merged by decision. docs/git.md says how to set it up.",
)


def command(
    base: Annotated[Path, typer.Argument(metavar="BASE", help=both("共同的祖先（%O）。", "The common ancestor (%O)."))],
    ours: Annotated[
        Path,
        typer.Argument(metavar="OURS", help=both("我方（%A）；结果写在这里。", "Our side (%A); the result goes here.")),
    ],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help=both("对方（%B）。", "Their side (%B)."))],
    path: Annotated[
        str,
        typer.Option(
            "--path",
            metavar="PATH",
            help=both("文件在仓库中的路径（%P），用于说明。", "The file's path (%P), for messages."),
        ),
    ] = "",
    marker_size: Annotated[
        int,
        typer.Option(
            "--marker-size",
            metavar="N",
            min=1,
            max=100,
            help=both("冲突标记的长度（%L）。", "Length of conflict markers (%L)."),
        ),
    ] = 7,
) -> None:
    """Merge two versions of a clause file."""
    from agreement_tool import bounds
    from agreement_tool.pipeline.merge import merge_files

    name = path or str(ours)
    bounds.note_current_file(name)
    merged = merge_files(*(_content(each) for each in (base, ours, theirs)), name=name, marker_size=marker_size)
    write(merged.text.encode("utf-8", "surrogateescape"), ours, in_place=True)
    if merged.remark:
        session().say(f"{name}：{merged.remark.zh}", f"{name}: {merged.remark.en}")
    for conflict in merged.conflicts if not merged.remark else ():
        session().say(f"{name} 冲突：{conflict.zh}", f"{name}: conflict: {conflict.en}")
    if merged.conflicts:
        raise typer.Exit(1)


def _content(path: Path) -> bytes:
    from agreement_tool.bilingual import Bilingual
    from agreement_tool.errors import StoreError

    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(
            Bilingual(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"), where=str(path)
        ) from error
