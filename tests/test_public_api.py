from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

import agreement_tool

SEED = Path(__file__).parent / "data" / "seed" / "lo_docx_song.pdf"
ROOT = Path(__file__).parents[1]


def test_every_public_name_is_there_and_listed() -> None:
    assert set(agreement_tool.__all__) == set(agreement_tool._HOMES) <= set(dir(agreement_tool))
    for name in agreement_tool.__all__:
        assert getattr(agreement_tool, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        agreement_tool.nothing  # noqa: B018


def test_importing_the_package_imports_none_of_its_modules() -> None:
    code = "import sys, agreement_tool; print([m for m in sys.modules if m.startswith('agreement_tool.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_main_job_in_four_lines() -> None:
    agreement = agreement_tool.open_target(str(SEED)).agreement
    assert agreement_tool.load(agreement_tool.dump(agreement)).agreement.title == agreement.title
    assert agreement_tool.run_checks(agreement)
    assert '"schemaVersion"' in str(agreement_tool.publish(agreement, "json"))


@pytest.mark.slow
def test_the_wheel_carries_the_packages_data(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT],
        check=False,
        capture_output=True,
    )
    wheels = list(tmp_path.glob("*.whl"))
    if not wheels:
        pytest.skip("hatchling is not installed here, and a build would fetch it")
    package = Path(str(files("agreement_tool")))
    data = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert data <= set(zipfile.ZipFile(wheels[0]).namelist())
