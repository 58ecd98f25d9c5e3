"""`clauses/<id>/<version>.yaml`: the legal team's folder of agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError, TargetError
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.store.canonical import canonical
from agreement_tool.store.codec import NO_COMMENTS, Loaded, dump, load
from agreement_tool.store.decisions import NAME as REVIEW
from agreement_tool.store.files import create_atomic, write_atomic
from agreement_tool.store.slugs import is_slug, require_slug, version_key

SUFFIX = ".yaml"


@frozen
class Saved:
    """Where an agreement went, and whether the file had to be written."""

    path: Path
    written: bool


@frozen
class Repository:
    """The folder of clause files. Nothing is cached: the files are the truth."""

    root: Path

    def path(self, agreement_id: str, version: str) -> Path:
        """Where a version belongs, whether or not it is there. Raises StoreError for names that are no slugs."""
        require_slug(agreement_id, "协议标识", "an agreement id")
        require_slug(version, "版本号", "a version")
        return self.root / agreement_id / f"{version}{SUFFIX}"

    def ids(self) -> tuple[str, ...]:
        """Every agreement that has a version, in order."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(folder.name for folder in self.root.iterdir() if self.versions(folder.name)))

    def versions(self, agreement_id: str) -> tuple[str, ...]:
        """An agreement's versions, earliest first; none for an unknown id."""
        folder = self.root / agreement_id
        if not is_slug(agreement_id) or not folder.is_dir():
            return ()
        files = (path for path in folder.glob(f"*{SUFFIX}") if path.name != REVIEW and path.is_file())
        return tuple(sorted((path.stem for path in files if is_slug(path.stem)), key=version_key))

    def latest(self, agreement_id: str) -> str | None:
        """The last version; None for an unknown id."""
        versions = self.versions(agreement_id)
        return versions[-1] if versions else None

    def find(self, agreement_id: str, version: str | None = None) -> Path:
        """The file of a version (the latest by default). Raises TargetError, naming what there is."""
        versions = self.versions(agreement_id)
        if not versions:
            raise self._unknown_id(agreement_id)
        chosen = versions[-1] if version is None else version
        if chosen not in versions:
            known = ", ".join(versions)
            raise TargetError(
                Bilingual(f"{agreement_id} 没有版本 {chosen}", f"{agreement_id} has no version {chosen}"),
                where=str(self.root),
                next_step=Bilingual(f"现有版本：{known}", f"Its versions: {known}"),
            )
        return self.path(agreement_id, chosen)

    def save(
        self, agreement: Agreement, *, comments: Mapping[str, Sequence[str]] = NO_COMMENTS, force: bool = False
    ) -> Saved:
        """Write a version, atomically, after proving that it loads back as it is.

        A file with the same content is left alone; one with other content is replaced only by `force`. Raises
        StoreError for that, for names that are no slugs, and where the disk refuses.
        """
        return save(self.path(agreement.id, agreement.version), agreement, comments=comments, force=force)

    def _unknown_id(self, agreement_id: str) -> TargetError:
        known = ", ".join(self.ids())
        return TargetError(
            Bilingual(
                f"没有这个文件、协议标识或 git 版本：{agreement_id}",
                f"no such file, agreement id or git revision: {agreement_id}",
            ),
            where=str(self.root),
            next_step=Bilingual(f"现有协议：{known}", f"Agreements there: {known}")
            if known
            else Bilingual(
                "先用 agreement extract 提取一份协议。", "Extract an agreement first: agreement extract FILE"
            ),
        )


def save(
    path: Path, agreement: Agreement, *, comments: Mapping[str, Sequence[str]] = NO_COMMENTS, force: bool = False
) -> Saved:
    """Write an agreement to any file, by the rules of `Repository.save`."""
    _refuse_linked_folder(path.parent)
    text = proved(agreement, comments, name=str(path))
    if create_atomic(path, text):
        return Saved(path, written=True)
    if _same(path, text):
        return Saved(path, written=False)
    if not force:
        raise StoreError(
            Bilingual("已有内容不同的文件", "a file with other content is there already"),
            where=str(path),
            next_step=Bilingual(
                "用 --version 另取版本号，或加 --force 覆盖。", "Give another --version, or overwrite it with --force."
            ),
        )
    write_atomic(path, text)
    return Saved(path, written=True)


def _refuse_linked_folder(folder: Path) -> None:
    """clauses/<id> as a link: a stranger's repository could have our files written anywhere. Raises StoreError."""
    if folder.is_symlink() and not folder.resolve().is_relative_to(folder.parent.resolve()):
        raise StoreError(
            Bilingual("这个文件夹是指向别处的链接", "this folder is a link that leads elsewhere"),
            where=str(folder),
            next_step=Bilingual("请删去该链接，或用 -o 写出目标。", "Remove the link, or name the place with -o."),
        )


def _same(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError as error:
        raise StoreError(
            Bilingual(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"), where=str(path)
        ) from error


def proved(agreement: Agreement, comments: Mapping[str, Sequence[str]], *, name: str) -> str:
    """The agreement's YAML, after loading it back and comparing.

    Raises StoreError when it does not come back the same: then this package has a bug, and nothing must be written.
    """
    text = dump(agreement, comments=comments)
    loaded = load(text, name=name)
    if loaded.agreement != canonical(agreement) or dump(loaded.agreement, comments=loaded.comments) != text:
        raise StoreError(
            Bilingual(
                "写出的内容读回后不一致，未写入",
                "what would be written does not load back the same; nothing was written",
            ),
            where=name,
            next_step=Bilingual(
                "这是本工具的缺陷，请附上源文件报告。",
                "This is a bug of agreement_tool: report it with the source file.",
            ),
        )
    return text


def read(path: Path) -> Loaded:
    """The agreement in a clause file on disk. Raises StoreError: unreadable, not UTF-8, or not a clause file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(
            Bilingual(f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"), where=str(path)
        ) from error
    return decoded(data, str(path))


def decoded(data: bytes, name: str) -> Loaded:
    """The agreement in a clause file's bytes. Raises StoreError as `read` does."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoreError(
            Bilingual(f"不是 UTF-8 编码（第 {error.start} 字节）", f"not UTF-8 (byte {error.start})"),
            where=name,
            next_step=Bilingual("请另存为 UTF-8。", "Save the file as UTF-8."),
        ) from error
    return with_clauses(load(text, name=name), name)


def with_clauses(loaded: Loaded, name: str) -> Loaded:
    """What was loaded. Raises StoreError when it holds no clause: nothing could be checked, shown or compared."""
    if loaded.agreement.clauses:
        return loaded
    raise StoreError(
        Bilingual("条款文件里没有条款", "a clause file without a clause"),
        where=name,
        next_step=Bilingual(
            "请从源文件重新提取：agreement extract 文件。", "Extract it again from its source: agreement extract FILE."
        ),
    )
