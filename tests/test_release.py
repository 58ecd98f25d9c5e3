"""What is released: wheel and source archive installed in a clean environment, the container's recipe, the notices."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from agreement_tool.version import __version__
from tests.extent import EVERYTHING

ROOT = Path(__file__).parents[1]
SEED = ROOT / "tests/data/seed/lo_docx_song.pdf"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
KINDS = ("*.whl", "*.tar.gz") if EVERYTHING else ("*.whl",)
"""What is installed and tried: a source archive takes as long again, and is looked into below."""
TOOLS = ("dev", "docs")
"""Extras that nobody who uses the package installs."""
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and source archive, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "No module named hatchling" in done.stderr:
        pytest.skip("hatchling is not installed here, and a build would fetch it")
    assert done.returncode == 0, done.stderr
    return folder


def installed(package: Path, folder: Path) -> Path:
    """A clean environment with nothing but the package; its libraries are lent by the running one."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    (lent,) = folder.glob("lib/python*/site-packages")
    (lent / "lent.pth").write_text(f"{sysconfig.get_paths()['purelib']}\n{sysconfig.get_paths()['platlib']}\n", "utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    command = [*pip, "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--force-reinstall", str(package)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "bin/agreement"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_built_does_the_main_job_in_a_clean_environment(kind: str, dist: Path, tmp_path: Path) -> None:
    (package,) = dist.glob(kind)
    assert __version__ in package.name
    agreement = installed(package, tmp_path / "venv")
    (folder := tmp_path / "empty").mkdir()
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "GITHUB_ACTIONS")}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [agreement, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    assert run("--version").stdout == f"agreement {__version__}\n"
    assert run("extract", SEED, "--id", "seed", "--version", "1.0.0").returncode == 0
    assert run("check", "seed", "--select", "NUM").returncode in (0, 1)
    assert run("export", "seed", "-o", "app.json").returncode == 0
    assert f'"version": "{__version__}"' in (folder / "app.json").read_text("utf-8")
    where = [str(tmp_path / "venv/bin/python"), "-P", "-c", "import agreement_tool; print(agreement_tool.__file__)"]
    assert "venv" in subprocess.run(where, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_the_wheel_carries_the_notices_and_the_archive_what_is_needed_to_test_it(dist: Path) -> None:
    (wheel,), (archive,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("THIRD_PARTY.md") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "clients/", "benchmarks/"))]
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {"Makefile", "CHANGELOG.md", "THIRD_PARTY.md", "SECURITY.md", "action.yml", "Dockerfile", "pyproject.toml"}
    assert wanted | {"tests/test_release.py", "docs/cli.md", ".pre-commit-hooks.yaml"} <= held


def test_every_library_and_every_dictionary_is_in_the_notices() -> None:
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower()
    extras = PROJECT["optional-dependencies"]
    named = [*PROJECT["dependencies"], *(each for name, some in extras.items() if name not in TOOLS for each in some)]
    for requirement in named:
        name = re.split(r"[<>=\[ ;]", requirement)[0]
        assert re.search(rf"\b{re.escape(name.lower())}\b", notices), name
    package = ROOT / "agreement_tool"
    for file in (*package.rglob("*.txt"), *package.rglob("*.toml"), *package.rglob("*.yaml")):
        place = file.relative_to(ROOT).as_posix()
        folders = ("agreement_tool/check/*.toml", "agreement_tool/diff/*.yaml", "agreement_tool/law/*.yaml")
        covered = place in notices or any(Path(place).match(glob) and glob in notices for glob in folders)
        assert covered or place.startswith("agreement_tool/flag/data/"), place
    header = (package / "text/common_words.txt").read_text("utf-8").splitlines()[0]
    assert "jieba" in header and "copyright (c) 2013 sun junyi" in notices


