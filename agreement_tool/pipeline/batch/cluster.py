"""The same work on a dask cluster: `--engine dask`, extra `dask`. Files travel by value, so no shared disk is
needed."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import ConfigError
from agreement_tool.pipeline.batch.pool import Bounds, Child, Key
from agreement_tool.pipeline.batch.protocol import Answer, Task

CONNECT_SECONDS = 10
QUEUED_PER_THREAD = 4
"""Tasks a worker has waiting: enough to keep it busy, few enough to keep their files out of memory."""

_local = threading.local()


def on_worker(task: Task, bounds: Bounds) -> Answer:
    """Runs on a dask worker: the file is read in a bounded child of the worker's thread, as in a local batch."""
    child = getattr(_local, "child", None)
    if child is None:
        child = _local.child = Child(bounds)
    answer: Answer = child.run(task)
    return answer


def run_all(
    keys: Iterable[Key], task_of: Callable[[Key], Task | Answer], *, scheduler: str | None, jobs: int, bounds: Bounds
) -> Iterator[tuple[Key, Answer]]:
    """As `pool.run_all`, on the cluster at `scheduler`, or on `jobs` dask workers started here."""
    client = _connected(scheduler, jobs)
    try:
        yield from _as_answered(client, keys, task_of, bounds)
    finally:
        client.close()


def _connected(scheduler: str | None, jobs: int) -> Any:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise ConfigError(
            Bilingual(
                "--engine dask 需要附加组件 dask，尚未安装",
                "--engine dask needs the extra `dask`, which is not installed",
            ),
            next_step=Bilingual(
                "请安装 agreement-tool[dask]，或改用 --engine local。",
                "Install agreement-tool[dask], or use --engine local.",
            ),
        ) from None
    try:
        if scheduler:
            return distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        return distributed.Client(n_workers=jobs, threads_per_worker=1, dashboard_address=None, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ConfigError(
            Bilingual(f"没有 dask 调度器应答（{error}）", f"no dask scheduler answers ({error})"),
            where=scheduler or "",
            next_step=Bilingual(
                "请检查 --scheduler，例如 tcp://host:8786。", "Check --scheduler, e.g. tcp://host:8786."
            ),
        ) from error


def _as_answered(
    client: Any, keys: Iterable[Key], task_of: Callable[[Key], Task | Answer], bounds: Bounds
) -> Iterator[tuple[Key, Answer]]:
    """Submit a few tasks ahead of the answers."""
    distributed: Any = importlib.import_module("distributed")
    in_flight = QUEUED_PER_THREAD * max(1, sum(client.nthreads().values()))
    waiting = iter(keys)
    key_of: dict[Any, Key] = {}
    running = distributed.as_completed(loop=client.loop)

    def submit_next() -> Iterator[tuple[Key, Answer]]:
        for key in waiting:
            task = task_of(key)
            if isinstance(task, Answer):
                yield key, task
                continue
            future = client.submit(on_worker, task, bounds, pure=False)
            key_of[future.key] = key
            running.add(future)
            return

    for _ in range(in_flight):
        yield from submit_next()
    for future in running:
        key = key_of.pop(future.key)
        yield key, _answer(future)
        yield from submit_next()


def _answer(future: Any) -> Answer:
    error = future.exception()
    if error is not None:
        return Answer(
            kind="crash",
            what=Bilingual(f"dask 工作进程出错：{error}", f"the dask worker failed: {error}"),
            next_step=Bilingual("请查看该工作进程的日志。", "See the worker's log."),
        )
    answer: Answer = future.result()
    return answer
