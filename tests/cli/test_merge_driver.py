"""`agreement merge-driver` as git calls it, in repositories made for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.pipeline.test_merge import BASE, told, written

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
DRIVER = "agreement_tool merge-driver %O %A %B --path %P --marker-size %L"
FILE = Path("clauses/a/1.0.yaml")


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        for key, value in (
            ("user.name", "x"), ("user.email", "x@example.com"), ("commit.gpgsign", "false"),
            ("merge.agreement.name", "clauses by id"),
            ("merge.agreement.driver", f"{sys.executable} -m {DRIVER}"),
        ):  # fmt: skip
            self.git("config", key, value)
        (folder / ".gitattributes").write_text("clauses/**/*.yaml merge=agreement\n", "utf-8")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "AGREEMENT_LANG": "en"}
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def commit(self, outline: str) -> None:
        self.write(written(outline))

    def write(self, text: str) -> None:
        file = self.folder / FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        self.git("add", "-A")
        assert self.git("commit", "-qm", "x").returncode == 0

    def diverge(self, ours: str, theirs: str, base: str = BASE) -> subprocess.CompletedProcess[str]:
        self.commit(base)
        self.git("checkout", "-qb", "theirs")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)
        return self.git("merge", "-q", "--no-edit", "theirs")

    @property
    def text(self) -> str:
        return (self.folder / FILE).read_text("utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_git_merges_what_its_lines_would_not(repository: Repository) -> None:
    ours = BASE.replace("第三条", "第四条").replace("第二条 费", "第二条 双方保密。\n第三条 费").replace("一年", "两年")
    done = repository.diverge(ours, BASE.replace("100元", "300元").replace("守约", "应当守约"))
    assert done.returncode == 0, done.stderr
    assert told(repository.text)[1:5] == [
        "（一）甲方提供服务。乙方支付费用。双方应当守约。",
        "（二）期限为两年。",
        "第二条双方保密。",
        "第三条费用为300元。",
    ]


def test_a_conflict_stops_the_merge_and_says_which_clause(repository: Repository) -> None:
    done = repository.diverge(BASE.replace("100元", "200元"), BASE.replace("100元", "300元").replace("一年", "两年"))
    assert done.returncode == 1 and "clauses/a/1.0.yaml: conflict: 第二条: text" in done.stderr
    assert repository.git("diff", "--name-only", "--diff-filter=U").stdout.split() == [FILE.as_posix()]
    assert repository.text.count("<<<<<<< ours") == 1 and "期限为两年。" in repository.text


def test_a_rebase_merges_by_clause_too(repository: Repository) -> None:
    repository.commit(BASE)
    repository.git("checkout", "-qb", "theirs")
    repository.commit(BASE.replace("海淀", "朝阳"))
    repository.git("checkout", "-q", "main")
    repository.commit(BASE.replace("第三条", "第三条 费用不退。\n第四条"))
    repository.git("checkout", "-q", "theirs")
    assert repository.git("rebase", "main").returncode == 0
    assert told(repository.text)[-2:] == ["第三条费用不退。", "第四条争议由北京市朝阳区人民法院管辖。"]


def test_a_file_added_on_both_sides_has_no_ancestor(repository: Repository) -> None:
    (repository.folder / "x").write_text("", "utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "x")
    repository.git("checkout", "-qb", "theirs")
    repository.commit(BASE)
    repository.git("checkout", "-q", "main")
    repository.commit(BASE.replace("100元", "200元"))
    assert repository.git("merge", "-q", "--no-edit", "theirs").returncode == 1
    assert repository.text.count("<<<<<<< ours") == 1 and "费用为200元" in repository.text


def test_what_is_no_clause_file_is_left_to_lines(repository: Repository) -> None:
    repository.write("a: 1\nb: 2\nc: 3\n")
    repository.git("checkout", "-qb", "theirs")
    repository.write("a: 1\nb: 2\nc: 4\n")
    repository.git("checkout", "-q", "main")
    repository.write("a: 0\nb: 2\nc: 3\n")
    done = repository.git("merge", "-q", "--no-edit", "theirs")
    assert repository.text == "a: 0\nb: 2\nc: 4\n" and "merged line by line" in done.stderr


def test_control_characters_of_a_path_are_spelled_out(tmp_path: Path) -> None:
    for name, text in (("o", BASE), ("a", BASE.replace("100", "200")), ("b", BASE.replace("100", "300"))):
        (tmp_path / name).write_text(written(text), "utf-8")
    done = run("merge-driver", *(tmp_path / name for name in "oab"), "--path", "x\x1b[2J")
    assert done.exit_code == 1 and "\x1b" not in done.stderr


def test_a_missing_file_is_one_message(tmp_path: Path) -> None:
    done = run("merge-driver", tmp_path / "o", tmp_path / "a", tmp_path / "b")
    assert done.exit_code == 2 and str(tmp_path / "o") in done.stderr