def test_no_licence_is_granted_yet_and_the_readmes_say_so() -> None:
    assert "license" not in PROJECT and not list(ROOT.glob("LICEN[SC]E*"))
    assert "No licence is granted yet" in (ROOT / "README.md").read_text("utf-8")
    assert "尚未授予任何许可" in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_the_changelog_and_the_pages_on_installing_name_this_version() -> None:
    assert f"v{__version__}" in (ROOT / "docs/install.md").read_text("utf-8")
    assert f"agreement_tool-{__version__}-py3-none-any.whl" in (ROOT / "docs/install.md").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)
    supported = re.search(r"latest minor version \((\d+\.\d+)\.x\)", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert supported and __version__.startswith(f"{supported[1]}.")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, continuation lines joined."""
    joined = re.sub(r"\\\n", " ", "\n".join(line for line in DOCKERFILE.splitlines() if not line.startswith("#")))
    return [
        (word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line.strip())
    ]


def test_the_dockerfile_keeps_to_good_practice() -> None:
    """What hadolint asks: DL3006 DL3007 DL3008 (noted) DL3009 DL3015 DL3020 DL3025 DL3042 DL4006, and no root."""
    found = instructions()
    bases = [rest for word, rest in found if word == "FROM"]
    assert bases and all(":" in base and ":latest" not in base and "slim" in base for base in bases)
    assert not [rest for word, rest in found if word in ("ADD", "MAINTAINER")]
    for run in (rest for word, rest in found if word == "RUN"):
        installs = run.count("apt-get install")
        assert run.count("--no-install-recommends") == installs and run.count("apt-get install --yes") == installs
        assert not installs or "rm -rf /var/lib/apt/lists/*" in run
        assert "pip" not in run or "--no-cache-dir" in run
        assert "sudo" not in run and "curl" not in run
    words = [word for word, _ in found]
    assert words.index("USER") < words.index("ENTRYPOINT") and "SHELL" in words
    assert all(rest.startswith("[") for word, rest in found if word in ("ENTRYPOINT", "CMD", "SHELL"))
    assert dict(found)["USER"] != "root" and {"OFFICE=0", 'EXTRAS=""'} <= {
        rest for word, rest in found if word == "ARG"
    }


def test_what_the_dockerfile_copies_is_there_and_not_ignored() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    for word, rest in instructions():
        if word == "COPY":
            *sources, _ = rest.split()
            assert all((ROOT / source).exists() and source.removeprefix("./") in kept for source in sources)


@pytest.mark.slow
def test_the_image_builds_and_checks_where_docker_runs(tmp_path: Path) -> None:
    if shutil.which("docker") is None or subprocess.run(["docker", "info"], capture_output=True).returncode:
        pytest.skip("no Docker daemon here")
    built = subprocess.run(["docker", "build", "-q", str(ROOT)], capture_output=True, text=True, timeout=1200)
    if built.returncode and re.search(r"resolv|timeout|connection|denied", built.stderr, re.IGNORECASE):
        pytest.skip(f"the base image cannot be fetched here: {built.stderr[-200:]}")
    assert built.returncode == 0, built.stderr
    shutil.copytree(ROOT / "clauses", tmp_path / "clauses")
    command = ["docker", "run", "--rm", "--network", "none", "-v", f"{tmp_path}:/work", built.stdout.strip()]
    done = subprocess.run([*command, "check", "clauses", "--fail-on", "never"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_issue_templates_ask_for_what_is_needed_and_for_no_real_agreement() -> None:
    folder = ROOT / ".github/ISSUE_TEMPLATE"
    forms = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yml")}
    assert forms.pop("config") == {"blank_issues_enabled": False}
    for form in forms.values():
        assert {"name", "description", "body"} <= set(form)
        ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
        assert len(ids) == len(set(ids))
    from agreement_tool.cli.commands import COMMANDS

    (commands,) = [
        field["attributes"]["options"] for field in forms["misreading"]["body"] if field["type"] == "dropdown"
    ]
    assert set(commands) <= set(COMMANDS)
