"""What `check` is asked to look at: clause files, folders of them, or any other TARGET."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import AgreementError, SourceError, StoreError, TargetError
from agreement_tool.pipeline.baseline import Known
from agreement_tool.pipeline.check_cache import CheckCache
from agreement_tool.pipeline.review import Options, Reviewed, Subject, review
from agreement_tool.read.worker import ChildLostError, Send, Worker, may_fork
from agreement_tool.report.findings import Located
from agreement_tool.store.decisions import NAME as REVIEW

YAML_SUFFIXES = frozenset({".yaml", ".yml"})


def paths_of(targets: Iterable[str], default: Path) -> Iterator[str]:
    """Each target in turn, folders opened up to their clause files in order; `default` when there is none.

    Raises TargetError for a folder without clause files.
    """
    named = list(targets) or [str(default)]
    for target in named:
        if not Path(target).is_dir():
            yield target
            continue
        found = sorted(
            path
            for path in Path(target).rglob("*")
            if path.suffix in YAML_SUFFIXES and path.name != REVIEW and not _hidden(path, Path(target))
        )
        if not found:
            raise TargetError(
                Bilingual("这个文件夹里没有条款文件", "no clause files in this folder"),
                where=target,
                next_step=Bilingual("先提取：agreement extract 文件", "Extract one first: agreement extract FILE"),
            )
        yield from (path.as_posix() for path in found)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def is_clause_file(target: str) -> bool:
    """Whether the target is a YAML file on disk (and not an id, a git revision or a source file)."""
    path = Path(target)
    return path.suffix in YAML_SUFFIXES and path.is_file()


def subject_of(target: str) -> Subject:
    """The agreement behind a target. Raises AgreementError as the reader, the store or git do."""
    if is_clause_file(target):
        return _from_clause_file(target, _content(target))
    from agreement_tool.pipeline.ingest import open_target

    opened = open_target(target)
    if opened.path is not None and is_clause_file(str(opened.path)):
        return _from_clause_file(Path(opened.path).as_posix(), _content(str(opened.path)))
    return Subject(opened.agreement, target, lines=opened.lines, comments=opened.comments)


def changed_files(paths: Sequence[str], revision: str) -> tuple[str, ...]:
    """Those of the paths that differ from a git revision. Raises TargetError."""
    from agreement_tool.store.history import changed_since

    changed = {Path(name).resolve() for name in changed_since(revision)}
    return tuple(path for path in paths if Path(path).resolve() in changed)


def findings_at(paths: Sequence[str], revision: str, options: Options) -> tuple[Known, ...]:
    """What was found in the same files at a git revision: a pull request answers for what it brings."""
    return tuple(
        Known(located.fingerprint) for path in paths for located in _found_at(Path(path).as_posix(), revision, options)
    )


def _found_at(path: str, revision: str, options: Options) -> Iterator[Located]:
    from agreement_tool.store.history import blob

    try:
        content = blob(revision, path)
        yield from review(_from_clause_file(path, content), options).found
    except AgreementError:
        return  # new since, or no clause file then


FEW = 24
"""Up to this many agreements another process would cost more time than it saves."""


def review_all(
    paths: Sequence[str], options: Options, *, cache: CheckCache | None = None, jobs: int = 1
) -> Iterator[Reviewed]:
    """Check all, in order; what the cache remembers is not checked again. `jobs`: processes, for more than a few paths.

    Raises AgreementError at the first target that cannot be opened.
    """
    known = {path: found for path in paths if (found := cache.get(path))} if cache else {}
    rest = [path for path in paths if path not in known]
    checked = _review_rest(rest, partial(_review_one, options=options, cache=cache), jobs)
    try:
        for path in paths:
            if path in known:
                yield known[path]
                continue
            digest, reviewed = next(checked)
            if cache and digest:
                cache.put(path, digest, reviewed)
            yield reviewed
    finally:
        if cache:
            cache.write()


_Checked = tuple[str, Reviewed]
"""A digest of what was read, for the cache; empty for what it does not keep."""


def _review_rest(paths: Sequence[str], one: Callable[[str], _Checked], jobs: int) -> Iterator[_Checked]:
    if jobs < 2 or len(paths) <= FEW or not may_fork():
        yield from map(one, paths)
        return
    yield one(paths[0])  # whatever rules and tables it loads, no worker has to load again
    rest = paths[1:]
    # In turn: the answer that is wanted next is never behind one that is not.
    workers = [Worker(partial(_review_share, rest[start::jobs], one)) for start in range(jobs)]
    try:
        answers = [worker.messages() for worker in workers]
        for place, path in enumerate(rest):
            yield _received(answers[place % jobs], path)
    finally:
        for worker in workers:
            worker.end()


def _review_share(paths: Sequence[str], one: Callable[[str], _Checked], send: Send) -> None:
    for path in paths:
        send(one(path))


def _received(answers: Iterator[tuple[Any, ...]], path: str) -> _Checked:
    try:
        checked: _Checked = next(answers)[0]
    except ChildLostError as lost:
        if lost.out_of_time:
            raise SourceError(bounds.too_long(bounds.own_limits()), where=path, next_step=bounds.RAISE_TIME) from None
        what = Bilingual(f"检查它的进程中途终止（{lost}）", f"the process that checked it was lost ({lost})")
        raise SourceError(what, where=path, next_step=bounds.RAISE_MEMORY) from None
    return checked


def _review_one(path: str, options: Options, cache: CheckCache | None) -> _Checked:
    bounds.next_file(path)
    if cache is None or not is_clause_file(path):
        return "", review(subject_of(path), options)
    content = _content(path)
    return cache.digest(path, content), review(_from_clause_file(path, content), options)


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise StoreError(
            Bilingual(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"), where=path
        ) from error


def _from_clause_file(path: str, content: bytes) -> Subject:
    from agreement_tool.store.codec import load
    from agreement_tool.store.repository import with_clauses

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoreError(
            Bilingual("不是 UTF-8 编码", "is not UTF-8"),
            where=path,
            next_step=Bilingual("请另存为 UTF-8。", "Save it as UTF-8."),
        ) from error
    loaded = with_clauses(load(text, name=path), path)
    return Subject(loaded.agreement, Path(path).as_posix(), text, loaded.lines, loaded.comments)
