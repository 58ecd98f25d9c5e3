"""`agreement batch COMMAND SOURCE… --out DIR`: many files; exit 0 all done, 1 some could not be read, 2 could not
run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.bounds import own_limits, remove_limits
from agreement_tool.cli.language import both
from agreement_tool.cli.session import session

if TYPE_CHECKING:
    from agreement_tool.pipeline.batch import BatchSummary, Plan, Progress

HELP = both(
    "批量处理：对每个文件执行 extract、check、flag 或 export；坏文件记入 failures.jsonl，不影响其余；"
    "有文件失败时退出码为 1。",
    "Many files: extract, check, flag or export each; a bad one is recorded in failures.jsonl and never "
    "stops the rest; "
    "exits 1 when some failed.",
)


class Work(StrEnum):
    """What to do with each file."""

    EXTRACT = "extract"
    CHECK = "check"
    FLAG = "flag"
    EXPORT = "export"


class Scheduler(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    DASK = "dask"


class Ocr(StrEnum):
    """When to read pages as pictures."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def command(
    work: Annotated[
        Work, typer.Argument(metavar="COMMAND", help=both("对每个文件做什么。", "What to do with each file."))
    ],
    sources: Annotated[
        list[Path], typer.Argument(metavar="SOURCE…", help=both("文件或文件夹。", "Files, or folders of files."))
    ],
    out: Annotated[Path, typer.Option("--out", help=both("输出文件夹。", "Folder for the outputs."))],
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help=both("进程数；默认为处理器数。", "Processes; by default one a processor.")
        ),
    ] = None,
    engine: Annotated[
        Scheduler,
        typer.Option("--engine", help=both("local 本机；dask 集群。", "local: this machine; dask: a cluster.")),
    ] = Scheduler.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help=both("dask 调度器地址。", "Address of the dask scheduler, tcp://host:port.")),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=both("只做尚未完成的。", "Do only what an earlier run has not done."))
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help=both(
                "覆盖输出文件夹中并非批处理所写的文件。", "Overwrite files of the folder that no batch has written."
            ),
        ),
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, help=both("每个文件的时限（秒）。", "Seconds that one file may take."))
    ] = 120,
    memory: Annotated[
        int,
        typer.Option("--memory", min=256, help=both("每个进程的内存上限（MiB）。", "MiB that one process may use.")),
    ] = 4096,
    ocr: Annotated[
        Ocr, typer.Option("--ocr", help=both("何时用文字识别。", "When to read pages as pictures."))
    ] = Ocr.AUTO,
) -> None:
    """Do the work on every source, with a progress bar, and say what it came to."""
    from agreement_tool.pipeline.batch import Bounds, Plan, run

    if scheduler and engine is not Scheduler.DASK:
        raise typer.BadParameter("--scheduler: --engine dask")
    limits = own_limits()
    remove_limits()  # the children are bounded, each file anew; this process only hands them out
    plan = Plan(
        command=work.value,
        sources=tuple(sources),
        out=out,
        workers=jobs or os.cpu_count() or 1,
        engine=engine.value,
        scheduler=scheduler,
        resume=resume,
        force=force,
        bounds=Bounds(timeout, memory, limits.seconds, limits.mebibytes),
        options=(("lang", session().lang), ("ocr", ocr.value)),
    )
    with _progress_bar() as progress:
        summary = run(plan, progress)
    _tell(plan, summary)
    if summary.failed:
        raise typer.Exit(1)


@contextmanager
def _progress_bar() -> Iterator[Progress | None]:
    """A bar on stderr with rate and time left; nothing under --quiet or when stderr is no terminal."""
    import sys

    if session().quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = session().pick("个/秒", "/s")
    failed_word = session().pick("失败", "failed")
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="", failed="")

        def advance(finished: int, total: int, failed: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=finished,
                total=total,
                rate=f"{speed:.1f} {rate}" if speed else "",
                failed=f"{failed} {failed_word}" if failed else "",
            )

        yield advance


def _tell(plan: Plan, summary: BatchSummary) -> None:
    finished = summary.done + summary.failed
    rate = finished / summary.seconds if summary.seconds else 0.0
    session().say(
        f"完成 {summary.done}，失败 {summary.failed}，此前已完成 {summary.skipped}；"
        f"问题 {summary.findings} 个；{summary.seconds:.1f} 秒，每秒 {rate:.1f} 个。",
        f"{summary.done} done, {summary.failed} failed, {summary.skipped} done before; "
        f"{summary.findings} findings; {summary.seconds:.1f} s, {rate:.1f} files/s.",
    )
    if summary.failed:
        path = plan.out / "failures.jsonl"
        session().say(f"失败的文件及原因：{path}", f"What failed, and why: {path}")
