"""The GitHub action and what a runner makes of the output: a repository that is checked takes nothing over.

The action's scripts are run as the runner runs them (bash --noprofile --norc -eo pipefail), with its variables; lines
of output are read as the runner reads them (ActionCommand.cs).
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from tests.cli.running import run

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None, reason="no bash here")
INJECTED = "::error::PWN\n::set-output name=a::b\n\u3000::add-mask::c\n x ##[add-mask]d\r::debug::e"
CLAUSE = '  - label: "第{}条"\n    kind: article\n    text: |-\n      见第九十九条{}。\n'
HEAD = 'schema: agreement/1\nid: x\nversion: "1"\ntitle: T\nclauses:\n'


def script(name: str) -> str:
    (found,) = [step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == name]
    return str(found)


def run_step(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step of the action; `python` is this one, and `agreement` the one under test."""
    assert BASH is not None
    commands = folder.parent / "commands"
    commands.mkdir(exist_ok=True)
    link = commands / "python"
    if not link.exists():
        # -I drops PYTHONPATH: the package is put where an isolated interpreter finds it, as an installation does.
        link.write_text(
            f'#!{BASH}\nprintf "%s\\n" "$@" > "{commands}/arguments"\n'
            f'[ "$3" = pip ] && exit 0\n[ "$1" = -I ] || exit 99\nshift 3\n'
            f'exec "{sys.executable}" -P -c "import sys; sys.path.insert(0, {str(ROOT)!r}); '
            'sys.argv[0] = \'agreement\'; from agreement_tool.cli import main; main()" "$@"\n'
        )
        link.chmod(0o755)
    environment = {
        "PATH": f"{commands}:/usr/bin:/bin",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "AGREEMENT_LANG": "en",
        **variables,
    }
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script(name)],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def arguments(folder: Path) -> list[str]:
    return (folder.parent / "commands" / "arguments").read_text("utf-8").splitlines()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "clauses").mkdir(parents=True)
    text = HEAD + "".join(CLAUSE.format(label, "") for label in "一二三")
    (folder / "clauses" / "a.yaml").write_text(text, "utf-8")
    (folder / "clauses" / "b c.yaml").write_text(text, "utf-8")
    return folder


def commands_in(output: str) -> list[str]:
    """The commands that a runner finds in a log, by its own rules: V2 at a trimmed line's start, V1 anywhere."""
    found = []
    for line in re.split(r"\r\n|\n|\r", output):
        trimmed = line.lstrip()
        if trimmed.startswith("::") and "::" in trimmed[2:]:
            found.append(trimmed[2:].partition("::")[0].partition(" ")[0])
        elif "##[" in line and "]" in line.partition("##[")[2]:
            found.append(line.partition("##[")[2].partition("]")[0].partition(" ")[0])
    return found


def test_the_runner_is_understood() -> None:
    assert commands_in("::error file=a::b\n  ::debug::x\nx ##[add-mask]y\nx ::error::y\n::no") == [
        "error", "debug", "add-mask",
    ]  # fmt: skip


def test_pip_is_no_module_of_the_repository(repository: Path) -> None:
    (repository / "pip.py").write_text("raise SystemExit('taken over')")
    assert run_step("Install", repository).returncode == 0
    assert arguments(repository) == ["-I", "-m", "pip", "install", "--quiet", str(ROOT)]
    isolated = [sys.executable, "-I", "-m", "pip", "--version"]
    assert "taken over" not in subprocess.run(isolated, cwd=repository, capture_output=True, text=True).stderr


@pytest.mark.parametrize("step", ["Check", "SARIF"])
def test_all_lines_of_targets_are_checked_and_none_is_an_option(step: str, repository: Path) -> None:
    wanted = "clauses/a.yaml\n  --fix  \n$(touch pwned) `touch pwned` ; touch pwned\n*"
    run_step(step, repository, TARGETS=wanted, BASELINE="", FAIL_ON="never", SARIF="out.sarif")
    given = arguments(repository)
    assert given[given.index("--") + 1 :] == wanted.split()
    assert not (repository / "pwned").exists()


@pytest.mark.parametrize("step", ["Check", "SARIF"])
def test_inputs_are_values_and_no_options(step: str, repository: Path) -> None:
    odd = "x y --select=META"
    run_step(step, repository, TARGETS="clauses", BASELINE=odd, FAIL_ON=odd, SARIF="a b.sarif")
    given = arguments(repository)
    assert f"--baseline={odd}" in given and (f"--fail-on={odd}" in given or "--output=a b.sarif" in given)


def test_no_targets_are_the_configured_folder(repository: Path) -> None:
    done = run_step("Check", repository, TARGETS="", BASELINE="", FAIL_ON="never")
    assert done.returncode == 0, done.stderr
    assert "2 agreements" in done.stdout
    assert (repository.parent / "summary.md").read_text("utf-8").startswith("### agreement check")


