"""`check --changed-since REV`: only the clause files that a pull request touches, and only what it brings."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from agreement_tool.errors import TargetError
from agreement_tool.pipeline.lint_targets import changed_files, findings_at, subject_of
from agreement_tool.pipeline.review import Options, review
from agreement_tool.store.codec import dump
from agreement_tool.store.history import changed_since
from tests.check.builder import agreement

GAP = "第一条 甲。\n第三条 乙。"


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.cn")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clause files with a gap each, committed."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(dump(agreement(GAP)), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "first")
    return tmp_path


def test_only_files_that_differ_are_checked_new_ones_included(repository: Path) -> None:
    (repository / "a.yaml").write_text(dump(agreement(GAP + "\n第五条 丙。")), "utf-8")
    (repository / "c.yaml").write_text(dump(agreement(GAP)), "utf-8")
    assert changed_files(["a.yaml", "b.yaml", "c.yaml"], "HEAD") == ("a.yaml", "c.yaml")


def test_what_was_found_at_the_revision_is_known(repository: Path) -> None:
    (repository / "a.yaml").write_text(dump(agreement(GAP + "\n第五条 丙。")), "utf-8")
    options = Options(select=("NUM002",))
    known = {entry.fingerprint for entry in findings_at(["a.yaml"], "HEAD", options)}
    found = review(subject_of("a.yaml"), options).found
    assert len(known) == 1
    assert [located.finding.label for located in found if located.fingerprint not in known] == ["第五条"]


def test_a_file_that_is_new_has_nothing_known(repository: Path) -> None:
    (repository / "c.yaml").write_text(dump(agreement(GAP)), "utf-8")
    assert findings_at(["c.yaml"], "HEAD", Options()) == ()


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x"])
def test_an_unknown_revision_is_one_error(repository: Path, revision: str) -> None:
    with pytest.raises(TargetError):
        changed_since(revision)
