"""Two TARGETs -> their diff: opened, key clauses flagged on both sides, compared. And the history of one id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from agreement_tool.bilingual import Bilingual
from agreement_tool.config import load_config
from agreement_tool.diff.compare import compare
from agreement_tool.diff.two_drafts import three_way
from agreement_tool.errors import TargetError
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Diff
from agreement_tool.model.three_way import ThreeWay
from agreement_tool.pipeline.ingest import YAML_SUFFIXES, begin_target, open_target
from agreement_tool.pipeline.publish import key_categories
from agreement_tool.read.base import ReadOptions
from agreement_tool.store.history import split_revision
from agreement_tool.store.repository import Repository


@frozen
class Compared:
    """Both versions and what changed between them."""

    old: Agreement
    new: Agreement
    diff: Diff


def compare_targets(
    old: str,
    new: str,
    *,
    strict: bool = False,
    root: Path | None = None,
    old_changes: Literal["accept", "reject"] = "accept",
) -> Compared:
    """Open two TARGETs and compare them. `root`: the folder of clause files (default: the configuration's).

    `old_changes`: what becomes of tracked changes in the old side's Word file.

    AgreementError when one cannot be opened.
    """
    begun = [
        begin_target(old, root=root, options=ReadOptions(changes=old_changes)),
        begin_target(new, root=root),
    ]
    before, after = (opened().agreement for opened in begun)
    compared = compare_agreements(before, after, strict=strict)
    return replace(compared, diff=replace(compared.diff, old=_named(old, before), new=_named(new, after)))


def compare_agreements(old: Agreement, new: Agreement, *, strict: bool = False) -> Compared:
    """Compare two versions, key clauses flagged on both sides."""
    diff = compare(old, new, old_key=key_categories(old), new_key=key_categories(new), strict=strict)
    return Compared(old, new, diff)


def compare_three(base: str, ours: str, theirs: str, *, strict: bool = False, root: Path | None = None) -> ThreeWay:
    """Open three TARGETs and compare the last two with the first. AgreementError when one cannot be opened."""
    first = compare_targets(base, ours, strict=strict, root=root)
    second = compare_targets(base, theirs, strict=strict, root=root)
    return three_way(first.old, (first.new, first.diff), (second.new, second.diff))


def only_material(compared: Compared) -> Compared:
    """Without the changes that are not material."""
    changes = tuple(change for change in compared.diff.changes if change.material)
    return replace(compared, diff=replace(compared.diff, changes=changes))


def latest_two(agreement_id: str, *, root: Path | None = None) -> tuple[str, str]:
    """`id@version` of the last two versions of an id, older first. TargetError when there are not two."""
    repository = Repository(root or load_config().root)
    repository.find(agreement_id)
    versions = repository.versions(agreement_id)
    if len(versions) < 2:
        raise TargetError(
            Bilingual(
                f"{agreement_id} 只有一个版本 {versions[0]}，无可比较",
                f"{agreement_id} has only one version, {versions[0]}: nothing to compare it with",
            ),
            where=str(repository.root),
            next_step=Bilingual("请给出两个比较对象：agreement diff 旧 新", "Name both sides: agreement diff OLD NEW"),
        )
    return f"{agreement_id}@{versions[-2]}", f"{agreement_id}@{versions[-1]}"


@frozen
class HistoryEntry:
    """One version in the history of an agreement, and what it changed (None for the first)."""

    agreement: Agreement
    compared: Compared | None


def history(agreement_id: str, *, root: Path | None = None) -> Iterator[HistoryEntry]:
    """Every version of an id, oldest first, each compared with the one before. TargetError for an unknown id."""
    repository = Repository(root or load_config().root)
    repository.find(agreement_id)
    before: Agreement | None = None
    for version in repository.versions(agreement_id):
        now = open_target(f"{agreement_id}@{version}", root=root).agreement
        yield HistoryEntry(now, compare_agreements(before, now) if before else None)
        before = now


def _named(target: str, agreement: Agreement) -> str:
    """A source file by its name, REV:path by both, anything stored by `id@version`."""
    path = Path(target)
    if path.is_file() and path.suffix.lower() not in YAML_SUFFIXES:
        return path.name
    revision = None if path.is_file() else split_revision(target)
    if revision:
        return f"{revision[0]}:{Path(revision[1]).name}"
    return f"{agreement.id}@{agreement.version}"
