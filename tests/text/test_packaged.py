"""Files of the package are read without importlib.resources, and are the same files."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import pytest

from agreement_tool.text.packaged import packaged


def test_a_packaged_file_is_the_one_that_resources_give() -> None:
    there = resources.files("agreement_tool.flag").joinpath("data/compiled.json")
    assert packaged("agreement_tool.flag", "data/compiled.json") == there.read_bytes()


def test_a_file_that_is_not_there_is_an_os_error() -> None:
    with pytest.raises(OSError, match="nothing"):
        packaged("agreement_tool.text", "nothing.txt")


def test_what_an_export_needs_does_not_load_the_library_of_resources() -> None:
    said = "from agreement_tool.pipeline.publish import preload; preload('json'); import sys"
    command = [sys.executable, "-c", f"{said}; print('importlib.resources' in sys.modules)"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"
