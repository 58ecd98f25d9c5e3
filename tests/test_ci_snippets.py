"""What README and docs/ci.md tell people to paste into their CI is valid, and names what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement_tool.version import __version__

ROOT = Path(__file__).parents[1]
NETWORK = os.environ.get("CI") == "true" or bool(os.environ.get("AGREEMENT_NETWORK"))
OFFLINE = re.compile(
    "ConnectionError|Could not find a version|No matching distribution|NameResolution|Max retries|ReadTimeout"
)


def snippets(page: str, name: str) -> list[Any]:
    """The YAML blocks of a page whose first line names that file."""
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return [yaml.safe_load(block) for block in blocks if block.splitlines()[0].startswith(f"# {name}")]


def test_the_pre_commit_snippet_names_hooks_that_there_are_and_this_version() -> None:
    ((repository,),) = [each["repos"] for each in snippets("README.md", ".pre-commit-config.yaml")]
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in repository["hooks"]} <= hooks
    assert repository["rev"] == f"v{__version__}"


def test_every_snippet_names_this_versions_tag_and_inputs_that_the_action_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for page in ("README.md", "docs/ci.md"):
        text = (ROOT / page).read_text("utf-8")
        assert set(re.findall(r"@(v\d+\.\d+\.\d+)", text)) == {f"v{__version__}"}
        assert set(re.findall(r"steps\.agreement\.outputs\.(\w+)", text)) <= set(action["outputs"])
    (workflow,) = snippets("docs/ci.md", ".github/workflows/clauses.yml")
    uses = [step for step in workflow["jobs"]["clauses"]["steps"] if "agreement_tool" in step.get("uses", "")]
    assert set(uses[0]["with"]) <= set(action["inputs"])


def test_the_gitlab_and_gitee_pipelines_call_options_that_there_are() -> None:
    (gitlab,), (gitee,) = snippets("docs/ci.md", ".gitlab-ci.yml"), snippets("docs/ci.md", ".workflow/clauses.yml")
    lines = [*gitlab["clauses"]["script"], *gitee["stages"][0]["steps"][0]["commands"]]
    from tests.cli.test_reference import help_of

    page = help_of("--lang", "en", "check")
    for line in (line for line in lines if line.startswith("agreement check")):
        for option in re.findall(r"--[a-z-]+|(?<= )-o", line):
            assert option in page, line


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="pre-commit is not installed")
@pytest.mark.skipif(
    not NETWORK, reason="it installs libraries from the network: CI=true or AGREEMENT_NETWORK=1 runs it"
)
def test_pre_commit_installs_and_runs_the_hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.pipeline.test_merge import BASE, written

    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (folder := tmp_path / "repository").mkdir()
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run([*git, "init", "-q"], cwd=folder, check=True)
    (folder / "clauses/a").mkdir(parents=True)
    file = folder / "clauses/a/1.0.yaml"
    for text, status in ((written(BASE.replace("第三条", "第五条")), 1), (written(BASE), 0)):
        file.write_text(text, "utf-8")
        subprocess.run([*git, "add", "-A"], cwd=folder, check=True)
        command = ["pre-commit", "try-repo", str(ROOT), "agreement-check", "--all-files", "--verbose"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=540)
        if "An unexpected error has occurred" in done.stdout and OFFLINE.search(done.stdout):
            pytest.skip("the hook's dependencies cannot be installed here: offline")
        assert done.returncode == status, done.stdout + done.stderr
        assert ("NUM002" in done.stdout) == bool(status)
