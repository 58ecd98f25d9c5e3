"""The tests against the lowest and newest versions that pyproject.toml allows: `python -m tests.versions [BOUND]`.

Makes a virtual environment for each below `out/`, installs the package with its dependencies at the bound, and runs the
tests there (`--tests` names some, `--quick` those that lean on the dependencies). Without a package index there is
nothing to install from: that is said, and is no failure. With `--quick` nor is an index that lacks a version: a mirror
need not keep old ones.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOUNDS = ("lowest", "newest")
QUICK = (
    "tests/test_public_api.py",
    "tests/read/test_contract.py",
    "tests/read/pdf/test_engines.py",
    "tests/cli/test_root.py",
    "tests/cli/test_typer.py",
    "tests/cli/test_extract.py",
    "tests/store",
)
"""What calls pypdfium2, pdfplumber, lxml, typer, click, rich and PyYAML in ways that new versions have broken."""
_LOWER = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*>=\s*(?P<version>[0-9.]+)")
_NO_INDEX = ("Could not find a version", "No matching distribution", "Temporary failure", "Connection", "Max retries")


def lower_bounds(dependencies: Sequence[str]) -> Iterator[str]:
    """`typer>=0.15,<0.26` -> `typer==0.15`. Raises ValueError for one without a lower bound."""
    for dependency in dependencies:
        found = _LOWER.match(dependency)
        if found is None:
            raise ValueError(f"{dependency}: no lower bound")
        yield f"{found['name']}=={found['version']}"


def project() -> dict[str, list[str]]:
    """The dependencies, and those of each extra."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"": read["dependencies"], **read["optional-dependencies"]}


def environment(bound: str, folder: Path) -> str:
    """Make the environment; what pip said where that failed, '' otherwise."""
    venv.create(folder, with_pip=True, clear=True)
    wanted = ["-e", f"{ROOT}[dev]"]
    if bound == "lowest":
        listed = folder / "lowest.txt"
        listed.write_text("\n".join(lower_bounds(project()[""])), "utf-8")
        wanted += ["--constraint", str(listed)]
    command = [_python(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip() or "pip failed" if done.returncode else ""


def _python(folder: Path) -> str:
    return str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def run(bound: str, tests: Sequence[str], *, strict: bool = True) -> int:
    """Test at one bound; the exit code. Not `strict`: what cannot be installed is said, and is no failure."""
    folder = ROOT / "out" / f"venv-{bound}"
    fault = environment(bound, folder)
    if fault:
        offline = any(words in fault for words in _NO_INDEX) and "from versions: none" in fault
        print(f"{bound}: skipped, {'no package index in reach' if offline else fault}", file=sys.stderr)
        return 0 if offline or not strict else 1
    print(f"{bound}: the tests with the {bound} versions that pyproject.toml allows", file=sys.stderr)
    command = [_python(folder), "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


_IMPORTS = """
import sys; sys.path.insert(0, sys.argv[1])
import typer, click
from agreement_tool.cli.root import root
try:
    root.main(["rules", "NUM001"], standalone_mode=False)
except SystemExit:
    pass
print("pydantic" in sys.modules, file=sys.stderr)
"""


def say_whether_typers_cap_can_go() -> None:
    """Say so when the newest Typer runs a command without importing pydantic. No failure: it is nobody's fault here."""
    target = ROOT / "out" / "typer-newest"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "--target", str(target), "--upgrade", "typer"], capture_output=True, check=False)
    if done.returncode and not target.is_dir():
        print("typer: skipped, no package index in reach", file=sys.stderr)
        return
    asked = [sys.executable, "-c", _IMPORTS, str(target)]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stderr.split()
    if said[-1:] == ["False"]:
        print("typer: the newest does without pydantic, its cap in pyproject.toml can go", file=sys.stderr)


def main() -> int:
    """Run the bounds asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__)
    parser.add_argument("bound", nargs="?", choices=BOUNDS, help="default: both")
    parser.add_argument("--tests", action="append", default=[], help="paths for pytest; default: all")
    parser.add_argument("--quick", action="store_true", help="the tests that lean on the dependencies")
    options = parser.parse_args()
    bounds = (options.bound,) if options.bound else BOUNDS
    tests = [*options.tests, *(QUICK if options.quick else ())]
    if "newest" in bounds:
        say_whether_typers_cap_can_go()
    return max(run(bound, tests, strict=not options.quick) for bound in bounds)


if __name__ == "__main__":
    sys.exit(main())
