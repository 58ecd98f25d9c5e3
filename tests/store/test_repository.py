from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.errors import StoreError, TargetError
from agreement_tool.model import Agreement, Clause, Span
from agreement_tool.store import repository as repository_module
from agreement_tool.store.files import create_atomic, sweep, write_atomic
from agreement_tool.store.pages import read_pages, write_pages
from agreement_tool.store.repository import Repository, read
from agreement_tool.store.slugs import is_slug, slug_of, version_key

LEASE = Agreement(
    "lease", "1.0", "租赁协议", (Clause("art_1", "art_1", "article", "第一条", (1,), spans=(Span("甲。"),)),)
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "clauses")


def test_what_is_saved_is_found_and_reads_back(repository: Repository) -> None:
    saved = repository.save(LEASE)
    assert (saved.path, saved.written) == (repository.root / "lease" / "1.0.yaml", True)
    assert read(repository.find("lease")).agreement == replace(LEASE, title_spans=(Span("租赁协议"),))
    assert repository.ids() == ("lease",)


def written_at(path: Path) -> tuple[int, int]:
    """The file's number and its time of last change: reading it alters neither (its time of last reading it does)."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def test_saving_the_same_again_does_not_touch_the_file(repository: Repository) -> None:
    path = repository.save(LEASE).path
    before = written_at(path)
    assert not repository.save(LEASE).written
    assert not repository.save(LEASE, force=True).written
    assert written_at(path) == before


def test_other_content_is_overwritten_only_by_force(repository: Repository) -> None:
    path = repository.save(LEASE).path
    changed = replace(LEASE, title="租赁合同")
    with pytest.raises(StoreError, match="--force"):
        repository.save(changed)
    assert read(path).agreement.title == "租赁协议"
    assert repository.save(changed, force=True).written
    assert read(path).agreement.title == "租赁合同"


def test_versions_are_ordered_as_people_count(repository: Repository) -> None:
    for version in ("1.10", "1.9", "1.0-rc1", "1.0", "2", "1.0.1"):
        repository.save(replace(LEASE, version=version))
    assert repository.versions("lease") == ("1.0-rc1", "1.0", "1.0.1", "1.9", "1.10", "2")
    assert repository.latest("lease") == "2"


def test_dates_are_ordered_as_versions() -> None:
    assert sorted(["2024-02-01", "2023-12-31", "2024-01-31"], key=version_key)[-1] == "2024-02-01"


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "a/b", "a\\b", "/etc", "甲", "a b", ".hidden", "con", "LPT1.txt", "a" * 81, "a..b", "-a"]
)
def test_names_that_could_lead_elsewhere_are_no_slugs(name: str, repository: Repository) -> None:
    assert not is_slug(name)
    with pytest.raises(StoreError):
        repository.save(replace(LEASE, id=name))
    with pytest.raises(StoreError):
        repository.save(replace(LEASE, version=name))
    assert repository.versions(name) == ()
    assert not repository.root.exists()


@given(st.text())
def test_a_slug_made_of_any_text_is_one_or_empty(text: str) -> None:
    slug = slug_of(text)
    assert slug == "" or is_slug(slug)


@given(st.lists(st.integers(1, 300), max_size=30))
def test_page_lists_read_back(pages: list[int]) -> None:
    assert read_pages(write_pages(pages)) == tuple(pages)


@pytest.mark.parametrize("written", ["x", "3-1", "1-9999999", "-", "1-2-3"])
def test_what_is_no_page_list_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="page"):
        read_pages(written)


def test_a_missing_id_or_version_says_what_there_is(repository: Repository) -> None:
    with pytest.raises(TargetError, match="agreement extract"):
        repository.find("lease")
    repository.save(LEASE)
    with pytest.raises(TargetError, match="lease"):
        repository.find("rent")
    with pytest.raises(TargetError, match=r"1\.0"):
        repository.find("lease", "2.0")


def test_what_does_not_load_back_the_same_is_not_written(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        repository_module, "dump", lambda agreement, comments: "schema: agreement/1\nid: a\nversion: b\ntitle: c\n"
    )
    with pytest.raises(StoreError, match="bug"):
        repository.save(LEASE)
    assert not repository.root.exists()


def test_two_writers_at_once_never_mix_and_only_one_wins(repository: Repository) -> None:
    versions = [replace(LEASE, title=f"租赁协议 {number}") for number in range(8)]

    def save(agreement: Agreement) -> bool:
        try:
            return repository.save(agreement).written
        except StoreError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, versions)) == 1
    assert read(repository.find("lease")).agreement.title in {agreement.title for agreement in versions}
    assert [path.name for path in (repository.root / "lease").iterdir()] == ["1.0.yaml"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    write_atomic(target, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        write_atomic(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_ctrl_c_in_mid_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.txt", "new")
    assert not list(tmp_path.iterdir())


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    left, inner = (
        tmp_path / ".a.yaml.agreement-uajj4u62.tmp",
        tmp_path / "inner" / ".合同.pdf.yaml.agreement-0_9abcde.tmp",
    )
    others = [tmp_path / ".mine.tmp", tmp_path / "a.yaml", tmp_path / ".a.yaml.uajj4u62.tmp"]
    inner.parent.mkdir()
    for path in (left, inner, *others):
        path.write_text("")
    sweep(tmp_path)
    assert not left.exists() and not inner.exists()
    assert all(path.exists() for path in others)


def test_a_folder_in_the_way_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError):
        write_atomic(tmp_path / "file" / "a.txt", "new")
    with pytest.raises(StoreError):
        write_atomic(tmp_path, "new")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions, links and devices")
def test_permissions_links_and_devices_are_respected(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    write_atomic(target, "one")
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0o044 & ~_umask()
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomic(link, "two")
    assert link.is_symlink()
    assert (target.read_text(encoding="utf-8"), stat.S_IMODE(target.stat().st_mode)) == ("two", 0o640)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(pipe.read_bytes)
        write_atomic(pipe, "three")
        assert reading.result(timeout=5) == b"three"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_creating_does_not_touch_what_is_there(tmp_path: Path) -> None:
    assert create_atomic(tmp_path / "a.txt", "one")
    assert not create_atomic(tmp_path / "a.txt", "two")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one"


def test_a_file_that_is_not_utf_8_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("标题: 协议".encode("gbk"))
    with pytest.raises(StoreError, match="UTF-8"):
        read(path)
