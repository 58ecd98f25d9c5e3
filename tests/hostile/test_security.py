"""The promises of docs/security.md, each held by a test."""

from __future__ import annotations

import ast
import contextlib
import io
import socket
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import Result
from lxml import etree

from agreement_tool.errors import AgreementError
from agreement_tool.pipeline.batch import work as batch_work
from agreement_tool.pipeline.batch.protocol import Task
from agreement_tool.pipeline.ingest import open_target
from tests.cli.running import run
from tests.read.docx.word import docx, p
from tests.read.typeset import SEED
from tests.sources import dotted, trees

SCRIPT = "<script>alert(1)</script>"
ESCAPES = "\x1b[31m\x07\x9b2J\u202e"
HOSTILE = f"""用户协议{SCRIPT}
第一条 定义{SCRIPT}
1.1 “服务”是指本公司提供的{SCRIPT}服务，{ESCAPES}详见"onload="x。
第二条 本公司对任何损失不承担责任{ESCAPES}，](javascript:alert(1)) 由用户自行承担。
{"第三条 其余的话没有什么特别之处，双方应当按照诚实信用的原则履行。" * 20}
"""
OTHER = HOSTILE.replace("任何损失", "间接损失")


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node, dotted(node.func)


def test_nothing_in_the_package_opens_a_shell_or_evaluates_text() -> None:
    forbidden = {"eval", "exec", "os.system", "os.popen", "compile", "yaml.load", "yaml.unsafe_load", "marshal.loads"}
    written = {"frozen.py": {"exec"}}  # methods made of a class's own field names, as `dataclasses` makes them
    for name, tree in trees():
        for node, called in calls(tree):
            allowed = called in written.get(name, set()) or (called in forbidden and "SafeLoader" in ast.unparse(node))
            assert called not in forbidden or allowed, name
            assert "shell" not in {keyword.arg for keyword in node.keywords}, name