def agreement(folder: Path, *given: str) -> Result:
    """The command in this process: what it says is judged here, not how the process ends."""
    with contextlib.chdir(folder):
        return run(*given, env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")})


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """An agreement and a clause file that try to command the runner, with more findings of a kind than it shows."""
    spelled = INJECTED.replace("\n", "\\n").replace("\r", "\\u{D}").replace("\u3000", "\\u{3000}")
    text = HEAD.replace("title: T", f'title: "{spelled}"'.replace("\\", "\\\\"))
    text += "".join(CLAUSE.format(f"{number}", spelled) for number in range(1, 40))
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    (tmp_path / "x.txt").write_text(
        f"用户协议\n{INJECTED}\n第一条 见第九条{INJECTED}\n第二条 甲方不承担责任。\n", "utf-8"
    )
    (tmp_path / "::error::name.yaml").write_text(text, "utf-8")
    return tmp_path


COMMANDS = (
    ("check", "{}", "--format", "github"),
    ("check", "{}", "--format", "full"),
    ("check", "{}", "--format", "concise"),
    ("check", "{}", "--format", "json"),
    ("check", "{}", "--format", "sarif"),
    ("check", "{}", "--format", "junit"),
    ("flag", "{}"),
    ("flag", "{}", "--format", "html"),
    ("show", "{}"),
    ("diff", "{}", "other.txt"),
    ("diff", "{}", "other.txt", "--format", "markdown"),
    ("diff", "{}", "other.txt", "--notice"),
    ("diff", "other.txt", "{}", "--style", "table"),
    ("export", "{}"),
    ("export", "{}", "--format", "text"),
    ("export", "{}", "--format", "markdown"),
    ("export", "{}", "--format", "html"),
    ("extract", "{}", "-o", "-"),
)


@pytest.mark.parametrize("name", ["x.yaml", "x.txt", "::error::name.yaml"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_of_any_output_commands_the_runner(command: tuple[str, ...], name: str, hostile: Path) -> None:
    (hostile / "other.txt").write_text("用户协议\n第一条 甲。\n", "utf-8")
    done = agreement(hostile, *(name if part == "{}" else part for part in command))
    told = commands_in(done.stdout)
    if command[:1] == ("check",) and "github" in command:
        assert set(told) <= {"error", "warning", "notice"}
        assert len(told) <= 30 and "PWN" not in "".join(
            line for line in done.stdout.splitlines() if line.startswith("::error::")
        )
    else:
        assert told == []
    assert commands_in(done.stderr) == []


def test_names_that_do_not_exist_command_nothing(hostile: Path) -> None:
    done = agreement(hostile, "check", "::error::a\n::debug::b", "--lang", "en")
    assert done.exit_code == 2 and commands_in(done.stdout + done.stderr) == []


def test_a_step_tells_counts_and_report_and_no_path_sets_another_output(repository: Path) -> None:
    clause = CLAUSE.format("一", "").replace("第九十九条", "本协议第九条")  # within reach of the labels: an error
    (repository / "clauses" / "a.yaml").write_text(HEAD + clause, "utf-8")
    told = repository.parent / "output"
    odd = "x.sarif\nerrors=0"
    for step, more in (("SARIF", {"SARIF": odd}), ("Check", {"FAIL_ON": "never"})):
        run_step(step, repository, TARGETS="clauses/a.yaml", BASELINE="", GITHUB_OUTPUT=str(told), **more)
    blocks = re.findall(r"^(\w+)<<(agreement-\w+)\n(.*?)\n\2\n", told.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert [name for name, _, _ in blocks] == ["errors", "warnings", "infos", "sarif", "errors", "warnings", "infos"]
    assert {name: value for name, _, value in blocks}["sarif"] == odd and int(blocks[0][2]) >= 1
    assert len({delimiter for _, delimiter, _ in blocks}) == 2


def test_outputs_that_cannot_be_written_are_one_message(repository: Path) -> None:
    done = run_step("Check", repository, TARGETS="", BASELINE="", FAIL_ON="never", GITHUB_OUTPUT=str(repository))
    assert done.returncode == 2 and "Traceback" not in done.stderr and "GITHUB_OUTPUT" in done.stderr


def test_the_action_maps_its_outputs_and_pins_what_it_uses() -> None:
    steps = {step["id"] for step in ACTION["runs"]["steps"] if "id" in step}
    for output in ACTION["outputs"].values():
        assert output["value"].split(".")[1] in steps
    used = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each) for each in used)


def test_a_step_summary_that_cannot_be_written_is_one_message(repository: Path) -> None:
    (repository.parent / "summary.md").mkdir()
    done = run_step("Check", repository, TARGETS="", BASELINE="", FAIL_ON="never")
    assert done.returncode == 2 and "Traceback" not in done.stderr and "GITHUB_STEP_SUMMARY" in done.stderr


def test_the_step_summary_holds_no_markup_of_a_stranger(tmp_path: Path) -> None:
    markup = "<img src=x onerror=alert(1)>[a](javascript:alert(1))|"
    (tmp_path / "x.txt").write_text(f"用户协议\n第一条 见第九条{markup}\n第二条 （{markup}\n", "utf-8")
    agreement(tmp_path, "check", "x.txt", "--format", "github")
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "<img" not in summary and "](javascript" not in summary
