"""The folder of clause files -> the manifest that apps poll."""

from __future__ import annotations

from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.config import load_config
from agreement_tool.errors import TargetError
from agreement_tool.export.manifest import Current, manifest, to_text
from agreement_tool.pipeline.compare import compare_agreements
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.store.repository import Repository


def manifest_of(target: str | None = None, *, root: Path | None = None) -> str:
    """The manifest of a folder of agreements (default: the configuration's), or of one agreement in it by its id.

    TargetError where there is no agreement; StoreError where a clause file cannot be loaded.
    """
    folder = Path(target) if target is not None and Path(target).is_dir() else root or load_config().root
    repository = Repository(folder)
    ids = repository.ids() if target is None or Path(target).is_dir() else (target,)
    if not ids:
        raise TargetError(
            Bilingual("文件夹里没有条款文件", "no clause file in this folder"),
            where=str(folder),
            next_step=Bilingual(
                "先用 agreement extract 提取，或给出含有 <id>/<版本>.yaml 的文件夹。",
                "Extract an agreement first, or name a folder of <id>/<version>.yaml.",
            ),
        )
    return to_text(manifest(_current(repository, each) for each in ids))


def _current(repository: Repository, agreement_id: str) -> Current:
    repository.find(agreement_id)
    *earlier, last = repository.versions(agreement_id)
    latest = open_target(str(repository.find(agreement_id, last))).agreement
    # Each with the last, not step by step: what a later version took back, nobody need be asked.
    needs = {
        version: compare_agreements(open_target(str(repository.find(agreement_id, version))).agreement, latest)
        for version in earlier
    }
    return Current(latest, {version: compared.diff.reconsent for version, compared in needs.items()})