def test_other_programs_and_pickles_stand_in_known_places_only() -> None:
    known = {
        "subprocess": {
            "store/history.py",
            "pipeline/batch/pool.py",
            "pipeline/print_pdf.py",
            "programs.py",
            "read/office.py",
        },
        "pickle": {"pipeline/batch/protocol.py", "read/worker.py"},
        "socket": set(),
        "urllib.request": set(),
        "http": set(),
        "requests": set(),
    }
    for name, tree in trees():
        nodes = list(ast.walk(tree))
        imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        for module, places in known.items():
            if module in imported:
                assert name in places, f"{name} imports {module}"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        pytest.fail("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


REMOTE = """<html><head><link rel=stylesheet href="http://127.0.0.1:9/a.css"><style>@import url(http://127.0.0.1:9/b.css);</style></head>
<body><img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe><p>第一条 用户应当遵守本协议。</p></body></html>"""


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("command", ["extract", "check", "flag", "export"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("remote.html", REMOTE.encode()),
        ("remote.md", b"![x](http://127.0.0.1:9/a.png)\n\n" + "第一条 用户应当遵守本协议。".encode()),
        ("word.docx", docx(p("第一条 用户应当遵守本协议。"))),
        ("seed.pdf", (SEED / "syn_tr2_line.pdf").read_bytes()),
    ],
    ids=["html", "markdown", "docx", "pdf"],
)
def test_no_work_uses_the_network(command: str, name: str, data: bytes) -> None:
    content, _ = batch_work.work(Task(command, name, data))
    assert content


def cli(*arguments: str, cwd: Path) -> Result:
    """Run the command in this process: what it says is judged here, not how the process ends."""
    with contextlib.chdir(cwd):
        return run(*arguments)


@pytest.mark.parametrize("option", ["--id", "--version"])
@pytest.mark.parametrize("value", ["../../outside", "/tmp/outside", "a/b", "a\\b", "..", "-rf", "a\x1bb", "con:x"])
def test_ids_and_versions_never_lead_out_of_the_folder(option: str, value: str, tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "a.txt").write_text("用户协议\n第一条 有效。\n", encoding="utf-8")
    result = cli("extract", "a.txt", f"{option}={value}", cwd=folder)
    assert result.exit_code == 2 and "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "inside"]


@pytest.mark.parametrize(
    "target", ["--output=x:a.yaml", "-h:a", "../../etc/passwd@1", "HEAD:../../../etc/passwd", "a\n:b", ":"]
)
def test_a_target_is_never_taken_for_an_option_or_a_way_out(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AgreementError):
        open_target(target)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "old.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "new.txt").write_text(OTHER, encoding="utf-8")
    (folder / "standard").mkdir()
    cli("extract", "new.txt", "-o", "standard/new.yaml", cwd=folder)
    return folder


COMMANDS = {
    "export html": ["export", "old.txt", "--format", "html"],
    "flag html": ["flag", "old.txt", "--format", "html", "--fail-on", "never"],
    "diff html": ["diff", "old.txt", "new.txt", "--format", "html"],
    "standard html": ["compare-standard", "old.txt", "--standard", "standard", "--format", "html"],
    "diff table": ["diff", "old.txt", "new.txt", "--format", "html", "--style", "table"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_text_never_becomes_markup_in_a_page(name: str, hostile: Path) -> None:
    result = cli(*COMMANDS[name], cwd=hostile)
    assert result.exit_code in (0, 1), result.stderr
    page = result.stdout
    assert SCRIPT not in page and "alert(1)" in page
    root = etree.HTML(page)
    assert not [script for script in root.iter("script") if "alert" in (script.text or "")]
    assert not [element for element in root.iter() if any(str(key).startswith("on") for key in element.attrib)]
    assert not [link for link in root.iter("a") if (link.get("href") or "").startswith("javascript")]


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "old.txt"],
        ["check", "old.txt", "--format", "full", "--fail-on", "never"],
        ["check", "old.txt", "--format", "concise", "--fail-on", "never"],
        ["check", "old.txt", "--format", "github", "--fail-on", "never"],
        ["flag", "old.txt", "--fail-on", "never"],
        ["diff", "old.txt", "new.txt"],
        ["compare-standard", "old.txt", "--standard", "standard"],
        ["find", "old.txt", "new.txt", "--text", "alert"],
        ["extract", "old.txt", "-o", "-"],
    ],
    ids=" ".join,
)
def test_control_characters_never_reach_the_terminal(arguments: list[str], hostile: Path) -> None:
    result = cli(*arguments, cwd=hostile)
    assert result.exit_code in (0, 1), result.stderr
    told = result.stdout + result.stderr
    found = {
        character
        for character in told
        if (ord(character) < 32 and character not in "\n\t") or 0x7F <= ord(character) < 0xA0
    }
    assert found == set()


@pytest.mark.parametrize(
    "arguments", [["export", "old.txt", "-o"], ["diff", "old.txt", "new.txt", "-o"]], ids=["export", "diff"]
)
def test_word_files_are_well_formed_whatever_the_text(arguments: list[str], hostile: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    result = cli(*arguments, str(made), cwd=hostile)
    assert result.exit_code in (0, 1), result.stderr
    with zipfile.ZipFile(io.BytesIO(made.read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        assert "alert(1)" in archive.read("word/document.xml").decode()


def test_akoma_ntoso_is_well_formed_whatever_the_text(hostile: Path) -> None:
    result = cli("export", "old.txt", "--format", "akn", cwd=hostile)
    assert result.exit_code == 0, result.stderr
    assert "alert(1)" in str(etree.fromstring(result.stdout_bytes).xpath("string()"))


def test_temporary_files_are_private(monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    make = tempfile.TemporaryDirectory

    def watched(*arguments: Any, **more: Any) -> Any:
        folder = make(*arguments, **more)
        modes.append(stat.S_IMODE(Path(folder.name).stat().st_mode))
        return folder

    monkeypatch.setattr(tempfile, "TemporaryDirectory", watched)
    batch_work.work(Task("extract", "a.txt", "第一条 有效。".encode()))
    assert modes and all(mode & 0o077 == 0 for mode in modes)
