"""TARGET -> agreement: a clause file, a source file, `id`, `id@version` or `REV:path`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import TargetError
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Built, Place, SourceDocument
from agreement_tool.read.base import Engine, OcrPolicy, Progress, ReadOptions
from agreement_tool.read.subprocess_reader import begin
from agreement_tool.store.slugs import slug_of
from agreement_tool.text.dates import stated_dates

if TYPE_CHECKING:
    from agreement_tool.store.repository import Repository

YAML_SUFFIXES = frozenset({".yaml", ".yml"})
FIRST_VERSION = "1"
"""The version of an agreement whose text states no date."""


@frozen
class OpenedAgreement:
    """An agreement, and what its source tells beside it."""

    agreement: Agreement
    path: Path | None = None
    """The file on disk; None for a git revision."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Clause files: eid -> 1-based line."""
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Clause files: eid -> comment lines."""
    places: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    """Paged sources: eid -> where it is printed."""
    document: SourceDocument | None = None
    """Source files: what the reader found."""


def open_target(
    target: str,
    *,
    root: Path | None = None,
    reader: Engine = "auto",
    ocr: OcrPolicy = "auto",
    password: str | None = None,
    progress: Progress | None = None,
) -> OpenedAgreement:
    """Open any TARGET. `root` is the folder of clause files (default: the configuration's).

    A file on disk goes before an id, an id before a git revision. Raises AgreementError where nothing is found or it
    cannot be read.
    """
    return begin_target(target, root=root, options=ReadOptions(reader, ocr, password, progress))()


def begin_target(
    target: str, *, root: Path | None = None, options: ReadOptions | None = None
) -> Callable[[], OpenedAgreement]:
    """Begin to open any TARGET, and get on with something else; what is returned gives the opened one, or raises.

    Where files are read in a child process (`read.subprocess_reader`), that one works meanwhile.
    """
    bounds.note_current_file(target)
    path = Path(target)
    if not path.is_file():
        return partial(_from_store, target, root)
    if path.suffix.lower() in YAML_SUFFIXES:
        return partial(_from_clause_file, path)
    return _begun(path, options or ReadOptions())


def read_agreement(
    path: Path,
    *,
    reader: Engine = "auto",
    ocr: OcrPolicy = "auto",
    password: str | None = None,
    progress: Progress | None = None,
) -> OpenedAgreement:
    """Read a source file and build its tree, with the default id and version. Raises SourceError."""
    return _begun(path, ReadOptions(reader, ocr, password, progress))()


def _begun(path: Path, options: ReadOptions) -> Callable[[], OpenedAgreement]:
    bounds.note_current_file(str(path))
    reading = begin(path, options)
    import_module("agreement_tool.structure.build")  # while it is being read
    return lambda: _built(reading.document(), path)


def _from_store(target: str, root: Path | None) -> OpenedAgreement:
    """An id, `id@version` or git revision."""
    from agreement_tool.store.repository import Repository

    repository = Repository(_root(root))
    agreement_id, _, version = target.partition("@")
    if repository.versions(agreement_id):
        return _from_clause_file(repository.find(agreement_id, version or None))
    return _from_git(target) or _missing(target, Path(target), repository)


def _built(document: SourceDocument, path: Path) -> OpenedAgreement:
    from agreement_tool.structure.build import build

    built = build(document)
    return OpenedAgreement(_named(built, document), path, places=built.places, document=document)


def _named(built: Built, document: SourceDocument) -> Agreement:
    """The agreement with an id from the file's name, its stated dates, and a version from those."""
    agreement = built.agreement
    dates = stated_dates(text for clause in agreement.walk() for text in (clause.heading, clause.text))
    published = agreement.published or dates.published
    effective = agreement.effective or dates.effective
    source = replace(agreement.source, properties=document.properties) if agreement.source else None
    return replace(
        agreement,
        id=agreement.id or slug_of(Path(document.name).stem) or f"agreement-{document.sha256[:8]}",
        version=agreement.version or effective or published or FIRST_VERSION,
        published=published,
        effective=effective,
        source=source,
    )


def _from_clause_file(path: Path) -> OpenedAgreement:
    from agreement_tool.store.repository import read

    loaded = read(path)
    return OpenedAgreement(loaded.agreement, path, loaded.lines, loaded.comments)


def _from_git(target: str) -> OpenedAgreement | None:
    from agreement_tool.store.history import blob, split_revision
    from agreement_tool.store.repository import decoded

    split = split_revision(target)
    if split is None:
        return None
    data = blob(*split)
    if Path(split[1]).suffix.lower() in YAML_SUFFIXES:
        loaded = decoded(data, target)
        return OpenedAgreement(loaded.agreement, None, loaded.lines, loaded.comments)
    from agreement_tool.private_folders import private_folder

    with private_folder() as folder:
        copy = Path(folder, Path(split[1]).name)
        copy.write_bytes(data)
        return replace(read_agreement(copy), path=None)


def _missing(target: str, path: Path, repository: Repository) -> OpenedAgreement:
    if path.is_dir():
        raise TargetError(
            Bilingual("这是文件夹，请给出其中的一个文件", "this is a folder; name a file in it"),
            where=target,
            next_step=Bilingual("多个文件用 agreement batch。", "`agreement batch` takes many files."),
        )
    if path.suffix:
        raise TargetError(
            Bilingual("没有这个文件", "no such file"),
            where=target,
            next_step=Bilingual("请检查路径。", "Check the path."),
        )
    return _from_clause_file(repository.find(target.partition("@")[0], target.partition("@")[2] or None))


def _root(root: Path | None) -> Path:
    if root is not None:
        return root
    from agreement_tool.config import load_config

    return load_config().root
