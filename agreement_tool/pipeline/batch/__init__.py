"""Many files: the work of extract, check, flag or export on each, in bounded processes, recorded as it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import field
from pathlib import Path
from typing import Literal

from agreement_tool.bilingual import Bilingual, bilingual
from agreement_tool.frozen import frozen
from agreement_tool.pipeline.batch.jobs import COMMANDS, Command, Job, jobs
from agreement_tool.pipeline.batch.ledger import FAILURES, MANIFEST, Done, Failed, Ledger, digest, locked
from agreement_tool.pipeline.batch.pool import Bounds
from agreement_tool.pipeline.batch.protocol import Answer, Task

__all__ = ["COMMANDS", "FAILURES", "MANIFEST", "BatchSummary", "Bounds", "Command", "Engine", "Plan", "run"]

Engine = Literal["local", "dask"]


@frozen
class Plan:
    """What to do, and how."""

    command: Command
    sources: tuple[Path, ...]
    out: Path
    workers: int = 1
    engine: Engine = "local"
    scheduler: str | None = None
    resume: bool = False
    force: bool = False
    """Replace files in `out` that no batch has written."""
    bounds: Bounds = field(default_factory=Bounds)
    options: tuple[tuple[str, str], ...] = ()
    """Options of the command, as `work` reads them."""

    @property
    def settings(self) -> str:
        """Digest of what the outputs depend on beside the sources."""
        from agreement_tool.version import __version__

        return digest(repr((self.command, sorted(self.options), __version__)).encode())


@frozen
class BatchSummary:
    """What a run came to."""

    done: int
    failed: int
    skipped: int
    """Done by an earlier run (--resume)."""
    findings: int
    seconds: float


Progress = Callable[[int, int, int], None]
"""Called as (files finished, files to do, files failed) after each file."""


def run(plan: Plan, progress: Progress | None = None) -> BatchSummary:
    """Do a plan. Raises AgreementError only for what stops the whole run: no sources, no folder, no scheduler."""
    began = time.monotonic()
    lang = dict(plan.options).get("lang", "zh")
    todo = {job.output: job for job in jobs(plan.sources, plan.command)}
    with locked(plan.out), closing(Ledger(plan.out, resume=plan.resume, force=plan.force)) as ledger:
        waiting = [job for job in todo.values() if not _is_done(ledger, job, plan)]
        ledger.drop_sources({str(job.source) for job in waiting})
        done = failed = findings = 0
        with closing(_answers(plan, waiting)) as answers:
            for job, read, answer in answers:
                answer = _placeable(ledger, job, answer)
                if answer.kind:
                    failed += 1
                    what, next_step = (
                        bilingual(text).in_language(str(lang)) for text in (answer.what, answer.next_step)
                    )
                    ledger.record_failure(Failed(str(job.source), answer.kind, what, next_step, answer.seconds))
                else:
                    done += 1
                    findings += answer.findings
                    ledger.record(_done(job, read, answer, plan), answer.content)
                if progress:
                    progress(done + failed, len(waiting), failed)
    return BatchSummary(done, failed, len(todo) - len(waiting), findings, time.monotonic() - began)


def _placeable(ledger: Ledger, job: Job, answer: Answer) -> Answer:
    """The answer, or the failure that its output cannot be put in place."""
    what = None if answer.kind else ledger.refusal(job.output, answer.content)
    if what is None:
        return answer
    return Answer(
        kind="error",
        what=what,
        next_step=Bilingual("请另选 --out，或加 --force 覆盖。", "Choose another --out, or overwrite it with --force."),
        seconds=answer.seconds,
    )


def _is_done(ledger: Ledger, job: Job, plan: Plan) -> bool:
    if not plan.resume:
        return False
    try:
        return ledger.is_done(str(job.source), digest(job.source.read_bytes()), plan.settings)
    except OSError:
        return False


def _answers(plan: Plan, waiting: Sequence[Job]) -> Generator[tuple[Job, str, Answer], None, None]:
    """(job, SHA-256 of the bytes that were read, answer) as they come."""
    digests: dict[Job, str] = {}

    def task_of(job: Job) -> Task | Answer:
        try:
            data = job.source.read_bytes()
        except OSError as error:
            return Answer(
                kind="error",
                what=Bilingual(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"),
                next_step=Bilingual("请检查是否有读取权限。", "Check that the file may be read."),
            )
        digests[job] = digest(data)
        return Task(plan.command, job.source.name, data, plan.options)

    for job, answer in _engine(plan, waiting, task_of):
        yield job, digests.pop(job, ""), answer


def _engine(
    plan: Plan, waiting: Sequence[Job], task_of: Callable[[Job], Task | Answer]
) -> Iterator[tuple[Job, Answer]]:
    if plan.engine == "dask":
        from agreement_tool.pipeline.batch import cluster

        return cluster.run_all(waiting, task_of, scheduler=plan.scheduler, jobs=plan.workers, bounds=plan.bounds)
    from agreement_tool.pipeline.batch import pool

    return pool.run_all(waiting, task_of, jobs=plan.workers, bounds=plan.bounds)


def _done(job: Job, source_sha256: str, answer: Answer, plan: Plan) -> Done:
    return Done(
        source=str(job.source),
        sha256=source_sha256,
        output=job.output,
        output_sha256=digest(answer.content),
        settings=plan.settings,
        seconds=answer.seconds,
        findings=answer.findings,
    )
