"""The pre-commit hooks and the GitHub Action call commands that exist, with options that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement_tool.check.edits import with_new_eids
from agreement_tool.store.codec import dump
from tests.check.builder import agreement

ROOT = Path(__file__).parents[2]
FAULTY = "¶ 更新日期：2026年1月1日\n第一条 客服电话：400-000-0000。\n第三条 依第九条处理。"


def action() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "action.yml").read_text("utf-8")))


def scripts() -> list[dict[str, Any]]:
    return [step for step in action()["runs"]["steps"] if "agreement_tool check" in step.get("run", "")]


def test_hooks_run_the_console_script_on_clause_files() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["entry"].split()[:2] == ["agreement", "check"] for hook in hooks} == {True}
    assert all(re.match(hook["files"], "clauses/app/1.0.yaml") for hook in hooks)


def test_the_action_never_puts_an_input_into_a_script() -> None:
    assert all("${{" not in step["run"] for step in action()["runs"]["steps"] if "run" in step)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_actions_script_annotates_summarises_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "clauses/a/1.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(dump(with_new_eids(agreement(FAULTY, effective=None))), "utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/python"  # -I would look for the package where it is not installed
    command.write_text(f'#!/bin/sh\nshift\nexec "{sys.executable}" "$@"\n', "utf-8")
    command.chmod(0o755)
    summary = tmp_path / "summary.md"
    environment = {
        **os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "TARGETS": "", "FAIL_ON": "error",
        "BASELINE": "", "SARIF": "out.sarif", "AGREEMENT_LANG": "zh", "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(summary),
    }  # fmt: skip
    sarif, check = (
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step["run"]],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for step in scripts()
    )
    assert (sarif.returncode, check.returncode) == (0, 1), (sarif.stderr, check.stderr)
    assert (tmp_path / "out.sarif").is_file()
    assert check.stdout.startswith("::error file=clauses/a/1.yaml,line=")
    assert "REF001" in summary.read_text("utf-8")
